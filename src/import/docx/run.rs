//! The words of a paragraph: runs, links, fields, notes, and what stands among words without being one.

use super::field::{self, Field};
use super::inside::Inside;
use super::left_out::short;
use super::story::Story;
use super::styles::{self, ParagraphLook, RunLook};
use super::symbols;
use crate::import::lines::clean;
use crate::import::read::Refusal;
use crate::import::source::{Block, Run};
use crate::import::xml::{Space, Tag, Xml};

/// A paragraph that is being read.
#[derive(Default)]
pub struct Line {
    pub look: ParagraphLook,
    pub runs: Vec<Run>,
    /// What text boxes that hang on it have.
    pub boxes: Vec<Block>,
}

/// How the words of a run look.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is said apart of the others")]
struct Look {
    bold: bool,
    italic: bool,
    /// Nobody sees it: hidden text, or what stands in a form until it is filled in.
    is_hidden: bool,
    is_struck: bool,
    font: Option<String>,
    link: Option<String>,
}

impl Line {
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    fn push(&mut self, text: &str, look: &Look) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && (last.bold, last.italic, &last.link) == (look.bold, look.italic, &look.link)
        {
            last.text.push_str(text);
            return;
        }
        let link = look.link.clone();
        self.runs.push(Run { text: text.to_owned(), bold: look.bold, italic: look.italic, link });
    }

    /// Takes the room before its first word and behind its last away.
    pub fn trim(&mut self) {
        while let Some(first) = self.runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
            if !first.text.is_empty() {
                break;
            }
            self.runs.remove(0);
        }
        while let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
    }
}

