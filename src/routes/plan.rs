//! The addresses of one plan, below `plans/<plan>/`.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{Route, Routes, page};
use crate::calendar;
use crate::content::public::{self, Place, Public};
use crate::data::{self, Source, tables};
use crate::diagnostic::Span;
use crate::files::Files;
use crate::pages::{self, Framing};
use crate::writers::xlsx;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanRoute {
    Overview,
    /// The picture that other sites show beside a link.
    Share,
    Timeline,
    /// One of the pages that the timeline of a large plan is parted into.
    TimelinePart(pages::Part),
    Recommendation(usize),
    Topic(usize),
    Selection(pages::Selection),
    Round(usize),
    /// All pairs of rounds that can be compared.
    Comparisons,
    /// Two rounds, the earlier first.
    Compare(usize, usize),
    Calendar,
    Data,
    DataFile(DataFile),
}

/// One of the files that hold a plan's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// By its place in [`tables::TABLES`].
    Table(usize),
    Json,
    Workbook,
    Package,
    Metadata,
}

pub(super) fn list(public: &Public, index: usize, routes: &mut BTreeMap<String, Route>) {
    let plan = &public.plans[index];
    let root = format!("plans/{}/", plan.id);
    let mut add = |rest: String, route| routes.insert(format!("{root}{rest}"), Route::Plan(index, route));
    add(page(""), PlanRoute::Overview);
    if public.site.base_url.is_some() {
        add("share.png".to_owned(), PlanRoute::Share);
    }
    add(page("timeline/"), PlanRoute::Timeline);
    for part in pages::parts(plan) {
        add(page(&pages::part_folder(plan, part)), PlanRoute::TimelinePart(part));
    }
    for (number, item) in plan.recommendations.iter().enumerate() {
        let folder = format!("recommendations/{}/", item.reference.slug());
        add(page(&folder), PlanRoute::Recommendation(number));
    }
    for (number, item) in plan.topics.iter().enumerate() {
        add(page(&format!("topics/{}/", item.id)), PlanRoute::Topic(number));
    }
    for selection in pages::selections(plan) {
        add(page(&pages::selection_folder(public, selection)), PlanRoute::Selection(selection));
    }
    for (number, item) in plan.rounds.iter().enumerate() {
        add(page(&format!("rounds/{}/", item.slug)), PlanRoute::Round(number));
    }
    if plan.rounds.len() > 1 {
        add(page("compare/"), PlanRoute::Comparisons);
    }
    for (from, to) in pages::pairs(plan) {
        let slug = |round: usize| &plan.rounds[round].slug;
        add(page(&format!("compare/{}/{}/", slug(from), slug(to))), PlanRoute::Compare(from, to));
    }
    if calendar::has_days(plan) {
        add("calendar.ics".to_owned(), PlanRoute::Calendar);
    }
    add(page("data/"), PlanRoute::Data);
    for (number, table) in tables::TABLES.iter().enumerate().filter(|(_, table)| (table.exists)(plan)) {
        add(format!("data/{}.csv", table.name), PlanRoute::DataFile(DataFile::Table(number)));
    }
    for (name, file) in [
        ("plan.json", DataFile::Json),
        ("plan.xlsx", DataFile::Workbook),
        ("datapackage.json", DataFile::Package),
        ("csv-metadata.json", DataFile::Metadata),
    ] {
        add(format!("data/{name}"), PlanRoute::DataFile(file));
    }
}

/// What is published as it is, of all plans and of the whole site.
pub(super) fn list_files(public: &Public, files: &Files, routes: &mut BTreeMap<String, Route>) {
    for file in public.plans.iter().flat_map(|plan| &plan.files).chain(&public.files) {
        if let Some(path) = files.path(file.0).strip_prefix("content/") {
            routes.insert(path.to_owned(), Route::File(file.0));
        }
    }
}

/// Former addresses of the plan's recommendations and where they stand now.
pub(super) fn former(plan: &public::Plan) -> Vec<(String, String)> {
    let path = |slug: &str| format!("plans/{}/recommendations/{slug}/", plan.id);
    let items = plan.recommendations.iter();
    items
        .flat_map(|item| item.aliases.iter().map(move |alias| (alias.slug(), item.reference.slug())))
        .map(|(old, new)| (path(&old), path(&new)))
        .collect()
}

