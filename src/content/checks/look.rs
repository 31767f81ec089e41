//! The organisation's own look: accents that can be read, and a logo that is there.

use super::project::Project;
use crate::colour::{self, Colour};
use crate::content::sources::Attachment;
use crate::diagnostic::{Check, Diagnostics, Placed, nearest};

pub const LOW_CONTRAST: Check = Check::error("low-contrast", "an accent that many could not read on its ground");
pub const BAD_LOGO: Check = Check::error("bad-logo", "a logo that is not there, or is no picture");

/// Pictures that every browser shows.
const PICTURES: [&str; 5] = [".svg", ".png", ".webp", ".jpg", ".jpeg"];

pub fn of_project(project: &Project<'_>, found: &mut Diagnostics) {
    let Some(site) = &project.sources.site else { return };
    if let Some(colours) = &site.colours {
        if let Some(accent) = &colours.accent {
            contrast(accent, &colour::LIGHT, "light", colour::readable_on_light(accent.value), found);
        }
        if let Some(accent) = &colours.accent_dark {
            contrast(accent, &colour::DARK, "dark", colour::readable_on_dark(accent.value), found);
        }
    }
    if let Some(logo) = &site.logo {
        let name = logo.file.trim_start_matches("files/");
        let known = || project.sources.files.iter().map(Attachment::short);
        if !known().any(|file| file == name) {
            let hint = match nearest(name, known()) {
                Some(near) => {
                    format!("write `{near}` if that is what you meant, or put the file into `content/files/`")
                }
                None => "put the file into `content/files/`, or correct its name here".to_owned(),
            };
            found.push(BAD_LOGO.found(logo.file.span, format!("there is no file `content/files/{name}`"), hint));
        } else if !PICTURES.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
            let message = format!("`{name}` is not a picture that every browser shows");
            found.push(BAD_LOGO.found(logo.file.span, message, "give the logo as an SVG or a PNG file"));
        }
    }
}

/// `scheme` is `light` or `dark`; `instead` is the nearest colour that does.
fn contrast(accent: &Placed<Colour>, surfaces: &[Colour], scheme: &str, instead: Colour, found: &mut Diagnostics) {
    let Some((ratio, surface)) = colour::least(accent.value, surfaces) else { return };
    if ratio < colour::READABLE {
        // Rounded down: 4.49 must not read as the 4.5 that it misses.
        let shown = (ratio * 10.0).floor() / 10.0;
        let message = format!(
            "`{}` has a contrast of {shown:.1} to 1 with the {scheme} ground `{surface}`, and text needs {:.1} to 1",
            accent.value,
            colour::READABLE
        );
        let way = if scheme == "light" { "darker" } else { "lighter" };
        found.push(LOW_CONTRAST.found(accent.span, message, format!("write a {way} one, such as `{instead}`")));
    }
}
