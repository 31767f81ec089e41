//! Paragraphs of a foreign document as Markdown that reads back with the very same words.
//!
//! What Markdown would take for a mark is escaped; what looks like a list or a heading becomes one. Numbers that
//! were typed stay in the text, for a list would count anew.

use std::fmt::Write as _;

use super::source::{Kind, Paragraph, Run};

/// Marks that people type for items of lists.
const BULLETS: [char; 10] = ['•', '·', '▪', '●', '○', '◦', '–', '‣', '\u{f0b7}', '*'];

/// One line of what is made, before it is joined with the others.
enum Line {
    Prose(String),
    Heading(String),
    /// At a depth, with its mark.
    Item(usize, &'static str, String),
}

/// Paragraphs as Markdown, headings from level 2.
pub fn of(paragraphs: &[Paragraph]) -> String {
    let paragraphs: Vec<&Paragraph> = paragraphs.iter().filter(|paragraph| !paragraph.is_empty()).collect();
    let mut out = String::new();
    let mut before: Option<&Line> = None;
    let lines: Vec<Line> =
        paragraphs.iter().enumerate().flat_map(|(at, paragraph)| lines(paragraph, paragraphs.len() > at + 1)).collect();
    for line in &lines {
        let in_list = matches!((before, line), (Some(Line::Item(..)), Line::Item(..)));
        if !out.is_empty() {
            out.push_str(if in_list { "\n" } else { "\n\n" });
        }
        match line {
            Line::Prose(text) => out.push_str(text),
            Line::Heading(text) => {
                let _ = write!(out, "## {text}");
            }
            Line::Item(depth, mark, text) => {
                let deepest = if let Some(Line::Item(before, ..)) = before { before + 1 } else { 0 };
                let _ = write!(out, "{}{mark} {text}", "   ".repeat((*depth).min(deepest)));
            }
        }
        before = Some(line);
    }
    out
}

/// Plain text as Markdown, a paragraph a line.
pub fn of_text(text: &str) -> String {
    let paragraphs: Vec<Paragraph> = text.lines().map(Paragraph::plain).collect();
    of(&paragraphs)
}

/// A few plain words, such as those of a link, in which no mark means anything.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        let before = text[..at].chars().next_back();
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' | '|' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#') && is_entity(&text[at..]),
            '!' => after == Some('['),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `&amp;`, `&#38;`: what would be read as another character.
fn is_entity(text: &str) -> bool {
    text[1..]
        .split_once(';')
        .is_some_and(|(name, _)| name.len() <= 32 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
}

fn lines(paragraph: &Paragraph, is_followed: bool) -> Vec<Line> {
    let label = paragraph.label.as_deref().unwrap_or_default();
    match paragraph.kind {
        Kind::Heading(_) if is_followed => {
            let number = if label.is_empty() { String::new() } else { format!("{} ", escaped(label)) };
            return vec![Line::Heading(number + &inline(&unmarked(&paragraph.runs)).replace("\\\n", " "))];
        }
        Kind::Bullet(depth) => return vec![Line::Item(usize::from(depth), "-", continued(&inline(&paragraph.runs)))],
        Kind::Numbered(depth) => {
            let words = continued(&inline(&paragraph.runs));
            let digits = label.trim_end_matches(['.', ')']);
            // Markdown counts in figures alone.
            return vec![match digits.parse::<u32>() {
                Ok(1) => Line::Item(usize::from(depth), "1.", words),
                Ok(_) => Line::Item(usize::from(depth), numbered(digits), words),
                Err(_) => Line::Item(usize::from(depth), "-", format!("{} {words}", escaped(label)).trim().to_owned()),
            }];
        }
        Kind::Plain | Kind::Heading(_) => {}
    }
    let is_heading = is_followed && paragraph.is_bold() && paragraph.runs.iter().all(|run| run.link.is_none());
    let text = paragraph.text();
    let is_short =
        text.trim().chars().count() <= 80 && !text.trim().ends_with(['.', ',', ';']) && !text.trim().contains('\n');
    if is_heading && is_short {
        return vec![Line::Heading(inline(&unmarked(&paragraph.runs)))];
    }
    let lead = if label.is_empty() { String::new() } else { format!("{} ", line_start(&escaped(label))) };
    typed(&paragraph.runs, &lead)
}

/// The mark of a numbered item beyond the first; what it counts does not matter to Markdown.
fn numbered(_: &str) -> &'static str {
    "1."
}

