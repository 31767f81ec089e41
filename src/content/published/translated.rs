//! An edition in a further language: the public view with its words in place of the first ones.
//!
//! Only words change: what may be seen, and every date and status, was decided before. What is not
//! translated stays in the first language and is marked so; it is listed, one diagnostic a file,
//! and stops the build if the site says so. Start at [`translated`].

use crate::content::public::{self, Edition, Public, Words};
use crate::content::sources::scalars::Line;
use crate::content::sources::{
    AccessibilityWords, Original, PageWords, PlanTranslation, PlanWords, RecommendationWords, RoundWords, Translated,
    Translation, Untranslated, UpdateWords,
};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Placed, Span, list};
use crate::refs::Id;
use crate::yaml::{OneOrMany, Ordered, Text};

/// What an edition is made from besides the first one.
pub struct Further<'a> {
    pub translation: &'a Translation,
    pub policy: Untranslated,
    pub site: Span,
    pub found: &'a mut Diagnostics,
}

/// The first edition in the words of a further language.
pub fn translated(first: &Public, mut further: Further<'_>) -> Public {
    let mut edition = first.clone();
    let language: Words = further.translation.language.value.clone().into();
    edition.edition = Edition { prefix: prefix(&language), language, ..edition.edition };
    edition.site.base_url = first.site.base_url.as_ref().map(|base| format!("{base}{}", edition.edition.prefix).into());
    refuse_clash(&edition, &mut further);
    site(&mut edition, &mut further);
    leads(&mut edition, &mut further);
    glossary(&mut edition, &mut further);
    pages(&mut edition, &mut further);
    // A paper is a document of the first language; nobody translates what a committee had before it.
    edition.has_papers_elsewhere = !edition.papers.is_empty();
    edition.papers.clear();
    for plan in &mut edition.plans {
        plan.has_papers_elsewhere = !plan.papers.is_empty();
        plan.papers.clear();
        let translation = further.translation.plans.iter().find(|translation| translation.id == plan.id.as_str());
        let is_begun = translation.is_some_and(PlanTranslation::is_begun);
        let whole = Missing::of(&further, plan.origin);
        if let Some(translation) = translation.filter(|_| is_begun) {
            one_plan(plan, translation, &mut further);
        } else {
            untranslated_plan(plan, &further);
            whole.tell_of_plan(plan.id.as_str(), &mut further);
        }
    }
    edition
}

/// What stands before the addresses of an edition.
pub fn prefix(language: &str) -> String {
    format!("{}/", language.to_lowercase())
}

/// A page of the first edition must not stand where a further one begins.
fn refuse_clash(edition: &Public, further: &mut Further<'_>) {
    let prefix = edition.edition.prefix.trim_end_matches('/');
    if let Some(page) = edition.pages.iter().find(|page| page.id.as_str() == prefix) {
        let message = format!("the page `{prefix}` would stand at the address of the language `{prefix}`");
        let hint = "give the page another name, and list its old address under `aliases`";
        further.found.push(Diagnostic::error("reserved-address", Span::file(page.body_span.file), message, hint));
    }
}

impl PlanTranslation {
    fn is_begun(&self) -> bool {
        self.words.is_some() || !self.recommendations.is_empty() || !self.rounds.is_empty()
    }
}

/// How a report calls what stands below the front matter.
const TEXT: &str = "the text";

/// What a translation lacks of one file.
struct Missing {
    place: Span,
    language: String,
    policy: Untranslated,
    keys: Vec<String>,
}

impl Missing {
    fn of(further: &Further<'_>, place: Span) -> Self {
        let language = further.translation.language.value.to_string();
        Self { place, language, policy: further.policy, keys: Vec::new() }
    }

    /// Puts the translated words in the place of the first ones, or notes that there are none.
    fn put(&mut self, words: &mut Words, given: Option<Words>, key: &str) {
        match given {
            Some(given) => *words = given,
            None if words.trim().is_empty() => {}
            None => {
                *words = words.clone().untranslated();
                self.keys.push(key.to_owned());
            }
        }
    }

    fn maybe(&mut self, words: &mut Option<Words>, given: Option<Words>, key: &str) {
        if let Some(words) = words {
            self.put(words, given, key);
        }
    }

