//! The elements in one that was opened, whatever wrappings some of them stand in.

use crate::import::read::Refusal;
use crate::import::xml::{Space, Tag, Xml};

/// How many wrappings are open in the element.
#[derive(Default)]
pub struct Inside(usize);

impl Inside {
    /// The next element that is no wrapping; `None` closes the one that they all stand in.
    pub fn next<'a>(&mut self, xml: &mut Xml<'a>) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            match xml.child()? {
                Some(tag) if is_wrapping(&tag) => self.0 += 1,
                Some(tag) => return Ok(Some(tag)),
                None if self.0 == 0 => return Ok(None),
                None => self.0 -= 1,
            }
        }
    }
}

/// Whether the text goes through an element as if it were not there.
fn is_wrapping(tag: &Tag<'_>) -> bool {
    match tag.space {
        Space::Word => {
            matches!(
                tag.name(),
                "sdt"
                    | "sdtContent"
                    | "ins"
                    | "moveTo"
                    | "smartTag"
                    | "customXml"
                    | "dir"
                    | "bdo"
                    | "ruby"
                    | "rubyBase"
            )
        }
        Space::Alternatives => matches!(tag.name(), "AlternateContent" | "Choice"),
        _ => false,
    }
}
