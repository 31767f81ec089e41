//! JSON Schemas (draft 2020-12) of all sources, made from the types that read them.
//!
//! What the schema forbids the program refuses as well; the program refuses more, since a schema
//! knows one file alone. Scalars are read as they are written, so `2.10` is a ref although editors see a number.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::scalars::Line;
use super::{form, indicators, page, paper, plan, recommendation, resources, round, site, translation};
use crate::refs::Id;
use crate::yaml::{Ordered, Text};

/// A kind of source, with the schema of its YAML.
pub struct Kind {
    /// The name of its schema: `plan`, `translated-plan`.
    pub name: &'static str,
    /// Where such files stand, below the project; `*` is any name, `LANG` a language.
    pub paths: &'static [&'static str],
    /// What such a file is.
    pub about: &'static str,
    make: fn() -> Schema,
}

impl Kind {
    /// Whether the YAML stands before Markdown, between two lines of `---`.
    pub fn is_front_matter(&self) -> bool {
        self.paths.iter().all(|path| path.ends_with(".md"))
    }

    pub fn is_translation(&self) -> bool {
        self.name.starts_with("translated-")
    }

    /// The name of the file of its schema.
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// Whether a file at that path, which is no translation, is of this kind.
    pub fn holds(&self, path: &str) -> bool {
        let is_at = |pattern: &str| {
            let (parts, names) = (pattern.split('/'), path.split('/'));
            parts.clone().count() == names.clone().count()
                && parts.zip(names).all(|(part, name)| match part.split_once('*') {
                    Some((before, after)) => name.starts_with(before) && name.ends_with(after),
                    None => part == name,
                })
        };
        self.paths.iter().any(|pattern| is_at(pattern))
    }

    pub fn schema(&self) -> Value {
        let mut schema = (self.make)();
        Authored.transform(&mut schema);
        if self.is_translation() {
            Described("Its words in the other language; without them those of the original stand.")
                .transform(&mut schema);
        }
        let title = self.paths.join(", ");
        schema.insert("title".to_owned(), title.into());
        schema.insert("description".to_owned(), self.about.into());
        schema.insert("$comment".to_owned(), MADE.into());
        schema.to_value()
    }
}

/// By which a schema that was written is known.
pub const MADE: &str = "Made by `headway schema`; changes are lost when it is made again.";

