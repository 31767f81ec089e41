//! Every text of the public view that may lead somewhere, with the folder in which it stands.

use super::{Evidence, Paper, Plan, Public, Recommendation, Update, Words};

impl Public {
    /// Each with the folder that its links are read from: empty for the site, or `plans/<plan>/`.
    pub fn texts(&self) -> Vec<(String, &str)> {
        let mut all: Vec<&Words> = Vec::new();
        let site = &self.site;
        all.extend(site.notice.iter().chain(site.logo.iter().map(|logo| &logo.path)));
        all.extend(site.footer.iter().filter_map(|link| link.url.as_ref()));
        all.extend(site.accessibility.iter().flat_map(super::accessibility::Accessibility::texts));
        all.extend(self.home.iter().chain(&self.pages).map(|page| &page.body));
        all.extend(self.papers.iter().flat_map(of_paper));
        let mut texts: Vec<(String, &str)> = all.into_iter().map(|words| (String::new(), words.unmarked())).collect();
        for plan in &self.plans {
            let folder = format!("plans/{}/", plan.id);
            let of_papers = plan.papers.iter().flat_map(of_paper);
            texts.extend(of_plan(plan).into_iter().chain(of_papers).map(|words| (folder.clone(), words.unmarked())));
        }
        texts
    }
}

fn of_paper(paper: &Paper) -> Vec<&Words> {
    let mut all: Vec<&Words> = paper.recommendations.iter().chain([&paper.body.text]).collect();
    all.extend(paper.details.iter().chain(&paper.clearance).map(|(_, value)| value));
    of_evidence(&paper.background, &mut all);
    all
}

fn of_plan(plan: &Plan) -> Vec<&Words> {
    let mut all: Vec<&Words> = plan.summary.iter().collect();
    all.extend(plan.topics.iter().filter_map(|topic| topic.summary.as_ref()));
    all.extend(plan.source.iter().filter_map(|review| review.report.as_ref()?.url.as_ref()));
    if let Some(stated) = &plan.stated {
        all.extend(stated.note.iter().chain(stated.source.iter().filter_map(|source| source.url.as_ref())));
    }
    all.extend(plan.extra.iter().flat_map(|(_, texts)| texts));
    all.extend(plan.rounds.iter().filter_map(|round| round.summary.as_ref()));
    for indicator in &plan.indicators {
        let readings = indicator.targets.iter().chain(&indicator.values);
        all.extend(indicator.note.iter().chain(readings.filter_map(|reading| reading.note.as_ref())));
    }
    if let Some(resources) = &plan.resources {
        all.extend(resources.note.iter().chain(resources.rows.iter().filter_map(|row| row.note.as_ref())));
    }
    for item in &plan.recommendations {
        of_recommendation(item, &mut all);
    }
    all
}

fn of_recommendation<'a>(item: &'a Recommendation, all: &mut Vec<&'a Words>) {
    all.extend(item.words());
    all.extend(item.response.iter().filter_map(|response| response.reason.as_ref()));
    all.extend(item.actions.iter().filter_map(|action| action.note.as_ref()));
    all.extend(item.earlier_wording.iter().map(|(_, text)| text));
    all.extend(item.extra.iter().flat_map(|(_, texts)| texts));
    of_evidence(&item.evidence, all);
    for update in &item.updates {
        of_update(update, all);
    }
}

fn of_update<'a>(update: &'a Update, all: &mut Vec<&'a Words>) {
    all.extend(update.assessments.iter().map(|assessment| &assessment.view));
    of_evidence(&update.evidence, all);
}

fn of_evidence<'a>(evidence: &'a [Evidence], all: &mut Vec<&'a Words>) {
    all.extend(evidence.iter().flat_map(|item| item.url.iter().chain(&item.file)));
}
