//! Every text of the sources that readers will see, piece by piece, with where it stands.
//!
//! `internal` notes are no pieces, nor is an exempt paper: they are never published. A field that
//! is missing here is looked at by no check of text, so each new field of the sources belongs here.

mod translated;

use std::ops::Range;
use std::sync::Arc;

use super::project::Project;
use crate::content::sources::scalars::Line;
use crate::content::sources::{self, Evidence, StatedSource};
use crate::diagnostic::{Placed, Span};
use crate::yaml::{OneOrMany, Ordered, Text};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Shown as written.
    Plain,
    Markdown,
    /// Filled in before it is Markdown: what stands in `{{ }}` or `{% %}` is no text yet.
    Template,
}

/// Where a piece stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Home {
    /// An index into the model's plans.
    pub plan: Option<usize>,
    /// An index into the plan's recommendations.
    pub recommendation: Option<usize>,
    /// A draft, or embargoed: readers do not see it yet.
    pub withheld: bool,
    /// A page of its own, for which people write to be contacted.
    pub is_page: bool,
    /// The words of others, which their authors cannot mend.
    pub is_quoted: bool,
}

#[derive(Clone, Copy)]
enum Words<'a> {
    Text(&'a Text),
    Line(&'a Placed<Line>),
}

#[derive(Clone, Copy)]
pub struct Piece<'a> {
    words: Words<'a>,
    pub form: Form,
    pub home: Home,
}

impl<'a> Piece<'a> {
    /// The body of a recommendation, wherever that stands.
    pub fn of_promise(body: &'a Text) -> Self {
        Self { words: Words::Text(body), form: Form::Markdown, home: Home::default() }
    }

    pub fn text(&self) -> &'a str {
        match self.words {
            Words::Text(text) => &text.value,
            Words::Line(line) => &line.value,
        }
    }

    /// The text for those who keep it; a single line is too short to be kept.
    pub fn shared(&self) -> Option<&'a Arc<str>> {
        match self.words {
            Words::Text(text) => Some(&text.value),
            Words::Line(_) => None,
        }
    }

    /// Where a range of the text stands in its file.
    pub fn place(&self, range: Range<usize>) -> Span {
        let line = match self.words {
            Words::Text(text) => return text.place(range),
            Words::Line(line) => line,
        };
        // A line knows only where it stands as a whole; if its length says how it is written, so does each byte.
        let start = match line.span.range().len().checked_sub(line.value.len()) {
            Some(0) => line.span.range().start,
            Some(2) => line.span.range().start + 1,
            _ => return line.span,
        };
        Span::new(line.span.file, start + range.start..start + range.end)
    }
}

/// All pieces of the project.
pub fn all<'a>(project: &Project<'a>) -> Vec<Piece<'a>> {
    let mut all = Collector { pieces: Vec::new(), home: Home { is_page: true, ..Home::default() } };
    of_site(project, &mut all);
    for (index, plan) in project.model.plans.iter().enumerate() {
        let withheld = project.is_plan_withheld(index);
        all.home = Home { plan: Some(index), withheld, ..Home::default() };
        of_plan(plan.source, &mut all);
        papers(project, &plan.source.papers, &mut all);
        for (number, recommendation) in plan.recommendations.iter().enumerate() {
            let withheld = withheld || project.is_recommendation_withheld(index, number);
            all.home = Home { plan: Some(index), recommendation: Some(number), withheld, ..Home::default() };
            of_recommendation(recommendation.source, &mut all);
            for update in &recommendation.updates {
                let withheld = withheld
                    || project.is_round_withheld(index, update.round)
                    || project.is_withheld(update.source.draft, update.source.embargo.as_ref());
                all.home.withheld = withheld;
                of_update(update.source, &mut all);
            }
        }
        for (number, round) in plan.rounds.iter().enumerate() {
            let withheld = withheld || project.is_round_withheld(index, number);
            all.home = Home { plan: Some(index), withheld, ..Home::default() };
            all.lines(&round.matter.title);
            all.markdown(&round.matter.summary);
        }
    }
    translated::of_all(project, &mut all);
    all.pieces
}

struct Collector<'a> {
    pieces: Vec<Piece<'a>>,
    home: Home,
}

impl<'a> Collector<'a> {
    fn push(&mut self, words: Words<'a>, form: Form) {
        self.pieces.push(Piece { words, form, home: self.home });
    }

    fn lines(&mut self, lines: impl IntoIterator<Item = &'a Placed<Line>>) {
        for line in lines {
            self.push(Words::Line(line), Form::Plain);
        }
    }

    fn plain(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts {
            self.push(Words::Text(text), Form::Plain);
        }
    }

    fn markdown(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        for text in texts {
            self.push(Words::Text(text), Form::Markdown);
        }
    }

    fn quoted(&mut self, texts: impl IntoIterator<Item = &'a Text>) {
        self.home.is_quoted = true;
        self.markdown(texts);
        self.home.is_quoted = false;
    }

    fn evidence(&mut self, evidence: &'a [Evidence]) {
        for item in evidence {
            self.lines([&item.title]);
            self.lines(&item.url);
        }
    }

    fn document(&mut self, document: Option<&'a StatedSource>) {
        if let Some(document) = document {
            self.lines([&document.title]);
            self.lines(&document.url);
        }
    }

    fn extra(&mut self, extra: &'a Ordered<Line, OneOrMany<Text>>) {
        for (_, texts) in extra {
            self.plain(&texts.0);
        }
    }
}

