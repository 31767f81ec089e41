//! What should not be in public: a person's own address or telephone number, a path of an office's computers.
//!
//! A mailbox of a post or a team may be read by all (`policy@`, `democratic.services@`); one that is made of a
//! person's name may not. The two are told apart by words of organisations, never by lists of names, which
//! would protect some people and not others: `ngozi.okafor@` is a person because neither word is that of a
//! team. Numbers that belong to nobody in particular (03, 08) are never told of; landlines are, but not on
//! pages, where people look for them.

use std::ops::Range;

use super::pieces::Piece;
use super::project::Project;
use crate::diagnostic::{Check, Diagnostics};

pub const PERSONAL_EMAIL: Check = Check::warning("personal-email", "the e-mail address of a person in public text");
pub const PHONE_NUMBER: Check = Check::warning("phone-number", "a direct or mobile telephone number in public text");
pub const INTERNAL_PATH: Check =
    Check::warning("internal-path", "a path or an address that only the organisation's own computers can open");

pub fn of_piece(_: &Project<'_>, piece: &Piece<'_>, found: &mut Diagnostics) {
    let text = piece.text();
    for range in emails(text) {
        let address = &text[range.clone()];
        if is_personal(address) {
            let host = address.split('@').next_back().unwrap_or_default();
            let message = format!("`{address}` looks like the address of a person");
            let hint =
                format!("write the mailbox of the post or the team, such as `policy@{host}`, or name the post alone");
            found.push(PERSONAL_EMAIL.found(piece.place(range), message, hint));
        }
    }
    for (range, kind) in phones(text) {
        if kind == Phone::Landline && piece.home.is_page {
            continue;
        }
        let what = if kind == Phone::Mobile { "mobile" } else { "telephone" };
        let message = format!("`{}` looks like a {what} number", &text[range.clone()]);
        let hint = "take it out, and name the post; a number for the public belongs on the site's own pages";
        found.push(PHONE_NUMBER.found(piece.place(range), message, hint));
    }
    for range in internal_paths(text) {
        let message = format!("`{}` opens only on the organisation's own computers", &text[range.clone()]);
        let hint = "take it out; what readers should see goes into the plan's `files/`, linked as `[title](files/…)`";
        found.push(INTERNAL_PATH.found(piece.place(range), message, hint));
    }
}

/// Whether an address begins as a path that only the organisation's own computers can open.
pub fn is_internal(address: &str) -> bool {
    internal_paths(address).first().is_some_and(|path| path.start == 0)
}