    /// Each in turn; a list that is too short lacks the rest.
    fn each<'w>(&mut self, words: impl Iterator<Item = &'w mut Words>, given: &[Placed<Line>], key: &str) {
        for (index, words) in words.enumerate() {
            self.put(words, line(given.get(index)), key);
        }
    }

    fn tell(mut self, further: &mut Further<'_>) {
        self.keys.dedup();
        if self.keys.is_empty() {
            return;
        }
        let keys = self.keys.iter().map(String::as_str).filter(|key| *key != TEXT);
        let keys = match (list(keys, "and"), self.keys.iter().any(|key| key == TEXT)) {
            (keys, false) => keys,
            (keys, true) if keys.is_empty() => TEXT.to_owned(),
            (keys, true) => format!("{keys}, and {TEXT}"),
        };
        let message = format!("not translated into `{}`: {keys}", self.language);
        let hint = format!(
            "add {keys} to the file of the same name with `.{}` before its ending, beside this one",
            self.language
        );
        self.push(message, hint, further);
    }

    fn tell_of_plan(self, plan: &str, further: &mut Further<'_>) {
        let message = format!("the plan `{plan}` is not translated into `{}`", self.language);
        let hint = format!(
            "begin with `plan.{0}.yaml` beside this file; a recommendation `9a.md` is translated in `9a.{0}.md`",
            self.language
        );
        self.push(message, hint, further);
    }

    fn push(&self, message: String, hint: String, further: &mut Further<'_>) {
        further.found.push(match self.policy {
            Untranslated::Stop => Diagnostic::error("not-translated", self.place, message, hint),
            Untranslated::HoldingLine => Diagnostic::warning("not-translated", self.place, message, hint),
        });
    }
}

fn line(given: Option<&Placed<Line>>) -> Option<Words> {
    given.filter(|line| !line.value.trim().is_empty()).map(|line| line.value.clone().into())
}

fn text(given: Option<&Text>) -> Option<Words> {
    given.filter(|text| !text.value.trim().is_empty()).map(|text| text.value.clone().into())
}

fn site(edition: &mut Public, further: &mut Further<'_>) {
    let mut missing = Missing::of(further, further.site);
    let (words, site) = (further.translation.site.as_ref(), &mut edition.site);
    missing.put(&mut site.title, line(words.and_then(|w| w.title.as_ref())), "title");
    missing.put(&mut site.organisation, line(words.and_then(|w| w.organisation.as_ref())), "organisation");
    missing.maybe(&mut site.description, text(words.and_then(|w| w.description.as_ref())), "description");
    missing.maybe(&mut site.notice, text(words.and_then(|w| w.notice.as_ref())), "notice");
    if let Some(contact) = &mut site.contact {
        missing.put(&mut contact.title, line(words.and_then(|w| w.contact.as_ref())), "contact");
    }
    let footer = words.map_or(&[][..], |words| &words.footer);
    missing.each(site.footer.iter_mut().map(|link| &mut link.title), footer, "footer");
    for status in &mut edition.statuses {
        let given = words.and_then(|words| by_id(&words.statuses, &status.id));
        missing.maybe(&mut status.label, line(given.and_then(|words| words.label.as_ref())), "statuses");
        missing.maybe(&mut status.meaning, text(given.and_then(|words| words.meaning.as_ref())), "statuses");
    }
    let statement = words.map(|words| &words.accessibility);
    accessibility(&mut edition.site, statement.unwrap_or(&AccessibilityWords::default()), &mut missing);
    missing.tell(further);
}

