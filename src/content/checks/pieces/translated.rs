//! The pieces of translations: each stands where its original stands, and is withheld with it.

use std::collections::HashMap;

use super::{Collector, Form, Home, Words};
use crate::content::checks::project::Project;
use crate::content::sources::{PageWords, PlanTranslation, RecommendationWords, Translated, Translation, UpdateWords};
use crate::diagnostic::FileId;

pub fn of_all<'a>(project: &Project<'a>, all: &mut Collector<'a>) {
    for translation in &project.sources.translations {
        all.home = Home { is_page: true, ..Home::default() };
        of_site(translation, all);
        of_pages(project, translation, all);
        for plan in &translation.plans {
            let Some(index) = project.plan(&plan.id) else { continue };
            all.home = Home { plan: Some(index), withheld: project.is_plan_withheld(index), ..Home::default() };
            of_plan(plan, all);
            let items = project.model.plans[index].recommendations.iter().enumerate();
            let by_file: HashMap<FileId, usize> = items.map(|(number, item)| (item.source.file, number)).collect();
            for (beside, words) in &plan.recommendations {
                let number = beside.of.and_then(|file| by_file.get(&file).copied());
                of_recommendation(project, (index, number), words, all);
            }
            of_rounds(project, index, plan, all);
        }
    }
}

fn of_site<'a>(translation: &'a Translation, all: &mut Collector<'a>) {
    if let Some(site) = &translation.site {
        all.lines(site.title.iter().chain(&site.organisation).chain(&site.contact).chain(&site.footer));
        all.plain(&site.description);
        all.markdown(&site.notice);
        for (_, status) in &site.statuses {
            all.lines(&status.label);
            all.plain(&status.meaning);
        }
    }
    all.lines(translation.leads.iter().filter_map(|(_, lead)| lead.title.as_ref()));
    all.plain(translation.glossary.iter().flatten().map(|(_, meaning)| meaning));
}

fn of_pages<'a>(project: &Project<'a>, translation: &'a Translation, all: &mut Collector<'a>) {
    let mut page = |page: &'a Translated<PageWords>, withheld: bool| {
        all.home.withheld = withheld;
        all.lines(&page.words.title);
        all.plain(&page.words.description);
        all.push(Words::Text(&page.body), Form::Template);
    };
    let withheld = |original: &crate::content::sources::Page| {
        project.is_withheld(original.matter.draft, original.matter.embargo.as_ref())
    };
    if let Some(home) = &translation.home {
        page(home, project.sources.home.as_ref().is_some_and(withheld));
    }
    for (beside, words) in &translation.pages {
        let original = project.sources.pages.iter().find(|page| Some(page.id.span.file) == beside.of);
        page(words, original.is_some_and(withheld));
    }
}

fn of_plan<'a>(plan: &'a PlanTranslation, all: &mut Collector<'a>) {
    if let Some(words) = &plan.words {
        all.lines(words.title.iter().chain(&words.short_title).chain(&words.organisation));
        all.markdown(&words.summary);
        for (_, topic) in &words.topics {
            all.lines(&topic.title);
            all.markdown(&topic.summary);
        }
        all.lines(words.labels.iter().map(|(_, label)| label));
        all.lines(words.source.body.iter().chain(&words.source.kind).chain(&words.source.report));
        all.lines(words.reporting.cycle.iter().chain(&words.reporting.committee).chain(&words.stated.source));
        all.markdown(&words.stated.note);
        all.plain(words.extra.iter().flatten().flat_map(|(_, texts)| &texts.0));
    }
    for (_, indicator) in &plan.indicators {
        all.lines(indicator.title.iter().chain(&indicator.unit));
        all.markdown(&indicator.note);
    }
    if let Some(resources) = &plan.resources {
        all.lines(&resources.unit);
        all.markdown(&resources.note);
        for row in &resources.rows {
            all.lines(row.title.iter().chain(&row.kind).chain(&row.funding));
            all.markdown(&row.note);
        }
    }
}

fn of_recommendation<'a>(
    project: &Project<'a>,
    (index, number): (usize, Option<usize>),
    translated: &'a Translated<RecommendationWords>,
    all: &mut Collector<'a>,
) {
    let withheld = project.is_plan_withheld(index)
        || number.is_some_and(|number| project.is_recommendation_withheld(index, number));
    all.home = Home { plan: Some(index), recommendation: number, withheld, ..Home::default() };
    let words = &translated.words;
    all.lines(words.title.iter().chain(&words.evidence));
    all.markdown(&words.reason);
    all.quoted(words.recommended.iter().chain(&words.earlier_wording));
    all.plain(&words.timescale);
    for (_, action) in &words.actions {
        all.lines(action.title.iter().chain(&action.milestones));
        all.plain(&action.timescale);
        all.markdown(&action.note);
    }
    all.plain(words.extra.iter().flatten().flat_map(|(_, texts)| &texts.0));
    all.markdown([&translated.body]);
}

fn of_rounds<'a>(project: &Project<'a>, index: usize, translation: &'a PlanTranslation, all: &mut Collector<'a>) {
    let plan = &project.model.plans[index];
    for (beside, words) in &translation.rounds {
        let round = plan.rounds.iter().position(|round| Some(round.file) == beside.of);
        let withheld =
            project.is_plan_withheld(index) || round.is_some_and(|round| project.is_round_withheld(index, round));
        all.home = Home { plan: Some(index), withheld, ..Home::default() };
        all.lines(&words.title);
        all.markdown(&words.summary);
        for (reference, update) in &words.updates {
            let number = project.recommendation(index, reference.as_str());
            let is_withheld = number.is_some_and(|number| {
                let updates = &plan.recommendations[number].updates;
                let original = updates.iter().find(|update| Some(update.round) == round).map(|update| update.source);
                project.is_recommendation_withheld(index, number)
                    || original.is_some_and(|update| project.is_withheld(update.draft, update.embargo.as_ref()))
            });
            all.home = Home {
                plan: Some(index),
                recommendation: number,
                withheld: withheld || is_withheld,
                ..Home::default()
            };
            of_update(update, all);
        }
    }
}

fn of_update<'a>(update: &'a UpdateWords, all: &mut Collector<'a>) {
    all.markdown(update.progress.iter().chain(&update.reason).chain(&update.outcome));
    all.lines(update.approved.iter().chain(&update.evidence));
    for assessment in &update.assessments {
        all.lines(&assessment.by);
        all.quoted(&assessment.view);
    }
}