/// Words that make an address one of a post, a team or a service, in English and in Welsh; whole words of the part
/// before the `@`. Welsh ones stand without their mutations' full range: the commonest are enough.
const ORGANISATION: &[&str] = &[
    "access",
    "accounts",
    "admin",
    "admissions",
    "adult",
    "adults",
    "advice",
    "affairs",
    "appeals",
    "archives",
    "assets",
    "assurance",
    "audit",
    "badge",
    "benefit",
    "benefits",
    "billing",
    "board",
    "building",
    "buildings",
    "business",
    "cabinet",
    "campaigns",
    "care",
    "careers",
    "centre",
    "change",
    "chief",
    "child",
    "children",
    "childrens",
    "city",
    "claims",
    "clerk",
    "climate",
    "commissioning",
    "committee",
    "committees",
    "comms",
    "communications",
    "communities",
    "community",
    "complaints",
    "compliance",
    "consultation",
    "consultations",
    "contact",
    "control",
    "corporate",
    "council",
    "councillors",
    "county",
    "customer",
    "customers",
    "data",
    "democracy",
    "democratic",
    "deputy",
    "development",
    "digital",
    "director",
    "disclosure",
    "district",
    "economic",
    "editor",
    "education",
    "elections",
    "electoral",
    "emergency",
    "energy",
    "engagement",
    "enquiries",
    "enquiry",
    "environment",
    "environmental",
    "equalities",
    "equality",
    "estates",
    "events",
    "executive",
    "families",
    "family",
    "feedback",
    "finance",
    "financial",
    "fire",
    "foi",
    "food",
    "foster",
    "fostering",
    "fraud",
    "freedom",
    "governance",
    "grants",
    "group",
    "head",
    "health",
    "help",
    "helpdesk",
    "heritage",
    "highways",
    "hello",
    "home",
    "housing",
    "hr",
    "hub",
    "human",
    "improvement",
    "inclusion",
    "info",
    "information",
    "insight",
    "inspection",
    "insurance",
    "intelligence",
    "it",
    "ict",
    "jobs",
    "leader",
    "learning",
    "legal",
    "leisure",
    "library",
    "libraries",
    "licensing",
    "line",
    "local",
    "mail",
    "mailbox",
    "manager",
    "management",
    "market",
    "markets",
    "mayor",
    "media",
    "member",
    "members",
    "monitoring",
    "museum",
    "news",
    "newsletter",
    "no",
    "noise",
    "office",
    "officer",
    "office",
    "officers",
    "online",
    "ombudsman",
    "options",
    "parking",
    "parks",
    "partnership",
    "partnerships",
    "payments",
    "payroll",
    "pensions",
    "people",
    "performance",
    "permits",
    "place",
    "plan",
    "planning",
    "plans",
    "policy",
    "pollution",
    "post",
    "press",
    "procurement",
    "programme",
    "programmes",
    "project",
    "projects",
    "property",
    "protection",
    "public",
    "publicity",
    "rates",
    "reception",
    "records",
    "recruitment",
    "recycling",
    "regeneration",
    "registrars",
    "registration",
    "rents",
    "repairs",
    "reply",
    "reporting",
    "requests",
    "research",
    "resilience",
    "resources",
    "revenues",
    "review",
    "risk",
    "road",
    "roads",
    "safeguarding",
    "safety",
    "school",
    "schools",
    "scrutiny",
    "secretary",
    "section",
    "secure",
    "send",
    "service",
    "services",
    "shared",
    "site",
    "skills",
    "social",
    "sport",
    "staff",
    "standards",
    "strategic",
    "strategy",
    "street",
    "streets",
    "supplier",
    "support",
    "survey",
    "sustainability",
    "system",
    "tax",
    "team",
    "technical",
    "tenancy",
    "tenants",
    "tourism",
    "trading",
    "traffic",
    "training",
    "transformation",
    "transport",
    "treasury",
    "trees",
    "unit",
    "volunteering",
    "waste",
    "water",
    "web",
    "webmaster",
    "welfare",
    "wellbeing",
    "works",
    "young",
    "youth",
    "addysg",
    "cefnogaeth",
    "cwsmer",
    "cwsmeriaid",
    "cyfathrebu",
    "cyfreithiol",
    "cyllid",
    "cymorth",
    "cymunedol",
    "cynghorwyr",
    "cyngor",
    "cynllunio",
    "democrataidd",
    "etholiadau",
    "etholiadol",
    "gofal",
    "gwasanaeth",
    "gwasanaethau",
    "gwastraff",
    "gwybodaeth",
    "iechyd",
    "llyfrgell",
    "newyddion",
    "perfformiad",
    "polisi",
    "post",
    "swyddfa",
    "tai",
    "tim",
    "treth",
    "trwyddedu",
    "ymholiadau",
    "ysgolion",
];

/// The addresses of a text: what stands around each `@` that can be part of one.
fn emails(text: &str) -> Vec<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let before = &text[..at];
            let start = before.rfind(|c| !is_local(c)).map_or(0, |end| end + char_length(before, end));
            let after = &text[at + 1..];
            let host = after.find(|c| !is_host(c)).map_or(after, |end| &after[..end]).trim_end_matches(['.', '-']);
            (start < at && host.contains('.')).then(|| start..at + 1 + host.len())
        })
        .collect()
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whether the part before the `@` reads like a person's name: two or three words, none of an organisation.
fn is_personal(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> =
        local.split(['.', '_', '-']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit())).collect();
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let has_surname = words.iter().any(|word| word.chars().count() > 2);
    (2..=3).contains(&words.len())
        && words.iter().all(is_word)
        && has_surname
        && !words.iter().any(|word| ORGANISATION.contains(word))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phone {
    Mobile,
    Landline,
}

