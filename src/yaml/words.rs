//! Mistakes of reading in the words of those who write the files.

use super::deserialize::{KEYS_KIND, LIST_KIND, Label, TEXT_KIND, WORD_KIND};
use super::fault::Why;
use super::tree::{Kind, NodeId, Tree, line_end, shortened};
use super::{BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_KIND};
use crate::diagnostic::{Diagnostic, list, nearest};

/// How many known words a hint lists at most.
const MOST_LISTED: usize = 40;

pub(super) fn describe(tree: &Tree<'_>, why: &Why, node: NodeId, label: Label) -> Diagnostic {
    let subject = subject(tree, label);
    let (code, message, hint) = match why {
        Why::NoValue => (WRONG_KIND, format!("{subject} has no value"), no_value_hint(tree, node, label)),
        Why::Kind(expected) => (
            WRONG_KIND,
            format!("{subject} is {}, expected {expected}", kind(tree, node)),
            kind_hint(tree, node, label, expected),
        ),
        Why::Word { expected, hint } => {
            let found = shortened(tree.text(node).unwrap_or(""));
            (BAD_VALUE, format!("{subject} is `{found}`, expected {expected}"), hint.clone())
        }
        Why::Missing(field) => (
            MISSING_KEY,
            format!("`{field}` is missing{}", record(tree, node, label)),
            format!("add a line `{field}: …`"),
        ),
        Why::UnknownKey { known } => {
            let found = tree.text(node).unwrap_or("");
            let hint =
                if is_cut_by_comma(tree, node) { comma_hint(tree, node) } else { known_hint(found, known, "key") };
            (UNKNOWN_KEY, format!("unknown key `{}`", shortened(found)), hint)
        }
        Why::UnknownWord { found, known } => {
            let message = match label {
                Label::Key => format!("unknown key `{}`", shortened(found)),
                _ => format!("{subject} is `{}`, which is not a known word", shortened(found)),
            };
            (BAD_VALUE, message, known_hint(found, known, "word"))
        }
        Why::Said(text) => {
            let (message, hint) = text.split_once('\n').unwrap_or((text, ""));
            let hint = if hint.is_empty() { format!("correct {}", target(tree, label)) } else { hint.to_owned() };
            (BAD_VALUE, message.to_owned(), hint)
        }
        // Never described: both are answered by reading again.
        Why::InventionFailed(_) | Why::Again => {
            (BAD_VALUE, format!("{subject} cannot be read"), "correct it".to_owned())
        }
    };
    Diagnostic::error(code, tree.span(node), message, hint)
}

fn quoted(tree: &Tree<'_>, key: NodeId) -> String {
    format!("`{}`", shortened(tree.text(key).unwrap_or("")))
}

/// What a sentence about the value starts with.
fn subject(tree: &Tree<'_>, label: Label) -> String {
    match label {
        Label::Top => "the top level".to_owned(),
        Label::Key => "the key".to_owned(),
        Label::Value(key) => quoted(tree, key),
        Label::Item(Some(key)) => format!("an item of {}", quoted(tree, key)),
        Label::Item(None) => "an item of the list".to_owned(),
    }
}

/// What is to be corrected.
fn target(tree: &Tree<'_>, label: Label) -> String {
    match label {
        Label::Value(key) => format!("the value of {}", quoted(tree, key)),
        Label::Item(_) => "the item".to_owned(),
        label => subject(tree, label),
    }
}

/// Which record lacks a key: by the key that it stands under, or by what it calls itself.
fn record(tree: &Tree<'_>, node: NodeId, label: Label) -> String {
    let own_name = || {
        let name = |wanted: &&str| {
            let (_, value) = tree.entries(node).find(|(key, _)| tree.text(*key) == Some(*wanted))?;
            tree.text(value).filter(|_| !tree.is_null(value)).map(shortened)
        };
        ["id", "ref", "title", "name", "label"].iter().find_map(name)
    };
    match label {
        Label::Top | Label::Key => String::new(),
        Label::Value(key) => format!(" in {}", quoted(tree, key)),
        Label::Item(key) => {
            let list = key.map_or(String::new(), |key| format!(" of {}", quoted(tree, key)));
            match own_name() {
                Some(name) => format!(" in the item `{name}`{list}"),
                None => format!(" in an item{list}"),
            }
        }
    }
}

