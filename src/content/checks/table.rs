//! Every code that a report may hold, with its severity and its meaning.
//!
//! Each has its page in `tests/diagnostics/`, which is its test and the manual in one.

use super::{
    collisions, dates, evidence, figures, history, leads, link_words, links, markup, names, privacy, references, rounds,
};
use crate::diagnostic::Check;
use crate::yaml;

/// All checks, in the order in which a project meets them: files, YAML, names, then what they mean.
pub const ALL: &[Check] = &[
    // Files, told by `files`.
    Check::error("outside", "a link on the disk that leads out of the project or nowhere"),
    Check::error("not-a-file", "something else than a file where a file belongs"),
    Check::error("too-large", "a text of more than 64 MiB"),
    Check::error("not-utf-8", "a text that is not saved as UTF-8"),
    // The shape of sources, told by `sources`.
    Check::error("missing-file", "a file that every site or every plan must have"),
    Check::error("bad-name", "a file or a folder whose name cannot stand in an address"),
    Check::error("front-matter", "a Markdown file that does not begin with its front matter"),
    // YAML and values, told by `yaml`.
    Check::error(yaml::YAML_SYNTAX, "text that does not follow the rules of YAML"),
    Check::error(yaml::YAML_UNSUPPORTED, "a part of YAML that sources may not use"),
    Check::error(yaml::YAML_TOO_LARGE, "too many values, levels, repetitions or mistakes in one file"),
    Check::error(yaml::UNKNOWN_KEY, "a key that has no meaning at its place"),
    Check::error(yaml::MISSING_KEY, "a key that must be given and is not"),
    Check::error(yaml::DUPLICATE_KEY, "the same key given twice"),
    Check::error(yaml::WRONG_KIND, "a list, a text or a set of keys where another of the three belongs"),
    Check::error(yaml::BAD_VALUE, "a value that cannot be understood"),
    Check::warning(yaml::CUT_SHORT, "a value that ends early because ` #` begins a comment"),
    // Names, told by `model`.
    Check::error("unknown-lead", "a lead that is not in `leads.yaml`"),
    Check::error("unknown-topic", "a topic that the plan does not have"),
    Check::error("unknown-status", "a status that the site does not have"),
    Check::error("unknown-plan", "a plan that does not exist"),
    Check::error("unknown-ref", "a recommendation that does not exist"),
    Check::error("unknown-action", "an action that the recommendation does not have"),
    Check::error("duplicate-ref", "two recommendations of a plan with one ref"),
    Check::error("duplicate-id", "two things of one kind with one id"),
    Check::error("duplicate-round", "two rounds of a plan as at one date"),
    // The theme, told by `theme`.
    Check::error("template", "a template of the site's own theme that does not compile"),
    Check::warning("unused-override", "a file of the site's own theme that stands in place of none"),
    Check::warning("unknown-string", "a string of the site's own theme that no page uses"),
    Check::error("body-template", "a page whose `{{ }}` or `{% %}` cannot be filled in"),
    Check::warning("no-strings", "a language whose words the theme does not have"),
    // Further languages, told by `sources` and `published`.
    Check::error("bad-language", "a language that is not named by its tag"),
    Check::warning("not-translated", "something that has no words in a further language of the site"),
    Check::error("no-original", "a translation that has no original beside it"),
    // Told by the checks beside this table.
    names::UNKNOWN_LABEL,
    names::UNKNOWN_APPENDIX,
    names::UNKNOWN_LOOK,
    names::NAMES_ITSELF,
    collisions::DUPLICATE_ADDRESS,
    collisions::RESERVED_ADDRESS,
    collisions::DUPLICATE_ALIAS,
    collisions::BAD_ALIAS,
    collisions::CASE_COLLISION,
    leads::NEAR_DUPLICATE_LEAD,
    leads::JOINED_LEAD,
    leads::UNUSED_LEAD,
    dates::DUE_BEFORE_START,
    dates::ACTION_AFTER_DUE,
    rounds::BEFORE_PLAN,
    rounds::AFTER_AS_OF,
    rounds::EMPTY_UPDATE,
    rounds::FORGOTTEN,
    rounds::SILENT,
    history::DATE_WITHOUT_REASON,
    history::OPEN_ACTIONS,
    history::ONGOING_WITHOUT_REVIEW,
    figures::STATED_TOTAL,
    figures::UNKNOWN_YEAR,
    figures::DUPLICATE_READING,
    figures::EMPTY_INDICATOR,
    evidence::MISSING_EVIDENCE,
    links::BROKEN_LINK,
    links::BROKEN_ANCHOR,
    links::WITHHELD_LINK,
    links::BAD_ADDRESS,
    link_words::VAGUE_LINK,
    link_words::BARE_ADDRESS,
    markup::NO_ALTERNATIVE,
    markup::REMOTE_IMAGE,
    markup::HEADING_JUMP,
    markup::UNDEFINED_FOOTNOTE,
    markup::RAW_HTML,
    markup::TABLE_WITHOUT_HEADER,
    references::DEAD_REFERENCE,
    references::UNLINKED_REFERENCE,
    privacy::PERSONAL_EMAIL,
    privacy::PHONE_NUMBER,
    privacy::INTERNAL_PATH,
];
