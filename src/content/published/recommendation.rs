//! One recommendation as it may be seen, with the updates of the rounds that may be seen.

use super::{Seen, View, date, extra, lead_indices, visible, words};
use crate::content::model;
use crate::content::public::{self, StatusIndex, Words};
use crate::content::sources;
use crate::date::Date;

/// `rounds` says where each private round stands among the public ones.
pub fn published(
    view: &View<'_>,
    source: &model::Recommendation<'_>,
    rounds: &[Option<usize>],
    folder: &str,
) -> Option<public::Recommendation> {
    let matter = &source.source.matter;
    let Seen { preview } = visible(view.options, matter.draft, matter.embargo.as_ref())?;
    let updates: Vec<public::Update> =
        source.updates.iter().filter_map(|given| update(view, given, rounds[given.round]?, folder)).collect();
    let told = source.updates.iter().rev().filter(|update| seen(view, update.source).is_some()).find_map(|update| {
        let into = view.places.get(&update.superseded_by?)?;
        Some((rounds[update.round]?, *into))
    });
    let superseded = source.superseded_by.and_then(|place| view.places.get(&place).copied());
    Some(public::Recommendation {
        reference: matter.reference.value.clone(),
        title: matter.title.value.clone().into(),
        topic: source.topic,
        response: matter.response.as_ref().map(|response| public::Response {
            answer: answer(response.answer),
            reason: words(response.reason.as_ref()),
        }),
        recommended: words(matter.recommended.as_ref()),
        promised: source.source.body.value.clone().into(),
        leads: lead_indices(&source.leads),
        support: lead_indices(&source.support),
        sponsors: lead_indices(&source.sponsors),
        start: date(matter.start.as_ref()),
        timescale: words(matter.timescale.as_ref()),
        review: date(matter.review.as_ref()),
        added: date(matter.added.as_ref()),
        actions: matter.actions.iter().zip(&source.action_leads).map(|(a, leads)| action(a, leads)).collect(),
        related: view.places(&source.related),
        follows: view.places(&source.follows),
        related_from: Vec::new(),
        followed_by: Vec::new(),
        superseded_by: told.map(|(_, into)| into).or(superseded),
        superseded_in: told.map(|(round, _)| round),
        supersedes: Vec::new(),
        thread: None,
        earlier_wording: matter.earlier_wording.iter().map(|w| (w.until.value, w.text.value.clone().into())).collect(),
        evidence: evidence(&matter.evidence, folder),
        aliases: matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        extra: extra(&matter.extra),
        state: unreported(date(matter.due.as_ref())),
        updates,
        preview,
        origin: matter.reference.span,
    })
}

fn answer(answer: sources::Answer) -> &'static str {
    match answer {
        sources::Answer::Accepted => "accepted",
        sources::Answer::InPart => "in-part",
        sources::Answer::NotAccepted => "not-accepted",
        sources::Answer::Noted => "noted",
    }
}

/// The state before any history is looked at; `plan::derive` puts the true one in its place.
fn unreported(due: Option<Date>) -> public::State {
    public::State {
        status: None,
        reported: None,
        due,
        original_due: due,
        timing: public::Timing::NoDate,
        slips: Vec::new(),
        stale: false,
    }
}

fn action(source: &sources::ActionMatter, leads: &[usize]) -> public::Action {
    public::Action {
        id: source.id.value.clone(),
        title: source.title.value.clone().into(),
        start: date(source.start.as_ref()),
        timescale: words(source.timescale.as_ref()),
        leads: lead_indices(leads),
        milestones: source.milestones.iter().map(|step| (step.date.value, step.title.value.clone().into())).collect(),
        note: words(source.note.as_ref()),
        state: unreported(date(source.due.as_ref())),
    }
}

/// Documents to read with it; their files are in `folder`.
pub fn evidence(source: &[sources::Evidence], folder: &str) -> Vec<public::Evidence> {
    source
        .iter()
        .map(|item| public::Evidence {
            title: item.title.value.clone().into(),
            url: item.url.as_ref().map(|url| url.value.clone().into()),
            file: item.file.as_ref().map(|file| Words::from(format!("{folder}{}", file.value))),
        })
        .collect()
}

fn seen(view: &View<'_>, update: &sources::Update) -> Option<Seen> {
    visible(view.options, update.draft, update.embargo.as_ref())
}

fn update(view: &View<'_>, source: &model::Update<'_>, round: usize, folder: &str) -> Option<public::Update> {
    let given = source.source;
    let Seen { preview } = seen(view, given)?;
    Some(public::Update {
        round,
        status: source.status.map(StatusIndex),
        progress: words(given.progress.as_ref()),
        due: date(given.due.as_ref()),
        reason: words(given.reason.as_ref()),
        approved: given
            .approved
            .as_ref()
            .map(|a| public::Approved { body: a.body.value.clone().into(), date: date(a.date.as_ref()) }),
        outcome: words(given.outcome.as_ref()),
        assessments: given
            .assessments
            .iter()
            .map(|a| public::Assessment {
                by: a.by.value.clone().into(),
                date: date(a.date.as_ref()),
                view: a.view.value.clone().into(),
            })
            .collect(),
        actions: source
            .actions
            .iter()
            .map(|(action, status, news)| (*action, status.map(StatusIndex), date(news.due.as_ref())))
            .collect(),
        evidence: evidence(&given.evidence, folder),
        preview,
        origin: source.origin,
    })
}
