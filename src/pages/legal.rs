//! What the law asks a public site to say of itself: how accessible it is, what it learns of its
//! readers, and who may use its words. An author's own page of the same name takes the place.

use serde::Serialize;

use super::frame::{self, Contact};
use super::row::{self, Link, edtf};
use super::{About, Frame, Framing, html};
use crate::content::public::accessibility::Problem;
use crate::content::public::{Public, Words};
use crate::data::licence_address;

/// A page that the site makes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    Accessibility,
    Privacy,
    Licence,
}

impl Legal {
    /// Its folder, and the key of its title.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
            Self::Licence => "licence",
        }
    }

    /// Those that stand in this site.
    pub fn all(public: &Public) -> impl Iterator<Item = Self> {
        let stands = |page: &Self| match page {
            Self::Accessibility => public.site.accessibility.is_some(),
            Self::Privacy | Self::Licence => true,
        };
        let is_own = |page: &Self| !public.pages.iter().any(|own| own.id.as_str() == page.id());
        [Self::Accessibility, Self::Privacy, Self::Licence].into_iter().filter(stands).filter(is_own)
    }
}

/// The accessibility statement, in the order of the UK's model.
#[derive(Debug, Serialize)]
pub struct Accessibility {
    frame: Frame,
    /// HTML.
    scope: String,
    /// `full`, `partial` or `none`.
    compliance: &'static str,
    /// What is not accessible, by the reason why, in the order of the law.
    groups: Vec<Group>,
    /// HTML.
    improvements: String,
    contact: Option<Contact>,
    reply_within: Option<String>,
    formats: Vec<String>,
    /// `great-britain` or `northern-ireland`.
    region: &'static str,
    prepared: String,
    reviewed: Option<String>,
    tested: Option<String>,
    tested_by: Option<String>,
    /// HTML.
    method: String,
}

#[derive(Debug, Serialize)]
struct Group {
    /// `not-compliant`, `burden` or `out-of-scope`.
    why: &'static str,
    problems: Vec<Described>,
}

#[derive(Debug, Serialize)]
struct Described {
    title: String,
    /// HTML.
    text: String,
    /// Numbers; their names are in the strings under `criterion.…`.
    criteria: Vec<String>,
    /// HTML.
    instead: String,
    due: Option<String>,
}

/// `None` where the site gives no statement.
pub fn accessibility(public: &Public, framing: &Framing<'_>) -> Option<Accessibility> {
    let statement = public.site.accessibility.as_ref()?;
    let below = Framing { heading_base: 5, ..*framing };
    let described = |problem: &Problem| Described {
        title: problem.title.to_string(),
        text: html(public, &below, problem.text.as_ref()),
        criteria: problem.criteria.clone(),
        instead: html(public, &below, problem.instead.as_ref()),
        due: edtf(problem.due),
    };
    let group = |why: &'static str| {
        let problems: Vec<_> = statement.problems.iter().filter(|problem| problem.why == why).map(described).collect();
        (!problems.is_empty()).then_some(Group { why, problems })
    };
    let contact = statement.contact.as_ref().or(public.site.contact.as_ref());
    let text = |words: Option<&Words>| words.map(ToString::to_string);
    Some(Accessibility {
        frame: framed(public, framing, Legal::Accessibility).holding(statement.words()),
        scope: html(public, framing, statement.scope.as_ref()),
        compliance: statement.compliance,
        groups: ["not-compliant", "burden", "out-of-scope"].into_iter().filter_map(group).collect(),
        improvements: html(public, framing, statement.improvements.as_ref()),
        contact: contact.map(frame::contact),
        reply_within: text(statement.reply_within.as_ref()),
        formats: statement.formats.iter().map(ToString::to_string).collect(),
        region: statement.region,
        prepared: statement.prepared.edtf(),
        reviewed: edtf(statement.reviewed),
        tested: edtf(statement.tested),
        tested_by: text(statement.tested_by.as_ref()),
        method: html(public, framing, statement.method.as_ref()),
    })
}

/// What the site learns of its readers: nothing, since the built-in theme gives it no way to.
#[derive(Debug, Serialize)]
pub struct Privacy {
    frame: Frame,
}

pub fn privacy(public: &Public, framing: &Framing<'_>) -> Privacy {
    Privacy { frame: framed(public, framing, Legal::Privacy) }
}

/// Who may use what, and whose words they are.
#[derive(Debug, Serialize)]
pub struct Licence {
    frame: Frame,
    address: Option<String>,
    site_address: Option<String>,
    /// An Open Government Licence, which asks for words of its own.
    is_ogl: bool,
    plans: Vec<Origin>,
}

/// Where a plan comes from.
#[derive(Debug, Serialize)]
struct Origin {
    plan: Link,
    data: String,
    organisation: String,
    review_body: Option<String>,
    report: Option<frame::Outside>,
}

pub fn licence(public: &Public, framing: &Framing<'_>) -> Licence {
    let origin = |plan: &crate::content::public::Plan| {
        let review = plan.source.as_ref();
        Origin {
            plan: Link::new(row::short(plan), row::plan_path(plan)),
            data: format!("{}data/", row::plan_path(plan)),
            organisation: plan.organisation.as_ref().unwrap_or(&public.site.organisation).to_string(),
            review_body: review.and_then(|review| review.body.as_ref()).map(ToString::to_string),
            report: review.and_then(|review| review.report.as_ref()).map(frame::outside),
        }
    };
    let licence = public.site.licence.as_deref();
    Licence {
        frame: framed(public, framing, Legal::Licence),
        address: licence.and_then(licence_address),
        site_address: public.site.base_url.as_ref().map(ToString::to_string),
        is_ogl: licence.is_some_and(|licence| licence.starts_with("OGL-")),
        plans: public.plans.iter().map(origin).collect(),
    }
}

fn framed(public: &Public, framing: &Framing<'_>, page: Legal) -> Frame {
    let key = match page {
        Legal::Accessibility => "statement_about",
        Legal::Privacy => "privacy_about",
        Legal::Licence => "licence_about",
    };
    Frame::new(public, framing, "", Vec::new())
        .about(About { article: true, key: Some(key), ..About::default() })
        .worded(page.id(), None)
}
