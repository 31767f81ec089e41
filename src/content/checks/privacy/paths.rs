//! Paths and addresses that only an organisation's own computers can open.

use std::ops::Range;

use super::char_length;

/// Paths and addresses of computers that readers cannot reach.
pub fn all(text: &str) -> Vec<Range<usize>> {
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
            let found: Vec<&str> = all(text).into_iter().map(|range| &text[range]).collect();
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
            let found = all(text);
            assert!(found.is_empty() || text.starts_with("either"), "{text}: {found:?}");
        }
    }
}
