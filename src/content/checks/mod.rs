//! What can be wrong with sources that could be read: one file a check or a tight family of them.
//!
//! A check reads the sources and the model, and says what it found; it changes nothing, and none
//! depends on another. Drafts and embargoed matter are checked like the rest, since their authors
//! preview them. An error is what would be published wrong or broken; all else is a warning. A
//! check that cannot be certain stays silent: a report that cries wolf is not read.
//!
//! Start at [`check`]; `table` lists every code there is, those of the other modules included.

mod accessibility;
mod addresses;
mod collisions;
mod dates;
mod evidence;
mod figures;
mod history;
mod leads;
mod link_words;
mod links;
mod look;
mod markup;
mod names;
mod papers;
mod pieces;
mod privacy;
mod project;
mod quiet;
mod references;
mod rounds;
pub mod table;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::content::Options;
use crate::content::model::{Model, Plan, Recommendation};
use crate::content::sources::Sources;
use crate::diagnostic::Diagnostics;
use crate::prose::outline::Outline;
use crate::yaml::Text;
use pieces::{Form, Piece};
use project::Project;
pub use quiet::Quiet;

/// Looks at the whole project, or at what there is only once.
const OF_PROJECT: &[fn(&Project<'_>, &mut Diagnostics)] = &[
    accessibility::of_project,
    names::of_project,
    papers::of_project,
    collisions::of_project,
    leads::of_project,
    dates::of_project,
    rounds::of_project,
    figures::of_project,
    evidence::of_project,
    look::of_project,
];

/// Looks at one recommendation with all its updates.
type OfRecommendation = fn(&Project<'_>, &Plan<'_>, &Recommendation<'_>, &mut Diagnostics);
const OF_RECOMMENDATION: &[OfRecommendation] =
    &[names::of_recommendation, dates::of_recommendation, history::of_recommendation];

/// Looks at one piece of the text that readers will see, whatever the project.
const OF_PIECE: &[fn(&Piece<'_>, &mut Diagnostics)] = &[privacy::of_piece];

/// Looks at one piece of Markdown, whatever the project.
type OfMarkdown = fn(&Piece<'_>, &Outline, &mut Diagnostics);
const OF_MARKDOWN: &[OfMarkdown] = &[link_words::of_markdown, markup::of_markdown, references::of_markdown];

/// Looks at what one piece of Markdown says of the project.
type OfLinks = fn(&Project<'_>, &Piece<'_>, &Outline, &mut Diagnostics);
const OF_LINKS: &[OfLinks] = &[links::of_links, references::of_links];

/// Runs all checks, on all cores; `quiet` is what was of no interest the last time, and what is now.
pub fn check(
    (sources, model): (&Sources, &Model<'_>),
    options: Options,
    quiet: Option<&mut Quiet>,
    found: &mut Diagnostics,
) {
    let project = Project::new(sources, model, options);
    for check in OF_PROJECT {
        check(&project, found);
    }
    for plan in &model.plans {
        let each = plan.recommendations.par_iter().map(|recommendation| {
            let mut found = Diagnostics::default();
            for check in OF_RECOMMENDATION {
                check(&project, plan, recommendation, &mut found);
            }
            found
        });
        found.append(together(each));
    }
    let pieces = pieces::all(&project);
    let known = quiet.as_deref();
    let look = |piece: &Piece<'_>| match known {
        Some(known) if known.has(piece) => (Diagnostics::default(), true),
        _ => of_piece(&project, piece),
    };
    let (each, quiets): (Vec<Diagnostics>, Vec<bool>) = pieces.par_iter().map(look).unzip();
    for more in each {
        found.append(more);
    }
    if let Some(quiet) = quiet {
        *quiet = Quiet::of(pieces.iter().zip(quiets));
    }
}

/// What is found, and whether it will be nothing as long as the text is the same.
fn of_piece(project: &Project<'_>, piece: &Piece<'_>) -> (Diagnostics, bool) {
    let (mut found, outline) = alone(piece);
    if let Some(outline) = &outline {
        for check in OF_LINKS {
            check(project, piece, outline, &mut found);
        }
    }
    let is_quiet = quiet::is_quiet(piece, outline.as_ref(), &found);
    (found, is_quiet)
}

/// What is found in a piece whatever the project, and its outline if it is Markdown.
fn alone(piece: &Piece<'_>) -> (Diagnostics, Option<Outline>) {
    let mut found = Diagnostics::default();
    for check in OF_PIECE {
        check(piece, &mut found);
    }
    let outline = (piece.form != Form::Plain).then(|| crate::prose::outline(piece.text()));
    if let Some(outline) = &outline {
        for check in OF_MARKDOWN {
            check(piece, outline, &mut found);
        }
    }
    (found, outline)
}

/// What a promise says of the rest of the project, as it is written: where nothing is wrong with one that says as much, nothing
/// is wrong with this one. `None` if something is wrong with it whatever the project, or it links to a part of itself.
pub fn said_of_others(promise: &Text) -> Option<BTreeSet<String>> {
    let piece = Piece::of_promise(promise);
    let (found, outline) = alone(&piece);
    let outline = outline.filter(|_| found.is_empty())?;
    let links = outline.links.iter().map(|link| link.destination.as_str());
    let images = outline.images.iter().map(|image| image.destination.as_str());
    let destinations: BTreeSet<String> = links.chain(images).map(str::to_owned).collect();
    let references = references::seen(&piece, &outline).into_iter().map(|range| piece.text()[range].to_owned());
    let stays = !destinations.iter().any(|destination| destination.trim().starts_with('#'));
    stays.then(|| references.chain(destinations.iter().cloned()).collect())
}

fn together(each: impl ParallelIterator<Item = Diagnostics>) -> Diagnostics {
    each.reduce(Diagnostics::default, |mut all, more| {
        all.append(more);
        all
    })
}
