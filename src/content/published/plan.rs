//! One plan as it may be seen, and what follows from its rounds.

use super::{Seen, View, date, extra, recommendation, visible, withheld, words};
use crate::content::model;
use crate::content::public::changes::Between;
use crate::content::public::history::{self, Scheme, Standing};
use crate::content::public::{self, State, StatusIndex, Words};
use crate::content::sources;
use crate::date::{Date, Day};
use crate::decimal::Decimal;
use crate::diagnostic::Placed;
use crate::refs::{Id, Ref};

/// The plan without what is derived; see [`derive`].
pub fn published(view: &View<'_>, source: &model::Plan<'_>) -> Option<public::Plan> {
    let matter = &source.source.matter;
    let Seen { preview } = visible(view.options, matter.draft, matter.embargo.as_ref())?;
    let (rounds, round_places) = rounds(view, source);
    let folder = format!("plans/{}/files/", *source.source.id);
    let recommendations: Vec<public::Recommendation> = source
        .recommendations
        .iter()
        .filter_map(|item| recommendation::published(view, item, &round_places, &folder))
        .collect();
    let position =
        |reference: &Placed<Ref>| recommendations.iter().position(|item| item.reference.slug() == reference.slug());
    let measures = source.source.indicators.0.iter().filter(|(_, item)| !withheld::refs(&item.refs, &position));
    let indicators = measures.map(|(id, item)| indicator(view.options.as_of, id, item, &position)).collect();
    let resources = source.source.resources.as_ref().and_then(|resources| costs(resources, &position));
    Some(public::Plan {
        id: source.source.id.value.clone(),
        title: matter.title.value.clone().into(),
        short_title: line(matter.short_title.as_ref()),
        organisation: line(matter.organisation.as_ref()),
        source: matter.source.as_ref().map(review),
        adopted: date(matter.adopted.as_ref()),
        closed: date(matter.closed.as_ref()),
        summary: words(matter.summary.as_ref()),
        topics: topics(matter, &recommendations),
        labels: matter
            .labels
            .0
            .iter()
            .map(|(key, label)| (key.value.clone().into(), label.value.clone().into()))
            .collect(),
        cycle: matter.reporting.as_ref().and_then(|r| line(r.cycle.as_ref())),
        committee: matter.reporting.as_ref().and_then(|r| line(r.committee.as_ref())),
        reporting: report_dates(view, matter.reporting.as_ref(), &rounds),
        stated: matter.stated.as_ref().map(|stated| stated_figures(view, stated)),
        recommendations,
        rounds,
        indicators,
        resources,
        papers: Vec::new(),
        has_papers_elsewhere: false,
        files: source.source.files.iter().map(|file| public::PublishedFile(file.id)).collect(),
        aliases: matter.aliases.iter().map(|alias| alias.value.clone()).collect(),
        extra: extra(&matter.extra),
        counts: public::Counts::default(),
        preview,
        origin: matter.title.span,
    })
}

/// The rounds that may be seen and had been given by the site's day, and where each private one went.
fn rounds(view: &View<'_>, source: &model::Plan<'_>) -> (Vec<public::Round>, Vec<Option<usize>>) {
    let mut shown = Vec::new();
    let mut places = Vec::with_capacity(source.rounds.len());
    for round in &source.rounds {
        let matter = &round.matter;
        let given = matter.as_at.earliest().is_some_and(|day| day <= view.options.as_of);
        let seen = visible(view.options, matter.draft, matter.embargo.as_ref()).filter(|_| given);
        places.push(seen.as_ref().map(|_| shown.len()));
        if let Some(Seen { preview }) = seen {
            shown.push(public::Round {
                slug: matter.as_at.slug(),
                as_at: matter.as_at.value,
                day: matter
                    .as_at
                    .latest()
                    .or(matter.as_at.earliest())
                    .map_or(view.options.as_of, |day| day.min(view.options.as_of)),
                title: line(matter.title.as_ref()),
                summary: words(matter.summary.as_ref()),
                updated: Vec::new(),
                changes: Vec::new(),
                standings: Vec::new(),
                counts: public::Counts::default(),
                preview,
                origin: matter.as_at.span,
            });
        }
    }
    (shown, places)
}

fn line(source: Option<&Placed<sources::scalars::Line>>) -> Option<Words> {
    source.map(|line| line.value.clone().into())
}

fn link(source: &sources::StatedSource) -> public::Link {
    public::Link { title: source.title.value.clone().into(), url: line(source.url.as_ref()) }
}

fn review(source: &sources::Source) -> public::Review {
    public::Review {
        body: line(source.body.as_ref()),
        kind: line(source.kind.as_ref()),
        held: date(source.held.as_ref()),
        report: source.report.as_ref().map(link),
    }
}

fn topics(matter: &sources::PlanMatter, recommendations: &[public::Recommendation]) -> Vec<public::Topic> {
    let members = |index| (0..recommendations.len()).filter(|r| recommendations[*r].topic == Some(index)).collect();
    matter
        .topics
        .iter()
        .enumerate()
        .map(|(index, topic)| public::Topic {
            id: topic.id.value.clone(),
            title: topic.title.value.clone().into(),
            summary: words(topic.summary.as_ref()),
            recommendations: members(index),
            counts: public::Counts::default(),
        })
        .collect()
}

