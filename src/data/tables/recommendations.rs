//! What was recommended, what is being done, and what it hangs together with.

use anyhow::Result;

use super::{Column, Kind, OF_ACTION, OF_RECOMMENDATION, Reference, Table};
use crate::content::public::{Evidence, Place, State, Timing};
use crate::data::{Source, plain};
use crate::date::Date;
use crate::table::{Cell, Row};

/// All answers of [`crate::content::public::Response`].
const ANSWERS: Kind = Kind::Word("answer_", &["accepted", "in-part", "not-accepted", "noted"]);

const TIMINGS: Kind = Kind::Word(
    "timing_",
    &[
        Timing::Done.id(),
        Timing::NoDate.id(),
        Timing::Ongoing.id(),
        Timing::NotYetDue.id(),
        Timing::DueSoon.id(),
        Timing::MayBeOverdue.id(),
        Timing::Overdue.id(),
        Timing::PastUnreported.id(),
    ],
);

pub(super) const RECOMMENDATIONS: Table = Table {
    name: "recommendations",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::required("title", Kind::Line),
        Column::new("topic", Kind::Line),
        Column::new("topic_id", Kind::Line),
        Column::new("recommended", Kind::Text),
        Column::new("response", ANSWERS),
        Column::new("response_reason", Kind::Text),
        Column::new("promised", Kind::Text),
        Column::new("leads", Kind::Line),
        Column::new("support", Kind::Line),
        Column::new("sponsors", Kind::Line),
        Column::new("status", Kind::Status),
        Column::new("status_reported", Kind::Written),
        Column::required("timing", TIMINGS),
        Column::required("stale", Kind::Truth),
        Column::new("start", Kind::Written),
        Column::new("start_earliest", Kind::Day),
        Column::new("due_original", Kind::Written),
        Column::new("due", Kind::Written),
        Column::new("due_earliest", Kind::Day),
        Column::new("due_latest", Kind::Day),
        Column::new("timescale", Kind::Line),
        Column::new("review", Kind::Written),
        Column::required("times_revised", Kind::Whole),
        Column::required("address", Kind::Address),
    ],
    key: &["ref"],
    references: &[],
    exists: |_| true,
    rows: recommendations,
};

fn recommendations(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        let topic = item.topic.map(|topic| &source.plan.topics[topic]);
        let response = item.response.as_ref();
        row(&[
            Cell::text(item.reference.as_str()),
            Cell::text(&item.title),
            Cell::text(topic.map_or("", |topic| &topic.title)),
            Cell::text(topic.map_or("", |topic| topic.id.as_str())),
            plain(item.recommended.as_ref()),
            Cell::text(response.map_or("", |response| response.answer)),
            plain(response.and_then(|response| response.reason.as_ref())),
            plain(Some(&item.promised)),
            source.leads(&item.leads),
            source.leads(&item.support),
            source.leads(&item.sponsors),
            source.status(item.state.status),
            source.reported(&item.state),
            Cell::text(item.state.timing.id()),
            Cell::Truth(item.state.stale),
            Cell::written(item.start),
            Cell::day(item.start.and_then(Date::earliest)),
            Cell::written(item.state.original_due),
            Cell::written(item.state.due),
            Cell::day(item.state.due.and_then(Date::earliest)),
            Cell::day(item.state.due.and_then(Date::latest)),
            plain(item.timescale.as_ref()),
            Cell::written(item.review),
            Cell::count(times_revised(&item.state)),
            Cell::owned(source.address_of(source.plan, item)),
        ])?;
    }
    Ok(())
}

/// A date that a round gave for the first time was not revised.
fn times_revised(state: &State) -> usize {
    state.slips.iter().filter(|slip| slip.from.is_some()).count()
}

pub(super) const ACTIONS: Table = Table {
    name: "actions",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::required("id", Kind::Line).meaning("action_id"),
        Column::required("title", Kind::Line).meaning("action_title"),
        Column::new("leads", Kind::Line),
        Column::new("status", Kind::Status),
        Column::new("status_reported", Kind::Written),
        Column::required("timing", TIMINGS),
        Column::new("start", Kind::Written),
        Column::new("start_earliest", Kind::Day),
        Column::new("due_original", Kind::Written),
        Column::new("due", Kind::Written),
        Column::new("due_earliest", Kind::Day),
        Column::new("due_latest", Kind::Day),
        Column::new("timescale", Kind::Line),
        Column::required("times_revised", Kind::Whole),
        Column::new("note", Kind::Text),
    ],
    key: &["ref", "id"],
    references: &[OF_RECOMMENDATION],
    exists: |_| true,
    rows: actions,
};

fn actions(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        for action in &item.actions {
            row(&[
                Cell::text(item.reference.as_str()),
                Cell::text(action.id.as_str()),
                Cell::text(&action.title),
                source.leads(&action.leads),
                source.status(action.state.status),
                source.reported(&action.state),
                Cell::text(action.state.timing.id()),
                Cell::written(action.start),
                Cell::day(action.start.and_then(Date::earliest)),
                Cell::written(action.state.original_due),
                Cell::written(action.state.due),
                Cell::day(action.state.due.and_then(Date::earliest)),
                Cell::day(action.state.due.and_then(Date::latest)),
                plain(action.timescale.as_ref()),
                Cell::count(times_revised(&action.state)),
                plain(action.note.as_ref()),
            ])?;
        }
    }
    Ok(())
}