fn kind(tree: &Tree<'_>, node: NodeId) -> &'static str {
    match tree.content(node).kind {
        Kind::Text(..) => TEXT_KIND,
        Kind::Mapping => KEYS_KIND,
        Kind::List | Kind::Alias(_) => LIST_KIND,
    }
}

fn no_value_hint(tree: &Tree<'_>, node: NodeId, label: Label) -> String {
    let end = tree.node(node).end as usize;
    let rest = tree.source.get(end..line_end(tree.source, end)).unwrap_or("");
    if rest.trim_start().starts_with('#') {
        return "put the value in quotes: what follows a `#` is a comment".to_owned();
    }
    match label {
        Label::Value(key) => {
            format!("write it after `{}:`, or take the line away", shortened(tree.text(key).unwrap_or("")))
        }
        Label::Item(_) => "write it, or take the item away".to_owned(),
        Label::Top | Label::Key => "write the keys of this file, each on its own line".to_owned(),
    }
}

fn kind_hint(tree: &Tree<'_>, node: NodeId, label: Label, expected: &str) -> String {
    let key = match label {
        Label::Value(key) => Some(shortened(tree.text(key).unwrap_or(""))),
        _ => None,
    };
    let found = &tree.content(node).kind;
    match (expected, found, key) {
        (TEXT_KIND | WORD_KIND, Kind::Mapping, _) => {
            format!("write {expected} alone; if it contains `: ` or starts with `{{`, put it in quotes")
        }
        (TEXT_KIND | WORD_KIND, _, Some(key)) => format!("write {expected} after `{key}:`, without `-` and `[ ]`"),
        (TEXT_KIND | WORD_KIND, ..) => format!("write {expected} alone; if it starts with `[`, put it in quotes"),
        (LIST_KIND, Kind::Text(text, _), Some(key)) if text.lines().count() == 1 && text.len() <= 40 => {
            format!("write it as a list: `{key}: [{text}]`")
        }
        (LIST_KIND, ..) => "start each item on a line of its own with `- `".to_owned(),
        (KEYS_KIND, Kind::List, _) => "take the dashes away and write `key: value` lines".to_owned(),
        (KEYS_KIND, _, Some(key)) => {
            format!("write `key: value` lines below `{key}:`, each two spaces further to the right than it")
        }
        _ => "write `key: value` lines".to_owned(),
    }
}

/// Whether a key has no colon: then it stands between braces, and is the rest of the value before it.
fn is_cut_by_comma(tree: &Tree<'_>, key: NodeId) -> bool {
    let (start, end) = (tree.node(key).start as usize, tree.node(key).end as usize);
    let before = tree.source.get(..start).unwrap_or("").trim_end();
    let after = tree.source.get(end..).unwrap_or("").trim_start();
    let is_quoted = before.trim_end_matches(',').trim_end().ends_with(['"', '\'']);
    before.ends_with(',') && !is_quoted && after.starts_with([',', '}'])
}

fn comma_hint(tree: &Tree<'_>, key: NodeId) -> String {
    let before = tree.source.get(..tree.node(key).start as usize).unwrap_or("");
    let said = before.trim_end().trim_end_matches(',');
    let start = said.rfind(['{', ',', '\n']).max(said.rfind(": ")).map_or(0, |at| at + 1);
    let said = &said[start..];
    let said = format!("{}, {}", said.trim(), tree.text(key).unwrap_or("").trim());
    format!("a comma between braces ends a value; put the whole of it in quotation marks: `\"{}\"`", shortened(&said))
}

fn known_hint(found: &str, known: &[&str], noun: &str) -> String {
    if let Some(near) = nearest(found, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    match known {
        [] => format!("take the {noun} away"),
        [only] => format!("the only {noun} known here is `{only}`"),
        _ if known.len() <= MOST_LISTED => format!("the {noun}s known here are {}", list(known.iter().copied(), "and")),
        _ => format!("take the {noun} away; the manual lists the {noun}s that this file may have"),
    }
}
