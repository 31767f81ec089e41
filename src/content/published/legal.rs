//! What the pages of the law are made from: the accessibility statement and the licence.

use super::{contact, date, words};
use crate::content::public::Words;
use crate::content::public::accessibility::{Accessibility, Problem};
use crate::content::sources::{AccessibilityMatter, Compliance, ProblemMatter, Region, SiteMatter, Why};

/// The licence of UK public bodies, for a site that names none.
const USUAL_LICENCE: &str = "OGL-UK-3.0";

/// The word that SPDX has for "no licence".
const NO_LICENCE: &str = "none";

pub fn licence(site: &SiteMatter) -> Option<Words> {
    match &site.licence {
        None => Some(USUAL_LICENCE.into()),
        Some(licence) if licence.eq_ignore_ascii_case(NO_LICENCE) => None,
        Some(licence) => Some(licence.value.clone().into()),
    }
}

pub fn accessibility(source: &AccessibilityMatter) -> Accessibility {
    Accessibility {
        scope: words(source.scope.as_ref()),
        compliance: match source.compliance.value {
            Compliance::Full => "full",
            Compliance::Partial => "partial",
            Compliance::None => "none",
        },
        problems: source.problems.iter().map(problem).collect(),
        improvements: words(source.improvements.as_ref()),
        contact: source.contact.as_ref().map(contact),
        reply_within: source.reply_within.as_ref().map(|line| line.value.clone().into()),
        formats: source.formats.0.iter().map(|line| line.value.clone().into()).collect(),
        region: match source.region.as_ref().map(|region| region.value) {
            Some(Region::NorthernIreland) => "northern-ireland",
            Some(Region::GreatBritain) | None => "great-britain",
        },
        prepared: source.prepared.value,
        reviewed: date(source.reviewed.as_ref()),
        tested: date(source.tested.as_ref()),
        tested_by: source.tested_by.as_ref().map(|line| line.value.clone().into()),
        method: words(source.method.as_ref()),
    }
}

fn problem(source: &ProblemMatter) -> Problem {
    Problem {
        title: source.title.value.clone().into(),
        text: words(source.text.as_ref()),
        why: match source.why.as_ref().map(|why| why.value) {
            None | Some(Why::NotCompliant) => "not-compliant",
            Some(Why::Burden) => "burden",
            Some(Why::OutOfScope) => "out-of-scope",
        },
        criteria: source.criteria.0.iter().map(|criterion| criterion.value.to_string()).collect(),
        instead: words(source.instead.as_ref()),
        due: date(source.due.as_ref()),
    }
}
