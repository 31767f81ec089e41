//! The recognised plan as source files, as a person would have typed them. Start at [`files`].

use std::collections::BTreeSet;

use super::leads::Lead;
use super::markdown;
use super::plan::{Action, Item, Recognised, id_among};
use super::source::Paragraph;
use super::{Known, NewFile, Options, references, updates};
use crate::content::authoring::{Yaml, with_front_matter};
use crate::date::Date;
use crate::refs::{self, Ref};

/// All files of the plan, with those of the site that it lacks.
pub fn files(plan: &Recognised, known: &Known, options: &Options) -> Vec<NewFile> {
    let folder = format!("content/plans/{}", options.plan);
    let topics = topic_ids(plan);
    let refs: references::Known = plan.items.iter().filter_map(|item| item.reference.clone()).collect();
    let mut files = Vec::new();
    if !known.has_site {
        files.push(NewFile::new("content/site.yaml", site(plan)));
    }
    let page = page(plan, options);
    files.push(NewFile::new(
        format!("{folder}/plan.yaml"),
        plan_file(plan, options, &topics, page.as_ref().map(|(id, _)| id.as_str())),
    ));
    for item in &plan.items {
        let Some(reference) = &item.reference else { continue };
        let name = file_name(reference, &item.title);
        files.push(NewFile::new(format!("{folder}/recommendations/{name}.md"), recommendation(item, &topics, &refs)));
    }
    for (date, news) in updates::of(plan, &refs) {
        files.push(updates::file(&folder, date, &news));
    }
    files.extend(page.map(|(id, text)| NewFile::new(format!("content/pages/{id}.md"), text)));
    files.extend(leads(&plan.leads, known));
    files.push(NewFile::new(format!("{folder}/import-report.md"), plan.report.markdown()));
    files
}

/// `leads.yaml` with new entries, if there are any.
pub fn leads(fresh: &[Lead], known: &Known) -> Option<NewFile> {
    if fresh.is_empty() {
        return None;
    }
    let added = leads_text(fresh);
    let text = known.leads_file.as_ref().map_or_else(|| added.clone(), |before| with_more(before, &added));
    Some(NewFile { replaces: known.leads_file.clone(), ..NewFile::new("content/leads.yaml", text) })
}

/// An author's file with entries at its end.
fn with_more(before: &str, added: &str) -> String {
    let break_ = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    format!("{before}{break_}{added}")
}

fn site(plan: &Recognised) -> String {
    let mut yaml = Yaml::default();
    yaml.comment("What the whole site is called, and whose it is: change both as you like.");
    yaml.entry("title", "Our action plans");
    match &plan.organisation {
        Some(organisation) => yaml.entry("organisation", organisation),
        None => yaml.entry("organisation", "Your organisation"),
    }
    yaml.as_str().to_owned()
}

fn topic_ids(plan: &Recognised) -> Vec<String> {
    let mut used = BTreeSet::new();
    plan.topics.iter().map(|topic| id_among(&topic.title, &mut used)).collect()
}

fn plan_file(plan: &Recognised, options: &Options, topics: &[String], page: Option<&str>) -> String {
    let mut yaml = Yaml::default();
    yaml.entry("title", &plan.title);
    yaml.optional("organisation", plan.organisation.as_deref());
    let mut summary = markdown::of(&plan.summary);
    if let Some(page) = page {
        let separator = if summary.is_empty() { "" } else { "\n\n" };
        summary = format!("{summary}{separator}[{}](/{page}/)", markdown::escaped(&plan.title));
    }
    if !summary.is_empty() {
        yaml.entry("summary", &summary);
    }
    let records: Vec<Yaml> = plan
        .topics
        .iter()
        .zip(topics)
        .map(|(topic, id)| {
            let mut yaml = Yaml::default();
            yaml.entry("id", id);
            yaml.entry("title", &topic.title);
            yaml.optional("summary", Some(topic.summary.as_str()).filter(|summary| !summary.is_empty()));
            yaml
        })
        .collect();
    yaml.records("topics", &records);
    let mut labels = Yaml::default();
    for (word, label) in &plan.labels {
        labels.entry(word, label);
    }
    yaml.mapping("labels", &labels);
    if !plan.headings.is_empty() {
        let mut extra = Yaml::default();
        extra.list("Columns of the document", plan.headings.iter().map(String::as_str));
        yaml.mapping("extra", &extra);
    }
    if !options.columns.is_empty() {
        let mut columns = Yaml::default();
        for (heading, meaning) in &options.columns {
            columns.entry(heading, meaning.name());
        }
        let mut import = Yaml::default();
        import.mapping("columns", &columns);
        yaml.comment("What the columns of the document mean; an import reads it from here.");
        yaml.mapping("import", &import);
    }
    yaml.as_str().to_owned()
}

