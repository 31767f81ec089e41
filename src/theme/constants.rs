//! Words put into the templates before they are compiled.
//!
//! Most words of a page are the same on every page. To ask for them by `text(key="…")` each time
//! costs more than all else that a page of the built-in theme does, so such a call becomes the
//! words themselves, in quotes; Tera escapes both alike. What is left of a line may move, so
//! places in a template are told from the text as it was written.

use super::strings::Strings;

const CALL: &str = "text(key=\"";

/// The template with the words in place of the calls that ask for nothing else.
pub fn with_words(template: &str, strings: &Strings) -> String {
    let mut written = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(CALL) {
        let (before, call) = (&rest[..at], &rest[at + CALL.len()..]);
        written.push_str(before);
        let words = call.split_once("\")").and_then(|(key, after)| Some((strings.constant(key)?, after)));
        if let Some((words, after)) = words.filter(|(words, _)| is_call(&written) && is_quotable(words)) {
            written.extend(["\"", words, "\""]);
            rest = after;
        } else {
            written.push_str(CALL);
            rest = call;
        }
    }
    written.push_str(rest);
    written
}

/// Whether what follows stands in a tag, and is no longer name that ends with `text`.
fn is_call(before: &str) -> bool {
    let last = |marks: [&str; 2]| marks.into_iter().filter_map(|mark| before.rfind(mark)).max();
    let is_in_tag = last(["{{", "{%"]) > last(["}}", "%}"]);
    // What is raw is shown as it is written.
    let is_raw = before.contains("raw %}");
    is_in_tag && !is_raw && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn is_quotable(words: &str) -> bool {
    !words.contains(['"', '\\', '\n'])
}