fn accessibility(site: &mut public::Site, words: &AccessibilityWords, missing: &mut Missing) {
    const KEY: &str = "accessibility";
    let Some(statement) = &mut site.accessibility else { return };
    missing.maybe(&mut statement.scope, text(words.scope.as_ref()), KEY);
    for (index, problem) in statement.problems.iter_mut().enumerate() {
        let words = words.problems.get(index);
        missing.put(&mut problem.title, line(words.and_then(|w| w.title.as_ref())), KEY);
        missing.maybe(&mut problem.text, text(words.and_then(|w| w.text.as_ref())), KEY);
        missing.maybe(&mut problem.instead, text(words.and_then(|w| w.instead.as_ref())), KEY);
    }
    missing.maybe(&mut statement.improvements, text(words.improvements.as_ref()), KEY);
    if let Some(contact) = &mut statement.contact {
        missing.put(&mut contact.title, line(words.contact.as_ref()), KEY);
    }
    missing.maybe(&mut statement.reply_within, line(words.reply_within.as_ref()), KEY);
    missing.each(statement.formats.iter_mut(), &words.formats.0, KEY);
    missing.maybe(&mut statement.tested_by, line(words.tested_by.as_ref()), KEY);
    missing.maybe(&mut statement.method, text(words.method.as_ref()), KEY);
}

fn by_id<'w, T>(words: &'w Ordered<Id, T>, id: &Id) -> Option<&'w T> {
    words.0.iter().find(|(known, _)| known.value == *id).map(|(_, words)| words)
}

fn leads(edition: &mut Public, further: &mut Further<'_>) {
    for lead in &mut edition.leads {
        let mut missing = Missing::of(further, lead.origin);
        let given = by_id(&further.translation.leads, &lead.id);
        missing.put(&mut lead.title, line(given.and_then(|words| words.title.as_ref())), lead.id.as_str());
        missing.maybe(
            &mut lead.directorate,
            line(given.and_then(|words| words.directorate.as_ref())),
            lead.id.as_str(),
        );
        missing.tell(further);
    }
}

/// Abbreviations are those of a language; without a glossary of its own an edition has none.
fn glossary(edition: &mut Public, further: &mut Further<'_>) {
    let own = further.translation.glossary.as_ref().map_or(&[][..], |glossary| &glossary.0);
    edition.glossary =
        own.iter().map(|(word, meaning)| (word.value.clone().into(), meaning.value.clone().into())).collect();
}

fn pages(edition: &mut Public, further: &mut Further<'_>) {
    if let Some(home) = &mut edition.home {
        page(home, further.translation.home.as_ref(), further);
    }
    for item in &mut edition.pages {
        page(item, by_file(&further.translation.pages, item.body_span.file), further);
    }
    tell_orphans(further.translation.pages.iter().map(|(original, _)| original), further.found);
}

fn page(page: &mut public::Page, given: Option<&Translated<PageWords>>, further: &mut Further<'_>) {
    let mut missing = Missing::of(further, Span::file(page.body_span.file));
    missing.put(&mut page.title, line(given.and_then(|given| given.words.title.as_ref())), "title");
    let description = text(given.and_then(|given| given.words.description.as_ref()));
    missing.maybe(&mut page.description, description, "description");
    missing.put(&mut page.body, text(given.map(|given| &given.body)), TEXT);
    if let Some(given) = given {
        page.body_span = given.body.span;
    }
    missing.tell(further);
}

fn tell_orphans<'o>(originals: impl Iterator<Item = &'o Original>, found: &mut Diagnostics) {
    for original in originals.filter(|original| original.of.is_none()) {
        found.push(Diagnostic::error(
            "no-original",
            Span::file(original.translation),
            "this translation has no original beside it",
            "give it the name of its original, or remove it",
        ));
    }
}

fn one_plan(plan: &mut public::Plan, translation: &PlanTranslation, further: &mut Further<'_>) {
    let mut missing = Missing::of(further, plan.origin);
    plan_words(plan, translation.words.as_ref().unwrap_or(&PlanWords::default()), &mut missing);
    missing.tell(further);
    for item in &mut plan.recommendations {
        let given = by_file(&translation.recommendations, item.origin.file);
        recommendation(item, given, further);
    }
    for index in 0..plan.rounds.len() {
        let given = by_file(&translation.rounds, plan.rounds[index].origin.file);
        round(plan, index, given, further);
    }
    costs(plan, translation, further);
    tell_orphans(translation.recommendations.iter().map(|(original, _)| original), further.found);
    tell_orphans(translation.rounds.iter().map(|(original, _)| original), further.found);
}

fn by_file<T>(translated: &[(Original, T)], file: FileId) -> Option<&T> {
    translated.iter().find(|(original, _)| original.of == Some(file)).map(|(_, words)| words)
}