pub(super) const MILESTONES: Table = Table {
    name: "milestones",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::required("action", Kind::Line),
        Column::required("date", Kind::Written),
        Column::new("date_earliest", Kind::Day),
        Column::new("date_latest", Kind::Day),
        Column::required("title", Kind::Line).meaning("milestone_title"),
    ],
    key: &[],
    references: &[OF_RECOMMENDATION, OF_ACTION],
    exists: |plan| {
        plan.recommendations.iter().flat_map(|item| &item.actions).any(|action| !action.milestones.is_empty())
    },
    rows: milestones,
};

fn milestones(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        for action in &item.actions {
            for (date, title) in &action.milestones {
                row(&[
                    Cell::text(item.reference.as_str()),
                    Cell::text(action.id.as_str()),
                    Cell::Written(*date),
                    Cell::day(date.earliest()),
                    Cell::day(date.latest()),
                    Cell::text(title),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) const TOPICS: Table = Table {
    name: "topics",
    columns: &[
        Column::required("id", Kind::Line).meaning("topic_id"),
        Column::required("title", Kind::Line).meaning("topic"),
        Column::new("summary", Kind::Text),
        Column::required("recommendations", Kind::Whole),
        Column::required("open", Kind::Whole).meaning("open_count"),
        Column::required("overdue", Kind::Whole),
        Column::required("address", Kind::Address),
    ],
    key: &["id"],
    references: &[],
    exists: |plan| !plan.topics.is_empty(),
    rows: topics,
};

fn topics(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for topic in &source.plan.topics {
        row(&[
            Cell::text(topic.id.as_str()),
            Cell::text(&topic.title),
            plain(topic.summary.as_ref()),
            Cell::count(topic.counts.total),
            Cell::count(topic.counts.open),
            Cell::count(topic.counts.overdue),
            Cell::owned(source.address(&format!("plans/{}/topics/{}/", source.plan.id, topic.id))),
        ])?;
    }
    Ok(())
}

pub(super) const CONNECTIONS: Table = Table {
    name: "connections",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::required(
            "connection",
            Kind::Word("", &["related", "follows", "followed_by", "superseded_by", "supersedes"]),
        ),
        Column::required("other_plan", Kind::Line),
        Column::required("other_ref", Kind::Line),
        Column::required("other_address", Kind::Address),
    ],
    key: &[],
    references: &[OF_RECOMMENDATION],
    exists: |plan| {
        plan.recommendations.iter().any(|item| {
            item.superseded_by.is_some()
                || [&item.related, &item.follows, &item.followed_by, &item.supersedes]
                    .iter()
                    .any(|list| !list.is_empty())
        })
    },
    rows: connections,
};

fn connections(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        let superseded_by: Vec<Place> = item.superseded_by.into_iter().collect();
        let groups = [
            ("related", &item.related),
            ("follows", &item.follows),
            ("followed_by", &item.followed_by),
            ("superseded_by", &superseded_by),
            ("supersedes", &item.supersedes),
        ];
        for (kind, place) in groups.into_iter().flat_map(|(kind, places)| places.iter().map(move |place| (kind, place)))
        {
            let plan = &source.public.plans[place.plan];
            let other = &plan.recommendations[place.recommendation];
            row(&[
                Cell::text(item.reference.as_str()),
                Cell::text(kind),
                Cell::text(plan.id.as_str()),
                Cell::text(other.reference.as_str()),
                Cell::owned(source.address_of(plan, other)),
            ])?;
        }
    }
    Ok(())
}

pub(super) const EVIDENCE: Table = Table {
    name: "evidence",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::new("round", Kind::Line).meaning("evidence_round"),
        Column::required("title", Kind::Line).meaning("evidence_title"),
        Column::new("address", Kind::Address).meaning("evidence_address"),
    ],
    key: &[],
    references: &[Reference { columns: &["ref"], table: "recommendations", other: &["ref"] }],
    exists: |plan| {
        plan.recommendations
            .iter()
            .any(|item| !item.evidence.is_empty() || item.updates.iter().any(|update| !update.evidence.is_empty()))
    },
    rows: evidence,
};

fn evidence(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        let mut give = |round: &str, evidence: &Evidence| {
            row(&[
                Cell::text(item.reference.as_str()),
                Cell::text(round),
                Cell::text(&evidence.title),
                source.evidence(evidence).map_or(Cell::Empty, Cell::owned),
            ])
        };
        for evidence in &item.evidence {
            give("", evidence)?;
        }
        for update in &item.updates {
            for evidence in &update.evidence {
                give(&source.plan.rounds[update.round].slug, evidence)?;
            }
        }
    }
    Ok(())
}
