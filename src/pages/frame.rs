//! What every page has around its own matter.

use std::borrow::Cow;

use serde::Serialize;

use super::glance::Figures;
use super::row::{Link, Status};
use super::{Legal, Markup};
use crate::content::public::{self, Language, Public, Withheld, Words};
use crate::prose;

/// Where a page stands.
#[derive(Clone, Copy)]
pub struct Framing<'a> {
    /// Its path from the site's root.
    pub path: &'a str,
    /// From the page back to the root: `../../`, `./` at home.
    pub root: &'a str,
    /// The plan whose refs and files its links mean.
    pub plan: Option<usize>,
    /// The level of an author's first heading.
    pub heading_base: u8,
    pub markup: &'a Markup<'a>,
}

impl Framing<'_> {
    /// From the page back to the root of all editions, where assets and published files stand.
    pub fn base(&self, public: &Public) -> String {
        if public.edition.is_first() { self.root.to_owned() } else { format!("{}../", self.root) }
    }
}

#[derive(Debug, Serialize)]
pub struct Frame {
    pub root: String,
    /// From the page back to where the theme's assets are.
    pub base: String,
    pub language: String,
    /// In which what is not translated stands.
    pub first_language: String,
    /// The page in the other languages of the site.
    pub twins: Vec<Twin>,
    /// Whether something on the page is not translated into its language.
    pub untranslated: bool,
    /// The title, or what follows the one that the strings have under `title_key`.
    pub title: String,
    pub title_key: Option<Cow<'static, str>>,
    pub title_date: Option<String>,
    /// Where the title is of a time from one date to another.
    pub title_from: Option<String>,
    pub site_title: String,
    pub organisation: String,
    pub logo: Option<Logo>,
    /// The site has accents of its own, in `colours.css`.
    pub coloured: bool,
    /// What the page says of itself in lists of results and where it is shared.
    pub about: About,
    /// The language as Open Graph has it, where the tag names a region.
    pub locale: Option<String>,
    pub canonical: Option<String>,
    /// The whole address of the picture that other sites show beside a link to the page.
    pub share: Option<String>,
    /// The Atom feeds that a reader of the page may want, the nearest last.
    pub feeds: Vec<Feed>,
    /// The page above those of `crumbs`, named by the strings.
    pub section: Option<Section>,
    pub crumbs: Vec<Link>,
    /// HTML.
    pub notice: String,
    pub as_of: String,
    pub links: Vec<Link>,
    /// Pages that the site makes itself, named by the strings.
    pub legal: Vec<Section>,
    pub footer: Vec<Outside>,
    pub contact: Option<Contact>,
    pub licence: Option<String>,
    /// `draft`, or the date of an embargo.
    pub preview: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Section {
    pub key: &'static str,
    pub path: Cow<'static, str>,
}

/// The organisation's sign; its path is from `base`.
#[derive(Debug, Serialize)]
pub struct Logo {
    pub path: String,
    pub alt: String,
}

/// The context of `colours.css`.
#[derive(Debug, Serialize)]
pub struct Accents {
    accent: Option<String>,
    accent_dark: Option<String>,
}

pub fn accents(public: &Public) -> Accents {
    let colours = public.site.colours;
    Accents {
        accent: colours.map(|colours| colours.accent.to_string()),
        accent_dark: colours.map(|colours| colours.accent_dark.to_string()),
    }
}

/// A link to another site.
#[derive(Debug, Serialize)]
pub struct Outside {
    pub title: String,
    pub url: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Contact {
    pub title: String,
    pub email: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Feed {
    /// `site`, `plan`, `topic` or `lead`: its title is under `feed_…` in the strings.
    pub about: &'static str,
    pub title: String,
    pub path: String,
}

/// What a page says of itself in a sentence or two, which the theme words.
#[derive(Debug, Default, Serialize)]
pub struct About {
    /// A page of its own, not a list of others.
    pub article: bool,
    /// Its words need no title before them to be told from those of other pages.
    pub alone: bool,
    /// Of one recommendation.
    pub standing: Option<Standing>,
    /// Of many.
    pub counts: Option<Figures>,
    /// The plan has its own word for a recommendation.
    pub renamed: bool,
    /// How many recommendations a report speaks of.
    pub reported_on: Option<usize>,
    /// Of a matter that came up before: in how many plans, and since when.
    pub again: Option<(usize, Option<String>)>,
    /// Words of the theme.
    pub key: Option<&'static str>,
    /// The first words of what the author wrote; may be empty.
    pub words: String,
}

#[derive(Debug, Serialize)]
pub struct Standing {
    pub status: Option<Status>,
    pub due: Option<String>,
}

/// The most characters of an author's words in the description of a page.
const LONGEST_WORDS: usize = 160;

/// The first words of Markdown, for [`About`].
pub fn words(markdown: Option<&str>) -> String {
    markdown.map(|markdown| prose::summary(markdown, LONGEST_WORDS)).unwrap_or_default()
}

/// `en-GB` as `en_GB`.
fn locale(tag: &str) -> Option<String> {
    let (language, region) = tag.split_once('-')?;
    (language.len() <= 3 && region.len() == 2).then(|| format!("{language}_{}", region.to_uppercase()))
}

impl Frame {
    pub fn new(public: &Public, framing: &Framing<'_>, title: &str, crumbs: Vec<Link>) -> Self {
        let site = &public.site;
        let notice = super::html(public, &Framing { heading_base: 2, ..*framing }, site.notice.as_ref());
        let links = public.pages.iter().map(|page| Link::new(&page.title, format!("{}/", page.id))).collect();
        Self {
            root: framing.root.to_owned(),
            base: framing.base(public),
            language: public.edition.language.to_string(),
            first_language: public.edition.first_language.to_string(),
            twins: twins(public, framing),
            untranslated: false,
            title: title.to_owned(),
            title_key: None,
            title_date: None,
            title_from: None,
            site_title: site.title.to_string(),
            organisation: site.organisation.to_string(),
            logo: site.logo.as_ref().map(|logo| Logo { path: logo.path.to_string(), alt: logo.alt.to_string() }),
            coloured: site.colours.is_some(),
            about: About { words: words(site.description.as_deref()), ..About::default() },
            locale: locale(&public.edition.language),
            canonical: site.base_url.as_ref().map(|base| format!("{base}{}", framing.path)),
            share: site.base_url.as_ref().map(|base| format!("{base}{}", super::share_path(public, framing.plan))),
            feeds: feeds(public, framing),
            section: None,
            crumbs,
            notice,
            as_of: public.as_of.to_string(),
            links,
            legal: Legal::all(public)
                .map(|page| Section { key: page.id(), path: format!("{}/", page.id()).into() })
                .collect(),
            footer: site.footer.iter().map(outside).collect(),
            contact: site.contact.as_ref().map(contact),
            licence: site.licence.as_deref().map(str::to_owned),
            preview: None,
        }
    }

    #[must_use]
    pub fn about(self, about: About) -> Self {
        let alone = about.alone || about.article && (about.key.is_some() || !about.words.is_empty());
        Self { about: About { alone, ..about }, ..self }
    }

    /// A title that the theme words, before what is given.
    #[must_use]
    pub fn worded(self, key: impl Into<Cow<'static, str>>, date: Option<String>) -> Self {
        Self { title_key: Some(key.into()), title_date: date, ..self }
    }

    /// The same of a time between two dates.
    #[must_use]
    pub fn spanning(self, key: &'static str, from: String, to: String) -> Self {
        Self { title_key: Some(key.into()), title_from: Some(from), title_date: Some(to), ..self }
    }

    /// With a feed of the page itself, if the site has feeds.
    #[must_use]
    pub fn fed(mut self, about: &'static str, title: &str, framing: &Framing<'_>) -> Self {
        if !self.feeds.is_empty() {
            self.feeds.push(Feed { about, title: title.to_owned(), path: format!("{}feed.xml", framing.path) });
        }
        self
    }

    /// Says so if any of the words stand in the site's first language for want of a translation.
    #[must_use]
    pub fn holding<'w>(self, words: impl IntoIterator<Item = &'w Words>) -> Self {
        let untranslated = words.into_iter().any(|words| words.language() == Language::First);
        Self { untranslated: self.untranslated || untranslated, ..self }
    }

    /// Below a page that the theme names.
    #[must_use]
    pub fn under(self, key: &'static str, path: &'static str) -> Self {
        Self { section: Some(Section { key, path: path.into() }), ..self }
    }

    #[must_use]
    pub fn marked(mut self, preview: Option<Withheld>) -> Self {
        self.preview = mark(preview);
        self
    }
}

/// Why readers do not see it yet: `draft`, or the date of an embargo.
pub fn mark(preview: Option<Withheld>) -> Option<String> {
    preview.map(|withheld| match withheld {
        Withheld::Draft => "draft".to_owned(),
        Withheld::Embargoed(until) => until.edtf(),
    })
}

/// The same page in another language.
#[derive(Debug, Serialize)]
pub struct Twin {
    /// A language tag (BCP 47).
    pub language: String,
    /// Without its parts, as the strings name it: `cy`.
    pub name_key: String,
    pub path: String,
    pub address: Option<String>,
}

/// The page's twins; itself among them, if the site has more than one language.
fn twins(public: &Public, framing: &Framing<'_>) -> Vec<Twin> {
    let twin = |twin: &public::Twin| {
        let path = format!("{}{}", twin.prefix, framing.path);
        Twin {
            language: twin.language.to_string(),
            name_key: twin.language.split('-').next().unwrap_or_default().to_owned(),
            address: public.edition.site_url.as_ref().map(|base| format!("{base}{path}")),
            path,
        }
    };
    let all = &public.edition.all;
    if all.len() < 2 { Vec::new() } else { all.iter().map(twin).collect() }
}

/// The feeds of the site and of the plan; a feed needs whole addresses.
fn feeds(public: &Public, framing: &Framing<'_>) -> Vec<Feed> {
    if public.site.base_url.is_none() {
        return Vec::new();
    }
    let site = Feed { about: "site", title: public.site.title.to_string(), path: "feed.xml".to_owned() };
    let plan = framing.plan.map(|plan| &public.plans[plan]).map(|plan| Feed {
        about: "plan",
        title: super::row::short(plan).to_owned(),
        path: format!("plans/{}/feed.xml", plan.id),
    });
    std::iter::once(site).chain(plan).collect()
}

pub fn contact(contact: &public::Contact) -> Contact {
    Contact {
        title: contact.title.to_string(),
        email: contact.email.as_ref().map(ToString::to_string),
        url: web(contact.url.as_ref()),
    }
}

pub fn outside(link: &public::Link) -> Outside {
    Outside { title: link.title.to_string(), url: web(link.url.as_ref()) }
}

/// Only what is an address of the web: nothing typed may run.
fn web(url: Option<&public::Words>) -> Option<String> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://")).map(ToString::to_string)
}