pub(super) fn origin(public: &Public, plan: usize, route: PlanRoute) -> Span {
    let plan = &public.plans[plan];
    match route {
        PlanRoute::Recommendation(index) => plan.recommendations[index].origin,
        PlanRoute::Round(index) => plan.rounds[index].origin,
        _ => plan.origin,
    }
}

/// What of the sources a page of the plan tells: its own file, and what each round says of it.
pub(super) fn told(public: &Public, plan: usize, route: PlanRoute) -> Vec<Span> {
    let mut told = vec![Span::whole(origin(public, plan, route).file)];
    if let PlanRoute::Recommendation(index) = route {
        let plan = &public.plans[plan];
        told.extend(plan.recommendations[index].updates.iter().map(|update| of_update(plan, update)));
    }
    told
}

/// From the ref of an update to the next in the file of its round.
fn of_update(plan: &public::Plan, update: &public::Update) -> Span {
    let all = plan.recommendations.iter().flat_map(|item| &item.updates);
    let in_file = all.map(|other| other.origin).filter(|other| other.file == update.origin.file);
    let next = in_file.map(|other| other.start).filter(|start| *start > update.origin.start).min();
    Span { end: next.unwrap_or(u32::MAX), ..update.origin }
}

impl Routes {
    pub(super) fn render_of_plan(
        &self,
        index: usize,
        route: PlanRoute,
        framing: &Framing<'_>,
        out: &mut Vec<u8>,
    ) -> Result<()> {
        let (public, theme, plan) = (&*self.public, &*self.theme, &self.public.plans[index]);
        let framing = Framing { plan: Some(index), heading_base: 3, ..*framing };
        let word = |key: &str| theme.text(key).to_owned();
        match route {
            PlanRoute::Share => self.render_share(Some(plan), out),
            PlanRoute::Overview => theme.render("plan.html", &pages::plan(public, &framing, plan), out),
            PlanRoute::Timeline => theme.render("timeline.html", &pages::timeline(public, &framing, plan), out),
            PlanRoute::TimelinePart(part) => {
                theme.render("timeline.html", &pages::timeline_part(public, &framing, plan, part), out)
            }
            PlanRoute::Recommendation(recommendation) => {
                let place = Place { plan: index, recommendation };
                theme.render("recommendation.html", &pages::recommendation(public, &framing, place), out)
            }
            PlanRoute::Topic(topic) => theme.render("list.html", &pages::topic(public, &framing, plan, topic), out),
            PlanRoute::Selection(selection) => {
                theme.render("list.html", &pages::selected(public, &framing, plan, selection), out)
            }
            PlanRoute::Round(round) => {
                let framing = Framing { heading_base: 4, ..framing };
                theme.render("round.html", &pages::round(public, &framing, plan, round), out)
            }
            PlanRoute::Comparisons => {
                theme.render("comparisons.html", &pages::comparisons(public, &framing, plan), out)
            }
            PlanRoute::Compare(from, to) => {
                theme.render("compare.html", &pages::compare(public, &framing, plan, (from, to)), out)
            }
            PlanRoute::Calendar => {
                let words = calendar::Words { text: &word, date: &|date, role| theme.date(date, role) };
                calendar::calendar(public, plan, words, out);
                Ok(())
            }
            PlanRoute::Data => theme.render("data.html", &pages::data(&framing, &self.source(plan, &word)), out),
            PlanRoute::DataFile(file) => {
                let source = self.source(plan, &word);
                match file {
                    DataFile::Table(index) => data::csv(&source, &tables::TABLES[index], out),
                    DataFile::Json => data::json(&source, out),
                    DataFile::Workbook => xlsx::write(&data::workbook(&source), out),
                    DataFile::Package => data::package(&source, out),
                    DataFile::Metadata => data::metadata(&source, out),
                }
            }
        }
    }

    fn source<'s>(&'s self, plan: &'s public::Plan, word: &'s dyn Fn(&str) -> String) -> Source<'s> {
        Source { public: &self.public, plan, word }
    }
}
