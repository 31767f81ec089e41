//! What can be found: each page of the site as a record and the words that lead to it.
//!
//! A plan, its topics, reports and recommendations stand together, so that a reader can search one
//! plan; leads and free pages follow. Start at [`read`].

use super::files::PlanRange;
use super::vocabulary::{Part, Vocabulary};
use crate::content::public::{self, Language, Place, Plan, Public, Recommendation, Words};
use crate::pages::row;
use crate::prose;
use crate::refs::Ref;

/// The kinds of documents; a record has the place of its own in this list.
pub const KINDS: &[&str] = &["plan", "topic", "round", "recommendation", "paper", "lead", "page"];

/// The most characters of the line that a list brings with it.
const LONGEST_NOTE: usize = 200;

/// What a result shows before its page is fetched.
#[derive(Debug)]
pub struct Record {
    pub kind: usize,
    pub title: String,
    /// From the root of the site.
    pub path: String,
    /// An index into the site's statuses.
    pub status: Option<usize>,
    /// In place of the words in their sentence, where the page is not fetched for them.
    pub note: Option<String>,
    /// Title and note are still in the site's first language.
    pub is_foreign: bool,
}

#[derive(Default)]
pub struct Documents {
    pub records: Vec<Record>,
    pub plans: Vec<PlanRange>,
}

/// All documents, and the words of them.
pub fn read(public: &Public) -> (Documents, Vocabulary) {
    let mut reader = Reader { public, documents: Documents::default(), words: Vocabulary::default() };
    for (index, plan) in public.plans.iter().enumerate() {
        let start = reader.documents.records.len();
        reader.plan(plan);
        let root = row::plan_path(plan);
        plan.papers.iter().for_each(|paper| reader.paper(paper, &root));
        for reference in 0..plan.recommendations.len() {
            reader.recommendation(Place { plan: index, recommendation: reference });
        }
        let range = PlanRange(plan.id.to_string(), row::short(plan).to_owned(), start, reader.documents.records.len());
        reader.documents.plans.push(range);
    }
    public.papers.iter().for_each(|paper| reader.paper(paper, ""));
    public.leads.iter().for_each(|lead| reader.lead(lead));
    public.home.iter().for_each(|home| reader.page(home, String::new()));
    public.pages.iter().for_each(|page| reader.page(page, format!("{}/", page.id)));
    (reader.documents, reader.words)
}

struct Reader<'p> {
    public: &'p Public,
    documents: Documents,
    words: Vocabulary,
}

