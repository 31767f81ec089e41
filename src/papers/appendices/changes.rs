//! What changed since a day or since the last paper, recommendation by recommendation.

use super::key::sentence;
use crate::content::public::changes::Between;
use crate::content::public::paper::Appendix;
use crate::content::public::{ChangeKind, StatusIndex};
use crate::date::Date;
use crate::date::words::Role;
use crate::document::{Block, Cell, Destination, Inline};
use crate::pages::row;
use crate::papers::prose::{line_cell, table};
use crate::papers::standing::AsAt;
use crate::papers::{Maker, since};

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, appendix: &Appendix) -> Vec<Block> {
    let source = maker.source;
    let Some(from) = since(source.public, source.paper, appendix.since) else {
        return vec![sentence(maker.say("paper.first_report"))];
    };
    let (before, after) = (source.wording.day(from), source.wording.day(standing.moment.day));
    let between = Between {
        plan: standing.plan,
        scheme: source.public.scheme(),
        from: standing.plan.on(from),
        to: standing.moment,
    };
    let changes = between.changes();
    let days = [("from", before.as_str()), ("to", after.as_str())];
    if changes.is_empty() {
        return vec![sentence(maker.fill("paper.nothing_changed", &days))];
    }
    let rows = changes.iter().map(|change| {
        let item = &standing.plan.recommendations[change.recommendation];
        let now = standing.items.iter().find(|item| item.index == change.recommendation);
        let (was, is) = ends(maker, &change.kind, now.and_then(|item| item.state.status));
        let kind = Cell::text(maker.say(&format!("changed_{}", change.kind.id())));
        vec![maker.named_cell(item), kind, was, is]
    });
    let columns = vec![
        crate::document::Column {
            title: maker.word("recommendation"),
            width: 40,
            align: crate::document::Align::Start,
        },
        maker.column("change", 20),
        maker.column("paper.was", 20),
        maker.column("paper.is", 20),
    ];
    vec![table(maker.fill("paper.changes_caption", &days), columns, rows.collect())]
}

/// What it was and what it is, where the change has both; `status` is what it has now.
fn ends(maker: &Maker<'_>, kind: &ChangeKind, status: Option<StatusIndex>) -> (Cell, Cell) {
    let date = |date: Date| Cell::text(maker.date(date, Role::Plain));
    let none = || Cell::text(maker.say("paper.no_such"));
    match *kind {
        ChangeKind::Status { from, to } => (maker.status_cell(from), maker.status_cell(Some(to))),
        ChangeKind::Reopened { from, to } => (maker.status_cell(Some(from)), maker.status_cell(Some(to))),
        ChangeKind::Complete { from } | ChangeKind::Closed { from } => {
            (maker.status_cell(from), maker.status_cell(status))
        }
        ChangeKind::Date { from, to } => (maker.date_cell(from), date(to)),
        ChangeKind::Merged { into } => {
            let plan = &maker.source.public.plans[into.plan];
            let item = &plan.recommendations[into.recommendation];
            let to = Destination::Site(row::path(plan, item));
            (none(), line_cell(vec![Inline::Link { to, content: vec![Inline::text(row::titled(item))] }]))
        }
        ChangeKind::New
        | ChangeKind::NewlyOverdue
        | ChangeKind::NoLongerOverdue
        | ChangeKind::DatePassed
        | ChangeKind::Reworded => (none(), none()),
    }
}
