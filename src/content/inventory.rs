//! What a project has already, as commands that add to it need it: leads, statuses, and plans as they were written.
//!
//! For authors' eyes alone: drafts and internal matter may be told of, so no page is made from it.

use super::{model, sources};
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::refs::Ref;

#[derive(Clone, Debug, Default)]
pub struct Inventory {
    pub has_site: bool,
    pub leads: Vec<Lead>,
    /// The ids of the site's own statuses with their labels; empty if it has the default scheme.
    pub statuses: Vec<(String, String)>,
    pub plans: Vec<Plan>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub id: String,
    pub title: String,
    pub aliases: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub id: String,
    /// What an author said that columns of its document mean: heading and word.
    pub columns: Vec<(String, String)>,
    pub recommendations: Vec<Recommendation>,
    /// The ids of its topics with their titles.
    pub topics: Vec<(String, String)>,
    /// The dates of its rounds.
    pub rounds: Vec<Date>,
}

/// What a newer document may say otherwise.
#[derive(Clone, Debug)]
pub struct Recommendation {
    pub reference: Ref,
    /// From the project's folder.
    pub path: String,
    pub title: String,
    pub recommended: String,
    pub response: String,
    pub leads: Vec<String>,
    /// As it stands after all rounds.
    pub due: Option<Date>,
    pub timescale: Option<String>,
    pub status: Option<String>,
    pub progress: String,
    pub actions: Vec<Action>,
    pub extra: Vec<(String, Vec<String>)>,
}

/// A step as it stands after all rounds.
#[derive(Clone, Debug)]
pub struct Action {
    pub id: String,
    pub status: Option<String>,
    pub due: Option<Date>,
}

/// Mistakes are left to those who check.
pub fn of(files: &Files) -> Inventory {
    let mut found = Diagnostics::default();
    let sources = sources::read(files, None, &mut found);
    let model = model::resolve(&sources, &mut found);
    let own = sources.site.iter().flat_map(|site| &site.statuses);
    Inventory {
        has_site: sources.site.is_some() || files.find("content/site.yaml").is_some(),
        leads: sources
            .leads
            .iter()
            .map(|(id, lead)| Lead {
                id: id.to_string(),
                title: lead.title.to_string(),
                aliases: lead.aliases.iter().map(|alias| alias.to_string()).collect(),
            })
            .collect(),
        statuses: own.map(|status| (status.id.to_string(), status.label.to_string())).collect(),
        plans: model.plans.iter().map(|given| plan(files, given)).collect(),
    }
}

fn plan(files: &Files, plan: &model::Plan<'_>) -> Plan {
    let told = plan.source.matter.import.iter().flat_map(|import| &import.columns);
    Plan {
        id: plan.source.id.to_string(),
        columns: told.map(|(heading, meaning)| (heading.to_string(), meaning.name().to_owned())).collect(),
        topics: plan.source.matter.topics.iter().map(|topic| (topic.id.to_string(), topic.title.to_string())).collect(),
        recommendations: plan.recommendations.iter().map(|item| recommendation(files, item)).collect(),
        rounds: plan.rounds.iter().map(|round| round.matter.as_at.value).collect(),
    }
}

fn recommendation(files: &Files, item: &model::Recommendation<'_>) -> Recommendation {
    let matter = &item.source.matter;
    let updates = || item.updates.iter().rev().map(|update| update.source);
    Recommendation {
        reference: matter.reference.value.clone(),
        path: files.path(item.source.file).to_owned(),
        title: matter.title.to_string(),
        recommended: matter.recommended.as_ref().map(|text| text.to_string()).unwrap_or_default(),
        response: item.source.body.to_string(),
        leads: matter.leads.iter().map(|lead| lead.to_string()).collect(),
        due: updates().find_map(|update| update.due.as_ref()).or(matter.due.as_ref()).map(|due| due.value),
        timescale: matter.timescale.as_ref().map(|text| text.trim().to_owned()),
        status: updates().find_map(|update| update.status.as_ref()).map(|status| status.to_string()),
        progress: updates()
            .find_map(|update| update.progress.as_ref())
            .map(|text| text.to_string())
            .unwrap_or_default(),
        actions: matter
            .actions
            .iter()
            .map(|action| {
                let all = updates().flat_map(|update| update.actions.iter());
                let told: Vec<_> = all.filter(|(id, _)| id.value == action.id.value).map(|(_, news)| news).collect();
                Action {
                    id: action.id.to_string(),
                    status: told.iter().find_map(|news| news.status.as_ref()).map(|status| status.to_string()),
                    due: told.iter().find_map(|news| news.due.as_ref()).or(action.due.as_ref()).map(|due| due.value),
                }
            })
            .collect(),
        extra: matter
            .extra
            .iter()
            .map(|(name, texts)| (name.to_string(), texts.iter().map(|text| text.to_string()).collect()))
            .collect(),
    }
}