/// The lines of a paragraph, those that were typed as items of a list among them.
fn typed(runs: &[Run], lead: &str) -> Vec<Line> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    if !text.split('\n').any(is_item) {
        let words = inline(runs);
        let words = if lead.is_empty() { line_starts(&words) } else { format!("{lead}{words}") };
        return if words.trim().is_empty() { Vec::new() } else { vec![Line::Prose(words)] };
    }
    let mut lines = Vec::new();
    let mut prose: Vec<String> = Vec::new();
    for runs in split_lines(runs) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        if is_item(&text) {
            if !prose.is_empty() {
                lines.push(Line::Prose(line_starts(&std::mem::take(&mut prose).join("\\\n"))));
            }
            lines.push(Line::Item(0, "-", line_starts(&inline(&without_mark(&runs)))));
        } else if !text.trim().is_empty() {
            prose.push(inline(&runs));
        }
    }
    if !prose.is_empty() {
        lines.push(Line::Prose(line_starts(&prose.join("\\\n"))));
    }
    lines
}

/// "- something", "• something".
pub fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let mut characters = line.chars();
    let mark = characters.next().is_some_and(|c| c == '-' || BULLETS.contains(&c));
    let rest = characters.as_str();
    let is_parted =
        rest.starts_with(char::is_whitespace) || (line.starts_with(['•', '▪', '●', '\u{f0b7}']) && !rest.is_empty());
    mark && is_parted && !rest.trim().is_empty()
}

fn without_mark(runs: &[Run]) -> Vec<Run> {
    let mut runs = runs.to_vec();
    let mut seen = false;
    for run in &mut runs {
        let trimmed = run.text.trim_start();
        if !seen && !trimmed.is_empty() {
            run.text = trimmed.chars().skip(1).collect();
            seen = true;
        }
        let is_blank = run.text.trim().is_empty();
        if seen && !is_blank {
            run.text = run.text.trim_start().to_owned();
            break;
        }
        run.text.clear();
    }
    runs
}

fn split_lines(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (number, text) in run.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// Headings are bold without marks.
fn unmarked(runs: &[Run]) -> Vec<Run> {
    runs.iter().map(|run| Run { text: run.text.clone(), link: run.link.clone(), ..Run::default() }).collect()
}

/// Lines after the first of an item stand below its first word.
fn continued(words: &str) -> String {
    line_starts(words).replace('\n', "\n   ")
}

/// The words of runs with their marks, line breaks as Markdown has them.
fn inline(runs: &[Run]) -> String {
    let runs = joined(runs);
    let mut out = String::new();
    for (at, run) in runs.iter().enumerate() {
        let before = out.chars().next_back();
        let after = runs.get(at + 1).and_then(|next| next.text.chars().next());
        marked(run, (before, after), &mut out);
    }
    let lines: Vec<&str> = out.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\\\n")
}

/// Neighbours that look the same as one; word processors cut them anywhere.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        match joined.last_mut() {
            Some(last) if (last.bold, last.italic, &last.link) == (run.bold, run.italic, &run.link) => {
                last.text.push_str(&run.text);
            }
            _ => joined.push(run.clone()),
        }
    }
    joined
}

fn marked(run: &Run, (before, after): (Option<char>, Option<char>), out: &mut String) {
    let text = run.text.trim();
    let start = run.text.len() - run.text.trim_start().len();
    let (lead, tail) = (&run.text[..start], &run.text[start + text.len()..]);
    let words = escaped(text);
    // A mark opens and closes only beside a space, punctuation or an end (CommonMark 0.31, 6.2).
    let is_free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '*' | '\\'));
    let opens = !lead.is_empty() || is_free(before);
    let closes = !tail.is_empty() || is_free(after);
    let mark = match (run.bold, run.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let mark = if opens && closes && !text.contains('\n') && !text.is_empty() { mark } else { "" };
    out.push_str(lead);
    match run.link.as_deref().and_then(address).filter(|_| !text.is_empty() && !text.contains('\n')) {
        Some(address) => out.extend([mark, "[", &words, "](", &address, ")", mark]),
        None => out.extend([mark, &words, mark]),
    }
    out.push_str(tail);
}

