//! Reads back what a PDF says: its objects, its tags with the words under each, the words of its pages.
//!
//! It knows as much of ISO 32000-1 as the writer's files need, and stops at all else: no encryption, no packed
//! objects, text in fonts with a table of what their codes mean.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dictionary(BTreeMap<String, Value>),
    Reference(usize),
    /// `true`, `obj`, or an operator of a page's content.
    Word(String),
}

impl Value {
    pub fn at(&self, key: &str) -> &Value {
        match self {
            Self::Dictionary(entries) => entries.get(key).unwrap_or(&Self::Null),
            _ => &Self::Null,
        }
    }

    /// A name or a text.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Name(name) => Some(name.clone()),
            Self::Text(bytes) => Some(decoded(bytes)),
            _ => None,
        }
    }

    fn number(&self) -> Option<usize> {
        match self {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts and codes")]
            Self::Number(number) => Some(*number as usize),
            _ => None,
        }
    }
}

/// A text outside of pages: UTF-16 after its mark, else one letter a byte.
fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => utf16(rest),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Tokens<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                byte if byte.is_ascii_whitespace() || byte == 0 => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next value, a reference among them; `None` at the end or at a closing bracket.
    fn value(&mut self) -> Option<Value> {
        self.skip_space();
        match self.peek()? {
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let mut entries = BTreeMap::new();
                while let Some(Value::Name(key)) = self.value() {
                    entries.insert(key, self.value()?);
                }
                self.at += 2;
                Some(Value::Dictionary(entries))
            }
            b'<' => {
                let end = self.bytes[self.at..].iter().position(|byte| *byte == b'>')?;
                let digits: Vec<u8> = self.bytes[self.at + 1..self.at + end].to_vec();
                self.at += end + 1;
                let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
                Some(Value::Text(digits.chunks(2).filter_map(pair).collect()))
            }
            b'[' => {
                self.at += 1;
                let items = std::iter::from_fn(|| self.value()).collect();
                self.at += 1;
                Some(Value::Array(items))
            }
            b'>' | b']' => None,
            b'(' => Some(Value::Text(self.text())),
            b'/' => {
                self.at += 1;
                Some(Value::Name(self.word()))
            }
            _ => {
                let word = self.word();
                let Ok(number) = word.parse::<f64>() else { return Some(Value::Word(word)) };
                Some(self.reference(&word).unwrap_or(Value::Number(number)))
            }
        }
    }

    /// What `12 0 R` names, if that is what follows a number.
    fn reference(&mut self, number: &str) -> Option<Value> {
        let rest = self.bytes.get(self.at..self.at + 4)?;
        let after = self.bytes.get(self.at + 4).copied().unwrap_or(b' ');
        let is_reference = rest == b" 0 R" && !after.is_ascii_alphanumeric();
        is_reference.then(|| self.at += 4);
        is_reference.then(|| number.parse().ok().map(Value::Reference))?
    }

    fn word(&mut self) -> String {
        let start = self.at;
        let ends = |byte: u8| byte.is_ascii_whitespace() || byte == 0 || b"()<>[]{}/%".contains(&byte);
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
        if self.at == start {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned()
    }

    fn text(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 0;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    if depth > 1 {
                        out.push(byte);
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    out.push(byte);
                }
                b'\\' => self.escaped(&mut out),
                _ => out.push(byte),
            }
        }
        out
    }

    fn escaped(&mut self, out: &mut Vec<u8>) {
        let digits = self.bytes[self.at..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        if digits > 0 {
            let number = std::str::from_utf8(&self.bytes[self.at..self.at + digits]).unwrap();
            out.push(u8::from_str_radix(number, 8).unwrap());
            self.at += digits;
            return;
        }
        out.push(match self.bytes[self.at] {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            other => other,
        });
        self.at += 1;
    }
}

pub struct Reader {
    objects: BTreeMap<usize, (Value, Vec<u8>)>,
    root: Value,
}

