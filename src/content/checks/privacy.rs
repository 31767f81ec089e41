//! What should not be in public: a person's own address or telephone number, a path of an office's computers.
//!
//! A mailbox of a post or a team may be read by all (`policy@`, `democratic.services@`); one that is made of a
//! person's name may not. The two are told apart by words of organisations, never by lists of names, which
//! would protect some people and not others: `ngozi.okafor@` is a person because neither word is that of a
//! team. Numbers that belong to nobody in particular (03, 08) are never told of; landlines are, but not on
//! pages, where people look for them.

mod mailboxes;
mod paths;
mod phones;

use super::pieces::Piece;
use crate::diagnostic::{Check, Diagnostics};

use phones::Phone;

pub const PERSONAL_EMAIL: Check = Check::warning("personal-email", "the e-mail address of a person in public text");
pub const PHONE_NUMBER: Check = Check::warning("phone-number", "a direct or mobile telephone number in public text");
pub const INTERNAL_PATH: Check =
    Check::warning("internal-path", "a path or an address that only the organisation's own computers can open");

pub fn of_piece(piece: &Piece<'_>, found: &mut Diagnostics) {
    let text = piece.text();
    for range in mailboxes::all(text) {
        let address = &text[range.clone()];
        if mailboxes::is_personal(address) {
            let host = address.split('@').next_back().unwrap_or_default();
            let message = format!("`{address}` looks like the address of a person");
            let hint =
                format!("write the mailbox of the post or the team, such as `policy@{host}`, or name the post alone");
            found.push(PERSONAL_EMAIL.found(piece.place(range), message, hint));
        }
    }
    for (range, kind) in phones::all(text) {
        if kind == Phone::Landline && piece.home.is_page {
            continue;
        }
        let what = if kind == Phone::Mobile { "mobile" } else { "telephone" };
        let message = format!("`{}` looks like a {what} number", &text[range.clone()]);
        let hint = "take it out, and name the post; a number for the public belongs on the site's own pages";
        found.push(PHONE_NUMBER.found(piece.place(range), message, hint));
    }
    for range in paths::all(text) {
        let message = format!("`{}` opens only on the organisation's own computers", &text[range.clone()]);
        let hint = "take it out; what readers should see goes into the plan's `files/`, linked as `[title](files/…)`";
        found.push(INTERNAL_PATH.found(piece.place(range), message, hint));
    }
}

/// Whether an address begins as a path that only the organisation's own computers can open.
pub fn is_internal(address: &str) -> bool {
    paths::all(address).first().is_some_and(|path| path.start == 0)
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}
