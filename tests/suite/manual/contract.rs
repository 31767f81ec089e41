//! The contract of templates in `themes/README.md`: what each is given, seen by templates that print all of it.
//!
//! A theme of the test puts a template in place of each that makes a page, which prints its whole context; the sites of
//! the fixtures are built with it, and what was seen of a name on all pages comes together. What a name means is told by
//! the comment at its field, found by the names of the types in `src/pages/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use crate::project::{Project, stderr};

/// Templates that make a file of a site, each with the type of its context, where it has one of its own.
const TEMPLATES: [(&str, &str); 21] = [
    ("templates/home.html", "Home"),
    ("templates/plan.html", "Plan"),
    ("templates/timeline.html", "Timeline"),
    ("templates/recommendation.html", "Recommendation"),
    ("templates/list.html", "List"),
    ("templates/round.html", "Round"),
    ("templates/comparisons.html", "Comparisons"),
    ("templates/compare.html", "Compare"),
    ("templates/data.html", "Data"),
    ("templates/page.html", "Text"),
    ("templates/leads.html", "Leads"),
    ("templates/statuses.html", "Statuses"),
    ("templates/accessibility.html", "Accessibility"),
    ("templates/privacy.html", "Privacy"),
    ("templates/licence.html", "Licence"),
    ("templates/search.html", "Search"),
    ("templates/threads.html", "Threads"),
    ("templates/thread.html", "Thread"),
    ("templates/paper.html", "Paper"),
    ("templates/404.html", ""),
    ("templates/redirect.html", ""),
];

/// Rendered as well, but no page: words of a picture, colours, the file of a paper, and what programs read.
const OTHERS: [&str; 5] = ["share.txt", "colours.css", "paper_file.html", "feeds/atom.xml", "feeds/sitemap.xml"];

/// By which the output of such a template is known.
const MARK: &str = "context of ";

#[test]
fn the_manual_knows_what_each_template_is_given() {
    let mut seen: BTreeMap<String, Shape> = BTreeMap::new();
    for (fixture, day) in [
        ("full-feature", "2025-06-30"),
        ("bilingual", "2025-06-30"),
        ("own-statuses", "2025-06-30"),
        ("", "2024-02-29"),
    ] {
        trace(fixture, day, &mut seen);
    }
    let untraced: Vec<_> = TEMPLATES.iter().filter(|(name, _)| !seen.contains_key(*name)).collect();
    assert!(untraced.is_empty(), "no page of the fixtures is made by {untraced:?}");
    let types = Types::read();
    let mut shared = BTreeMap::new();
    for (template, of) in TEMPLATES {
        gather(&seen[template], types.named(of), &types, &mut shared);
    }
    let mut part = String::new();
    for (template, of) in TEMPLATES {
        let _ = writeln!(part, "### `{template}`\n");
        table(&seen[template], types.named(of), &types, &mut part);
        part.push('\n');
    }
    part += "## What is in them\n";
    for (label, (shape, place)) in &shared {
        let _ = writeln!(part, "\n### `{label}`\n");
        table(shape, Some(&types.0[*place]), &types, &mut part);
    }
    super::same_part("themes/README.md", &part);
}

#[test]
fn no_template_that_makes_a_file_is_left_out() {
    let mut rendered = BTreeSet::new();
    for entry in WalkDir::new(super::root().join("src")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let names = text.split(".render(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        rendered.extend(names.filter(|name| name.contains('.')));
    }
    let known: BTreeSet<String> = TEMPLATES
        .iter()
        .map(|(name, _)| name.trim_start_matches("templates/").to_owned())
        .chain(OTHERS.map(ToOwned::to_owned))
        .collect();
    assert_eq!(rendered, known);
}

/// Builds a fixture with templates that print what they are given; no name is that of the example.
fn trace(fixture: &str, day: &str, seen: &mut BTreeMap<String, Shape>) {
    let of_fixture = Path::new("tests/fixtures").join(fixture);
    let folder = super::root().join(if fixture.is_empty() { Path::new("") } else { &of_fixture }).join("content");
    let mut project = Project::empty();
    for entry in
        WalkDir::new(&folder).into_iter().map(|entry| entry.unwrap()).filter(|entry| entry.file_type().is_file())
    {
        let path =
            format!("content/{}", entry.path().strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"));
        let mut bytes = std::fs::read(entry.path()).unwrap();
        if path == "content/site.yaml" {
            bytes.extend_from_slice(b"\ntheme: trace\n");
        }
        project = project.bytes(&path, &bytes);
    }
    for (template, _) in TEMPLATES {
        let text = format!("{MARK}{template}: {{{{ __tera_context | safe }}}}");
        project = project.file(&format!("themes/trace/{template}"), &text);
    }
    let built = project.run_as_of(day, &["build"]);
    assert!(built.status.success(), "{}", stderr(&built));
    for entry in WalkDir::new(project.path("site")).into_iter().map(|entry| entry.unwrap()) {
        let text = if entry.path().extension().is_some_and(|ending| ending == "html") {
            std::fs::read_to_string(entry.path()).unwrap()
        } else {
            continue;
        };
        let Some((template, context)) = text.strip_prefix(MARK).and_then(|rest| rest.split_once(": ")) else {
            continue;
        };
        let context: Value =
            serde_json::from_str(&with_nulls(context)).unwrap_or_else(|error| panic!("{template}: {error}"));
        seen.entry(template.to_owned()).or_default().see(&context);
    }
}

/// What is nothing is printed as nothing; JSON has a word for it. Texts are escaped as Rust escapes them.
fn with_nulls(context: &str) -> String {
    let mut parts = context.split("\\u{");
    let mut context = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        let letter = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
        let mut units = [0; 2];
        for unit in letter.encode_utf16(&mut units) {
            let _ = write!(context, "\\u{unit:04x}");
        }
        context += rest;
    }
    let context = context.replace("\\'", "'");
    let mut text = String::new();
    let (mut in_string, mut escaped, mut last) = (false, false, ' ');
    for c in context.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = c == '\\' && !escaped;
        } else {
            let missing = match c {
                ',' => matches!(last, ':' | ',' | '['),
                '}' => last == ':',
                ']' => last == ',',
                _ => false,
            };
            if missing {
                text.push_str("null");
            }
            in_string = c == '"';
        }
        text.push(c);
        if in_string || !c.is_whitespace() {
            last = c;
        }
    }
    text
}