impl Reader {
    pub fn new(bytes: &[u8]) -> Self {
        let mut objects = BTreeMap::new();
        let mut root = Value::Null;
        let tail = bytes.len().saturating_sub(64);
        let table = tail + after(&bytes[tail..], b"startxref").unwrap();
        let mut tokens = Tokens { bytes, at: table };
        let mut at = tokens.value().and_then(|value| value.number()).unwrap();
        // The table: `xref`, its first number, how many, then twenty bytes for each.
        at += after(&bytes[at..], b"xref").unwrap();
        tokens.at = at;
        let (first, count) = (tokens.value().unwrap().number().unwrap(), tokens.value().unwrap().number().unwrap());
        tokens.skip_space();
        let start = tokens.at;
        for number in 0..count {
            let entry = &bytes[start + number * 20..][..20];
            if entry[17] == b'n' {
                let offset: usize = std::str::from_utf8(&entry[..10]).unwrap().parse().unwrap();
                objects.insert(first + number, object(bytes, offset));
            }
        }
        tokens.at = start + count * 20;
        while let Some(value) = tokens.value() {
            if matches!(value, Value::Dictionary(_)) {
                root = value.at("Root").clone();
                break;
            }
        }
        Self { objects, root }
    }

    pub fn get<'r>(&'r self, value: &'r Value) -> &'r Value {
        match value {
            Value::Reference(number) => self.objects.get(number).map_or(&Value::Null, |(value, _)| value),
            value => value,
        }
    }

    pub fn root(&self) -> &Value {
        self.get(&self.root)
    }

    /// What stands in a stream, opened.
    pub fn stream(&self, value: &Value) -> Vec<u8> {
        let Value::Reference(number) = value else { panic!("a stream is an object of its own") };
        let (head, bytes) = &self.objects[number];
        if head.at("Filter") == &Value::Null {
            return bytes.clone();
        }
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(bytes.as_slice()).read_to_end(&mut out).unwrap();
        out
    }

    pub fn pages(&self) -> Vec<(usize, &Value)> {
        let Value::Array(kids) = self.get(self.get(self.root().at("Pages")).at("Kids")) else { return Vec::new() };
        kids.iter()
            .map(|kid| match kid {
                Value::Reference(number) => (*number, self.get(kid)),
                _ => panic!("a page is an object of its own"),
            })
            .collect()
    }

    /// The words of each piece of a page by the number that tags give it; what is no part of the text, `None`.
    pub fn pieces(&self, page: &Value) -> Vec<(Option<usize>, String)> {
        self.placed(page).into_iter().map(|(piece, _, words)| (piece, words)).collect()
    }

    /// The same with the place at which each begins, in points from the left.
    pub fn placed(&self, page: &Value) -> Vec<(Option<usize>, f64, String)> {
        let fonts = self.get(self.get(page.at("Resources")).at("Font"));
        let content = self.stream(page.at("Contents"));
        let mut tokens = Tokens { bytes: &content, at: 0 };
        let mut held: Vec<Value> = Vec::new();
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut codes = BTreeMap::new();
        let mut left = 0.0;
        let mut found = Vec::new();
        while tokens.at < content.len() {
            match tokens.value() {
                Some(Value::Word(word)) => {
                    match word.as_str() {
                        "BDC" => open.push(held.last().and_then(|value| value.at("MCID").number())),
                        "BMC" => open.push(None),
                        "EMC" => {
                            open.pop();
                        }
                        "cm" => {
                            if let Some(Value::Number(across)) = held.get(4) {
                                left = *across;
                            }
                        }
                        "Tf" => {
                            let name = held.first().and_then(Value::words).unwrap_or_default();
                            codes = self.codes(self.get(fonts.at(&name)));
                        }
                        "TJ" | "Tj" => {
                            let piece = open.iter().rev().find_map(|piece| *piece);
                            found.push((piece, left, shown(&held, &codes)));
                        }
                        _ => {}
                    }
                    held.clear();
                }
                Some(value) => held.push(value),
                None => tokens.at += 1,
            }
        }
        found
    }

