//! Which destinations may stand in a page, and what each becomes.
//!
//! What cannot be told apart with certainty is refused: a browser strips tabs and line ends from an
//! address and takes a backslash for a slash, so none of them is ever let through.

use std::borrow::Cow;

use super::{Options, Target};

/// A destination that is safe to write.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place<'a> {
    /// A path below the site's root.
    Ours(Cow<'a, str>),
    /// Another site, by http or https.
    Web(Cow<'a, str>),
    /// A mail address or a telephone number.
    Contact(Cow<'a, str>),
    /// An id on the same page.
    Here(&'a str),
    Nowhere,
}

pub(super) fn place<'a, 's: 'a>(destination: &'a str, options: &Options<'s>) -> Place<'a> {
    let destination = destination.trim();
    if let Some(id) = destination.strip_prefix('#') {
        return if is_clean(id) { Place::Here(id) } else { Place::Nowhere };
    }
    match outside(Cow::Borrowed(destination)) {
        Place::Ours(_) => resolved((options.resolve)(destination)),
        outside => outside,
    }
}

fn resolved(target: Target) -> Place {
    match target {
        Target::Address(path) => {
            let path = match path {
                Cow::Borrowed(path) => Cow::Borrowed(path.trim_start_matches('/')),
                Cow::Owned(path) => Cow::Owned(path.trim_start_matches('/').to_owned()),
            };
            if is_clean(&path) && scheme(&path).is_none() { Place::Ours(path) } else { Place::Nowhere }
        }
        Target::External(address) => match outside(address) {
            Place::Ours(_) => Place::Nowhere,
            outside => outside,
        },
        Target::Broken => Place::Nowhere,
    }
}

/// Tells addresses of other places; what is left is `Ours`, to be resolved.
fn outside(address: Cow<str>) -> Place {
    if address.is_empty() || !is_clean(&address) {
        return Place::Nowhere;
    }
    if address.starts_with("//") {
        let host = address.trim_start_matches('/');
        return if host.is_empty() { Place::Nowhere } else { Place::Web(Cow::Owned(format!("https://{host}"))) };
    }
    let Some(scheme) = scheme(&address) else { return Place::Ours(address) };
    let rest = &address[scheme.len() + 1..];
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("http") || is("https") {
        let has_host = rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
        return if has_host { Place::Web(address) } else { Place::Nowhere };
    }
    if is("mailto") || is("tel") {
        return if rest.is_empty() { Place::Nowhere } else { Place::Contact(address) };
    }
    Place::Ours(address)
}

fn is_clean(address: &str) -> bool {
    !address.chars().any(|c| c.is_control() || c == '\\')
}

/// What stands before the first colon, unless a slash, a query or a fragment comes earlier. It need not be
/// well formed: what looks like a scheme to any browser must look like one here.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}