fn report_dates(
    view: &View<'_>,
    reporting: Option<&sources::Reporting>,
    rounds: &[public::Round],
) -> Vec<public::ReportDate> {
    let given_for = |date: Date| {
        rounds.iter().position(|round| {
            let inside = |day: Option<Day>| day.zip(date.earliest()).zip(date.latest());
            inside(round.as_at.latest()).is_some_and(|((day, first), last)| first <= day && day <= last)
        })
    };
    let dates = reporting.map_or(&[][..], |reporting| &reporting.dates);
    dates
        .iter()
        .map(|date| {
            let round = given_for(date.value);
            let passed = date.latest().is_some_and(|day| day < view.options.as_of);
            public::ReportDate { date: date.value, round, missed: passed && round.is_none() }
        })
        .collect()
}

fn stated_figures(view: &View<'_>, stated: &sources::Stated) -> public::Stated {
    let index = |id: &Id| view.model.statuses.iter().position(|status| status.id == *id);
    public::Stated {
        as_at: stated.as_at.value,
        total: stated.total.map(|total| total.value),
        statuses: stated
            .statuses
            .0
            .iter()
            .filter_map(|(id, count)| Some((StatusIndex(index(&id.value)?), count.value)))
            .collect(),
        note: words(stated.note.as_ref()),
        source: stated.source.as_ref().map(link),
    }
}

/// A target may lie ahead; a value of a day to come is no value yet.
fn indicator(
    as_of: Day,
    id: &Placed<Id>,
    source: &sources::Indicator,
    position: &impl Fn(&Placed<Ref>) -> Option<usize>,
) -> public::Indicator {
    let readings = |readings: &[sources::Reading]| {
        let mut readings: Vec<public::Reading> = readings
            .iter()
            .map(|r| public::Reading { date: r.date.value, value: r.value.value, note: words(r.note.as_ref()) })
            .collect();
        readings.sort_by_key(|reading| (reading.date.earliest(), reading.date.latest()));
        readings
    };
    let mut values = readings(&source.values);
    values.retain(|reading| reading.date.earliest().is_none_or(|day| day <= as_of));
    public::Indicator {
        id: id.value.clone(),
        title: source.title.value.clone().into(),
        unit: line(source.unit.as_ref()),
        better: source.better.map(|better| match better.value {
            sources::Better::Higher => "higher",
            sources::Better::Lower => "lower",
        }),
        targets: readings(&source.targets),
        values,
        recommendations: source.refs.0.iter().filter_map(position).collect(),
        note: words(source.note.as_ref()),
    }
}

/// `None` if all rows are withheld: an empty table would tell of them.
fn costs(source: &sources::Resources, position: &impl Fn(&Placed<Ref>) -> Option<usize>) -> Option<public::Resources> {
    let years: Vec<Date> = source.years.iter().map(|year| year.value).collect();
    let amount = |row: &sources::ResourceRow, year: &Date| {
        row.amounts.0.iter().find(|(known, _)| known.value == *year).map(|(_, amount)| amount.value)
    };
    let rows: Vec<public::ResourceRow> = source
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !withheld::refs(&row.refs, position))
        .map(|(place, row)| public::ResourceRow {
            place,
            title: row.title.value.clone().into(),
            kind: line(row.kind.as_ref()),
            recommendations: row.refs.0.iter().filter_map(position).collect(),
            amounts: years.iter().map(|year| amount(row, year)).collect(),
            funding: line(row.funding.as_ref()),
            note: words(row.note.as_ref()),
        })
        .collect();
    if rows.is_empty() && !source.rows.is_empty() {
        return None;
    }
    let total =
        |column: usize| rows.iter().filter_map(|row| row.amounts[column]).try_fold(Decimal::ZERO, Decimal::plus);
    let totals = (0..years.len()).map(total).collect();
    Some(public::Resources { unit: line(source.unit.as_ref()), years, note: words(source.note.as_ref()), rows, totals })
}

/// Fills in what follows from the history: states, counts, what each round changed.
pub fn derive(as_of: Day, scheme: Scheme<'_>, plan: &mut public::Plan) {
    for round in 0..plan.rounds.len() {
        of_round(scheme, plan, round);
    }
    let now = plan.on(as_of);
    let states: Vec<(State, Vec<State>)> = plan
        .recommendations
        .iter()
        .map(|item| {
            let actions = 0..item.actions.len();
            let of_action = |action| history::state_of_action(item, action, now, scheme);
            (history::state(item, now, scheme), actions.map(of_action).collect())
        })
        .collect();
    for (item, (state, actions)) in plan.recommendations.iter_mut().zip(states) {
        item.state = state;
        for (action, state) in item.actions.iter_mut().zip(actions) {
            action.state = state;
        }
    }
    plan.counts = public::Counts::of(plan.recommendations.iter().map(|item| &item.state), scheme.statuses);
    for topic in &mut plan.topics {
        let members = topic.recommendations.iter().map(|index| &plan.recommendations[*index].state);
        topic.counts = public::Counts::of(members, scheme.statuses);
    }
}

fn of_round(scheme: Scheme<'_>, plan: &mut public::Plan, round: usize) {
    let at = plan.at_round(round);
    let standings: Vec<Standing> =
        plan.recommendations.iter().map(|item| history::standing(item, at, scheme)).collect();
    plan.rounds[round].counts = plan.counts_at(at, scheme);
    plan.rounds[round].standings = standings;
    plan.rounds[round].updated = (0..plan.recommendations.len())
        .filter(|index| plan.recommendations[*index].updates.iter().any(|update| update.round == round))
        .collect();
    if let Some(before) = round.checked_sub(1) {
        let between = Between { plan, scheme, from: plan.at_round(before), to: at };
        plan.rounds[round].changes = between.changes();
    }
}
