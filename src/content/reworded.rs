//! The public view after nothing but the words of some promises was changed, which is what an author does most.
//!
//! A promise is the body of a recommendation's file. Leads, dates, statuses, refs and all that is derived of them stand in front
//! matter and rounds, so that none of it changes with a body, as long as that links to nothing new and nothing is wrong with
//! it. Whenever that is not certain there is no answer here, and everything is read again. Start at [`reworded`].

use crate::content::checks;
use crate::content::public::{Language, Public, Words};
use crate::content::published;
use crate::content::sources;
use crate::diagnostic::{Diagnostics, FileId};
use crate::files::Files;
use crate::yaml::Text;

/// The editions of a project of which some files `changed`, and of which that was `found` before; `None` if more may follow from
/// the change than other words.
pub fn reworded<'a>(
    before: impl IntoIterator<Item = &'a Public>,
    (was, is): (&Files, &Files),
    changed: &[FileId],
    found: &Diagnostics,
) -> Option<Vec<Public>> {
    let promise = |file: &FileId| promise((was, is), *file, found);
    let promises: Vec<Text> = changed.iter().map(promise).collect::<Option<_>>()?;
    let mut editions: Vec<Public> = before.into_iter().cloned().collect();
    for edition in &mut editions {
        for promise in &promises {
            put(edition, promise)?;
        }
    }
    Some(editions)
}

/// The new promise of a recommendation's file, if it is all that is new, and says no more of the rest of the project than the
/// one before, with which nothing was wrong.
fn promise((was, is): (&Files, &Files), file: FileId, found: &Diagnostics) -> Option<Text> {
    let (matter_before, before) = sources::parts(was, file)?;
    let (matter, promise) = sources::parts(is, file)?;
    let has_words = |text: &Text| !text.value.trim().is_empty();
    let is_alike = matter == matter_before
        && is.text(file)[matter] == was.text(file)[matter_before]
        && has_words(&before)
        && has_words(&promise)
        && !found.iter().any(|one| one.span.file == file && one.span.end >= before.span.start)
        && published::named_by(was, &before.value) == published::named_by(is, &promise.value)
        && checks::said_of_others(&promise)?.is_subset(&checks::said_of_others(&before)?);
    is_alike.then_some(promise)
}

/// `None` if the recommendation is not to be seen, or the file is of something else.
fn put(edition: &mut Public, promise: &Text) -> Option<()> {
    let mut all = edition.plans.iter_mut().flat_map(|plan| &mut plan.recommendations);
    let item = all.find(|item| item.origin.file == promise.span.file)?;
    let words: Words = promise.value.clone().into();
    // Where it is translated, its readers see the same as before.
    if edition.edition.is_first() {
        item.promised = words;
    } else if item.promised.language() == Language::First {
        item.promised = words.untranslated();
    }
    Some(())
}
