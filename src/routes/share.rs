//! The picture that other sites show beside a link to a page.

use anyhow::Result;

use super::Routes;
use crate::colour;
use crate::content::public::Plan;
use crate::foreign;
use crate::pages;
use crate::theme::Face;
use crate::writers::card::{self, Card};

impl Routes {
    /// Of a plan, or of the whole site: the theme's `share.txt` has its words, a line each.
    pub(super) fn render_share(&self, plan: Option<&Plan>, out: &mut Vec<u8>) -> Result<()> {
        let share = pages::share(&self.public, plan);
        let mut words = Vec::new();
        self.theme.render("share.txt", &share, &mut words)?;
        let words = foreign::strip(&String::from_utf8_lossy(&words));
        let mut lines = words.lines();
        let mut line = || lines.next().unwrap_or_default().trim();
        let look = self.theme.paper_look(&self.files)?;
        let faces: Vec<&[u8]> = look.faces.iter().map(Face::bytes).collect();
        let parts: Vec<(&str, usize)> = share.parts.iter().map(|(colour, count)| (colour.as_str(), *count)).collect();
        let card = Card {
            above: line(),
            title: line(),
            sentence: line(),
            below: line(),
            parts: &parts,
            ground: self.public.site.colours.map_or(colour::ACCENT, |colours| colours.accent),
        };
        card::write(&card, &faces, out)
    }
}
