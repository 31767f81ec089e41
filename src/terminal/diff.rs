//! What changed of a plan between two days: how many stood how, then each change under its kind.

use std::borrow::Cow;

use super::{Align, Column, Piece, Table, Tone, Voice, paragraph};
use crate::content::public::changes::Between;
use crate::content::public::history::{self, Standing};
use crate::content::public::{ActionChange, Change, ChangeKind, Recommendation, StatusIndex};
use crate::date::Date;
use crate::pages::{group_key, group_of};
use crate::prose;

/// All plans between the same two days.
pub fn diff(voice: Voice<'_>, plans: &[Between<'_>]) -> String {
    let mut out = String::new();
    for (index, between) in plans.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        one(voice, between, &mut out);
    }
    out
}

fn one(voice: Voice<'_>, between: &Between<'_>, out: &mut String) {
    let plan = between.plan;
    let day = |day| voice.date(Date::day(day));
    let span = format!("{} to {}", day(between.from.day), day(between.to.day));
    out.push_str(&voice.heading(&format!("{}: {span}", plan.title)));
    paragraph(&Piece::faint(reports(voice, between)), 0, voice.look, out);
    let (changes, actions) = (between.changes(), between.action_changes());
    if changes.is_empty() && actions.is_empty() {
        paragraph(&Piece::plain("nothing changed"), 2, voice.look, out);
        return;
    }
    tally(voice, between).write(voice.look, out);
    let after = between.standings(between.to);
    let mut groups: Vec<usize> = changes.iter().map(|change| group_of(&change.kind)).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let moved: Vec<&Change> = changes.iter().filter(|change| group_of(&change.kind) == group).collect();
        out.push('\n');
        let title = format!("{} ({})", voice.theme.text(&format!("changed.{}", group_key(group))), moved.len());
        paragraph(&Piece::toned(title, tone(&moved[0].kind)), 2, voice.look, out);
        let row = |change: &&Change| {
            let item = &plan.recommendations[change.recommendation];
            let told = told(voice, &change.kind, after[change.recommendation]);
            row(item.reference.to_string(), &item.title, told, why(voice, between, item, &change.kind))
        };
        table(moved.iter().map(row).collect()).write(voice.look, out);
    }
    of_actions(voice, between, &actions, out);
}

fn reports(voice: Voice<'_>, between: &Between<'_>) -> String {
    let given = &between.plan.rounds[between.from.rounds..between.to.rounds.max(between.from.rounds)];
    let dates: Vec<String> = given.iter().map(|round| voice.date(round.as_at)).collect();
    match dates.as_slice() {
        [] => "no report in between".to_owned(),
        [one] => format!("one report in between: {one}"),
        many => format!("{} reports in between: {}", many.len(), many.join(", ")),
    }
}

fn tone(kind: &ChangeKind) -> Tone {
    match kind {
        ChangeKind::Complete { .. } => Tone::Good,
        ChangeKind::NewlyOverdue | ChangeKind::DatePassed => Tone::Bad,
        ChangeKind::Date { .. } | ChangeKind::Reopened { .. } => Tone::Warning,
        _ => Tone::Heading,
    }
}

fn row(name: String, title: &str, told: String, why: String) -> Vec<Piece<'_>> {
    vec![Piece::plain(name), Piece::plain(title), Piece::plain(told), Piece::faint(why)]
}

