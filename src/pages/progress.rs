//! Counts of statuses as bars: one for now, and one a report, so that it is seen how they moved.

use serde::Serialize;

use super::row::{self, Status};
use crate::chart::shares::shares;
use crate::chart::{Position, Stretch};
use crate::content::public::{self, Counts, Public, StatusIndex};

/// Counts side by side, those of each status and those without one.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    total: usize,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize)]
struct Part {
    #[serde(flatten)]
    stretch: Stretch,
    /// `None` for those of which no status was reported.
    status: Option<Status>,
    count: usize,
    /// Whether its number finds room in it on a phone, and whether its shape does on a desk or everywhere.
    figure: bool,
    mark: &'static str,
}

/// The least width for a figure of one digit; each further digit needs half as much again.
const FIGURE: u16 = 450;
/// The least widths for a shape beside it, on a desk and on a phone.
const MARK_WIDE: Position = Position::percent(5);
const MARK: Position = Position::percent(16);

pub fn bar(public: &Public, counts: &Counts) -> Bar {
    let statuses = counts.by_status.iter().enumerate().map(|(index, count)| (Some(StatusIndex(index)), *count));
    let counted: Vec<(Option<StatusIndex>, usize)> =
        statuses.chain(Some((None, counts.unreported))).filter(|(_, count)| *count > 0).collect();
    let widths = shares(&counted.iter().map(|(_, count)| *count).collect::<Vec<usize>>());
    let part = |((status, count), stretch): ((Option<StatusIndex>, usize), Stretch)| Part {
        stretch,
        status: status.map(|index| row::status(public, index, count)),
        count,
        figure: stretch.width >= room_for(count),
        mark: match stretch.width {
            width if width >= MARK => "always",
            width if width >= MARK_WIDE => "wide",
            _ => "never",
        },
    };
    Bar { total: counts.total, parts: counted.into_iter().zip(widths).map(part).collect() }
}

fn room_for(count: usize) -> Position {
    let digits = u16::try_from(count.checked_ilog10().unwrap_or(0)).unwrap_or(0);
    Position::fine(FIGURE + digits * FIGURE / 2)
}

/// How the counts stood at each report, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// The statuses that were ever reported.
    columns: Vec<Status>,
    /// At one report or another there was none for some.
    unreported: bool,
    rounds: Vec<Standing>,
}

#[derive(Clone, Debug, Serialize)]
struct Standing {
    title: Option<String>,
    as_at: String,
    path: String,
    bar: Bar,
    /// One a column.
    counts: Vec<usize>,
    unreported: usize,
    total: usize,
}

/// `None` where there are not two reports to compare.
pub fn progress(public: &Public, plan: &public::Plan) -> Option<Progress> {
    let rounds: Vec<&public::Round> = plan.rounds.iter().filter(|round| round.counts.total > 0).collect();
    if rounds.len() < 2 {
        return None;
    }
    let occurs = |index: &usize| rounds.iter().any(|round| round.counts.by_status[*index] > 0);
    let occurring: Vec<usize> = (0..public.statuses.len()).filter(occurs).collect();
    let standing = |round: &&public::Round| Standing {
        title: round.title.as_ref().map(ToString::to_string),
        as_at: round.as_at.edtf(),
        path: format!("plans/{}/rounds/{}/", plan.id, round.slug),
        bar: bar(public, &round.counts),
        counts: occurring.iter().map(|index| round.counts.by_status[*index]).collect(),
        unreported: round.counts.unreported,
        total: round.counts.total,
    };
    Some(Progress {
        columns: occurring.iter().map(|index| row::status(public, StatusIndex(*index), 0)).collect(),
        unreported: rounds.iter().any(|round| round.counts.unreported > 0),
        rounds: rounds.iter().map(standing).collect(),
    })
}
