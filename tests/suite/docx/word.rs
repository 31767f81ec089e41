//! A Word file as its reader sees it: parts as trees, and paragraphs with the numbers that Word counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// Its own text.
    pub text: String,
}

impl Element {
    pub fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => {
                    let element = Self::of(&start);
                    open.last_mut().unwrap().children.push(element);
                }
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let text = quick_xml::escape::unescape(&format!("&{};", name.into_inner())).unwrap().into_owned();
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed: {xml}");
        let mut roots = open.pop().unwrap().children;
        assert_eq!(roots.len(), 1, "one root element: {xml}");
        roots.pop().unwrap()
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.0.to_owned(), value)
        };
        let attributes = start.attributes().map(|one| attribute(one.unwrap())).collect();
        Self { name: start.name().0.to_owned(), attributes, ..Self::default() }
    }

    /// Itself and all that it holds, in order.
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.children.iter().flat_map(Self::all));
        all
    }

    pub fn named(&self, name: &str) -> Vec<&Self> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a property: of `w:pStyle` in `w:pPr`, say.
    pub fn property(&self, path: &[&str]) -> Option<&str> {
        path.iter().try_fold(self, |element, name| element.child(name))?.attribute("w:val")
    }

    /// Its words; a tab and a break as they are.
    pub fn words(&self) -> String {
        let word = |element: &Self| match element.name.as_str() {
            "w:t" => element.text.clone(),
            "w:tab" => "\t".to_owned(),
            "w:br" => "\n".to_owned(),
            _ => String::new(),
        };
        // Stops for tabs are not tabs.
        let is_word = |element: &&Self| element.attributes.iter().all(|(name, _)| name != "w:pos");
        self.all().into_iter().filter(is_word).map(word).collect()
    }

    /// One element a line, for a person to read.
    pub fn lines(&self, depth: usize, out: &mut String) {
        let attributes: String = self
            .attributes
            .iter()
            .filter(|(name, _)| !name.starts_with("xmlns"))
            .map(|(n, v)| format!(" {n}={v:?}"))
            .collect();
        let text = if self.text.is_empty() { String::new() } else { format!(" {:?}", self.text) };
        writeln!(out, "{}{}{attributes}{text}", "  ".repeat(depth), self.name).unwrap();
        self.children.iter().for_each(|child| child.lines(depth + 1, out));
    }
}

pub struct Word {
    pub files: BTreeMap<String, Vec<u8>>,
    /// The names of the files in their order.
    pub order: Vec<String>,
}

impl Word {
    pub fn read(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let (mut files, mut order) = (BTreeMap::new(), Vec::new());
        for index in 0..zip.len() {
            let mut entry = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            let name = entry.name().unwrap().into_owned();
            order.push(name.clone());
            assert!(files.insert(name, content).is_none(), "a part is there twice: {order:?}");
        }
        Self { files, order }
    }

    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self.files[name]).unwrap()
    }

    pub fn part(&self, name: &str) -> Element {
        Element::parse(self.text(name))
    }

    pub fn body(&self) -> Element {
        self.part("word/document.xml").children.pop().unwrap()
    }

    /// Each relationship of a part: its id, target, and whether that is outside the file.
    pub fn relations(&self, of: &str) -> Vec<(String, String, bool)> {
        let (folder, name) = of.rsplit_once('/').unwrap();
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(bytes) = self.files.get(&path) else { return Vec::new() };
        let root = Element::parse(std::str::from_utf8(bytes).unwrap());
        let relation = |element: &Element| {
            let value = |name| element.attribute(name).map(ToOwned::to_owned);
            (value("Id").unwrap(), value("Target").unwrap(), value("TargetMode").is_some())
        };
        root.children.iter().map(relation).collect()
    }

    /// Paragraphs in order, a line each: style, number as Word counts it, words.
    pub fn paragraphs(&self) -> Vec<String> {
        let mut counter = Counter::of(&self.part("word/numbering.xml"));
        let line = |paragraph: &&Element| {
            let style = paragraph.property(&["w:pPr", "w:pStyle"]).unwrap_or_default();
            let number = counter.label(paragraph).map(|label| format!("{label} ")).unwrap_or_default();
            format!("{style}: {number}{}", paragraph.words())
        };
        self.body().named("w:p").iter().map(line).collect()
    }
}

/// Word's way of counting, by the standard's part 1, 17.9: a level counts on from its last number or its start, and
/// what is counted at a level makes those below it start anew.
pub struct Counter {
    /// By list: the start, format and text of each level.
    lists: BTreeMap<String, Vec<(u32, String, String)>>,
    counts: BTreeMap<String, Vec<Option<u32>>>,
}

impl Counter {
    pub fn of(numbering: &Element) -> Self {
        let level = |level: &&Element| {
            let value = |name| level.property(&[name]).unwrap().to_owned();
            (value("w:start").parse().unwrap(), value("w:numFmt"), value("w:lvlText"))
        };
        let mut definitions = BTreeMap::new();
        for definition in numbering.named("w:abstractNum") {
            let levels: Vec<_> = definition.named("w:lvl").iter().map(level).collect();
            definitions.insert(definition.attribute("w:abstractNumId").unwrap().to_owned(), levels);
        }
        let lists = numbering.named("w:num").into_iter().map(|list| {
            assert!(list.child("w:lvlOverride").is_none(), "not counted here");
            let definition = list.property(&["w:abstractNumId"]).unwrap();
            // Lists of one definition would share their counts.
            (list.attribute("w:numId").unwrap().to_owned(), definitions.remove(definition).unwrap())
        });
        Self { lists: lists.collect(), counts: BTreeMap::new() }
    }

    /// The number in front of a paragraph, if it is numbered.
    pub fn label(&mut self, paragraph: &Element) -> Option<String> {
        let list = paragraph.property(&["w:pPr", "w:numPr", "w:numId"])?;
        let level: usize = paragraph.property(&["w:pPr", "w:numPr", "w:ilvl"])?.parse().unwrap();
        let levels = &self.lists[list];
        let counts = self.counts.entry(list.to_owned()).or_insert_with(|| vec![None; 9]);
        counts[level] = Some(counts[level].map_or(levels[level].0, |last| last + 1));
        counts[level + 1..].fill(None);
        let mut text = levels[level].2.clone();
        for (at, count) in counts.iter().enumerate().take(level + 1) {
            let (start, format, _) = &levels[at];
            text = text.replace(&format!("%{}", at + 1), &written(count.unwrap_or(*start), format));
        }
        Some(text)
    }
}

/// A number in a format of the standard's ST_NumberFormat.
pub fn written(number: u32, format: &str) -> String {
    match format {
        "decimal" => number.to_string(),
        "lowerLetter" => {
            let letter = char::from(b'a' + u8::try_from((number - 1) % 26).unwrap());
            letter.to_string().repeat(usize::try_from((number - 1) / 26 + 1).unwrap())
        }
        "lowerRoman" => {
            let figures = [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
            let mut rest = number;
            let mut text = String::new();
            for (value, figure) in figures {
                text.push_str(&figure.repeat(usize::try_from(rest / value).unwrap()));
                rest %= value;
            }
            text
        }
        "bullet" => String::new(),
        other => panic!("{other}"),
    }
}
