//! What withheld matter alone tells of goes with it: leads, files, measures and costs.
//!
//! None of these has a mark of its own in the sources. A post that only a draft names, or a file
//! that only a draft shows as evidence, would tell of the draft all the same. What nothing names
//! at all is not withheld: an author put it there for readers.

use super::{View, all, visible};
use crate::content::model::{self, Model};
use crate::content::public::{self, LeadIndex, Part, Place, PublishedFile};
use crate::content::sources::{self, Attachment};
use crate::diagnostic::Placed;
use crate::refs::Ref;
use crate::yaml::{OneOrMany, Text};

/// Whether all of the refs are withheld; `position` finds those that are not.
pub fn refs(refs: &OneOrMany<Placed<Ref>>, position: &impl Fn(&Placed<Ref>) -> Option<usize>) -> bool {
    !refs.0.is_empty() && refs.0.iter().all(|reference| position(reference).is_none())
}

/// For each lead what it answers for, or `None` if only withheld matter names it.
pub fn leads(model: &Model<'_>, plans: &[public::Plan]) -> Vec<Option<Vec<(Place, Part)>>> {
    let mut answers_for: Vec<Vec<(Place, Part)>> = vec![Vec::new(); model.leads.len()];
    for (plan, recommendation, item) in all(plans) {
        let place = Place { plan, recommendation };
        let actions = item.actions.iter().flat_map(|action| &action.leads);
        let parts = [(Part::Leads, &item.leads), (Part::Supports, &item.support), (Part::Sponsors, &item.sponsors)];
        for (part, lead) in parts.into_iter().flat_map(|(part, leads)| leads.iter().map(move |lead| (part, lead))) {
            answers_for[lead.0].push((place, part));
        }
        for lead in actions {
            if !answers_for[lead.0].iter().any(|(known, _)| *known == place) {
                answers_for[lead.0].push((place, Part::Action));
            }
        }
    }
    let mut named = vec![false; model.leads.len()];
    for item in model.plans.iter().flat_map(|plan| &plan.recommendations) {
        let of_actions = item.action_leads.iter().flatten();
        for lead in item.leads.iter().chain(&item.support).chain(&item.sponsors).chain(of_actions) {
            named[*lead] = true;
        }
    }
    answers_for.into_iter().zip(named).map(|(parts, named)| (!named || !parts.is_empty()).then_some(parts)).collect()
}

/// Gives each lead that is left its new place; `left` says which they are.
pub fn renumber(plans: &mut [public::Plan], left: &[bool]) {
    let mut next = 0;
    let mut places = Vec::with_capacity(left.len());
    for left in left {
        places.push(LeadIndex(next));
        next += usize::from(*left);
    }
    for item in plans.iter_mut().flat_map(|plan| &mut plan.recommendations) {
        let of_actions = item.actions.iter_mut().flat_map(|action| &mut action.leads);
        for lead in item.leads.iter_mut().chain(&mut item.support).chain(&mut item.sponsors).chain(of_actions) {
            *lead = places[lead.0];
        }
    }
}

/// The files of a plan that may be seen; `rounds` says where each round stands among the public ones.
pub fn files(view: &View<'_>, source: &model::Plan<'_>, rounds: &[Option<usize>]) -> Vec<PublishedFile> {
    let mut told = Told::default();
    for item in &source.recommendations {
        let matter = &item.source.matter;
        let seen = visible(view.options, matter.draft, matter.embargo.as_ref()).is_some();
        let response = matter.response.as_ref().and_then(|response| response.reason.as_ref());
        let texts = [Some(&item.source.body), matter.recommended.as_ref(), response];
        told.add(seen, &matter.evidence, texts.into_iter().flatten());
        for update in &item.updates {
            let given = update.source;
            let seen = seen
                && rounds[update.round].is_some()
                && visible(view.options, given.draft, given.embargo.as_ref()).is_some();
            let texts = [given.progress.as_ref(), given.reason.as_ref(), given.outcome.as_ref()];
            let views = given.assessments.iter().map(|assessment| &assessment.view);
            told.add(seen, &given.evidence, texts.into_iter().flatten().chain(views));
        }
    }
    for (round, place) in source.rounds.iter().zip(rounds) {
        told.add(place.is_some(), &[], round.matter.summary.as_ref());
    }
    for paper in &source.source.papers {
        let matter = &paper.matter;
        let seen = matter.exempt.is_none() && visible(view.options, matter.draft, matter.embargo.as_ref()).is_some();
        told.add(seen, &matter.background_papers, [&paper.body]);
    }
    let shown = source.source.files.iter().filter(|file| !told.privately(file));
    shown.map(|file| PublishedFile(file.id)).collect()
}

/// What may be seen of a plan, and what is withheld of it.
#[derive(Default)]
struct Told<'a> {
    public: Side<'a>,
    private: Side<'a>,
}

#[derive(Default)]
struct Side<'a> {
    evidence: Vec<&'a str>,
    texts: Vec<&'a str>,
}

impl<'a> Told<'a> {
    fn add(&mut self, seen: bool, evidence: &'a [sources::Evidence], texts: impl IntoIterator<Item = &'a Text>) {
        let side = if seen { &mut self.public } else { &mut self.private };
        side.evidence.extend(evidence.iter().filter_map(|item| item.file.as_deref().map(AsRef::as_ref)));
        side.texts.extend(texts.into_iter().map(|text| &*text.value));
    }

    /// Whether only what is withheld tells of a file.
    fn privately(&self, file: &Attachment) -> bool {
        self.private.tells_of(file) && !self.public.tells_of(file)
    }
}

impl Side<'_> {
    fn tells_of(&self, file: &Attachment) -> bool {
        let shown = |name: &&str| file.name.strip_prefix("files/") == Some(*name);
        self.evidence.iter().any(shown) || self.texts.iter().any(|text| text.contains(&file.name))
    }
}
