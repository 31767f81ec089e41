//! Makes the public view from the private one: chooses what may be seen, then derives what follows.
//!
//! The only module that sees both sides. What is withheld is dropped first, and every index is
//! made anew after that; statuses, dates and counts are derived from what is left, so that not
//! even a count tells of a draft. Start at [`published`].

mod attached;
mod legal;
mod paper;
mod plan;
mod recommendation;
mod threads;
mod translated;
mod withheld;

use std::collections::HashMap;

use crate::colour;
use crate::content::model::{self, Model};
use crate::content::public::history::Scheme;
use crate::content::public::{self, LeadIndex, Public, Withheld, Words};
use crate::content::{Audience, Options, sources};
use crate::date::Date;
use crate::diagnostic::{Diagnostics, Placed};
use crate::files::Files;
use crate::yaml::{OneOrMany, Ordered, Text};

pub use attached::named_by;

/// How many days before its date something is due soon, if the site does not say.
const DUE_SOON_DAYS: u16 = 30;

/// What every part of the conversion needs to know.
struct View<'a> {
    options: Options,
    model: &'a Model<'a>,
    due_soon_days: u16,
    /// Where each private recommendation stands among the public ones.
    places: HashMap<model::Place, public::Place>,
}

/// The editions of the site, one a language, as the options' audience may see them.
pub fn editions(
    sources: &sources::Sources,
    model: &Model<'_>,
    files: &Files,
    options: Options,
    found: &mut Diagnostics,
) -> Vec<Public> {
    let first = published(sources, model, options);
    let policy = sources.site.as_ref().map(|site| site.untranslated).unwrap_or_default();
    let mut editions = vec![first];
    for translation in &sources.translations {
        let further = translated::Further { translation, policy, site: sources.site_span, found };
        let edition = translated::translated(&editions[0], further);
        editions.push(edition);
    }
    attached::choose(&mut editions, files);
    editions
}

/// The language of a site that names none.
const LANGUAGE: &str = "en-GB";

fn language(site: Option<&sources::SiteMatter>) -> Words {
    site.and_then(|site| site.tags().next()).map_or(LANGUAGE.into(), |tag| tag.value.clone().into())
}

fn twins(site: Option<&sources::SiteMatter>) -> Vec<public::Twin> {
    let first = public::Twin { language: language(site), prefix: String::new() };
    let further = site.into_iter().flat_map(|site| site.tags().skip(1));
    let further =
        further.map(|tag| public::Twin { language: tag.value.clone().into(), prefix: translated::prefix(&tag.value) });
    std::iter::once(first).chain(further).collect()
}

fn site_url(site: Option<&sources::SiteMatter>) -> Option<Words> {
    let url = site?.base_url.as_ref()?;
    Some(format!("{}/", url.trim_end_matches('/')).into())
}

/// The public view in the first language.
fn published(sources: &sources::Sources, model: &Model<'_>, options: Options) -> Public {
    let view = View {
        options,
        model,
        due_soon_days: sources.site.as_ref().and_then(|s| s.due_soon_days).map_or(DUE_SOON_DAYS, |days| days.value),
        places: places(model, options),
    };
    let mut plans: Vec<public::Plan> = model.plans.iter().filter_map(|plan| plan::published(&view, plan)).collect();
    link_back(&mut plans);
    let statuses: Vec<public::Status> = model.statuses.iter().map(status).collect();
    let scheme = Scheme { statuses: &statuses, due_soon_days: view.due_soon_days };
    for plan in &mut plans {
        plan::derive(options.as_of, scheme, plan);
    }
    let threads = threads::threads(&mut plans);
    let language = language(sources.site.as_ref());
    let leads = leads(model, &mut plans);
    let papers = papers(&view, sources, &mut plans);
    Public {
        edition: public::Edition {
            first_language: language.clone(),
            language,
            prefix: String::new(),
            site_url: site_url(sources.site.as_ref()),
            all: twins(sources.site.as_ref()),
        },
        as_of: options.as_of,
        site: site(sources.site.as_ref()),
        due_soon_days: view.due_soon_days,
        statuses,
        leads,
        glossary: sources
            .glossary
            .0
            .iter()
            .map(|(word, meaning)| (word.value.clone().into(), meaning.value.clone().into()))
            .collect(),
        home: sources.home.as_ref().and_then(|home| page(options, home)),
        pages: sources.pages.iter().filter_map(|source| page(options, source)).collect(),
        plans,
        papers,
        has_papers_elsewhere: false,
        files: sources.files.iter().map(|file| public::PublishedFile(file.id)).collect(),
        threads,
    }
}

