//! Whatever is done to the sources, they are read, checked and reported on, and nothing panics.

use std::path::Path;

use headway::content::{Audience, Options};
use headway::diagnostic::Diagnostics;
use headway::files::Files;
use headway::report::{Format, report};
use proptest::prelude::*;

/// One thing that goes wrong with a file; numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Mishap {
    Cut {
        at: usize,
        length: usize,
    },
    Double {
        at: usize,
        length: usize,
    },
    Swap {
        one: usize,
        other: usize,
    },
    Insert {
        at: usize,
        what: usize,
    },
    /// A part of another file, as a slip of the clipboard would put it there.
    Paste {
        at: usize,
        from: usize,
        start: usize,
        length: usize,
    },
}

/// What breaks readers: marks of YAML and Markdown, ends of lines, letters of several bytes.
const SCRAPS: [&str; 24] = [
    "\n",
    "\r\n",
    "\t",
    "---\n",
    ": ",
    "- ",
    "# ",
    " #",
    "[",
    "]",
    "{",
    "}",
    "|\n",
    "\"",
    "'",
    "&a ",
    "*a",
    "é",
    "🙂",
    "\u{0}",
    "\u{feff}",
    "see 9a & ",
    "[x](ref:",
    "<b>",
];

fn mishap() -> impl Strategy<Value = Mishap> {
    let any = any::<u16>().prop_map(usize::from);
    let short = 0_usize..40;
    prop_oneof![
        (any.clone(), short.clone()).prop_map(|(at, length)| Mishap::Cut { at, length }),
        (any.clone(), short.clone()).prop_map(|(at, length)| Mishap::Double { at, length }),
        (any.clone(), any.clone()).prop_map(|(one, other)| Mishap::Swap { one, other }),
        (any.clone(), any.clone()).prop_map(|(at, what)| Mishap::Insert { at, what }),
        (any.clone(), any.clone(), any, short).prop_map(|(at, from, start, length)| Mishap::Paste {
            at,
            from,
            start,
            length
        }),
    ]
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full-feature");
    let mut files: Vec<(String, String)> = walkdir::WalkDir::new(root.join("content"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md" || ending == "yaml"))
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() > 20, "the fixture has its files");
    files
}

fn befall(bytes: &mut Vec<u8>, mishap: &Mishap, all: &[(String, String)]) {
    let length = bytes.len().max(1);
    let piece = |of: &[u8], at: usize, count: usize| -> Vec<u8> {
        of.iter().skip(at % of.len().max(1)).take(count).copied().collect()
    };
    let (at, what) = match mishap {
        Mishap::Cut { at, length: count } => {
            let start = (at % length).min(bytes.len());
            bytes.drain(start..(start + count).min(bytes.len()));
            return;
        }
        Mishap::Swap { one, other } => {
            if !bytes.is_empty() {
                bytes.swap(one % length, other % length);
            }
            return;
        }
        Mishap::Double { at, length: count } => (at, piece(bytes, *at, *count)),
        Mishap::Insert { at, what } => (at, SCRAPS[what % SCRAPS.len()].as_bytes().to_vec()),
        Mishap::Paste { at, from, start, length } => (at, piece(all[from % all.len()].1.as_bytes(), *start, *length)),
    };
    let at = at % (bytes.len() + 1);
    bytes.splice(at..at, what);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn mangled_sources_are_reported_on(mishaps in prop::collection::vec((any::<u16>(), mishap()), 1..12)) {
        let sources = sources();
        let mut mangled: Vec<(String, Vec<u8>)> =
            sources.iter().map(|(path, text)| (path.clone(), text.as_bytes().to_vec())).collect();
        for (file, mishap) in &mishaps {
            let index = usize::from(*file) % mangled.len();
            befall(&mut mangled[index].1, mishap, &sources);
        }
        let texts: Vec<(String, String)> =
            mangled.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect();
        let files = Files::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let as_of = "2026-03-31".parse().unwrap();
        let mut found = Diagnostics::default();
        for audience in [Audience::Public, Audience::Preview] {
            headway::content::load(&files, None, Options { as_of, audience, exempt: None }, &mut found);
        }
        let found = found.sorted();
        for format in [Format::Text, Format::Json, Format::Github] {
            report(&found, &files, format);
        }
        for problem in &found {
            prop_assert!(!problem.hint.is_empty() && !problem.message.is_empty(), "{problem:?}");
            prop_assert!(problem.span.end as usize <= files.text(problem.span.file).len(), "{problem:?}");
        }
    }
}