/// What is too long for the plan's summary, as a page of its own with its id.
fn page(plan: &Recognised, options: &Options) -> Option<(String, String)> {
    let text = markdown::of(&plan.page);
    if text.is_empty() {
        return None;
    }
    let mut yaml = Yaml::default();
    yaml.entry("title", &plan.title);
    // A page is a template before it is Markdown: what opens one there is written out.
    let body = ["{{", "{%", "{#"].iter().fold(text, |text, mark| text.replace(mark, &format!("\u{0}{mark}\u{1}")));
    let body = body.replace('\u{0}', "{{ \"").replace('\u{1}', "\" }}");
    Some((format!("{}-document", options.plan), with_front_matter(&yaml, &body)))
}

/// `9a-workforce-strategy`
pub fn file_name(reference: &Ref, title: &str) -> String {
    let mut slug = refs::slug(title);
    if slug.len() > 50 {
        let end = slug[..50].rfind('-').unwrap_or(50);
        slug.truncate(end);
    }
    format!("{}-{slug}", reference.slug())
}

fn dates(yaml: &mut Yaml, start: Option<Date>, due: Option<Date>, timescale: Option<&str>) {
    yaml.optional("start", start.map(Date::edtf).as_deref());
    yaml.optional("due", due.map(Date::edtf).as_deref());
    yaml.optional("timescale", timescale);
}

pub fn recommendation(item: &Item, topics: &[String], refs: &references::Known) -> String {
    let own = item.reference.as_ref();
    let linked = |paragraphs: &[Paragraph]| references::linked(&markdown::of(paragraphs), refs, own);
    let mut yaml = Yaml::default();
    yaml.entry("ref", item.reference.as_ref().map_or("", Ref::as_str));
    if item.title_is_made {
        yaml.comment("A guess, made from the text.");
    }
    yaml.entry("title", &item.title);
    yaml.optional("topic", item.topic.and_then(|topic| topics.get(topic)).map(String::as_str));
    if let Some((answer, reason)) = &item.answer {
        let reason = markdown::of(reason);
        if reason.is_empty() {
            yaml.entry("response", answer);
        } else {
            let mut response = Yaml::default();
            response.entry("decision", answer);
            response.entry("reason", &reason);
            yaml.mapping("response", &response);
        }
    }
    let recommended = linked(&item.recommended);
    yaml.optional("recommended", Some(recommended.as_str()).filter(|text| !text.is_empty()));
    yaml.list("leads", item.leads.iter().map(String::as_str));
    yaml.list("support", item.support.iter().map(String::as_str));
    yaml.list("sponsor", item.sponsors.iter().map(String::as_str));
    dates(&mut yaml, item.start, item.due, item.timescale.as_deref());
    yaml.optional("review", item.review.map(Date::edtf).as_deref());
    yaml.records(
        "actions",
        &item
            .actions
            .iter()
            .zip(action_ids(&item.actions))
            .map(|(action, id)| action_file(action, &id))
            .collect::<Vec<_>>(),
    );
    yaml.list("related", item.related.iter().map(Ref::as_str));
    let evidence: Vec<Yaml> = item
        .evidence
        .iter()
        .map(|evidence| {
            let mut yaml = Yaml::default();
            yaml.entry("title", &evidence.title);
            yaml.entry("url", &evidence.url);
            yaml
        })
        .collect();
    yaml.records("evidence", &evidence);
    let mut extra = Yaml::default();
    for (name, texts) in &item.extra {
        match texts.as_slice() {
            [only] => extra.entry(name, only),
            texts => extra.list(name, texts.iter().map(String::as_str)),
        }
    }
    yaml.mapping("extra", &extra);
    with_front_matter(&yaml, &linked(&item.response))
}

pub fn action_ids(actions: &[Action]) -> Vec<String> {
    let mut used = BTreeSet::new();
    actions.iter().map(|action| id_among(&super::titles::made(&action.title), &mut used)).collect()
}

fn action_file(action: &Action, id: &str) -> Yaml {
    let mut yaml = Yaml::default();
    yaml.entry("id", id);
    yaml.entry("title", &action.title);
    dates(&mut yaml, action.start, action.due, action.timescale.as_deref());
    yaml.list("leads", action.leads.iter().map(String::as_str));
    let note = markdown::of(&action.note);
    yaml.optional("note", Some(note.as_str()).filter(|note| !note.is_empty()));
    yaml
}

fn leads_text(leads: &[Lead]) -> String {
    let mut yaml = Yaml::default();
    for lead in leads {
        let mut entry = Yaml::default();
        entry.entry("title", &lead.title);
        entry.optional("kind", lead.kind);
        entry.list("aliases", lead.aliases.iter().map(String::as_str));
        yaml.mapping(&lead.id, &entry);
    }
    yaml.as_str().to_owned()
}
