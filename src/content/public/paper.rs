//! Committee papers as they may be seen.
//!
//! A paper that is exempt as a whole is not among them, and of one that is exempt in part only the rest
//! is, but where exactly this paper was asked for by its file.

use std::ops::Range;
use std::sync::Arc;

use super::{Contact, Evidence, Withheld, Words};
use crate::date::{Date, Day};
use crate::diagnostic::{FileId, Span};
use crate::refs::Id;

#[derive(Clone, Debug)]
pub struct Paper {
    pub id: Id,
    pub title: Words,
    pub committee: Option<Words>,
    pub date: Date,
    /// The day that it speaks for, no later than the site's own.
    pub as_at: Day,
    /// The plan that it is about, an index into [`super::Public::plans`].
    pub plan: Option<usize>,
    pub form: Arc<Form>,
    /// Label and Markdown.
    pub details: Vec<(Words, Words)>,
    /// Which of them apply.
    pub objectives: Vec<(Words, bool)>,
    /// Markdown.
    pub recommendations: Vec<Words>,
    pub numbering: Numbering,
    pub appendices: Vec<Appendix>,
    /// Label and Markdown.
    pub clearance: Vec<(Words, Words)>,
    pub contact: Option<Contact>,
    pub background: Vec<Evidence>,
    pub body: Body,
    /// Why not everybody may see it; of a paper that was asked for by its file alone.
    pub exempt: Option<Exempt>,
    pub preview: Option<Withheld>,
    pub file: FileId,
    /// Where it was written, for messages.
    pub origin: Span,
}

#[derive(Clone, Debug)]
pub struct Exempt {
    /// The paragraphs of Schedule 12A, in order.
    pub paragraphs: Vec<Words>,
    pub reason: Option<Words>,
}

/// A template before it is Markdown.
#[derive(Clone, Debug)]
pub struct Body {
    pub text: Words,
    /// Where bytes of the text stand in the file: from each first number on, at the second and on.
    pub pieces: Vec<(usize, usize)>,
    pub file: FileId,
}

impl Body {
    /// Where a range of the text stands in its file.
    pub fn place(&self, range: Range<usize>) -> Span {
        let at = |byte: usize| {
            let after = self.pieces.partition_point(|(text, _)| *text <= byte);
            let (text, file) =
                after.checked_sub(1).and_then(|index| self.pieces.get(index)).copied().unwrap_or_default();
            file + (byte - text)
        };
        let start = at(range.start);
        Span::new(self.file, start..start + range.len())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    None,
    Paragraphs,
    Sections,
}

/// A generated part.
#[derive(Clone, Debug)]
pub struct Appendix {
    pub kind: AppendixKind,
    pub title: Option<Words>,
    /// In order; empty for the usual ones.
    pub columns: Vec<AppendixColumn>,
    pub since: Option<Date>,
    /// An index into the plan's recommendations.
    pub recommendation: Option<usize>,
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $id:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in sources and in the theme's strings.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            pub fn named(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.id() == id)
            }
        }
    };
}

named! {
    /// Which part is generated.
    AppendixKind {
        Summary = "summary",
        Changes = "changes",
        ActionPlan = "action-plan",
        Exceptions = "exceptions",
        Timeline = "timeline",
        Resources = "resources",
        Indicators = "indicators",
        Recommendation = "recommendation",
        Closed = "closed",
    }
}

named! {
    /// A column of an action plan.
    AppendixColumn {
        Number = "number",
        Recommendation = "recommendation",
        Response = "response",
        Action = "action",
        Lead = "lead",
        Timescale = "timescale",
        Status = "status",
        Original = "original-date",
        Revised = "revised-date",
    }
}

/// How papers of a kind look.
#[derive(Clone, Debug)]
pub struct Form {
    pub fields: Vec<Field>,
    pub sections: Vec<Section>,
    pub numbering: Numbering,
    pub start: u32,
    pub contents: bool,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub label: Option<Words>,
    pub from: FieldFrom,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFrom {
    Committee,
    Date,
    AsAt,
    Title,
    Plan,
    Contact,
    Exempt,
    /// All details that no other field shows.
    Details,
    /// The detail with this label.
    Detail(Words),
}

#[derive(Clone, Debug)]
pub struct Section {
    /// 1, or 2 for a section of the one before.
    pub level: u8,
    pub heading: Option<Words>,
    /// Markdown.
    pub not_applicable: Option<Words>,
    pub required: bool,
    /// Whether its paragraphs have numbers where the paper's have.
    pub numbered: bool,
    pub holds: Option<Holds>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Recommendations,
    Objectives,
    Clearance,
    Contact,
    BackgroundPapers,
    Body,
}

impl Holds {
    /// Its name in the theme's strings.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Recommendations => "recommendations",
            Self::Objectives => "objectives",
            Self::Clearance => "clearance",
            Self::Contact => "contact",
            Self::BackgroundPapers => "background-papers",
            Self::Body => "body",
        }
    }
}

/// What stands in a body for a part that is withheld, before it is filled in.
pub fn note(paragraph: &str) -> String {
    format!("\n\n{{{{ exempt_part(paragraph=\"{paragraph}\") }}}}\n\n")
}