/// An address as it may stand in a link.
fn address(link: &str) -> Option<String> {
    let is_known = ["http://", "https://", "mailto:"].iter().any(|scheme| link.to_lowercase().starts_with(scheme));
    let is_plain = !link.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\".contains(c));
    (is_known && is_plain).then(|| link.replace('(', "%28").replace(')', "%29"))
}

/// Each line so that its beginning is no mark of a block.
fn line_starts(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line_start).collect();
    lines.join("\n")
}

fn line_start(line: &str) -> String {
    let line = line.trim_start();
    let first = line.chars().next();
    let is_mark = match first {
        Some('#' | '>' | '=' | ':') => true,
        Some('-' | '+') => line.len() == 1 || line[1..].starts_with([' ', '-', '\t']),
        _ => false,
    };
    if is_mark {
        return format!("\\{line}");
    }
    // "1. ", "2) ": the number itself stays, and with it the mark.
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']);
    let is_parted = line.get(digits + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    if is_number && is_parted { format!("{}\\{}", &line[..digits], &line[digits..]) } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose;

    fn bold(text: &str) -> Run {
        Run { text: text.into(), bold: true, ..Run::default() }
    }

    fn plain(text: &str) -> Run {
        Run { text: text.into(), ..Run::default() }
    }

    fn kind(kind: Kind, label: Option<&str>, text: &str) -> Paragraph {
        Paragraph { kind, label: label.map(str::to_owned), runs: vec![plain(text)] }
    }

    #[test]
    fn a_cell_with_everything_in_it() {
        let paragraphs = [
            Paragraph { runs: vec![bold("Phase "), bold("one")], ..Paragraph::default() },
            Paragraph {
                runs: vec![plain("It is "), bold("done"), plain(": see *notes* & [more]")],
                ..Paragraph::default()
            },
            kind(Kind::Bullet(0), None, "first"),
            kind(Kind::Bullet(1), None, "deeper"),
            kind(Kind::Numbered(0), Some("(iii)"), "third"),
            Paragraph::plain("- typed\n- again"),
            Paragraph::plain(""),
            Paragraph::plain("1. One\n2) Two"),
        ];
        let expected = "## Phase one\n\nIt is **done**: see \\*notes\\* & \\[more\\]\n\n- first\n   - deeper\n- (iii) third\n- typed\n- again\n\n1\\. One\\\n2\\) Two";
        assert_eq!(of(&paragraphs), expected);
        assert_eq!(
            words(&prose::plain(expected)),
            words("Phase one It is done: see *notes* & [more] first deeper (iii) third typed again 1. One 2) Two")
        );
    }

    #[test]
    fn links_keep_their_words_and_only_safe_addresses() {
        let link = |to: &str| Run { link: Some(to.into()), ..plain("the [plan]") };
        let of_run = |run: Run| of(&[Paragraph { runs: vec![run], ..Paragraph::default() }]);
        assert_eq!(of_run(link("https://example.org/a(b)")), "[the \\[plan\\]](https://example.org/a%28b%29)");
        assert_eq!(of_run(link("javascript:alert(1)")), "the \\[plan\\]");
    }

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_words_are_the_same(lines in prop::collection::vec("[a-c1-3 *_`#>|~<&;!\\[\\]()\\\\{}=:+.$^\"'£é-]{0,14}", 1..4)) {
            // Marks of lists that were typed become lists; all else is kept as it is.
            prop_assume!(lines.iter().all(|line| !is_item(line)));
            let paragraphs: Vec<Paragraph> = lines.iter().map(|line| Paragraph::plain(line.as_str())).collect();
            let markdown = of(&paragraphs);
            prop_assert_eq!(words(&prose::plain(&markdown)), words(&lines.join("\n")), "{}", markdown);
        }

        #[test]
        fn marks_change_no_word(runs in prop::collection::vec(("[a-b *_.,(]{0,4}", any::<bool>(), any::<bool>()), 1..5)) {
            let runs: Vec<Run> = runs.into_iter().map(|(text, bold, italic)| Run { text, bold, italic, link: None }).collect();
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            prop_assume!(!is_item(&text));
            let markdown = of(&[Paragraph { runs, ..Paragraph::default() }]);
            prop_assert_eq!(words(&prose::plain(&markdown)).concat(), words(&text).concat(), "{}", markdown);
        }
    }
}