/// What was seen of a value.
#[derive(Clone, Debug, Default)]
struct Shape {
    kinds: BTreeSet<&'static str>,
    fields: BTreeMap<String, Shape>,
    items: Option<Box<Shape>>,
}

impl Shape {
    fn see(&mut self, value: &Value) {
        match value {
            Value::Null => drop(self.kinds.insert("nothing")),
            Value::Bool(_) => drop(self.kinds.insert("true or false")),
            Value::Number(_) => drop(self.kinds.insert("number")),
            Value::String(_) => drop(self.kinds.insert("text")),
            Value::Array(items) => {
                self.kinds.insert("list");
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.see(item);
                }
            }
            Value::Object(fields) => {
                self.kinds.insert("names");
                fields.iter().for_each(|(name, value)| self.fields.entry(name.clone()).or_default().see(value));
            }
        }
    }

    fn join(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        for (name, shape) in other.fields {
            self.fields.entry(name).or_default().join(shape);
        }
        if let Some(items) = other.items {
            self.items.get_or_insert_default().join(*items);
        }
    }

    /// It has names that are to be told of.
    fn is_open(&self) -> bool {
        self.kinds.contains("names") && self.known().is_none()
    }

    /// A shape that is told of once for all.
    fn known(&self) -> Option<&'static str> {
        let names: Vec<&str> = self.fields.keys().map(String::as_str).collect();
        match names.as_slice() {
            ["path", "title"] => Some("link"),
            ["colour", "count", "id", "label", "meaning", "shape"] => Some("status"),
            _ => None,
        }
    }

    /// In words; `of` is what its names are told of under.
    fn form(&self, of: Option<&str>) -> String {
        let named =
            |shape: &Self| shape.known().map_or_else(|| of.map(|of| format!("`{of}`")), |known| Some(known.to_owned()));
        let word = |kind: &&'static str| match (*kind, &self.items) {
            ("names", _) => named(self).unwrap_or_else(|| "names".to_owned()),
            ("list", Some(items)) if !items.kinds.is_empty() => {
                match named(items).filter(|_| items.kinds.contains("names")) {
                    Some(known) => format!("list of {known}"),
                    None if items.kinds.contains("names") => "list".to_owned(),
                    None => format!("list of {}", items.form(of)),
                }
            }
            (kind, _) => kind.to_owned(),
        };
        let mut forms: Vec<String> = self.kinds.iter().filter(|kind| **kind != "nothing").map(word).collect();
        if self.kinds.contains("nothing") {
            forms.push(if forms.is_empty() { "nothing on these sites".to_owned() } else { "nothing".to_owned() });
        }
        forms.join(" or ")
    }
}

/// Shapes by the labels of their types, each as all its uses together show it.
type Shared = BTreeMap<String, (Shape, usize)>;

fn gather(shape: &Shape, of: Option<&Struct>, types: &Types, shared: &mut Shared) {
    for (name, inner) in &shape.fields {
        let place = types.place(of, name);
        for of_it in [Some(inner), inner.items.as_deref()].into_iter().flatten().filter(|of_it| of_it.is_open()) {
            if let Some(place) = place {
                let entry = shared.entry(types.label(place)).or_insert_with(|| (Shape::default(), place));
                entry.0.join(of_it.clone());
            }
            gather(of_it, place.map(|place| &types.0[place]), types, shared);
        }
    }
}