    /// What the codes of a font mean (its `ToUnicode`).
    fn codes(&self, font: &Value) -> BTreeMap<u16, String> {
        let table = self.stream(font.at("ToUnicode"));
        let mut tokens = Tokens { bytes: &table, at: 0 };
        let mut codes = BTreeMap::new();
        let mut held: Vec<Vec<u8>> = Vec::new();
        let mut is_open = false;
        while tokens.at < table.len() {
            match tokens.value() {
                Some(Value::Word(word)) => is_open = word == "beginbfchar",
                Some(Value::Text(bytes)) if is_open => {
                    held.push(bytes);
                    if let [code, meaning] = held.as_slice() {
                        codes.insert(u16::from_be_bytes([code[0], code[1]]), utf16(meaning));
                        held.clear();
                    }
                }
                Some(_) => {}
                None => tokens.at += 1,
            }
        }
        codes
    }

    /// The tags as an indented list: what each is, what it says of itself, and the words in it.
    pub fn tags(&self) -> String {
        let mut words = BTreeMap::new();
        for (number, page) in self.pages() {
            for (piece, text) in self.pieces(page) {
                if let Some(piece) = piece {
                    words.entry((number, piece)).or_insert_with(String::new).push_str(&text);
                }
            }
        }
        let mut out = String::new();
        let tree = self.get(self.root().at("StructTreeRoot"));
        self.push_tags(tree.at("K"), 0, (0, &words), &mut out);
        out
    }

    fn push_tags(
        &self,
        value: &Value,
        depth: usize,
        (page, words): (usize, &BTreeMap<(usize, usize), String>),
        out: &mut String,
    ) {
        let indent = "  ".repeat(depth);
        let piece = |page: usize, number: usize| words.get(&(page, number)).map(|text| format!("{indent}“{text}”\n"));
        match self.get(value) {
            Value::Array(items) => {
                for item in items {
                    self.push_tags(item, depth, (page, words), out);
                }
            }
            number @ Value::Number(_) => out.extend(number.number().and_then(|number| piece(page, number))),
            element @ Value::Dictionary(_) => {
                let page = match element.at("Pg") {
                    Value::Reference(number) => *number,
                    _ => page,
                };
                if let Some(number) = element.at("MCID").number() {
                    out.extend(piece(page, number));
                    return;
                }
                let Some(tag) = element.at("S").words() else { return };
                writeln!(out, "{indent}{tag}{}", self.said(element)).unwrap();
                self.push_tags(element.at("K"), depth + 1, (page, words), out);
            }
            _ => {}
        }
    }

    /// What a tag says of itself: alternative words, language, scope.
    fn said(&self, element: &Value) -> String {
        let mut out = String::new();
        for key in ["T", "Alt", "Lang"] {
            if let Some(words) = element.at(key).words() {
                write!(out, " {key}={words:?}").unwrap();
            }
        }
        let sets = match self.get(element.at("A")) {
            Value::Array(sets) => sets.as_slice(),
            Value::Null => &[],
            set => std::slice::from_ref(set),
        };
        for key in ["Scope", "ListNumbering"] {
            let found = sets.iter().find_map(|set| self.get(set).at(key).words());
            out.extend(found.map(|word| format!(" {key}={word}")));
        }
        out
    }
}

/// What an operator shows, by what the codes mean.
fn shown(held: &[Value], codes: &BTreeMap<u16, String>) -> String {
    let texts: Vec<&Value> = match held.last() {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let bytes = texts.iter().filter_map(|value| match value {
        Value::Text(bytes) => Some(bytes.as_slice()),
        _ => None,
    });
    let codes_of = |bytes: &[u8]| -> String {
        bytes
            .chunks_exact(2)
            .map(|pair| codes.get(&u16::from_be_bytes([pair[0], pair[1]])).cloned().unwrap_or_default())
            .collect()
    };
    bytes.map(codes_of).collect()
}

fn object(bytes: &[u8], offset: usize) -> (Value, Vec<u8>) {
    let start = offset + after(&bytes[offset..], b"obj").unwrap();
    let mut tokens = Tokens { bytes, at: start };
    let value = tokens.value().unwrap();
    let length = value.at("Length").number();
    tokens.skip_space();
    let stream = bytes[tokens.at..].strip_prefix(b"stream").zip(length).map(|(rest, length)| {
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap();
        rest[..length].to_vec()
    });
    (value, stream.unwrap_or_default())
}

/// Where the first of these bytes ends.
fn after(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what).map(|at| at + what.len())
}