fn of_statement<'a>(statement: &'a sources::AccessibilityMatter, all: &mut Collector<'a>) {
    all.plain(&statement.scope);
    for problem in &statement.problems {
        all.lines([&problem.title]);
        all.markdown(problem.text.iter().chain(&problem.instead));
    }
    all.markdown(statement.improvements.iter().chain(&statement.method));
    if let Some(contact) = &statement.contact {
        all.lines([&contact.title]);
        all.lines(&contact.email);
    }
    all.lines(statement.reply_within.iter().chain(&statement.formats.0).chain(&statement.tested_by));
}

fn of_site<'a>(project: &Project<'a>, all: &mut Collector<'a>) {
    let sources = project.sources;
    if let Some(site) = &sources.site {
        all.lines([&site.title, &site.organisation]);
        all.plain(&site.description);
        all.markdown(&site.notice);
        if let Some(contact) = &site.contact {
            all.lines([&contact.title]);
            all.lines(&contact.email);
        }
        if let Some(statement) = &site.accessibility {
            of_statement(&statement.value, all);
        }
        for status in &site.statuses {
            all.lines([&status.label]);
            all.plain([&status.meaning]);
        }
        all.lines(site.footer.iter().map(|link| &link.title));
    }
    all.lines(sources.leads.iter().map(|(_, lead)| &lead.title));
    all.plain(sources.glossary.iter().map(|(_, meaning)| meaning));
    for page in sources.home.iter().chain(&sources.pages) {
        all.home.withheld = project.is_withheld(page.matter.draft, page.matter.embargo.as_ref());
        all.lines([&page.matter.title]);
        all.plain(&page.matter.description);
        all.push(Words::Text(&page.body), Form::Template);
    }
    all.home = Home::default();
    papers(project, &sources.papers, all);
}

fn of_plan<'a>(plan: &'a sources::Plan, all: &mut Collector<'a>) {
    let matter = &plan.matter;
    all.lines([&matter.title]);
    all.lines(&matter.short_title);
    all.lines(&matter.organisation);
    if let Some(source) = &matter.source {
        all.lines(source.body.iter().chain(&source.kind));
        all.document(source.report.as_ref());
    }
    all.markdown(&matter.summary);
    for topic in &matter.topics {
        all.lines([&topic.title]);
        all.markdown(&topic.summary);
    }
    all.lines(matter.labels.iter().map(|(_, label)| label));
    if let Some(reporting) = &matter.reporting {
        all.lines(reporting.cycle.iter().chain(&reporting.committee));
    }
    if let Some(stated) = &matter.stated {
        all.markdown(&stated.note);
        all.document(stated.source.as_ref());
    }
    all.extra(&matter.extra);
    for (_, indicator) in &plan.indicators {
        all.lines([&indicator.title]);
        all.lines(&indicator.unit);
        all.markdown(&indicator.note);
        all.markdown(indicator.targets.iter().chain(&indicator.values).filter_map(|reading| reading.note.as_ref()));
    }
    if let Some(resources) = &plan.resources {
        all.lines(&resources.unit);
        all.markdown(&resources.note);
        for row in &resources.rows {
            all.lines([&row.title]);
            all.lines(row.kind.iter().chain(&row.funding));
            all.markdown(&row.note);
        }
    }
}

fn of_recommendation<'a>(recommendation: &'a sources::Recommendation, all: &mut Collector<'a>) {
    let matter = &recommendation.matter;
    all.lines([&matter.title]);
    all.markdown(matter.response.iter().filter_map(|response| response.reason.as_ref()));
    all.quoted(&matter.recommended);
    all.plain(&matter.timescale);
    for action in &matter.actions {
        all.lines([&action.title]);
        all.plain(&action.timescale);
        all.markdown(&action.note);
        all.lines(action.milestones.iter().map(|milestone| &milestone.title));
    }
    all.quoted(matter.earlier_wording.iter().map(|wording| &wording.text));
    all.evidence(&matter.evidence);
    all.extra(&matter.extra);
    all.markdown([&recommendation.body]);
}

fn of_update<'a>(update: &'a sources::Update, all: &mut Collector<'a>) {
    all.markdown(update.progress.iter().chain(&update.reason).chain(&update.outcome));
    all.lines(update.approved.iter().map(|approval| &approval.body));
    for assessment in &update.assessments {
        all.lines([&assessment.by]);
        all.quoted([&assessment.view]);
    }
    all.plain(update.actions.iter().filter_map(|(_, news)| news.reason.as_ref()));
    all.evidence(&update.evidence);
}

/// The papers that may be published.
fn papers<'a>(project: &Project<'a>, papers: &'a [sources::Paper], all: &mut Collector<'a>) {
    for paper in papers.iter().filter(|paper| paper.matter.exempt.is_none()) {
        let matter = &paper.matter;
        let withheld = all.home.withheld;
        all.home.withheld = withheld || project.is_withheld(matter.draft, matter.embargo.as_ref());
        all.lines([&matter.title]);
        all.lines(&matter.committee);
        for detail in matter.details.iter().chain(&matter.clearance) {
            all.lines([&detail.label]);
            all.plain([&detail.value]);
        }
        all.lines(matter.objectives.iter().map(|objective| &objective.title));
        all.markdown(&matter.recommendations);
        if let Some(contact) = &matter.contact {
            all.lines([&contact.title]);
            all.lines(&contact.email);
        }
        all.evidence(&matter.background_papers);
        all.push(Words::Text(&paper.body), Form::Template);
        all.home.withheld = withheld;
    }
}
