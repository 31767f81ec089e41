//! Texts of an Excel workbook: those that its cells share, and those that a cell has of its own.

use crate::import::read::Refusal;
use crate::import::source::Run;
use crate::import::xml::Xml;

/// Texts that cells share; far more than the cells of any plan.
const MOST: usize = 1_000_000;

/// All shared ones, by their place.
pub fn shared(part: &str, text: &str) -> Result<Vec<Vec<Run>>, Refusal> {
    let mut xml = Xml::new(part, text);
    let _root = xml.child()?;
    let mut all = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.name() != "si" {
            xml.skip()?;
            continue;
        }
        if all.len() == MOST {
            return Err(Refusal::new(
                format!("the workbook has more than {MOST} texts, too much for a plan"),
                "copy the plan alone into a new workbook, save it, and import that",
            ));
        }
        all.push(runs(&mut xml)?);
    }
    Ok(all)
}

/// The runs of the text that was opened last: words, or parts of different look.
pub fn runs(xml: &mut Xml<'_>) -> Result<Vec<Run>, Refusal> {
    let mut runs = Vec::new();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => runs.push(Run { text: plain(&xml.text()?), ..Run::default() }),
            "r" => runs.push(run(xml)?),
            // How to pronounce it, in Japanese workbooks.
            _ => xml.skip()?,
        }
    }
    runs.retain(|run| !run.text.is_empty());
    Ok(runs)
}

fn run(xml: &mut Xml<'_>) -> Result<Run, Refusal> {
    let mut run = Run::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "t" => run.text.push_str(&plain(&xml.text()?)),
            "rPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "b" => run.bold = tag.is_on(),
                        "i" => run.italic = tag.is_on(),
                        _ => {}
                    }
                    xml.skip()?;
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(run)
}

/// Text in which Excel writes letters that XML cannot have as `_x000D_`.
pub fn plain(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut parts = text.split("_x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.split_at_checked(4).filter(|(_, rest)| rest.starts_with('_'));
        let letter = code.and_then(|(code, _)| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(letter) = letter {
            plain.push(letter);
            plain.push_str(&part[5..]);
        } else {
            plain.push_str("_x");
            plain.push_str(part);
        }
    }
    plain
}