fn table(shape: &Shape, of: Option<&Struct>, types: &Types, out: &mut String) {
    let _ = writeln!(out, "| name | is | what it says |\n|---|---|---|");
    rows(shape, "", (of, types), out);
}

fn rows(shape: &Shape, before: &str, (of, types): (Option<&Struct>, &Types), out: &mut String) {
    for (name, inner) in &shape.fields {
        let field = of.and_then(|of| types.field(of, name));
        let about = field.map_or("", |field| &field.about).replace('|', "\\|").replace("`None`", "Nothing");
        let label = types.place(of, name).map(|place| types.label(place));
        let _ = writeln!(out, "| `{before}{name}` | {} | {about} |", inner.form(label.as_deref()));
        // A paper is the same for all writers, and goes as deep as its tables.
        if label.is_some() || name == "document" {
            continue;
        }
        for (of_it, dots) in [(Some(inner), "."), (inner.items.as_deref(), "[].")] {
            if let Some(of_it) = of_it.filter(|of_it| of_it.is_open()) {
                rows(of_it, &format!("{before}{name}{dots}"), (None, types), out);
            }
        }
    }
}

/// A type with fields, as its source has it.
struct Struct {
    file: String,
    name: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    about: String,
    file: String,
    is_flat: bool,
}

struct Types(Vec<Struct>);

impl Types {
    fn read() -> Self {
        let mut types = Vec::new();
        for entry in WalkDir::new(super::root().join("src/pages")).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap();
                structs(&text, &file_name(&path), &mut types);
            }
        }
        assert!(types.len() > 40, "the sources are read otherwise than they are written");
        Self(types)
    }

    fn named(&self, name: &str) -> Option<&Struct> {
        let mut of_name =
            self.0.iter().filter(|of| of.name == name && of.fields.iter().any(|field| field.name == "frame"));
        of_name.next().or_else(|| self.0.iter().find(|of| of.name == name))
    }

    fn field<'a>(&'a self, of: &'a Struct, name: &str) -> Option<&'a Field> {
        let own = of.fields.iter().find(|field| field.name == name && !field.is_flat);
        let flat = || of.fields.iter().filter(|field| field.is_flat);
        own.or_else(|| flat().find_map(|field| self.field(&self.0[self.inside(field)?], name)))
    }

    /// The type of what has that name in another; a frame is the same everywhere.
    fn place(&self, of: Option<&Struct>, name: &str) -> Option<usize> {
        let own = of.and_then(|of| self.field(of, name)).and_then(|field| self.inside(field));
        own.or_else(|| self.0.iter().position(|of| name == "frame" && of.name == "Frame"))
    }

    /// Its name, with that of its file where others have the name as well.
    fn label(&self, place: usize) -> String {
        let of = &self.0[place];
        let is_only = self.0.iter().filter(|other| other.name == of.name).count() == 1;
        if is_only { of.name.clone() } else { format!("{} of {}", of.name, of.file.trim_end_matches(".rs")) }
    }

    /// The type with fields that a field is of, or is a list of: one of its own file, or else the only one of that name.
    fn inside(&self, field: &Field) -> Option<usize> {
        let words = field.kind.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.filter(|word| word.starts_with(char::is_uppercase)).find_map(|word| {
            let of_name: Vec<usize> = (0..self.0.len()).filter(|place| self.0[*place].name == word).collect();
            of_name.iter().find(|place| self.0[**place].file == field.file).copied().or(match of_name.as_slice() {
                [only] => Some(*only),
                _ => None,
            })
        })
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Reads types of the form that rustfmt gives them.
fn structs(text: &str, file: &str, types: &mut Vec<Struct>) {
    let mut open: Option<Struct> = None;
    let (mut about, mut renamed, mut is_flat) = (String::new(), None, false);
    for line in text.lines() {
        let bare = line.trim();
        if let Some(of) = &mut open {
            if line == "}" {
                types.extend(open.take());
            } else if let Some(words) = bare.strip_prefix("///") {
                about.push_str(if about.is_empty() { "" } else { " " });
                about.push_str(words.trim());
            } else if bare.starts_with("#[serde(") {
                renamed =
                    bare.split("rename = \"").nth(1).and_then(|rest| rest.split('"').next()).map(ToOwned::to_owned);
                is_flat = bare.contains("flatten");
            } else if let Some((name, kind)) = bare.split_once(": ") {
                let name = name.rsplit(' ').next().unwrap().to_owned();
                of.fields.push(Field {
                    name: renamed.take().unwrap_or(name),
                    kind: kind.trim_end_matches(',').to_owned(),
                    about: std::mem::take(&mut about),
                    file: file.to_owned(),
                    is_flat: std::mem::take(&mut is_flat),
                });
            }
        } else if line.ends_with('{')
            && let Some((_, rest)) = line.split_once("struct ")
            && line.starts_with(['p', 's'])
        {
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned();
            open = Some(Struct { file: file.to_owned(), name, fields: Vec::new() });
            about.clear();
        }
    }
}
