//! Committee papers as they may be seen: exempt ones left out, and exempt parts replaced by the standard note.

use std::sync::Arc;

use super::{Seen, View, contact, date, recommendation, visible, words};
use crate::content::public::{self, paper as of};
use crate::content::sources::{self, form, paper};
use crate::date::Day;
use crate::refs::Id;

/// The papers of a folder that the audience may see.
pub fn published(
    view: &View<'_>,
    forms: &[sources::Form],
    papers: &[sources::Paper],
    plans: &[public::Plan],
    own: Option<&Id>,
) -> Vec<public::Paper> {
    let each = papers.iter().filter_map(|paper| one(view, forms, paper, (plans, own)));
    each.collect()
}

fn one(
    view: &View<'_>,
    forms: &[sources::Form],
    source: &sources::Paper,
    (plans, own): (&[public::Plan], Option<&Id>),
) -> Option<public::Paper> {
    let matter = &source.matter;
    let whole = view.options.exempt == Some(source.file);
    if matter.exempt.is_some() && !whole {
        return None;
    }
    let Seen { preview } = visible(view.options, matter.draft, matter.embargo.as_ref())?;
    let about = matter.plan.as_ref().map(|plan| &plan.value).or(own);
    let plan = match about {
        Some(id) => Some(plans.iter().position(|plan| plan.id == *id)?),
        None => None,
    };
    let given = matter.as_at.as_ref().unwrap_or(&matter.date).value;
    // A paper of a day to come is not there yet, as a round is not.
    let first = given.earliest().filter(|day| *day <= view.options.as_of)?;
    let as_at: Day = given.latest().unwrap_or(first).min(view.options.as_of);
    let name = matter.form.as_ref().map_or(form::USUAL, |form| form.as_str());
    let form = forms.iter().find(|form| form.id.as_str() == name).map(|form| form_of(&form.matter))?;
    let folder = own.map_or_else(|| "files/".to_owned(), |plan| format!("plans/{plan}/files/"));
    let pairs = |details: &[paper::Detail]| {
        details.iter().map(|detail| (detail.label.value.clone().into(), detail.value.value.clone().into())).collect()
    };
    Some(public::Paper {
        id: source.id.value.clone(),
        title: matter.title.value.clone().into(),
        committee: matter.committee.as_ref().map(|line| line.value.clone().into()),
        date: matter.date.value,
        as_at,
        plan,
        details: pairs(&matter.details),
        objectives: matter.objectives.iter().map(|item| (item.title.value.clone().into(), item.applies)).collect(),
        recommendations: matter.recommendations.iter().map(|text| text.value.clone().into()).collect(),
        numbering: matter.numbering.as_ref().map_or(form.numbering, |numbering| numbering_of(numbering.value)),
        form: Arc::new(form),
        appendices: matter.appendices.iter().filter_map(|item| appendix(item, plan.map(|plan| &plans[plan]))).collect(),
        clearance: pairs(&matter.clearance),
        contact: matter.contact.as_ref().map(contact),
        background: recommendation::evidence(&matter.background_papers, &folder),
        body: body(source, whole),
        exempt: exempt(source).filter(|_| whole),
        preview,
        file: source.file,
        origin: source.origin(),
    })
}

fn appendix(source: &paper::AppendixMatter, plan: Option<&public::Plan>) -> Option<of::Appendix> {
    let position = |reference: &crate::refs::Ref| {
        plan?.recommendations.iter().position(|item| item.reference.slug() == reference.slug())
    };
    Some(of::Appendix {
        kind: of::AppendixKind::named(&source.name)?,
        title: source.title.as_ref().map(|line| line.value.clone().into()),
        columns: source.columns.iter().filter_map(|column| of::AppendixColumn::named(column.as_str())).collect(),
        since: date(source.since.as_ref()),
        recommendation: source.reference.as_ref().and_then(|reference| position(&reference.value)),
    })
}