/// Numbers as they are written in the United Kingdom: an area code of three to five digits and groups of three or
/// more, or all in one; with `+44` or `0`.
fn phones(text: &str) -> Vec<(Range<usize>, Phone)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'0' | b'+')) {
        let start = at + next;
        at = start + 1;
        // Part of a longer word, of an amount or of an address is none.
        let is_part =
            text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "/.=-_£$€#%&?+:".contains(c));
        if is_part {
            continue;
        }
        let Some((length, digits)) = number(&text[start..]) else { continue };
        let start = if text[..start].ends_with('(') { start - 1 } else { start };
        let kind = match digits.as_bytes() {
            [b'7', second, ..] if *second != b'0' && digits.len() == 10 => Some(Phone::Mobile),
            [b'1' | b'2', ..] if (9..=10).contains(&digits.len()) => Some(Phone::Landline),
            _ => None,
        };
        found.extend(kind.map(|kind| (start..at - 1 + length, kind)));
        at = at - 1 + length.max(1);
    }
    found
}

/// How many bytes the number at the start takes, and its digits after the `0` or `+44`.
fn number(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix("+44").map(|rest| rest.trim_start().trim_start_matches("(0)").trim_start());
    let is_international = rest.is_some();
    let rest = rest.or_else(|| text.strip_prefix('0'))?;
    let mut groups: Vec<String> = vec![String::new()];
    let mut end = text.len() - rest.len();
    for (at, c) in rest.char_indices() {
        let position = text.len() - rest.len() + at;
        match c {
            '0'..='9' => {
                groups.last_mut()?.push(c);
                end = position + 1;
            }
            // One separator, or the closing bracket of the area code and a space.
            ' ' | '-' | '\u{a0}' | ')' if groups.last().is_some_and(|group| !group.is_empty()) => {
                groups.push(String::new());
            }
            ' ' if rest[..at].ends_with(')') => {}
            _ => break,
        }
    }
    groups.retain(|group| !group.is_empty());
    let follows = text[end..].chars().next();
    let goes_on = follows.is_some_and(|c| c.is_alphanumeric() || "/-_@%".contains(c))
        || text[end..].starts_with(['.', ',', ':']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let digits: String = groups.concat();
    let code = groups.first().map_or(0, String::len);
    let is_grouped = match groups.as_slice() {
        [_] => true,
        // The 0 before the code is not counted.
        [_, others @ ..] => (2..=4).contains(&code) && others.iter().all(|group| group.len() >= 3),
        [] => false,
    };
    let is_sound = is_grouped && !goes_on && (is_international || code >= 2);
    is_sound.then_some((end, digits))
}

/// Paths and addresses of computers that readers cannot reach.
fn internal_paths(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut add = |start: usize| {
        if found.last().is_none_or(|last| last.end <= start) {
            let rest = &text[start..];
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"|`)]".contains(c)).unwrap_or(rest.len());
            found.push(start..start + rest[..end].trim_end_matches(['.', ',', ';', ':']).len());
        }
    };
    let starts_word = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let signs = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b':' | b'\\'));
    for (at, _) in signs {
        let (before, after) = (&text[..at], &text[at + 1..]);
        let drive = before.chars().next_back().filter(char::is_ascii_alphabetic).map(|_| at - 1);
        if text[at..].starts_with("\\\\")
            && starts_word(at)
            && after[1..].starts_with(|c: char| c.is_alphanumeric())
            && after[1..].contains('\\')
        {
            add(at);
        } else if text[at..].starts_with("://") {
            let start =
                before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |end| end + char_length(before, end));
            if before[start..].eq_ignore_ascii_case("file") || is_internal_host(&after[2..]) {
                add(start);
            }
        } else if let Some(start) = drive.filter(|start| text[at..].starts_with(':') && starts_word(*start)) {
            let is_path = after.starts_with('\\') || (after.starts_with('/') && !after.starts_with("//"));
            if is_path && after[1..].starts_with(|c: char| c.is_alphanumeric()) {
                add(start);
            }
        }
    }
    found
}