impl Story<'_> {
    /// What is in the paragraph or the link that was opened last.
    pub fn words(&mut self, xml: &mut Xml<'_>, line: &mut Line, around: Option<&str>) -> Result<(), Refusal> {
        let mut inside = Inside::default();
        while let Some(tag) = inside.next(xml)? {
            match (tag.space, tag.name()) {
                (Space::Word, "pPr") => line.look = styles::paragraph(xml)?,
                (Space::Word, "r") => self.run(xml, line, around)?,
                (Space::Word, "hyperlink") => {
                    let address = self.address(&tag);
                    self.words(xml, line, address.as_deref().or(around))?;
                }
                (Space::Word, "fldSimple") => {
                    let address = field::link(&tag.get("instr").unwrap_or_default());
                    self.words(xml, line, address.as_deref().or(around))?;
                }
                (Space::Word, "del" | "moveFrom") => {
                    self.deleted();
                    xml.skip()?;
                }
                (Space::Math, "oMath" | "oMathPara") => {
                    let words = clean(&xml.text()?);
                    self.shared
                        .left_out
                        .count("formula's layout (its letters are kept)", "formulas' layout (their letters are kept)");
                    line.push(&words, &Look::default());
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn address(&self, tag: &Tag<'_>) -> Option<String> {
        let relation = self.links.get(&tag.get("id")?)?;
        relation.is_outside.then(|| relation.target.clone())
    }

    fn run(&mut self, xml: &mut Xml<'_>, line: &mut Line, around: Option<&str>) -> Result<(), Refusal> {
        let mut look = self.look(&RunLook::default(), &line.look, around);
        let mut inside = Inside::default();
        while let Some(tag) = inside.next(xml)? {
            match (tag.space, tag.name()) {
                (Space::Word, "rPr") => {
                    look = self.look(&styles::run(xml)?, &line.look, around);
                    continue;
                }
                (Space::Word, "t") => {
                    let text = xml.text()?;
                    self.show(&letters(&text, look.font.as_deref()), &look, line);
                    continue;
                }
                (Space::Word, "r") => {
                    self.run(xml, line, around)?;
                    continue;
                }
                (Space::Word, "instrText") => {
                    let text = xml.text()?;
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.is_shown) {
                        field.instruction.push_str(&text);
                    }
                    continue;
                }
                (Space::Word, "fldChar") => {
                    self.field(&tag, xml, &look, line)?;
                    look.link = self.link(around);
                    continue;
                }
                (Space::Word, "drawing" | "pict" | "object") => {
                    self.drawing(xml, line)?;
                    continue;
                }
                (Space::Word, name) => self.sign(name, &tag, &look, line),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// What is a sign of its own in a run.
    fn sign(&mut self, name: &str, tag: &Tag<'_>, look: &Look, line: &mut Line) {
        match name {
            "tab" | "ptab" => self.show("\t", look, line),
            "br" | "cr" => self.show("\n", look, line),
            "noBreakHyphen" => self.show("\u{2011}", look, line),
            "sym" => {
                let font = tag.get("font").unwrap_or_default();
                let place = tag.get("char").and_then(|place| u32::from_str_radix(&place, 16).ok()).unwrap_or(0);
                let shown = symbols::shown(&font, place);
                let letter =
                    char::from_u32(place).filter(|letter| !symbols::is_pictures(&font) && letter.is_alphanumeric());
                match shown.or(letter) {
                    Some(letter) => self.show(letter.encode_utf8(&mut [0; 4]), look, line),
                    None => self
                        .shared
                        .left_out
                        .say(format!("a symbol that only its font knows ({place:04X} of {})", short(&font))),
                }
            }
            "footnoteReference" | "endnoteReference" => self.note(name, tag, look, line),
            "commentReference" => self.shared.left_out.count("comment in the margin", "comments in the margin"),
            _ => {}
        }
    }

    /// A note stands in brackets where it is referred to, so that its words are not lost.
    fn note(&mut self, name: &str, tag: &Tag<'_>, look: &Look, line: &mut Line) {
        let key = if name == "footnoteReference" { "footnoteReference" } else { "endnoteReference" };
        let Some(id) = tag.get("id") else { return };
        // A note has one place; a second reference to it would say it again.
        let Some(words) = self.shared.notes.remove(&(key, id)) else { return };
        if look.is_hidden {
            return;
        }
        let ends_in_room = line.runs.last().is_none_or(|run| run.text.ends_with(char::is_whitespace));
        line.push(if ends_in_room { "[" } else { " [" }, &Look::default());
        for (at, paragraph) in words.iter().enumerate() {
            if at > 0 {
                line.push(" ", &Look::default());
            }
            for run in &paragraph.runs {
                let look = Look { bold: run.bold, italic: run.italic, link: run.link.clone(), ..Look::default() };
                line.push(&run.text, &look);
            }
        }
        line.push("]", &Look::default());
    }

    fn look(&self, own: &RunLook, paragraph: &ParagraphLook, around: Option<&str>) -> Look {
        let styles = &self.shared.styles;
        let style = styles.of(paragraph);
        let of_paragraph = style.as_deref().map(|id| styles.run(id)).unwrap_or_default();
        let of_words = own.style.as_deref().map(|id| styles.run(id)).unwrap_or_default();
        // Two styles that both say bold make it plain again (17.7.3); a heading is told by more than that.
        let is_heading = style.as_deref().is_some_and(|id| styles.heading(id).is_some());
        let toggled = |own: Option<bool>, words: Option<bool>, paragraph: Option<bool>| {
            own.unwrap_or(words.unwrap_or(false) != (paragraph.unwrap_or(false) && !is_heading))
        };
        let is_placeholder = own.style.as_deref().is_some_and(|id| styles.name(id) == "placeholder text");
        Look {
            bold: toggled(own.bold, of_words.bold, of_paragraph.bold),
            italic: toggled(own.italic, of_words.italic, of_paragraph.italic),
            is_hidden: is_placeholder || toggled(own.hidden, of_words.hidden, of_paragraph.hidden),
            is_struck: toggled(own.struck, of_words.struck, of_paragraph.struck),
            font: own.font.clone().or(of_words.font).or(of_paragraph.font).filter(|font| symbols::is_pictures(font)),
            link: self.link(around),
        }
    }

    /// Where words lead that are written now: by the innermost field that is a link, else by the element around.
    fn link(&self, around: Option<&str>) -> Option<String> {
        self.fields.iter().rev().find_map(|field| field.link.clone()).or_else(|| around.map(str::to_owned))
    }

    fn show(&mut self, text: &str, look: &Look, line: &mut Line) {
        if self.fields.iter().any(|field| !field.is_shown) || text.is_empty() {
            return;
        }
        if look.is_hidden {
            if !text.trim().is_empty() {
                self.shared.left_out.say(format!("text that Word hides or has as a placeholder: {}", short(text)));
            }
            return;
        }
        if look.is_struck && !text.trim().is_empty() {
            self.shared.left_out.say(format!("the line through {} (the words are kept)", short(text)));
        }
        line.push(text, look);
    }

    fn field(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, look: &Look, line: &mut Line) -> Result<(), Refusal> {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => {
                let mut choice = None;
                while let Some(tag) = xml.child()? {
                    if tag.is(Space::Word, "ffData") {
                        choice = field::choice(xml)?;
                    } else {
                        xml.skip()?;
                    }
                }
                self.fields.push(Field { choice, ..Field::default() });
                return Ok(());
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.begin_result();
                }
            }
            Some("end") => {
                if let Some(choice) = self.fields.pop().and_then(|field| field.choice) {
                    self.show(&clean(&choice), look, line);
                }
            }
            _ => {}
        }
        xml.skip()
    }

    /// A picture, a shape or something of another program: its text boxes are text, the rest is told.
    fn drawing(&mut self, xml: &mut Xml<'_>, line: &mut Line) -> Result<(), Refusal> {
        let (mut description, mut what) = (None, None);
        let mut depth = 1_usize;
        while depth > 0 {
            let Some(tag) = xml.child()? else {
                depth -= 1;
                continue;
            };
            match (tag.space, tag.name()) {
                (Space::Alternatives, "Fallback") => {
                    xml.skip()?;
                    continue;
                }
                (Space::Word, "txbxContent") => {
                    // What is open around a text box does not go on in it.
                    let outside = std::mem::take(&mut self.fields);
                    let is_read = self.blocks(xml, &mut line.boxes);
                    self.fields = outside;
                    is_read?;
                    continue;
                }
                (Space::Drawing, "docPr") => {
                    let words = tag.get("descr").filter(|words| !words.trim().is_empty()).or_else(|| tag.get("title"));
                    description = description.or(words);
                }
                (Space::Vml, "shape") => description = description.or(tag.get("alt")),
                (_, "pic" | "imagedata") => what = what.or(Some("a picture")),
                (_, "OLEObject") => what = Some("an object of another program"),
                (_, "graphicData") => {
                    let uri = tag.get("uri").unwrap_or_default();
                    let kinds = [("/chart", "a chart"), ("/chartex", "a chart"), ("/diagram", "a diagram (SmartArt)")];
                    what = kinds.iter().find(|(ending, _)| uri.ends_with(ending)).map(|(_, what)| *what).or(what);
                }
                _ => {}
            }
            depth += 1;
        }
        let description = description.filter(|words| !words.trim().is_empty());
        match (what, description) {
            (Some(what), Some(words)) => self.shared.left_out.say(format!("{what}, described as {}", short(&words))),
            (Some("a picture"), None) => {
                self.shared.left_out.count("picture without a description", "pictures without a description");
            }
            (Some("a chart"), None) => self.shared.left_out.count("chart", "charts"),
            (Some("a diagram (SmartArt)"), None) => {
                self.shared.left_out.count("diagram (SmartArt)", "diagrams (SmartArt)");
            }
            (Some(_), None) => self.shared.left_out.count("object of another program", "objects of other programs"),
            (None, _) => {}
        }
        Ok(())
    }
}

/// Text as it is seen: ends of lines in the file are spaces, and letters of fonts of pictures what they show.
fn letters(text: &str, font: Option<&str>) -> String {
    let seen = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if font.is_some() || ('\u{f000}'..='\u{f0ff}').contains(&c) => {
            symbols::shown(font.unwrap_or("symbol"), u32::from(c)).unwrap_or(c)
        }
        c => c,
    };
    clean(&text.chars().map(seen).collect::<String>())
}
