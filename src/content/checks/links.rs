//! Where the links and pictures of Markdown lead.

use std::ops::Range;

use super::addresses::{self, Address};
use super::pieces::{Form, Piece};
use super::privacy;
use super::project::Project;
use crate::diagnostic::{Check, Diagnostics, nearest};
use crate::prose::outline::Outline;

pub const BROKEN_LINK: Check = Check::error("broken-link", "a link to a page or a file that does not exist");
pub const BROKEN_ANCHOR: Check = Check::warning("broken-anchor", "a link to a heading that the text does not have");
pub const WITHHELD_LINK: Check = Check::warning("withheld-link", "a link to what readers do not see yet");
pub const BAD_ADDRESS: Check = Check::error("bad-address", "a web address that no browser can open");

/// What is wrong with a destination: the check, the reason and the instruction.
pub type Fault = (Check, String, String);

pub fn of_links(project: &Project<'_>, piece: &Piece<'_>, outline: &Outline, found: &mut Diagnostics) {
    let links = outline.links.iter().map(|link| (&link.destination, &link.range));
    let images = outline.images.iter().map(|image| (&image.destination, &image.range));
    for (destination, range) in links.chain(images) {
        let is_filled_in = piece.form == Form::Template && (destination.contains("{{") || destination.contains("{%"));
        if is_filled_in {
            continue;
        }
        if let Some((check, message, hint)) = fault(project, piece, outline, destination.trim()) {
            found.push(check.found(piece.place(within(piece, range, destination)), message, hint));
        }
    }
}

/// The destination's own bytes where it is written in the link itself, else the whole link.
fn within(piece: &Piece<'_>, link: &Range<usize>, destination: &str) -> Range<usize> {
    let written = piece.text().get(link.clone()).unwrap_or_default();
    match written.rfind(destination).filter(|_| !destination.is_empty()) {
        Some(at) => link.start + at..link.start + at + destination.len(),
        None => link.clone(),
    }
}

fn fault(project: &Project<'_>, piece: &Piece<'_>, outline: &Outline, destination: &str) -> Option<Fault> {
    let plan = piece.home.plan;
    if destination.is_empty() {
        let hint = "write the address between the round brackets, or take both pairs of brackets away";
        return Some((BROKEN_LINK, "the link has no address".to_owned(), hint.to_owned()));
    }
    if let Some(id) = destination.strip_prefix('#') {
        return anchor(id, outline);
    }
    let (address, destination) = if let Some(target) = destination.strip_prefix("ref:") {
        (addresses::of_ref(project, plan, target), destination)
    } else if let Some(id) = destination.strip_prefix("lead:") {
        (addresses::of_lead(project, id), destination)
    } else if destination.starts_with("files/") {
        (addresses::of_file(project, plan, destination), destination)
    } else if let Some(path) = destination.strip_prefix('/').filter(|path| !path.starts_with('/')) {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        (addresses::of_site(project, &path[..end]), destination)
    } else {
        return outside(project, plan, destination);
    };
    match address {
        Address::Known => None,
        Address::Unknown(why, hint) => {
            Some((BROKEN_LINK, format!("the link `{destination}` leads nowhere: {why}"), hint))
        }
        Address::Withheld(_) if piece.home.withheld => None,
        Address::Withheld(what) => Some(withheld(destination, &what)),
    }
}

fn withheld(destination: &str, what: &str) -> Fault {
    let message = format!("the link `{destination}` leads to {what}, which is not published yet");
    if destination.starts_with('/') {
        // Only names are looked up when a page is made; a whole address is taken as it is.
        let hint = "link by name, such as `ref:9`, which shows no link until then, or take the link away";
        return (BROKEN_LINK, message, hint.to_owned());
    }
    let hint = "leave it, and readers see its words without a link until then; or take the link away";
    (WITHHELD_LINK, message, hint.to_owned())
}

fn anchor(id: &str, outline: &Outline) -> Option<Fault> {
    let ids = || outline.headings.iter().map(|heading| heading.id.as_str());
    if ids().any(|known| known == id) {
        return None;
    }
    let hint = match nearest(id, ids()) {
        Some(near) => format!("write `#{near}` if that is what you meant"),
        None if outline.headings.is_empty() => "take the link away: this text has no headings".to_owned(),
        None => "write the heading's words in lower case, with hyphens between them: `#what-comes-next`".to_owned(),
    };
    Some((BROKEN_ANCHOR, format!("the link `#{id}` leads nowhere: this text has no such heading"), hint))
}

