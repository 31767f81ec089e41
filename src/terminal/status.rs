//! How plans stand, at a glance: a table of all, then for each its statuses, what wants attention, and who answers for it.

use super::{Column, Piece, Table, Tone, Voice, counted, paragraph};
use crate::content::public::answering::Concern;
use crate::content::public::{Counts, LeadIndex, Plan, Recommendation, StatusIndex};

/// How many of each concern are listed where several plans are shown.
const FEW: usize = 5;
/// The longest bar, in columns.
const BAR: usize = 30;

/// The plans, which are among those of `voice.public`.
pub fn status(voice: Voice<'_>, plans: &[&Plan]) -> String {
    let public = voice.public;
    let day = crate::date::Date::day(public.as_of);
    let mut out = voice.heading(&format!("{}, {}", public.site.organisation, voice.date(day)));
    if plans.is_empty() {
        paragraph(&Piece::faint("no plan"), 0, voice.look, &mut out);
    }
    if plans.len() > 1 {
        out.push('\n');
        overview(voice, plans).write(voice.look, &mut out);
    }
    for plan in plans {
        out.push('\n');
        one(voice, plan, plans.len() == 1, &mut out);
    }
    out
}

fn overview<'a>(voice: Voice<'a>, plans: &[&'a Plan]) -> Table<'a> {
    let mut columns = vec![Column::text("Plan", 0, 12), Column::word("Last report", 6)];
    columns.extend(NUMBERS.iter().map(|number| Column::number(number.title, number.goes)));
    let row = |plan: &&'a Plan| {
        let last = plan.rounds.last().map_or_else(String::new, |round| voice.date(round.as_at));
        let mut row = vec![Piece::plain(short(plan)), Piece::plain(last)];
        row.extend(numbers(&plan.counts));
        row
    };
    Table { columns, rows: plans.iter().map(row).collect(), indent: 0 }
}

struct Number {
    title: &'static str,
    goes: u8,
    tone: Tone,
    of: fn(&Counts) -> usize,
}

/// What is counted of plans and of leads.
const NUMBERS: [Number; 7] = [
    Number { title: "All", goes: 5, tone: Tone::Plain, of: |counts| counts.total },
    Number { title: "Open", goes: 0, tone: Tone::Plain, of: |counts| counts.open },
    Number { title: "No status", goes: 4, tone: Tone::Plain, of: |counts| counts.unreported },
    Number { title: "Overdue", goes: 0, tone: Tone::Bad, of: |counts| counts.overdue },
    Number { title: "Due soon", goes: 3, tone: Tone::Warning, of: |counts| counts.due_soon },
    Number { title: "Slipped", goes: 1, tone: Tone::Warning, of: |counts| counts.slipped },
    Number { title: "No update", goes: 2, tone: Tone::Warning, of: |counts| counts.stale },
];

fn numbers<'a>(counts: &Counts) -> impl Iterator<Item = Piece<'a>> {
    NUMBERS.iter().map(move |number| Piece::number((number.of)(counts), number.tone))
}

fn short(plan: &Plan) -> &str {
    plan.short_title.as_deref().unwrap_or(&plan.title)
}

fn one(voice: Voice<'_>, plan: &Plan, is_alone: bool, out: &mut String) {
    out.push_str(&voice.heading(&plan.title));
    paragraph(&Piece::faint(format!("{}: {}", plan.id, reports(voice, plan))), 0, voice.look, out);
    if let Some(stated) = plan.stated.as_ref().filter(|_| plan.recommendations.is_empty()) {
        let total = stated.total.map_or_else(String::new, |total| format!(" of {total}"));
        let figures: Vec<String> =
            stated.statuses.iter().map(|(status, n)| format!("{n} {}", voice.status(Some(*status)).text)).collect();
        let text = format!("stated {}{total}: {}", voice.date(stated.as_at), figures.join(", "));
        paragraph(&Piece::plain(text), 2, voice.look, out);
    }
    if plan.recommendations.is_empty() {
        paragraph(&Piece::faint("no recommendations"), 2, voice.look, out);
        return;
    }
    statuses(voice, plan).write(voice.look, out);
    for concern in Concern::ALL {
        concerning(voice, plan, concern, is_alone, out);
    }
    out.push('\n');
    leads(voice, plan).write(voice.look, out);
}