/// Gives each plan its papers; those of none are handed back. The latest come first.
fn papers(view: &View<'_>, sources: &sources::Sources, plans: &mut [public::Plan]) -> Vec<public::Paper> {
    let latest_first = |mut papers: Vec<public::Paper>| {
        papers.sort_by(|a, b| (b.as_at, b.id.as_str()).cmp(&(a.as_at, a.id.as_str())));
        papers
    };
    for plan in &view.model.plans {
        let id = &plan.source.id.value;
        let of_plan = paper::published(view, &sources.forms, &plan.source.papers, plans, Some(id));
        if let Some(plan) = plans.iter_mut().find(|plan| plan.id == *id) {
            plan.papers = latest_first(of_plan);
        }
    }
    latest_first(paper::published(view, &sources.forms, &sources.papers, plans, None))
}

/// How the audience sees an item that it may see.
struct Seen {
    preview: Option<Withheld>,
}

/// Whether the audience may see an item, and if so, with which mark.
fn visible(options: Options, draft: bool, embargo: Option<&Placed<Date>>) -> Option<Seen> {
    let embargoed = embargo.filter(|_| model::is_embargoed(embargo, options.as_of));
    let withheld = match (draft, embargoed) {
        (true, _) => Some(Withheld::Draft),
        (false, Some(until)) => Some(Withheld::Embargoed(until.value)),
        (false, None) => None,
    };
    match (withheld, options.audience) {
        (None, _) => Some(Seen { preview: None }),
        (Some(mark), Audience::Preview) => Some(Seen { preview: Some(mark) }),
        (Some(_), Audience::Public) => None,
    }
}

fn places(model: &Model<'_>, options: Options) -> HashMap<model::Place, public::Place> {
    let mut places = HashMap::new();
    let seen = |plan: &&(usize, &model::Plan<'_>)| {
        let matter = &plan.1.source.matter;
        visible(options, matter.draft, matter.embargo.as_ref()).is_some()
    };
    for (new_plan, (plan, source)) in model.plans.iter().enumerate().filter(|p| seen(&p)).enumerate() {
        let shown = source.recommendations.iter().enumerate().filter(|(_, recommendation)| {
            let matter = &recommendation.source.matter;
            visible(options, matter.draft, matter.embargo.as_ref()).is_some()
        });
        for (new, (recommendation, _)) in shown.enumerate() {
            let place = public::Place { plan: new_plan, recommendation: new };
            places.insert(model::Place { plan, recommendation }, place);
        }
    }
    places
}

impl View<'_> {
    /// Those of the places that the audience may see.
    fn places(&self, places: &[model::Place]) -> Vec<public::Place> {
        places.iter().filter_map(|place| self.places.get(place).copied()).collect()
    }
}

/// Who follows, supersedes and touches whom, told at the other end as well.
fn link_back(plans: &mut [public::Plan]) {
    let mut related = Vec::new();
    let mut follows = Vec::new();
    let mut supersedes = Vec::new();
    for (plan, recommendation, item) in all(plans) {
        let here = public::Place { plan, recommendation };
        related.extend(item.related.iter().map(|other| (*other, here)));
        follows.extend(item.follows.iter().map(|earlier| (*earlier, here)));
        supersedes.extend(item.superseded_by.iter().map(|later| (*later, here)));
    }
    for (other, here) in related {
        let other = &mut plans[other.plan].recommendations[other.recommendation];
        if !other.related.contains(&here) {
            other.related_from.push(here);
        }
    }
    for (earlier, later) in follows {
        plans[earlier.plan].recommendations[earlier.recommendation].followed_by.push(later);
    }
    for (later, earlier) in supersedes {
        plans[later.plan].recommendations[later.recommendation].supersedes.push(earlier);
    }
}

fn all(plans: &[public::Plan]) -> impl Iterator<Item = (usize, usize, &public::Recommendation)> {
    plans.iter().enumerate().flat_map(|(plan, source)| {
        source.recommendations.iter().enumerate().map(move |(index, item)| (plan, index, item))
    })
}

