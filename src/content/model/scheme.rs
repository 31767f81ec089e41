//! The scheme of statuses: the site's own, or the default one of the design, section 2.

use std::sync::Arc;

use crate::content::sources::SiteMatter;
use crate::refs::Id;

#[derive(Clone, Debug)]
pub struct Status {
    pub id: Id,
    /// `None` for the default scheme, whose words the theme has.
    pub label: Option<Arc<str>>,
    pub meaning: Option<Arc<str>>,
    pub open: bool,
    pub colour: Arc<str>,
    pub shape: Arc<str>,
}

/// The names of colours and of shapes that the built-in theme has.
pub const COLOURS: [&str; 6] = ["grey", "blue", "green", "amber", "red", "purple"];
pub const SHAPES: [&str; 8] = ["circle", "ring", "square", "triangle", "diamond", "tick", "cross", "dash"];

/// Id, whether open, colour, shape. Shapes differ wherever colours could be confused.
const DEFAULT: [(&str, bool, &str, &str); 7] = [
    ("not-due", true, "grey", "dash"),
    ("not-started", true, "grey", "ring"),
    ("on-track", true, "blue", "circle"),
    ("at-risk", true, "amber", "diamond"),
    ("delayed", true, "red", "triangle"),
    ("complete", false, "green", "tick"),
    ("closed", false, "grey", "square"),
];

pub fn statuses(site: Option<&SiteMatter>) -> Vec<Status> {
    match site {
        Some(site) if !site.statuses.is_empty() => site
            .statuses
            .iter()
            .map(|status| {
                let usual = DEFAULT.iter().find(|(id, ..)| *id == status.id.as_str());
                let colour = status.colour.as_ref().map_or(usual.map_or("grey", |u| u.2), |id| id.as_str());
                let shape = status.shape.as_ref().map_or(usual.map_or("circle", |u| u.3), |id| id.as_str());
                Status {
                    id: status.id.value.clone(),
                    label: Some(status.label.value.clone()),
                    meaning: Some(status.meaning.value.clone()),
                    open: status.open.unwrap_or(usual.is_none_or(|u| u.1)),
                    colour: colour.into(),
                    shape: shape.into(),
                }
            })
            .collect(),
        _ => DEFAULT
            .iter()
            .filter_map(|(id, open, colour, shape)| {
                let id = Id::read(id).ok()?;
                Some(Status {
                    id,
                    label: None,
                    meaning: None,
                    open: *open,
                    colour: (*colour).into(),
                    shape: (*shape).into(),
                })
            })
            .collect(),
    }
}
