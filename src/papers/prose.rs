//! An author's Markdown in a paper, and the small blocks that generated parts are made of.

use super::Maker;
use crate::content::public::{LeadIndex, Recommendation, State, StatusIndex, Words};
use crate::date::Date;
use crate::date::words::Role;
use crate::document::{Align, Block, Cell, Column, Destination, Heading, Image, Inline, Paragraph, RowHeads, Table};
use crate::pages::row;
use crate::prose::{self, Options, Printing, Setting, Target};

impl Maker<'_> {
    /// Markdown as blocks of a page.
    pub fn page(&self, markdown: &str) -> Vec<Block> {
        self.blocks(markdown, Setting::Page)
    }

    /// Markdown as blocks that may stand in a cell.
    pub fn cell_blocks(&self, markdown: &str) -> Vec<Block> {
        self.blocks(markdown, Setting::Cell)
    }

    fn blocks(&self, markdown: &str, setting: Setting) -> Vec<Block> {
        let source = self.source;
        let say = |key| source.wording.say(key);
        let resolve = |destination: &str| {
            let path = source.links.resolve(source.public, self.plan_of_links(), destination);
            path.map_or(Target::Broken, |path| Target::Address(path.into()))
        };
        let picture = |path: &str| self.picture(path);
        let (back, done, not_done) = (say("back_to_reference"), say("task_done"), say("task_not_done"));
        let words = prose::Words { back_to_reference: &back, done: &done, not_done: &not_done };
        let options = Options { root: "", heading_base: 1, id_prefix: "", resolve: &resolve, words };
        let (nothing, table) = (say("none_given"), say("paper.table"));
        let printing = Printing { picture: &picture, setting, nothing: &nothing, table: &table };
        prose::blocks(markdown, &options, &printing, &mut self.spelt_out.borrow_mut())
    }

    /// Where names in links and `files/` are looked up.
    fn plan_of_links(&self) -> Option<usize> {
        self.source.home
    }

    fn picture(&self, path: &str) -> Option<Image> {
        let picture = (self.source.picture)(path)?;
        let image = Image { path: path.to_owned(), width: picture.width, height: picture.height };
        let mut images = self.images.borrow_mut();
        if images.iter().all(|known| known.path != picture.file.path) {
            images.push(picture.file);
        }
        Some(image)
    }

    pub fn say(&self, key: &str) -> String {
        self.source.wording.say(key)
    }

    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.source.wording.fill(key, values)
    }

    pub fn date(&self, date: Date, role: Role) -> String {
        (self.source.wording.date)(date, role)
    }

    /// A date of a table, or that none is given.
    pub fn date_cell(&self, date: Option<Date>) -> Cell {
        date.map_or_else(|| self.nothing(), |date| Cell::text(self.date(date, Role::Plain)))
    }

    pub fn nothing(&self) -> Cell {
        Cell::text(self.say("none_given"))
    }

    /// Markdown in a cell, or that none is given.
    pub fn markdown_cell(&self, markdown: Option<&Words>) -> Cell {
        let blocks = markdown.map(|markdown| self.cell_blocks(markdown.unmarked())).unwrap_or_default();
        if blocks.is_empty() { self.nothing() } else { Cell { blocks } }
    }

    pub fn text_cell(&self, text: Option<&str>) -> Cell {
        match text.map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Cell::text(text),
            None => self.nothing(),
        }
    }

    pub fn status_label(&self, status: StatusIndex) -> String {
        let status = &self.source.public.statuses[status.0];
        status.label.as_ref().map_or_else(|| self.say(&format!("status_{}", status.id)), ToString::to_string)
    }

    /// A status, or that none was reported.
    pub fn status(&self, status: Option<StatusIndex>) -> Inline {
        let Some(index) = status else { return Inline::text(self.say("no_status")) };
        let status = &self.source.public.statuses[index.0];
        let (colour, shape) = (status.colour.to_string(), status.shape.to_string());
        Inline::Status { label: self.status_label(index), colour, shape }
    }

    pub fn status_cell(&self, status: Option<StatusIndex>) -> Cell {
        line_cell(vec![self.status(status)])
    }

    /// The posts in one line; the theme's `;` parts them, since commas occur within.
    pub fn leads_cell(&self, leads: &[LeadIndex]) -> Cell {
        let titles: Vec<&str> = leads.iter().map(|lead| &*self.source.public.leads[lead.0].title).collect();
        self.text_cell(Some(&titles.join("; ")))
    }

    /// The title, linked to its page.
    pub fn titled(&self, item: &Recommendation, text: String) -> Vec<Inline> {
        let Some(standing) = &self.standing else { return vec![Inline::text(text)] };
        let to = Destination::Site(row::path(standing.plan, item));
        vec![Inline::Link { to, content: vec![Inline::text(text)] }]
    }

    /// The number and the title, linked.
    pub fn named_cell(&self, item: &Recommendation) -> Cell {
        line_cell(self.titled(item, row::titled(item)))
    }

    /// When it is due: as written, or in words.
    pub fn timescale(&self, item: &Recommendation, state: &State) -> Option<String> {
        let written = item.timescale.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        written.or_else(|| state.due.map(|due| self.date(due, Role::Due)))
    }

    /// What the plan calls a recommendation.
    pub fn word(&self, label: &str) -> String {
        let own = self.standing.as_ref().and_then(|standing| row::label(standing.plan, label));
        own.unwrap_or_else(|| self.say(&format!("paper.word.{label}")))
    }

    /// A column by its string.
    pub fn column(&self, key: &str, width: u16) -> Column {
        Column { title: self.say(key), width, align: Align::Start }
    }
}

pub fn line_cell(text: Vec<Inline>) -> Cell {
    Cell { blocks: vec![Block::Paragraph(Paragraph { number: None, text })] }
}

pub fn heading(level: u8, id: impl Into<String>, text: impl Into<String>) -> Block {
    Block::Heading(Heading { level, id: id.into(), number: None, text: vec![Inline::text(text)] })
}

/// A table whose first cells name their rows.
pub fn table(caption: String, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table { caption, columns, row_heads: RowHeads::First, rows })
}