fn site(source: Option<&sources::SiteMatter>) -> public::Site {
    // A site without its `site.yaml` has been reported; a preview still shows the rest.
    let Some(source) = source else {
        let none: Words = "".into();
        return public::Site {
            title: none.clone(),
            organisation: none,
            base_url: None,
            description: None,
            contact: None,
            accessibility: None,
            licence: None,
            notice: None,
            theme: None,
            footer: Vec::new(),
            logo: None,
            colours: None,
        };
    };
    public::Site {
        title: source.title.value.clone().into(),
        organisation: source.organisation.value.clone().into(),
        base_url: site_url(Some(source)),
        description: words(source.description.as_ref()),
        contact: source.contact.as_ref().map(contact),
        accessibility: source.accessibility.as_ref().map(|block| legal::accessibility(&block.value)),
        licence: legal::licence(source),
        notice: words(source.notice.as_ref()),
        theme: source.theme.as_ref().map(|theme| theme.value.clone()),
        footer: source
            .footer
            .iter()
            .map(|link| public::Link {
                title: link.title.value.clone().into(),
                url: Some(link.url.value.clone().into()),
            })
            .collect(),
        logo: source.logo.as_ref().map(|logo| public::Logo {
            path: format!("files/{}", logo.file.trim_start_matches("files/")).into(),
            alt: logo.alt.value.clone().into(),
        }),
        colours: source.colours.as_ref().map(colours),
    }
}

/// What is not given follows from what is.
fn colours(source: &sources::Colours) -> public::Colours {
    let accent = source.accent.as_ref().map(|accent| accent.value);
    let accent_dark = source.accent_dark.as_ref().map(|accent| accent.value);
    let lighter = || accent.map_or(colour::ACCENT_DARK, colour::readable_on_dark);
    public::Colours { accent: accent.unwrap_or(colour::ACCENT), accent_dark: accent_dark.unwrap_or_else(lighter) }
}

fn contact(source: &sources::Contact) -> public::Contact {
    public::Contact {
        title: source.title.value.clone().into(),
        email: source.email.as_ref().map(|email| email.value.clone().into()),
        url: source.url.as_ref().map(|url| url.value.clone().into()),
    }
}

fn status(source: &model::Status) -> public::Status {
    public::Status {
        id: source.id.clone(),
        label: source.label.clone().map(Words::from),
        meaning: source.meaning.clone().map(Words::from),
        open: source.open,
        colour: source.colour.clone().into(),
        shape: source.shape.clone().into(),
    }
}

fn page(options: Options, source: &sources::Page) -> Option<public::Page> {
    let Seen { preview } = visible(options, source.matter.draft, source.matter.embargo.as_ref())?;
    Some(public::Page {
        id: source.id.value.clone(),
        title: source.matter.title.value.clone().into(),
        description: words(source.matter.description.as_ref()),
        body: source.body.value.clone().into(),
        body_span: source.body.span,
        aliases: source.matter.aliases.iter().map(|alias| alias.value.clone().into()).collect(),
        preview,
    })
}

/// All leads but those that only withheld matter names.
fn leads(model: &Model<'_>, plans: &mut [public::Plan]) -> Vec<public::Lead> {
    let answers_for = withheld::leads(model, plans);
    let left: Vec<bool> = answers_for.iter().map(Option::is_some).collect();
    withheld::renumber(plans, &left);
    model
        .leads
        .iter()
        .zip(answers_for)
        .filter_map(|(lead, answers_for)| Some((lead, answers_for?)))
        .map(|((id, lead), answers_for)| public::Lead {
            id: (*id).clone(),
            title: lead.title.value.clone().into(),
            kind: lead.kind.map(|kind| match kind.value {
                sources::LeadKind::Officer => "officer",
                sources::LeadKind::Member => "member",
                sources::LeadKind::Body => "body",
                sources::LeadKind::Partner => "partner",
            }),
            directorate: lead.directorate.as_ref().map(|directorate| directorate.value.clone().into()),
            answers_for,
            origin: lead.title.span,
        })
        .collect()
}

fn words(text: Option<&Text>) -> Option<Words> {
    text.filter(|text| !text.value.trim().is_empty()).map(|text| text.value.clone().into())
}

fn date(source: Option<&Placed<Date>>) -> Option<Date> {
    source.map(|date| date.value)
}

fn lead_indices(leads: &[usize]) -> Vec<LeadIndex> {
    leads.iter().copied().map(LeadIndex).collect()
}

fn extra(source: &Ordered<sources::scalars::Line, OneOrMany<Text>>) -> Vec<(Words, Vec<Words>)> {
    source
        .0
        .iter()
        .map(|(key, texts)| (key.value.clone().into(), texts.0.iter().map(|t| t.value.clone().into()).collect()))
        .collect()
}
