//! What the accessibility statement says, in the order of the UK's model statement.

use super::{Contact, Words};
use crate::date::Date;

#[derive(Clone, Debug)]
pub struct Accessibility {
    pub scope: Option<Words>,
    /// `full`, `partial` or `none`, against WCAG 2.2 AA.
    pub compliance: &'static str,
    pub problems: Vec<Problem>,
    /// Markdown.
    pub improvements: Option<Words>,
    /// Whom to tell; the site's own contact if not given.
    pub contact: Option<Contact>,
    pub reply_within: Option<Words>,
    pub formats: Vec<Words>,
    /// `great-britain` or `northern-ireland`.
    pub region: &'static str,
    pub prepared: Date,
    pub reviewed: Option<Date>,
    pub tested: Option<Date>,
    pub tested_by: Option<Words>,
    /// Markdown.
    pub method: Option<Words>,
}

impl Accessibility {
    /// All that was written, for what is asked of each text.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let lines = [&self.scope, &self.improvements, &self.reply_within, &self.tested_by, &self.method];
        let contact = self.contact.as_ref().map(|contact| &contact.title);
        let problems = self.problems.iter().flat_map(|own| {
            let Problem { title, text, instead, .. } = own;
            [Some(title), text.as_ref(), instead.as_ref()].into_iter().flatten()
        });
        lines.into_iter().flatten().chain(contact).chain(&self.formats).chain(problems)
    }
}

/// Something that is not accessible.
#[derive(Clone, Debug)]
pub struct Problem {
    pub title: Words,
    /// Markdown.
    pub text: Option<Words>,
    /// `not-compliant`, `burden` or `out-of-scope`.
    pub why: &'static str,
    /// Numbers of success criteria of WCAG 2.2.
    pub criteria: Vec<String>,
    /// Markdown.
    pub instead: Option<Words>,
    pub due: Option<Date>,
}

impl Accessibility {
    /// Its texts in Markdown.
    pub fn texts(&self) -> impl Iterator<Item = &Words> {
        let of_problems = self.problems.iter().flat_map(|problem| [&problem.text, &problem.instead]);
        [&self.improvements, &self.method].into_iter().chain(of_problems).flatten()
    }
}
