//! A page as a person reads it: its words without tags, a block a line.
//!
//! Tests that look here survive a new design; what a sighted reader gets as a drawing is left out,
//! since its table says the same.

/// Elements whose words stand on lines of their own.
const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// The words of an element named `main`, or of the whole page if there is none.
pub fn main_lines(html: &str) -> Vec<String> {
    let main = html.find("<main").map_or(html, |start| {
        let end = html.find("</main>").unwrap_or(html.len());
        &html[start..end]
    });
    lines(main)
}

/// A row of a table is one line, its cells parted by ` | `.
pub fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut in_row = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_words(&rest[..start], &mut text);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let tag = &rest[start..end];
        rest = &rest[end..];
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/', '\n']).next().unwrap_or("");
        match name {
            "svg" | "script" | "style" | "template" if !tag.starts_with("</") => {
                let close = format!("</{name}>");
                rest = rest.find(&close).map_or("", |end| &rest[end + close.len()..]);
            }
            "tr" => {
                in_row = !tag.starts_with("</");
                text.push('\n');
            }
            "td" | "th" if tag.starts_with("</") => text.push_str(" | "),
            "br" => text.push(if in_row { ' ' } else { '\n' }),
            name if BLOCKS.contains(&name) => text.push(if in_row { ' ' } else { '\n' }),
            _ => {}
        }
    }
    push_words(rest, &mut text);
    let whole = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines()
        .map(|line| whole(line).trim_end_matches('|').trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A line break of the source is a space to the reader.
fn push_words(source: &str, text: &mut String) {
    let plain = source
        .replace('\n', " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    text.push_str(&plain);
}

/// The first line that holds all pieces in this order; commas within numbers do not count.
pub fn line_with<'a>(lines: &'a [String], pieces: &[&str]) -> Option<&'a String> {
    lines.iter().find(|line| {
        let mut rest = without_thousands(line);
        pieces.iter().all(|piece| {
            let found = rest.find(piece);
            rest = found.map_or_else(String::new, |at| rest[at + piece.len()..].to_owned());
            found.is_some()
        })
    })
}

fn without_thousands(line: &str) -> String {
    let characters: Vec<char> = line.chars().collect();
    let between_digits = |at: usize| {
        let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        digit(at.checked_sub(1)) && digit(Some(at + 1))
    };
    characters.iter().enumerate().filter(|(at, c)| **c != ',' || !between_digits(*at)).map(|(_, c)| *c).collect()
}

#[test]
fn a_page_reads_as_lines() {
    let html = "<main id=\"m\"><h1>A &amp; B</h1><p>One\n<em>two</em></p><svg><text>no</text></svg>\
                <table><caption>Costs</caption><tr><th>Year</th><td><p>4,220</p></td></tr></table></main><p>After</p>";
    let lines = main_lines(html);
    assert_eq!(lines, ["A & B", "One two", "Costs", "Year | 4,220"]);
    assert!(line_with(&lines, &["Year", "4220"]).is_some());
    assert!(line_with(&lines, &["4220", "Year"]).is_none());
}
