//! Words that stand in another language than their page: marked inside any text, and given their
//! `lang` once the page is whole.
//!
//! A title goes many ways before it is on a page: into links, captions, attributes, sentences. So
//! that no way loses its language, the marks travel in the text itself, as two noncharacters,
//! which Unicode (section 23.7) keeps for such inner use. [`tell`] turns them into elements where
//! text may hold any and takes them away elsewhere; [`strip`] takes all away. Nothing that is
//! published holds them.

/// The first character of foreign words.
const BEGIN: char = '\u{fdd0}';
/// The last character of foreign words.
const END: char = '\u{fdd1}';

/// Elements whose content is bare text, or is none of a page's words.
const BARE: [&str; 8] = ["title", "desc", "text", "option", "textarea", "script", "style", "noscript"];

/// The words between marks.
pub fn marked(words: &str) -> String {
    format!("{BEGIN}{words}{END}")
}

/// The words without the marks around them.
pub fn unmarked(words: &str) -> &str {
    words.trim_start_matches(BEGIN).trim_end_matches(END)
}

/// A text for programs, without any mark.
pub fn strip(text: &str) -> String {
    text.replace([BEGIN, END], "")
}

/// A page with the language of foreign words told by elements.
pub fn tell(html: &str, language: &str) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    let mut bare: Option<&str> = None;
    while let Some(at) = rest.find('<') {
        words(&rest[..at], bare.is_none().then_some(language), &mut out);
        let tag = &rest[at..at + end_of_tag(&rest[at..])];
        words(tag, None, &mut out);
        bare = match bare {
            Some(name) if tag.strip_prefix("</").is_some_and(|tag| tag.starts_with(name)) => None,
            Some(name) => Some(name),
            None => BARE.into_iter().find(|name| opens(tag, name)),
        };
        rest = &rest[at + tag.len()..];
    }
    words(rest, bare.is_none().then_some(language), &mut out);
    out
}

fn opens(tag: &str, name: &str) -> bool {
    let after = tag[1..].strip_prefix(name);
    after.is_some_and(|rest| rest.starts_with(['>', ' ', '\n'])) && !tag.ends_with("/>")
}

/// The length of a tag, whose attributes may hold `>` between quotes.
fn end_of_tag(html: &str) -> usize {
    let mut quote: Option<char> = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Appends a piece of a page; marks become elements if there is a language to tell.
fn words(text: &str, language: Option<&str>, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find([BEGIN, END]) {
        out.push_str(&rest[..at]);
        match language {
            Some(language) if rest[at..].starts_with(BEGIN) => {
                out.push_str("<span lang=\"");
                out.push_str(language);
                out.push_str("\">");
            }
            Some(_) => out.push_str("</span>"),
            None => {}
        }
        rest = &rest[at + BEGIN.len_utf8()..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_get_their_language_where_elements_may_stand() {
        let title = marked("Fish &amp; chips");
        let page = format!(
            "<title>{title}</title><a href=\"x\" title=\"a > {title}\">1. {title}</a><svg><title>{title}</title></svg>"
        );
        assert_eq!(
            tell(&page, "en-GB"),
            "<title>Fish &amp; chips</title><a href=\"x\" title=\"a > Fish &amp; chips\">1. \
             <span lang=\"en-GB\">Fish &amp; chips</span></a><svg><title>Fish &amp; chips</title></svg>"
        );
        assert_eq!(strip(&format!("1. {title}")), "1. Fish &amp; chips");
        assert_eq!(unmarked(&title), "Fish &amp; chips");
    }
}