/// Destinations that are none of the site's own forms.
fn outside(project: &Project<'_>, plan: Option<usize>, destination: &str) -> Option<Fault> {
    if privacy::is_internal(destination) {
        // Told as what it is, once: see `privacy`.
        return None;
    }
    let nowhere = |hint: String| Some((BROKEN_LINK, format!("the link `{destination}` leads nowhere"), hint));
    let end = destination.find([':', '/', '?', '#']).unwrap_or(destination.len());
    let scheme = destination[end..].starts_with(':').then(|| destination[..end].to_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => web(destination),
        Some("mailto" | "tel") if destination.len() > end + 1 => None,
        Some(scheme) if scheme.len() == 1 || scheme == "file" => nowhere(
            "no reader can open a path of your own computer: put the file into the plan's `files/` and link `files/…`"
                .to_owned(),
        ),
        Some(scheme) => match nearest(scheme, ["http", "https", "mailto", "tel", "ref", "lead"]) {
            Some(near) => nowhere(format!("write `{near}:` in place of `{scheme}:`")),
            None => nowhere("a whole address begins with `https://`, `http://`, `mailto:` or `tel:`".to_owned()),
        },
        None if destination.starts_with("//") => None,
        None if destination.starts_with("\\\\") => nowhere(
            "no reader can open a path of your own network: put the file into the plan's `files/` and link `files/…`"
                .to_owned(),
        ),
        None => nowhere(meant(project, plan, destination)),
    }
}

/// What was probably meant by a destination without a scheme.
fn meant(project: &Project<'_>, plan: Option<usize>, destination: &str) -> String {
    let first = destination.split('/').next().unwrap_or(destination);
    let (stem, ending) = destination.rsplit_once('.').unwrap_or((destination, ""));
    if plan.is_some_and(|plan| project.recommendation(plan, destination).is_some()) {
        format!("write `ref:{destination}`")
    } else if first.starts_with("www.") || matches!(first, "http" | "https") {
        let host = destination.trim_start_matches("https").trim_start_matches("http").trim_start_matches([':', '/']);
        format!("write `https://{host}`")
    } else if destination.contains('@') && !destination.contains('/') {
        format!("write `mailto:{destination}`")
    } else if ending == "md" {
        let name = stem.rsplit('/').next().unwrap_or(stem);
        format!("link a page by its address, `/{name}/`, and a recommendation by its ref, `ref:9`")
    } else if destination.starts_with("plans/") || destination.starts_with("leads/") {
        format!("write `/{destination}`")
    } else {
        "write `ref:9` for a recommendation, `lead:…` for a lead, `files/…` for a file, `/about/` for a page, or a \
         whole address with `https://`"
            .to_owned()
    }
}

/// What stands where a web address belongs and begins like none.
pub fn not_web(address: &str) -> Fault {
    let hint = if address.starts_with("files/") {
        "write the file's name after `file:`, without `files/`".to_owned()
    } else if address.starts_with("www.") || (address.contains('.') && !address.contains([':', '\\', ' ', '@'])) {
        format!("write `https://{}`", address.trim_start_matches('/'))
    } else {
        "write the whole address, such as `https://www.example.org/report`".to_owned()
    };
    (BAD_ADDRESS, format!("`{address}` is not a whole web address"), hint)
}

/// An address of another site.
pub fn web(address: &str) -> Option<Fault> {
    let rest = address.split_once(':').map_or("", |(_, rest)| rest);
    let host = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    let is_sound = rest.starts_with("//") && !rest.starts_with("///") && !host.is_empty() && !host.starts_with('.');
    let is_clean = !address.contains(char::is_whitespace) && !address.contains('\\');
    if is_sound && is_clean {
        return None;
    }
    let message = format!("`{address}` is not a whole web address");
    let hint = if is_clean && !host.is_empty() {
        let scheme = address.split(':').next().unwrap_or("https");
        format!("write `{scheme}://{}`", rest.trim_start_matches(['/', '.']))
    } else if host.is_empty() {
        "write the whole address, such as `https://www.example.org/report`".to_owned()
    } else {
        "take spaces and backslashes out: write `%20` for a space and `/` for a backslash".to_owned()
    };
    Some((BAD_ADDRESS, message, hint))
}