fn reports(voice: Voice<'_>, plan: &Plan) -> String {
    let last = match plan.rounds.last() {
        Some(round) => format!("last report {}", voice.date(round.as_at)),
        None => "no report yet".to_owned(),
    };
    let missed = plan.reporting.iter().filter(|report| report.missed).count();
    let missed = if missed > 0 { format!(", {} not given", counted(missed, "report")) } else { String::new() };
    let next = plan.next_report().map_or_else(String::new, |date| format!(", next due {}", voice.date(date)));
    let closed = plan.closed.map_or_else(String::new, |date| format!(", closed {}", voice.date(date)));
    format!("{last}{missed}{next}{closed}")
}

/// A line for each status that any recommendation has, with a bar.
fn statuses<'a>(voice: Voice<'a>, plan: &Plan) -> Table<'a> {
    let counts = &plan.counts;
    let by_status = counts.by_status.iter().enumerate().map(|(index, n)| (Some(StatusIndex(index)), *n));
    let lines: Vec<_> = by_status.chain([(None, counts.unreported)]).filter(|(_, n)| *n > 0).collect();
    let most = lines.iter().map(|(_, n)| *n).max().unwrap_or(1);
    let row = |(status, n): (Option<StatusIndex>, usize)| {
        let label = voice.status(status);
        // What is there at all is seen.
        let bar = "\u{2588}".repeat(if most <= BAR { n } else { (n * BAR).div_ceil(most) });
        let tone = label.tone;
        vec![label, Piece::plain(n.to_string()), Piece::toned(bar, tone)]
    };
    let columns = vec![Column::text("", 0, 12), Column::number("", 0), Column::word("", 1)];
    Table { columns, rows: lines.into_iter().map(row).collect(), indent: 2 }
}

fn concerning(voice: Voice<'_>, plan: &Plan, concern: Concern, whole: bool, out: &mut String) {
    let items = plan.of_concern(concern);
    if items.is_empty() {
        return;
    }
    let (title, tone) = match concern {
        Concern::Overdue => ("Overdue", Tone::Bad),
        Concern::PastUnreported => ("Date passed, no status reported", Tone::Bad),
        Concern::DueSoon => ("Due soon", Tone::Warning),
        Concern::Slipped => ("Slipped", Tone::Warning),
        Concern::Stale => ("Open, without an update in the last report", Tone::Warning),
    };
    out.push('\n');
    paragraph(&Piece::toned(format!("{title} ({})", items.len()), tone), 2, voice.look, out);
    let shown = if whole || items.len() <= FEW + 1 { items.len() } else { FEW };
    let columns = vec![
        Column::word("", 0),
        Column::text("", 0, 24),
        Column::word("", 2),
        Column::text("", 1, 16),
        Column::text("", 3, 16),
    ];
    Table { columns, rows: items.iter().take(shown).map(|item| concerned(voice, concern, item)).collect(), indent: 4 }
        .write(voice.look, out);
    if shown < items.len() {
        let more = format!("and {} more: `headway status --plan {}` lists all", items.len() - shown, plan.id);
        paragraph(&Piece::faint(more), 4, voice.look, out);
    }
}

fn concerned<'a>(voice: Voice<'a>, concern: Concern, item: &'a Recommendation) -> Vec<Piece<'a>> {
    let leads: Vec<&str> = item.leads.iter().map(|lead| &*voice.public.leads[lead.0].title).collect();
    let due = match (concern, item.state.original_due) {
        (Concern::Slipped, Some(original)) => {
            format!("{}, first {}", voice.due(item.state.due), voice.due(Some(original)))
        }
        _ => voice.due(item.state.due),
    };
    vec![
        Piece::plain(item.reference.to_string()),
        Piece::plain(&*item.title),
        voice.status(item.state.status),
        Piece::plain(due),
        Piece::faint(leads.join("; ")),
    ]
}

fn leads<'a>(voice: Voice<'a>, plan: &Plan) -> Table<'a> {
    let mut columns = vec![Column::text("Lead", 0, 16)];
    columns.extend(NUMBERS.iter().map(|number| Column::number(number.title, number.goes)));
    let row = |(lead, counts): (Option<LeadIndex>, Counts)| {
        let name = lead.map_or(Piece::faint("no lead"), |lead| Piece::plain(&*voice.public.leads[lead.0].title));
        [name].into_iter().chain(numbers(&counts)).collect()
    };
    Table { columns, rows: plan.by_lead(voice.public).into_iter().map(row).collect(), indent: 2 }
}