/// All kinds, in the order in which an author meets them; translations come last.
pub const KINDS: [Kind; 20] = [
    Kind {
        name: "site",
        paths: &["content/site.yaml"],
        about: "Whose site it is, what it is called, and what stands on every page.",
        make: make::<site::SiteMatter>,
    },
    Kind {
        name: "leads",
        paths: &["content/leads.yaml"],
        about: "The posts and bodies that answer for something, by their ids.",
        make: make::<Ordered<Id, site::LeadMatter>>,
    },
    Kind {
        name: "glossary",
        paths: &["content/glossary.yaml"],
        about: "Abbreviations and what they stand for; each is spelt out at its first use on a page.",
        make: make::<Ordered<Line, Text>>,
    },
    Kind {
        name: "page",
        paths: &["content/index.md", "content/pages/*.md"],
        about: "The home page's words, or a page of your own.",
        make: make::<page::PageMatter>,
    },
    Kind {
        name: "plan",
        paths: &["content/plans/*/plan.yaml"],
        about: "A plan: what it answers, its topics, and when reports are due.",
        make: make::<plan::PlanMatter>,
    },
    Kind {
        name: "recommendation",
        paths: &["content/plans/*/recommendations/*.md"],
        about: "One numbered row of a plan; the response stands below it in Markdown.",
        make: make::<recommendation::RecommendationMatter>,
    },
    Kind {
        name: "round",
        paths: &["content/plans/*/updates/*.yaml"],
        about: "One reporting date, with what was reported for it.",
        make: make::<round::RoundMatter>,
    },
    Kind {
        name: "indicators",
        paths: &["content/plans/*/indicators.yaml"],
        about: "Measures with targets and dated values, by ids of your own.",
        make: make::<Ordered<Id, indicators::Indicator>>,
    },
    Kind {
        name: "resources",
        paths: &["content/plans/*/resources.yaml"],
        about: "What the plan costs, by kind and year.",
        make: make::<resources::Resources>,
    },
    Kind {
        name: "paper",
        paths: &["content/plans/*/papers/*.md", "content/papers/*.md"],
        about: "A committee paper; its text stands below it in Markdown.",
        make: make::<paper::PaperMatter>,
    },
    Kind {
        name: "form",
        paths: &["content/forms/*.yaml"],
        about: "The form of your committee papers: the facts in the head, and the sections in order.",
        make: make::<form::FormMatter>,
    },
    Kind {
        name: "translated-site",
        paths: &["content/site.LANG.yaml"],
        about: "The words of `site.yaml` in another language.",
        make: make::<translation::SiteWords>,
    },
    Kind {
        name: "translated-leads",
        paths: &["content/leads.LANG.yaml"],
        about: "The words of `leads.yaml` in another language.",
        make: make::<Ordered<Id, translation::LeadWords>>,
    },
    Kind {
        name: "translated-glossary",
        paths: &["content/glossary.LANG.yaml"],
        about: "Abbreviations in another language, in place of those of the original.",
        make: make::<Ordered<Line, Text>>,
    },
    Kind {
        name: "translated-page",
        paths: &["content/index.LANG.md", "content/pages/*.LANG.md"],
        about: "A page in another language.",
        make: make::<translation::PageWords>,
    },
    Kind {
        name: "translated-plan",
        paths: &["content/plans/*/plan.LANG.yaml"],
        about: "The words of `plan.yaml` in another language.",
        make: make::<translation::PlanWords>,
    },
    Kind {
        name: "translated-recommendation",
        paths: &["content/plans/*/recommendations/*.LANG.md"],
        about: "A recommendation in another language.",
        make: make::<translation::RecommendationWords>,
    },
    Kind {
        name: "translated-round",
        paths: &["content/plans/*/updates/*.LANG.yaml"],
        about: "The words of a round in another language.",
        make: make::<translation::RoundWords>,
    },
    Kind {
        name: "translated-indicators",
        paths: &["content/plans/*/indicators.LANG.yaml"],
        about: "The words of `indicators.yaml` in another language.",
        make: make::<Ordered<Id, translation::IndicatorWords>>,
    },
    Kind {
        name: "translated-resources",
        paths: &["content/plans/*/resources.LANG.yaml"],
        about: "The words of `resources.yaml` in another language.",
        make: make::<translation::ResourcesWords>,
    },
];

fn make<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// Loosens what our reader takes beyond JSON: a scalar is whatever was written, and nothing at all is an empty list or mapping.
struct Authored;

impl Transform for Authored {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        // Sizes of numbers are not for authors.
        schema.remove("format");
        // An id, a word of a list and the like say themselves what they are.
        let is_closed = schema.get("enum").is_some() || schema.get("pattern").is_some();
        let has_required = schema.get("required").is_some();
        let Some(kinds) = schema.get("type").cloned() else { return };
        let mut kinds: Vec<Value> = match kinds {
            Value::Array(kinds) => kinds,
            kind => vec![kind],
        };
        let has = |kinds: &[Value], kind: &str| kinds.iter().any(|known| known == kind);
        if has(&kinds, "string") && !is_closed && schema.get("const").is_none() {
            kinds.extend(["number", "boolean"].map(Value::from));
        }
        if (has(&kinds, "array") || has(&kinds, "object") && !has_required) && !has(&kinds, "null") {
            kinds.push("null".into());
        }
        kinds.sort_by_key(|kind| kind == "null");
        let kinds = if let [only] = kinds.as_slice() { only.clone() } else { Value::Array(kinds) };
        schema.insert("type".to_owned(), kinds);
    }
}

/// Gives the keys that say nothing of themselves a description.
struct Described(&'static str);

impl Transform for Described {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(keys) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
        for key in keys.values_mut().filter_map(Value::as_object_mut) {
            key.entry("description").or_insert_with(|| json!(self.0));
        }
    }
}