fn plan_words(plan: &mut public::Plan, words: &PlanWords, missing: &mut Missing) {
    missing.put(&mut plan.title, line(words.title.as_ref()), "title");
    missing.maybe(&mut plan.short_title, line(words.short_title.as_ref()), "short_title");
    missing.maybe(&mut plan.organisation, line(words.organisation.as_ref()), "organisation");
    missing.maybe(&mut plan.summary, text(words.summary.as_ref()), "summary");
    for topic in &mut plan.topics {
        let given = by_id(&words.topics, &topic.id);
        missing.put(&mut topic.title, line(given.and_then(|words| words.title.as_ref())), "topics");
        missing.maybe(&mut topic.summary, text(given.and_then(|words| words.summary.as_ref())), "topics");
    }
    for (key, label) in &mut plan.labels {
        let given = words.labels.0.iter().find(|(known, _)| *known.value == **key).map(|(_, label)| label);
        missing.put(label, line(given), "labels");
    }
    if let Some(source) = &mut plan.source {
        missing.maybe(&mut source.body, line(words.source.body.as_ref()), "source");
        missing.maybe(&mut source.kind, line(words.source.kind.as_ref()), "source");
        if let Some(report) = &mut source.report {
            missing.put(&mut report.title, line(words.source.report.as_ref()), "source");
        }
    }
    missing.maybe(&mut plan.cycle, line(words.reporting.cycle.as_ref()), "reporting");
    missing.maybe(&mut plan.committee, line(words.reporting.committee.as_ref()), "reporting");
    if let Some(stated) = &mut plan.stated {
        missing.maybe(&mut stated.note, text(words.stated.note.as_ref()), "stated");
        if let Some(source) = &mut stated.source {
            missing.put(&mut source.title, line(words.stated.source.as_ref()), "stated");
        }
    }
    extra(&mut plan.extra, words.extra.as_ref(), missing);
}

fn extra(extra: &mut Vec<(Words, Vec<Words>)>, given: Option<&Ordered<Line, OneOrMany<Text>>>, missing: &mut Missing) {
    match given {
        Some(given) => *extra = super::extra(given),
        None => {
            for (key, texts) in extra {
                std::iter::once(key).chain(texts).for_each(|words| missing.put(words, None, "extra"));
            }
        }
    }
}

fn recommendation(
    item: &mut public::Recommendation,
    given: Option<&Translated<RecommendationWords>>,
    further: &mut Further<'_>,
) {
    let mut missing = Missing::of(further, item.origin);
    let none = RecommendationWords::default();
    let words = given.map_or(&none, |given| &given.words);
    missing.put(&mut item.title, line(words.title.as_ref()), "title");
    missing.maybe(&mut item.recommended, text(words.recommended.as_ref()), "recommended");
    missing.put(&mut item.promised, text(given.map(|given| &given.body)), TEXT);
    missing.maybe(&mut item.timescale, text(words.timescale.as_ref()), "timescale");
    if let Some(response) = &mut item.response {
        missing.maybe(&mut response.reason, text(words.reason.as_ref()), "reason");
    }
    for action in &mut item.actions {
        let given = by_id(&words.actions, &action.id);
        missing.put(&mut action.title, line(given.and_then(|words| words.title.as_ref())), "actions");
        missing.maybe(&mut action.timescale, text(given.and_then(|words| words.timescale.as_ref())), "actions");
        missing.maybe(&mut action.note, text(given.and_then(|words| words.note.as_ref())), "actions");
        let milestones = given.map_or(&[][..], |words| &words.milestones);
        missing.each(action.milestones.iter_mut().map(|(_, title)| title), milestones, "actions");
    }
    missing.each(item.evidence.iter_mut().map(|evidence| &mut evidence.title), &words.evidence, "evidence");
    for (index, (_, wording)) in item.earlier_wording.iter_mut().enumerate() {
        missing.put(wording, text(words.earlier_wording.get(index)), "earlier_wording");
    }
    extra(&mut item.extra, words.extra.as_ref(), &mut missing);
    missing.tell(further);
}

