//! The accessibility statement: that there is one, that it is looked at each year, that it holds.
//!
//! The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations
//! 2018 ask every public body of the United Kingdom for one, and for a review each year.

use jiff::ToSpan as _;

use super::project::Project;
use crate::content::sources::{AccessibilityMatter, Compliance, SiteMatter, Why};
use crate::diagnostic::{Check, Diagnostics, Placed, Span};

pub const NO_STATEMENT: Check =
    Check::warning("no-accessibility-statement", "a site that is to be published without an accessibility statement");
pub const OLD_STATEMENT: Check = Check::warning(
    "old-accessibility-statement",
    "an accessibility statement that was last looked at over 12 months ago",
);
pub const THIN_STATEMENT: Check = Check::warning(
    "accessibility-statement",
    "an accessibility statement that contradicts itself or lacks what the regulations ask for",
);

/// The page that may stand in place of the generated one.
const PAGE: &str = "accessibility";

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    let Some(site) = &project.sources.site else { return };
    if project.sources.pages.iter().any(|page| page.id.as_str() == PAGE) {
        return;
    }
    match &site.accessibility {
        Some(statement) => {
            old(project, &statement.value, found);
            thin(site, statement, found);
        }
        // What has no address yet is not about to be published.
        None if site.base_url.is_some() && is_british(site) => found.push(NO_STATEMENT.found(
            project.sources.site_span,
            "the site has no accessibility statement, which the law asks of public bodies in the United Kingdom",
            "add a block `accessibility:` with `compliance: full`, `partial` or `none`, with `prepared:` and the \
             day, and with `problems:`; or write your own as `content/pages/accessibility.md`",
        )),
        None => {}
    }
}

/// Written for the United Kingdom, as far as its language tells.
fn is_british(site: &SiteMatter) -> bool {
    let first = site.tags().next().map_or("en-GB", |tag| &tag.value);
    first.ends_with("-GB") || first == "cy"
}

fn old(project: &Project<'_>, statement: &AccessibilityMatter, found: &mut Diagnostics) {
    let last = statement.reviewed.as_ref().unwrap_or(&statement.prepared);
    let Some(day) = last.latest() else { return };
    if day.saturating_add(12.months()) < project.options.as_of {
        let message =
            format!("the accessibility statement was last looked at on `{}`, over 12 months ago", last.edtf());
        let hint = "test the site again, bring the statement up to date, and put the day after `reviewed:`";
        found.push(OLD_STATEMENT.found(last.span, message, hint));
    }
}

fn thin(site: &SiteMatter, statement: &Placed<AccessibilityMatter>, found: &mut Diagnostics) {
    let mut tell = |span: Span, message: String, hint: &str| found.push(THIN_STATEMENT.found(span, message, hint));
    let failing = statement.problems.iter().filter(|problem| {
        let why = problem.why.as_ref().map_or(Why::NotCompliant, |why| why.value);
        why == Why::NotCompliant
    });
    let compliance = &statement.compliance;
    match (compliance.value, failing.count()) {
        (Compliance::Full, 0) => {}
        (Compliance::Full, failing) => tell(
            compliance.span,
            match failing {
                1 => "the statement says `full`, and names something that fails the standard".to_owned(),
                _ => format!("the statement says `full`, and names {failing} things that fail the standard"),
            },
            "write `partial`, or mark what the law does not ask for with `why: burden` or `why: out-of-scope`",
        ),
        (Compliance::Partial | Compliance::None, _) if statement.problems.is_empty() => tell(
            compliance.span,
            "the statement does not say what is not accessible".to_owned(),
            "name each thing under `problems:` with its `title` and its `criteria`, or write `compliance: full`",
        ),
        _ => {}
    }
    let contacts = statement.contact.iter().chain(&site.contact);
    if !contacts.into_iter().any(|contact| contact.email.is_some() || contact.url.is_some()) {
        tell(
            compliance.span,
            "the statement says nowhere how to report a problem".to_owned(),
            "add `contact:` with `title:` and `email:` or `url:`, here or for the whole site",
        );
    }
}
