//! The project that `headway new` makes: an invented council with two plans, to learn from and to write over.
//!
//! It stands in `starter/project/` as plain files that are true in June 2025. What it tells must be as fresh on the day on
//! which it is made, with something overdue and something due soon, so every date moves by the months in between; its
//! words name no month. Whatever its day, it has no mistake, and gets none as time passes. Start at [`files`].

use jiff::ToSpan as _;

use crate::content::{self, Kind};
use crate::date::Day;

/// The month of which the files speak as the present.
const PRESENT: (i16, i8) = (2025, 6);
/// The folder of the schemas, in the project.
pub const SCHEMAS: &str = "schemas";

/// A file to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Below the project.
    pub path: String,
    pub text: String,
}

/// Sorted by path.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// The whole project, as fresh as can be on a day.
pub fn files(today: Day) -> Vec<NewFile> {
    let months = (i32::from(today.year()) - i32::from(PRESENT.0)) * 12 + i32::from(today.month() - PRESENT.1);
    let own = texts().map(|(path, text)| {
        let path = moved(path, months);
        let text = format!("{}{}", schema_line(&path), moved(text, months));
        NewFile { path, text }
    });
    own.chain(around()).collect()
}

/// What stands around the sources of any project: what it is, what is not kept of it, and what editors need.
pub fn frame() -> Vec<NewFile> {
    let own = texts().filter(|(path, _)| !path.starts_with("content/"));
    own.map(|(path, text)| NewFile { path: path.to_owned(), text: text.to_owned() }).chain(around()).collect()
}

fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    // All of them are texts; a test reads each.
    FILES.iter().map(|(path, bytes)| (*path, std::str::from_utf8(bytes).unwrap_or_default()))
}

fn around() -> Vec<NewFile> {
    let schema = |kind: &Kind| NewFile {
        path: format!("{SCHEMAS}/{}", kind.file_name()),
        text: format!("{:#}\n", kind.schema()),
    };
    let mut files: Vec<NewFile> = content::kinds().iter().map(schema).collect();
    files.push(NewFile { path: ".vscode/settings.json".to_owned(), text: editor_settings() });
    let wanted = serde_json::json!({"recommendations": ["redhat.vscode-yaml"]});
    files.push(NewFile { path: ".vscode/extensions.json".to_owned(), text: format!("{wanted:#}\n") });
    files
}

/// Which schema is for which files, as the YAML extension of Visual Studio Code wants it.
fn editor_settings() -> String {
    let mut schemas = serde_json::Map::new();
    for kind in content::kinds().iter().filter(|kind| !kind.is_front_matter()) {
        let mut paths: Vec<String> = kind.paths.iter().map(|path| path.replace("LANG", "*")).collect();
        // `2024-01-31.cy.yaml` is not one of `*.yaml`.
        let translated = kind.paths.iter().filter(|path| path.ends_with("*.yaml") && !kind.is_translation());
        paths.extend(translated.map(|path| format!("!{}", path.replace("*.yaml", "*.*.yaml"))));
        schemas.insert(format!("./{SCHEMAS}/{}", kind.file_name()), paths.into());
    }
    let settings = serde_json::json!({"yaml.schemas": schemas, "[markdown]": {"editor.wordWrap": "on"}});
    format!("{settings:#}\n")
}

/// The line by which any editor with the YAML language server knows the schema of a YAML source.
fn schema_line(path: &str) -> String {
    let kind = content::kinds().iter().find(|kind| !kind.is_front_matter() && kind.holds(path));
    let up = "../".repeat(path.matches('/').count());
    kind.map_or_else(String::new, |kind| {
        format!("# yaml-language-server: $schema={up}{SCHEMAS}/{}\n", kind.file_name())
    })
}

/// The text with all its dates moved: days, months and financial years.
fn moved(text: &str, months: i32) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(c) = rest.chars().next() {
        let found = if before.is_some_and(|c: char| c.is_ascii_alphanumeric()) { None } else { date(rest, months) };
        let length = found.as_ref().map_or(c.len_utf8(), |(length, _)| *length);
        out.push_str(found.as_ref().map_or(&rest[..length], |(_, date)| date));
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    out
}

/// The date that a text begins with, as it is so many months later, and how long it was.
fn date(text: &str, months: i32) -> Option<(usize, String)> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        let ends = !text.as_bytes().get(to).is_some_and(u8::is_ascii_digit);
        digits.parse::<i16>().ok().filter(|_| ends)
    };
    let year = number(0, 4).filter(|year| (2000..2100).contains(year))?;
    let second = number(5, 7)?;
    match text.as_bytes().get(4)? {
        b'/' if second == (year + 1) % 100 => {
            // Its middle is the first of October; no two years fall together.
            let middle = Day::new(year, 10, 1).ok()?.checked_add(months.months()).ok()?;
            let first = if middle.month() < 4 { middle.year() - 1 } else { middle.year() };
            Some((7, format!("{first}/{:02}", (first + 1) % 100)))
        }
        b'-' => {
            let month = Day::new(year, i8::try_from(second).ok()?, 1).ok()?;
            let moved = month.checked_add(months.months()).ok()?;
            match number(8, 10).filter(|_| text.as_bytes().get(7) == Some(&b'-')) {
                Some(day) => {
                    let day = i8::try_from(day).ok()?;
                    // The end of a month stays one.
                    let day = if day == month.days_in_month() { 31 } else { day };
                    let day = day.min(moved.days_in_month());
                    Some((10, format!("{}-{day:02}", moved.strftime("%Y-%m"))))
                }
                None => Some((7, moved.strftime("%Y-%m").to_string())),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_by_whole_months_and_nothing_else_does() {
        let text = "2024-03-12/2024-03-15 due 2024-11, [2024/25] 2025-02-28; 2024-1, 3140 of 1480-12, a2024-03, £ 2025";
        assert_eq!(
            moved(text, 12),
            "2025-03-12/2025-03-15 due 2025-11, [2025/26] 2026-02-28; 2024-1, 3140 of 1480-12, a2024-03, £ 2025"
        );
        assert_eq!(moved("2025-03-31 2025-03-30 2024/25 2025/26", -1), "2025-02-28 2025-02-28 2024/25 2025/26");
        assert_eq!(moved("updates/2025-01-31.yaml", 1), "updates/2025-02-28.yaml");
        assert_eq!(moved("2024/25 2025/26", 7), "2025/26 2026/27");
        assert_eq!(moved(text, 0), text);
    }

    #[test]
    fn every_file_is_a_text() {
        assert!(FILES.len() > 20);
        for (path, bytes) in FILES {
            assert!(std::str::from_utf8(bytes).is_ok_and(|text| !text.is_empty()), "{path}");
        }
    }
}
