//! How many recommendations have each status, topic by topic, and the key to the statuses.

use super::key::key;
use crate::content::public::paper::Appendix;
use crate::content::public::{Counts, StatusIndex};
use crate::document::{Align, Block, Cell, Column};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::AsAt;

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let statuses = &maker.source.public.statuses;
    let all = standing.counts();
    let shown: Vec<usize> = (0..statuses.len()).filter(|status| all.by_status[*status] > 0).collect();
    let figure = |title: String| Column { title, width: 12, align: Align::End };
    let topic = maker.word("topic");
    let mut columns = vec![Column { title: topic, width: 30, align: Align::Start }];
    columns.extend(shown.iter().map(|status| figure(maker.status_label(StatusIndex(*status)))));
    if all.unreported > 0 {
        columns.push(figure(maker.say("no_status")));
    }
    columns.push(figure(maker.say("paper.total")));
    let row = |title: String, counts: &Counts| {
        let mut cells = vec![Cell::text(title)];
        cells.extend(shown.iter().map(|status| Cell::text(counts.by_status[*status].to_string())));
        if all.unreported > 0 {
            cells.push(Cell::text(counts.unreported.to_string()));
        }
        cells.push(Cell::text(counts.total.to_string()));
        cells
    };
    let of = |topic: Option<usize>| {
        let members = standing.items.iter().filter(|item| item.item.topic == topic).map(|item| &item.state);
        Counts::of(members, statuses)
    };
    let topics =
        standing.plan.topics.iter().enumerate().map(|(index, topic)| (topic.title.to_string(), of(Some(index))));
    let mut rows: Vec<Vec<Cell>> =
        topics.filter(|(_, counts)| counts.total > 0).map(|(title, counts)| row(title, &counts)).collect();
    let rest = of(None);
    if rest.total > 0 && !rows.is_empty() {
        rows.push(row(maker.say("paper.no_topic"), &rest));
    }
    rows.push(row(maker.say("paper.all"), &all));
    let day = maker.source.wording.day(standing.moment.day);
    let mut blocks = vec![table(maker.fill("paper.summary_caption", &[("date", &day)]), columns, rows)];
    blocks.extend(key(maker, |status| all.by_status[status.0] > 0));
    blocks
}