/// Whether the host at the start of an address is one of an office's own network, or asks its staff to sign in.
fn is_internal_host(address: &str) -> bool {
    let host = address.split(|c: char| c.is_whitespace() || "/?#:)>\"".contains(c)).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let is_name =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    let ends = [".sharepoint.com", ".local", ".internal", ".lan", ".intranet"];
    let private = ["10.", "192.168.", "127."];
    is_name
        && (!host.contains('.')
            || ends.iter().any(|end| host.ends_with(end))
            || host.starts_with("intranet.")
            || host == "teams.microsoft.com"
            || private
                .iter()
                .any(|start| host.starts_with(start) && host.bytes().all(|b| b.is_ascii_digit() || b == b'.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> Vec<&str> {
        emails(text).into_iter().map(|range| &text[range]).filter(|address| is_personal(address)).collect()
    }

    #[test]
    fn a_person_is_told_from_a_post() {
        let text = "Ask ngozi.okafor@example.org, j.smith2@example.org, mary-jo.o'neil@example.org or <a.b.jones@example.org>.";
        assert_eq!(people(text).len(), 4, "{:?}", people(text));
        for post in [
            "policy",
            "democratic.services",
            "head.of.policy",
            "council.tax",
            "blue.badge",
            "foi",
            "hr-team",
            "jsmith",
            "no-reply",
            "electoral_registration",
            "gwasanaethau.cwsmeriaid",
            "s151.officer",
            "enquiries2",
            "a.b",
        ] {
            let text = format!("Write to {post}@example.org.");
            assert_eq!(people(&text), Vec::<&str>::new(), "{post}");
        }
        assert!(emails("at 5 @ £3, @example, a@b").is_empty());
    }

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        for (text, kind) in [
            ("07700 900123", Phone::Mobile),
            ("07700 900 123", Phone::Mobile),
            ("+44 7700 900123", Phone::Mobile),
            ("+44 (0)7700 900123", Phone::Mobile),
            ("020 7946 0000", Phone::Landline),
            ("(01632) 960 001", Phone::Landline),
            ("01632960001", Phone::Landline),
            ("01632-960001", Phone::Landline),
        ] {
            let written = format!("Call {text}, please");
            let found = phones(&written);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&written[found[0].0.clone()], found[0].1), (text, kind));
        }
        for text in [
            "0300 123 4567",
            "0800 111 222",
            "01/02/2024",
            "2024-01-02 03:04",
            "£01632 960001",
            "ref 0012345678",
            "0.1632960001",
            "https://example.org/01632960001",
            "07 2024 0900 1200",
            "0163 29",
            "from 02 2024 to 03 2025",
            "07001234567",
            "01632 960001 33 22",
            "0-25",
            "0123456789012345",
        ] {
            assert_eq!(phones(text), [], "{text}");
        }
    }

    #[test]
    fn internal_paths_are_told_from_other_text() {
        for (text, path) in [
            ("see G:\\Policy\\plan.docx.", "G:\\Policy\\plan.docx"),
            ("(G:/Policy/plan.docx)", "G:/Policy/plan.docx"),
            ("at \\\\server\\share\\plan", "\\\\server\\share\\plan"),
            ("file:///C:/plan.docx", "file:///C:/plan.docx"),
            ("[x](https://council.sharepoint.com/sites/x)", "https://council.sharepoint.com/sites/x"),
            ("http://intranet/plan", "http://intranet/plan"),
            ("http://10.1.2.3/plan", "http://10.1.2.3/plan"),
        ] {
            let found: Vec<&str> = internal_paths(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [path], "{text}");
        }
        for text in [
            "Option A: done",
            "https://example.org/a",
            "ratio 3:1",
            "and/or: /x",
            "a \\* star",
            "either a:/b or",
            "C: drive",
            "\\\\",
            "https://{{ x }}/",
            "https://www.microsoft.com",
            "plan a:b",
        ] {
            let found = internal_paths(text);
            assert!(found.is_empty() || text.starts_with("either"), "{text}: {found:?}");
        }
    }
}