/// The body with the standard note in place of what is withheld, or whole without the fences.
fn body(source: &sources::Paper, whole: bool) -> of::Body {
    let start = source.body.span.range().start;
    let mut text = String::new();
    let mut pieces = Vec::new();
    for part in paper::parts(&source.body).0 {
        pieces.push((text.len(), start + part.range.start));
        match part.exempt.filter(|_| !whole) {
            Some(paragraph) => text.push_str(&of::note(&paragraph)),
            None => text.push_str(&source.body[part.range]),
        }
    }
    of::Body { text: text.into(), pieces, file: source.file }
}

fn exempt(source: &sources::Paper) -> Option<of::Exempt> {
    let of_paper = source.matter.exempt.as_ref();
    let of_parts = paper::parts(&source.body).0.into_iter().filter_map(|part| part.exempt);
    let of_all = of_paper.map(|exempt| exempt.paragraph.value.to_string());
    let mut paragraphs: Vec<String> = of_all.into_iter().chain(of_parts).collect();
    paragraphs.sort_by(|a, b| crate::refs::natural_order(a, b));
    paragraphs.dedup();
    let reason = of_paper.and_then(|exempt| words(Some(&exempt.reason)));
    let paragraphs: Vec<public::Words> = paragraphs.into_iter().map(public::Words::from).collect();
    (!paragraphs.is_empty()).then_some(of::Exempt { paragraphs, reason })
}

fn numbering_of(source: paper::Numbering) -> of::Numbering {
    match source {
        paper::Numbering::None => of::Numbering::None,
        paper::Numbering::Paragraphs => of::Numbering::Paragraphs,
        paper::Numbering::Sections => of::Numbering::Sections,
    }
}

fn form_of(source: &form::FormMatter) -> of::Form {
    of::Form {
        fields: source.fields.iter().map(field).collect(),
        sections: source.sections.iter().map(section).collect(),
        numbering: source.numbering.as_ref().map_or(of::Numbering::None, |numbering| numbering_of(numbering.value)),
        start: source.start.as_ref().map_or(1, |start| start.value),
        contents: source.contents,
    }
}

fn field(source: &form::FieldMatter) -> of::Field {
    let detail = source.detail.as_ref().or(source.label.as_ref()).map(|line| line.value.clone().into());
    of::Field {
        label: source.label.as_ref().map(|line| line.value.clone().into()),
        from: match source.from.as_ref().map(|from| from.value) {
            Some(form::From::Committee) => of::FieldFrom::Committee,
            Some(form::From::Date) => of::FieldFrom::Date,
            Some(form::From::AsAt) => of::FieldFrom::AsAt,
            Some(form::From::Title) => of::FieldFrom::Title,
            Some(form::From::Plan) => of::FieldFrom::Plan,
            Some(form::From::Contact) => of::FieldFrom::Contact,
            Some(form::From::Exempt) => of::FieldFrom::Exempt,
            Some(form::From::Details) => of::FieldFrom::Details,
            None => detail.map_or(of::FieldFrom::Details, of::FieldFrom::Detail),
        },
    }
}

fn section(source: &form::SectionMatter) -> of::Section {
    of::Section {
        level: source.level.as_ref().map_or(1, |level| level.value.clamp(1, 2)),
        heading: source.heading.as_ref().map(|line| line.value.clone().into()),
        not_applicable: words(source.not_applicable.as_ref()),
        required: source.required,
        numbered: source.numbered,
        holds: source.holds.as_ref().map(|holds| match holds.value {
            form::Holds::Recommendations => of::Holds::Recommendations,
            form::Holds::Objectives => of::Holds::Objectives,
            form::Holds::Clearance => of::Holds::Clearance,
            form::Holds::Contact => of::Holds::Contact,
            form::Holds::BackgroundPapers => of::Holds::BackgroundPapers,
            form::Holds::Body => of::Holds::Body,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_that_may_be_typed_means_something() {
        assert!(paper::APPENDICES.iter().copied().eq(of::AppendixKind::ALL.iter().map(|kind| kind.id())));
        assert!(paper::COLUMNS.iter().copied().eq(of::AppendixColumn::ALL.iter().map(|column| column.id())));
    }
}