fn table(rows: Vec<Vec<Piece<'_>>>) -> Table<'_> {
    let columns = vec![Column::word("", 0), Column::text("", 0, 24), Column::text("", 0, 16), Column::text("", 1, 20)];
    Table { columns, rows, indent: 4 }
}

/// What it was and what it is.
fn told(voice: Voice<'_>, kind: &ChangeKind, after: Standing) -> String {
    let status = |status: Option<StatusIndex>| voice.status(status).text;
    let moved = |from: Option<StatusIndex>, to: Cow<'_, str>| format!("{} \u{2192} {to}", status(from));
    match *kind {
        ChangeKind::Status { from, to } => moved(from, status(Some(to))),
        ChangeKind::Reopened { from, to } => moved(Some(from), status(Some(to))),
        ChangeKind::Complete { from } | ChangeKind::Closed { from } => moved(from, status(after.status)),
        ChangeKind::Date { from: None, to } => voice.due(Some(to)),
        ChangeKind::Date { from: Some(from), to } => format!("{} \u{2192} {}", voice.date(from), voice.date(to)),
        ChangeKind::Merged { into } => {
            let plan = &voice.public.plans[into.plan];
            format!("into {} of {}", plan.recommendations[into.recommendation].reference, plan.id)
        }
        ChangeKind::New => status(after.status).into_owned(),
        ChangeKind::NewlyOverdue | ChangeKind::NoLongerOverdue | ChangeKind::DatePassed => voice.due(after.due),
        ChangeKind::Reworded => String::new(),
    }
}

/// The reason that was given for the change, in the last report between the two that gave any.
fn why(voice: Voice<'_>, between: &Between<'_>, item: &Recommendation, kind: &ChangeKind) -> String {
    let is_between = |round: usize| (between.from.rounds..between.to.rounds).contains(&round);
    let is_slip = |round: usize| item.state.slips.iter().any(|slip| slip.round == round);
    let of_date = matches!(kind, ChangeKind::Date { .. });
    if !of_date
        && !matches!(
            kind,
            ChangeKind::Status { .. }
                | ChangeKind::Complete { .. }
                | ChangeKind::Closed { .. }
                | ChangeKind::Reopened { .. }
        )
    {
        return String::new();
    }
    let told = item.updates.iter().rev().filter(|update| is_between(update.round) && is_slip(update.round) == of_date);
    let reason = told.filter(|update| update.reason.is_some() || update.approved.is_some()).map(|update| {
        let text = update.reason.as_ref().map(|reason| prose::plain(reason).trim().to_owned());
        let approved = update.approved.as_ref().map(|approved| {
            let date = approved.date.map_or_else(String::new, |date| format!(", {}", voice.date(date)));
            format!("(agreed by {}{date})", approved.body)
        });
        [text, approved].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    reason.take(1).collect()
}

fn of_actions(voice: Voice<'_>, between: &Between<'_>, actions: &[ActionChange], out: &mut String) {
    if actions.is_empty() {
        return;
    }
    out.push('\n');
    paragraph(&Piece::toned(format!("Actions ({})", actions.len()), Tone::Heading), 2, voice.look, out);
    let row = |change: &ActionChange| {
        let item = &between.plan.recommendations[change.recommendation];
        let action = &item.actions[change.action];
        let after = history::standing_of_action(item, change.action, between.to, between.scheme);
        let late = match change.kind {
            ChangeKind::NewlyOverdue => "now overdue, due ",
            ChangeKind::NoLongerOverdue => "no longer overdue, due ",
            ChangeKind::DatePassed => "date passed, due ",
            _ => "",
        };
        let told = format!("{late}{}", told(voice, &change.kind, after));
        row(format!("{}/{}", item.reference, action.id), &action.title, told, String::new())
    };
    table(actions.iter().map(row).collect()).write(voice.look, out);
}

fn tally<'a>(voice: Voice<'a>, between: &Between<'_>) -> Table<'a> {
    let counts = |at| between.plan.counts_at(at, between.scheme);
    let (then, now) = (counts(between.from), counts(between.to));
    let row = |label: Piece<'a>, then: usize, now: usize| {
        let moved = match now.cmp(&then) {
            std::cmp::Ordering::Greater => format!("+{}", now - then),
            std::cmp::Ordering::Less => format!("\u{2212}{}", then - now),
            std::cmp::Ordering::Equal => String::new(),
        };
        (then > 0 || now > 0)
            .then(|| vec![label, Piece::plain(then.to_string()), Piece::plain(now.to_string()), Piece::plain(moved)])
    };
    let by_status = then.by_status.iter().zip(&now.by_status).enumerate();
    let statuses = by_status.map(|(index, (then, now))| row(voice.status(Some(StatusIndex(index))), *then, *now));
    let others = [
        row(voice.status(None), then.unreported, now.unreported),
        row(Piece::plain("Overdue"), then.overdue, now.overdue),
        row(Piece::plain("All"), then.total, now.total),
    ];
    let number = |title| Column { title, align: Align::Right, goes: 0, narrowest: None };
    Table {
        columns: vec![Column::text("Status", 0, 12), number("Then"), number("Now"), number("Moved")],
        rows: statuses.chain(others).flatten().collect(),
        indent: 2,
    }
}