fn round(plan: &mut public::Plan, index: usize, given: Option<&RoundWords>, further: &mut Further<'_>) {
    let round = &mut plan.rounds[index];
    let mut missing = Missing::of(further, round.origin);
    missing.maybe(&mut round.title, line(given.and_then(|words| words.title.as_ref())), "title");
    missing.maybe(&mut round.summary, text(given.and_then(|words| words.summary.as_ref())), "summary");
    for item in &mut plan.recommendations {
        let slug = item.reference.slug();
        let Some(update) = item.updates.iter_mut().find(|update| update.round == index) else { continue };
        let words = given.and_then(|given| {
            given.updates.0.iter().find(|(reference, _)| reference.slug() == slug).map(|(_, words)| words)
        });
        one_update(update, words, &mut missing);
        // The ledger of dates tells the same reason.
        if let Some(slip) = item.state.slips.iter_mut().find(|slip| slip.round == index) {
            slip.reason.clone_from(&update.reason);
            slip.approved.clone_from(&update.approved);
        }
    }
    missing.tell(further);
}

fn one_update(update: &mut public::Update, words: Option<&UpdateWords>, missing: &mut Missing) {
    missing.maybe(&mut update.progress, text(words.and_then(|words| words.progress.as_ref())), "updates");
    missing.maybe(&mut update.reason, text(words.and_then(|words| words.reason.as_ref())), "updates");
    missing.maybe(&mut update.outcome, text(words.and_then(|words| words.outcome.as_ref())), "updates");
    if let Some(approved) = &mut update.approved {
        missing.put(&mut approved.body, line(words.and_then(|words| words.approved.as_ref())), "updates");
    }
    for (index, assessment) in update.assessments.iter_mut().enumerate() {
        let given = words.and_then(|words| words.assessments.get(index));
        missing.put(&mut assessment.by, line(given.and_then(|words| words.by.as_ref())), "updates");
        missing.put(&mut assessment.view, text(given.and_then(|words| words.view.as_ref())), "updates");
    }
    let evidence = words.map_or(&[][..], |words| &words.evidence);
    missing.each(update.evidence.iter_mut().map(|evidence| &mut evidence.title), evidence, "updates");
}

fn costs(plan: &mut public::Plan, translation: &PlanTranslation, further: &mut Further<'_>) {
    let mut missing = Missing::of(further, plan.origin);
    for indicator in &mut plan.indicators {
        let given = by_id(&translation.indicators, &indicator.id);
        missing.put(&mut indicator.title, line(given.and_then(|words| words.title.as_ref())), "indicators");
        missing.maybe(&mut indicator.unit, line(given.and_then(|words| words.unit.as_ref())), "indicators");
        missing.maybe(&mut indicator.note, text(given.and_then(|words| words.note.as_ref())), "indicators");
        for reading in indicator.targets.iter_mut().chain(&mut indicator.values) {
            reading.note = reading.note.take().map(Words::untranslated);
        }
    }
    if let Some(resources) = &mut plan.resources {
        let given = translation.resources.as_ref();
        missing.maybe(&mut resources.unit, line(given.and_then(|words| words.unit.as_ref())), "resources");
        missing.maybe(&mut resources.note, text(given.and_then(|words| words.note.as_ref())), "resources");
        for row in &mut resources.rows {
            let given = given.and_then(|words| words.rows.get(row.place));
            missing.put(&mut row.title, line(given.and_then(|words| words.title.as_ref())), "resources");
            missing.maybe(&mut row.kind, line(given.and_then(|words| words.kind.as_ref())), "resources");
            missing.maybe(&mut row.funding, line(given.and_then(|words| words.funding.as_ref())), "resources");
            missing.maybe(&mut row.note, text(given.and_then(|words| words.note.as_ref())), "resources");
        }
    }
    missing.tell(further);
}

/// Marks all words of a plan of which nothing is translated; that is told once, of the plan.
fn untranslated_plan(plan: &mut public::Plan, further: &Further<'_>) {
    let none = PlanTranslation {
        id: String::new(),
        words: None,
        recommendations: Vec::new(),
        rounds: Vec::new(),
        indicators: Ordered::default(),
        resources: None,
    };
    let Further { translation, policy, site, .. } = *further;
    one_plan(plan, &none, &mut Further { translation, policy, site, found: &mut Diagnostics::default() });
}
