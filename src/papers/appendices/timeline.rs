//! The plan's dates as a figure, from the same geometry as the site's own chart, and the table that says the same.

use super::key::sentence;
use crate::chart::axis::{Axis, Now, Years};
use crate::chart::lane::{self, Dates, Lane};
use crate::chart::{Position, Stretch};
use crate::content::public::Timing;
use crate::content::public::paper::Appendix;
use crate::date::Date;
use crate::date::words::Role;
use crate::document::drawing::{Anchor, Drawing, Shape};
use crate::document::{Align, Block, Cell, Column, Figure, Picture};
use crate::papers::Maker;
use crate::papers::prose::table;
use crate::papers::standing::{AsAt, Item};

/// In tenths of a point; as wide as a page between its margins.
const WIDTH: u32 = 4_820;
/// Where the axis begins: the names of the rows stand before it.
const LEFT: u32 = 500;
const ROW: u32 = 150;
const HEAD: u32 = 220;
/// The most rows of one figure, which must fit on a page with its caption.
const MOST: usize = 40;

pub fn blocks(maker: &Maker<'_>, standing: &AsAt<'_>, _: &Appendix) -> Vec<Block> {
    let dated: Vec<&Item<'_>> = standing.items.iter().filter(|item| dates(item).next().is_some()).collect();
    let days = dated.iter().flat_map(|item| dates(item)).flat_map(lane::days);
    let years = Years::of(dated.iter().flat_map(|item| dates(item)));
    let Some(axis) = Axis::over(days, standing.moment.day, years) else {
        return vec![sentence(maker.say("paper.none.timeline"))];
    };
    let parts = dated.len().div_ceil(MOST);
    let mut blocks: Vec<Block> = Vec::new();
    for (part, items) in dated.chunks(MOST).enumerate() {
        let (part, parts_of) = ((part + 1).to_string(), parts.to_string());
        let caption = match parts {
            1 => maker.say("paper.timeline_caption"),
            _ => maker.fill("paper.timeline_caption_of", &[("part", &part), ("parts", &parts_of)]),
        };
        let drawing = draw(maker, &axis, items);
        let alt = maker.say("paper.timeline_alt");
        blocks.push(Block::Figure(Figure { caption, alt, picture: Picture::Drawing(drawing) }));
    }
    let rows = dated.iter().map(|item| row(maker, item)).collect();
    let columns = vec![
        Column { title: maker.word("recommendation"), width: 40, align: Align::Start },
        maker.column("paper.column.start", 18),
        maker.column("paper.column.original-date", 18),
        maker.column("paper.column.date-now", 18),
        maker.column("paper.column.status", 16),
    ];
    blocks.push(table(maker.say("paper.timeline_table"), columns, rows));
    blocks
}

fn dates<'i>(item: &'i Item<'_>) -> impl Iterator<Item = Date> + use<'i> {
    [item.item.start, item.state.due, item.state.original_due].into_iter().flatten()
}

fn row(maker: &Maker<'_>, item: &Item<'_>) -> Vec<Cell> {
    vec![
        maker.named_cell(item.item),
        maker.date_cell(item.item.start),
        maker.date_cell(item.state.original_due),
        maker.date_cell(item.state.due),
        maker.status_cell(item.state.status),
    ]
}

fn draw(maker: &Maker<'_>, axis: &Axis, items: &[&Item<'_>]) -> Drawing {
    let height = HEAD + ROW * u32::try_from(items.len()).unwrap_or(0);
    let mut shapes = Vec::new();
    for tick in &axis.ticks {
        let x = along(tick.at);
        shapes.push(Shape::Line { x1: x, y1: HEAD - 40, x2: x, y2: height, role: "grid" });
        if tick.label != crate::chart::axis::Label::Nowhere {
            let text = maker.date(Date::period(tick.period), Role::Short);
            shapes.push(Shape::Text { x: x + 10, y: HEAD - 60, size: 80, anchor: Anchor::Start, text, role: "tick" });
        }
    }
    for (index, item) in items.iter().enumerate() {
        let top = HEAD + ROW * u32::try_from(index).unwrap_or(0);
        let text = item.item.reference.to_string();
        shapes.push(Shape::Text { x: 0, y: top + 105, size: 85, anchor: Anchor::Start, text, role: "label" });
        let dates = Dates {
            start: item.item.start,
            due: item.state.due,
            original: item.state.original_due,
            late: item.state.timing == Timing::Overdue,
        };
        let tone = item.state.status.map(|status| maker.source.public.statuses[status.0].colour.to_string());
        lane_shapes(&lane::lane(axis, &dates), top, tone.as_ref(), &mut shapes);
    }
    if let Now::At(at) = axis.now {
        let x = along(at);
        shapes.push(Shape::Line { x1: x, y1: HEAD - 40, x2: x, y2: height, role: "now" });
    }
    Drawing { width: WIDTH, height, shapes }
}

fn along(position: Position) -> u32 {
    LEFT + position.along(WIDTH - LEFT - 60)
}

fn bar(stretch: Stretch, top: u32, role: &'static str, tone: Option<&String>) -> Shape {
    let (x, end) = (along(stretch.x), along(stretch.end()));
    Shape::Rect { x, y: top + 45, width: (end - x).max(20), height: 60, role, tone: tone.cloned() }
}

fn lane_shapes(lane: &Lane, top: u32, tone: Option<&String>, shapes: &mut Vec<Shape>) {
    if let Some(work) = lane.work {
        shapes.push(bar(work.stretch, top, "work", tone));
    }
    if let Some(late) = lane.late {
        shapes.push(bar(late, top, "late", None));
    }
    let mark = |end: Position, outline: &str, role| Shape::Mark {
        x: along(end),
        y: top + 75,
        size: 90,
        outline: outline.to_owned(),
        role,
        tone: None,
    };
    if let Some(original) = lane.original {
        shapes.push(mark(original.end, "ring", "original"));
    }
    if let Some(due) = lane.due {
        shapes.push(mark(due.end, "diamond", "due"));
    }
}