impl Reader<'_> {
    /// Begins a document with its title.
    fn open(&mut self, kind: &str, reference: Option<&Ref>, title: &Words, path: String) -> &mut Record {
        let is_foreign = title.language() == Language::First;
        let title = reference.map_or_else(|| title.to_string(), |reference| format!("{reference}. {title}"));
        self.words.open();
        self.words.line(Part::Title, &title);
        let kind = KINDS.iter().position(|known| *known == kind).unwrap_or_default();
        let record = Record { kind, title, path, status: None, note: None, is_foreign };
        self.documents.records.push(record);
        let last = self.documents.records.len() - 1;
        &mut self.documents.records[last]
    }

    fn markdown(&mut self, part: Part, text: Option<&Words>) {
        if let Some(text) = text {
            self.words.markdown(part, text);
        }
    }

    fn lines<'t>(&mut self, part: Part, lines: impl IntoIterator<Item = &'t Words>) {
        lines.into_iter().for_each(|line| self.words.line(part, line));
    }

    fn plan(&mut self, plan: &Plan) {
        let root = format!("plans/{}/", plan.id);
        self.open("plan", None, &plan.title, root.clone()).note = note(plan.summary.as_ref());
        self.lines(Part::Own, &plan.short_title);
        self.markdown(Part::Own, plan.summary.as_ref());
        self.lines(Part::Later, &plan.organisation);
        if let Some(review) = &plan.source {
            self.lines(Part::Later, review.body.iter().chain(&review.kind));
        }
        self.markdown(Part::Later, plan.stated.as_ref().and_then(|stated| stated.note.as_ref()));
        for topic in &plan.topics {
            let path = format!("{root}topics/{}/", topic.id);
            let summary = note(topic.summary.as_ref()).or_else(|| Some(row::short(plan).to_owned()));
            self.open("topic", None, &topic.title, path).note = summary;
            self.markdown(Part::Own, topic.summary.as_ref());
        }
        for round in &plan.rounds {
            // One that has no title is named by its page, in the words of the theme.
            let title = round.title.clone().unwrap_or_else(|| "".into());
            let summary = note(round.summary.as_ref()).or_else(|| Some(row::short(plan).to_owned()));
            self.open("round", None, &title, format!("{root}rounds/{}/", round.slug)).note = summary;
            self.markdown(Part::Own, round.summary.as_ref());
        }
    }

    fn recommendation(&mut self, place: Place) {
        let plan = &self.public.plans[place.plan];
        let item = &plan.recommendations[place.recommendation];
        let record = self.open("recommendation", Some(&item.reference), &item.title, row::path(plan, item));
        record.status = item.state.status.map(|status| status.0);
        self.markdown(Part::Own, item.recommended.as_ref());
        self.markdown(Part::Own, Some(&item.promised));
        self.markdown(Part::Own, item.response.as_ref().and_then(|response| response.reason.as_ref()));
        self.lines(Part::Later, item.topic.map(|topic| &plan.topics[topic].title));
        let leads = item.leads.iter().chain(&item.support).chain(&item.sponsors);
        leads.for_each(|lead| self.words.line(Part::Later, &self.public.leads[lead.0].title));
        for action in &item.actions {
            self.lines(Part::Own, action.milestones.iter().map(|(_, title)| title).chain([&action.title]));
            self.markdown(Part::Later, action.note.as_ref());
        }
        self.lines(Part::Later, item.evidence.iter().map(|evidence| &evidence.title));
        self.lines(Part::Later, item.extra.iter().flat_map(|(_, texts)| texts));
        self.updates(item);
    }

    fn updates(&mut self, item: &Recommendation) {
        for update in &item.updates {
            for text in [&update.progress, &update.outcome, &update.reason] {
                self.markdown(Part::Later, text.as_ref());
            }
            for assessment in &update.assessments {
                self.lines(Part::Later, [&assessment.by]);
                self.markdown(Part::Later, Some(&assessment.view));
            }
            self.lines(Part::Later, update.evidence.iter().map(|evidence| &evidence.title));
        }
    }

    fn lead(&mut self, lead: &public::Lead) {
        let record = self.open("lead", None, &lead.title, format!("leads/{}/", lead.id));
        record.note = lead.directorate.as_deref().map(str::to_owned);
        self.lines(Part::Later, &lead.directorate);
    }

    /// What its body states is filled in on its page; its own words lead to it.
    fn paper(&mut self, paper: &public::Paper, root: &str) {
        let path = format!("{root}papers/{}/", paper.id);
        self.open("paper", None, &paper.title, path).note = paper.committee.as_deref().map(str::to_owned);
        self.lines(Part::Own, &paper.committee);
        self.words.markdown(Part::Own, &paper.body.text);
        paper.recommendations.iter().for_each(|text| self.words.markdown(Part::Later, text));
        self.lines(Part::Later, paper.details.iter().map(|(_, value)| value));
    }

    fn page(&mut self, page: &public::Page, path: String) {
        self.open("page", None, &page.title, path);
        self.lines(Part::Own, &page.description);
        self.words.markdown(Part::Own, &page.body);
    }
}

fn note(markdown: Option<&Words>) -> Option<String> {
    markdown.map(|text| prose::summary(text, LONGEST_NOTE)).filter(|line| !line.is_empty())
}
