//! Fields: instructions in the text, behind which stands what Word made of them the last time.
//!
//! Only the result is seen, and only two instructions matter: the address of a link, and the contents, which are
//! made from the headings and left out. Boxes to tick and lists to choose from in old forms are fields too.

use crate::import::read::Refusal;
use crate::import::xml::Xml;

/// One that is open.
#[derive(Default)]
pub struct Field {
    pub instruction: String,
    /// Its result has begun.
    pub is_shown: bool,
    pub link: Option<String>,
    /// What a box or a list of a form shows.
    pub choice: Option<String>,
}

impl Field {
    pub fn begin_result(&mut self) {
        self.is_shown = true;
        self.link = link(&self.instruction);
    }

    pub fn is_contents(&self) -> bool {
        self.instruction.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("toc"))
    }
}

/// The address that an instruction leads to; none for a place in the document.
pub fn link(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let (word, rest) = rest.split_at_checked("HYPERLINK".len())?;
    if !word.eq_ignore_ascii_case("HYPERLINK") {
        return None;
    }
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    };
    address.filter(|address| !address.is_empty()).map(str::to_owned)
}

/// What a field of a form has: `ffData`.
pub fn choice(xml: &mut Xml<'_>) -> Result<Option<String>, Refusal> {
    let mut choice = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "checkBox" => {
                let (mut usual, mut checked) = (false, None);
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "default" => usual = tag.is_on(),
                        "checked" => checked = Some(tag.is_on()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                choice = Some(if checked.unwrap_or(usual) { "☒" } else { "☐" }.to_owned());
            }
            "ddList" => {
                let (mut at, mut entries) = (0, Vec::new());
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "result" => at = tag.number("val").unwrap_or(0),
                        "listEntry" => entries.extend(tag.val()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                choice = usize::try_from(at).ok().and_then(|at| entries.get(at).cloned());
            }
            _ => xml.skip()?,
        }
    }
    Ok(choice)
}
