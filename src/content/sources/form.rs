//! `forms/<form>.yaml`: a council's own form of paper, and the forms that come with the program.

use schemars::JsonSchema;
use serde::Deserialize;

use super::paper::Numbering;
use super::scalars::Line;
use crate::diagnostic::{Diagnostics, FileId, Placed};
use crate::files::Files;
use crate::refs::Id;
use crate::yaml::{self, Text};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormMatter {
    /// What the form is called.
    pub title: Placed<Line>,
    /// The facts in the head of the paper, in order.
    #[serde(default)]
    pub fields: Vec<FieldMatter>,
    /// What follows, in order.
    #[serde(default)]
    pub sections: Vec<SectionMatter>,
    /// How papers are numbered that say nothing else.
    pub numbering: Option<Placed<Numbering>>,
    /// The first number.
    pub start: Option<Placed<u32>>,
    /// Whether a list of contents follows the facts.
    #[serde(default)]
    pub contents: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldMatter {
    /// The theme's own word, if none is given.
    pub label: Option<Placed<Line>>,
    /// Which fact of the paper it shows.
    pub from: Option<Placed<From>>,
    /// The label of the paper's detail that is meant, if it is another.
    pub detail: Option<Placed<Line>>,
    /// Whether every paper must give it.
    #[serde(default)]
    pub required: bool,
}

/// Which fact of a paper a field shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    Committee,
    Date,
    AsAt,
    Title,
    Plan,
    Contact,
    Exempt,
    /// All details that no other field shows.
    Details,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionMatter {
    /// 1, or 2 for a section of the one before.
    pub level: Option<Placed<u8>>,
    /// Whether its paragraphs have numbers where the paper's have.
    #[serde(default = "yes")]
    pub numbered: bool,
    /// The theme's own word for what it holds, if none is given.
    pub heading: Option<Placed<Line>>,
    /// What the author should write there.
    pub guidance: Option<Text>,
    /// Whether every paper must have it.
    #[serde(default)]
    pub required: bool,
    /// Stands there if the author writes nothing.
    pub not_applicable: Option<Text>,
    /// What it shows beside the author's words.
    pub holds: Option<Placed<Holds>>,
}

fn yes() -> bool {
    true
}

/// What a section shows beside the author's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    Recommendations,
    Objectives,
    Clearance,
    Contact,
    BackgroundPapers,
    /// All of the body that no other section has.
    Body,
}

#[derive(Debug)]
pub struct Form {
    pub id: Id,
    pub matter: FormMatter,
}

/// The forms that come with the program, by their names. The first is that of a paper that names none.
const BUILT_IN: [(&str, &str); 5] = [
    ("report", include_str!("../../../themes/default/forms/report.yaml")),
    ("scrutiny-report", include_str!("../../../themes/default/forms/scrutiny-report.yaml")),
    ("overview-and-scrutiny-board", include_str!("../../../themes/default/forms/overview-and-scrutiny-board.yaml")),
    ("partnership-board", include_str!("../../../themes/default/forms/partnership-board.yaml")),
    ("cabinet-report", include_str!("../../../themes/default/forms/cabinet-report.yaml")),
];

/// The name of the form of a paper that names none.
pub const USUAL: &str = BUILT_IN[0].0;

/// The project's own forms, and those that come with the program, where no own one has their name.
pub(super) fn read_all(files: &Files, further: &[Placed<Line>], diagnostics: &mut Diagnostics) -> Vec<Form> {
    let mut forms = Vec::new();
    for file in super::originals(files, "content/forms/", ".yaml", further) {
        let id = super::id_of(super::stem(files.path(file)), file, diagnostics);
        let matter = super::whole(files, file, diagnostics);
        forms.extend(id.zip(matter).map(|(id, matter)| Form { id: id.value, matter }));
    }
    for (name, text) in BUILT_IN {
        let Ok(id) = Id::read(name) else { continue };
        if forms.iter().all(|form| form.id != id) {
            // The program's own tests see to it that none of them has a mistake.
            let matter = yaml::read(text, FileId(u32::MAX), 0, &mut Diagnostics::default());
            forms.extend(matter.map(|matter| Form { id, matter }));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_the_program_have_no_mistakes() {
        for (name, text) in BUILT_IN {
            let mut found = Diagnostics::default();
            let form: Option<FormMatter> = yaml::read(text, FileId(0), 0, &mut found);
            assert!(form.is_some() && found.is_empty(), "{name}: {found:?}");
            assert!(Id::read(name).is_ok());
        }
    }
}
