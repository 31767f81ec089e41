//! Committee papers: a paper of the public view, its body filled in, to a document that any writer can write.
//!
//! Pure, and blind to themes and formats: every word comes from the author, from the paper's form, or by
//! its key from [`Wording`]. What is generated speaks for the paper's own day, from the same history as the
//! pages, so that the two cannot disagree. Start at [`document`]; `form` puts the parts in order, `numbers`
//! counts them, `appendices` has one file for each generated part.

mod appendices;
mod form;
mod numbers;
mod prose;
mod standing;

use std::cell::RefCell;
use std::collections::HashSet;

use crate::content::public::paper::Paper;
use crate::content::public::{self, Public, Withheld, paper};
use crate::date::words::Role;
use crate::date::{Date, Day};
use crate::document::{self, Block, Contents, Destination, Document, Heading, ImageFile, Inline, Section, Words};
use crate::pages::Links;
use crate::prose::glossary::{Glossary, GlossaryUse};

pub use standing::{AsAt, as_at};

/// A pattern by its key, for a number if it depends on one, with its values filled in.
pub type Text<'a> = dyn Fn(&str, Option<usize>, &[(&str, &str)]) -> String + 'a;

/// The theme's words, for what is made by no template.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    pub text: &'a Text<'a>,
    pub date: &'a dyn Fn(Date, Role) -> String,
}

impl Wording<'_> {
    fn say(&self, key: &str) -> String {
        (self.text)(key, None, &[])
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        (self.text)(key, None, values)
    }

    fn day(&self, day: Day) -> String {
        (self.date)(Date::day(day), Role::Plain)
    }
}

/// A picture that is published with the site.
pub struct Picture {
    pub file: ImageFile,
    pub width: u32,
    pub height: u32,
}

/// What a document is made from.
pub struct Source<'a> {
    pub public: &'a Public,
    pub paper: &'a Paper,
    /// The paper's folder is a plan's, with this index: there its links and files lead.
    pub home: Option<usize>,
    /// Markdown, the template filled in.
    pub body: &'a str,
    pub links: &'a Links,
    pub glossary: &'a Glossary,
    pub wording: Wording<'a>,
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
}

/// All parts share these.
struct Maker<'a> {
    source: &'a Source<'a>,
    /// The plan as it stood on the paper's day, if the paper is about one.
    standing: Option<AsAt<'a>>,
    spelt_out: RefCell<GlossaryUse<'a>>,
    images: RefCell<Vec<ImageFile>>,
}

pub fn document(source: &Source<'_>) -> Document {
    let (public, paper) = (source.public, source.paper);
    let maker = Maker {
        source,
        standing: paper.plan.map(|plan| as_at(public, plan, paper.as_at)),
        spelt_out: RefCell::new(GlossaryUse::new(source.glossary)),
        images: RefCell::new(Vec::new()),
    };
    let wording = source.wording;
    let facts = form::facts(&maker);
    let (mut blocks, without) = form::blocks(&maker);
    let numbering = numbers::count(&mut blocks, &without, paper.numbering, paper.form.start);
    let mut sections = vec![Section { orientation: document::Orientation::Portrait, blocks }];
    sections.extend(appendices::sections(&maker));
    tidy(&mut sections);
    let date = (wording.date)(paper.date, Role::Plain);
    let above: Vec<String> = paper.committee.iter().map(ToString::to_string).chain([date]).collect();
    let organisation = paper.plan.and_then(|plan| public.plans[plan].organisation.as_ref());
    Document {
        title: paper.title.to_string(),
        language: public.edition.language.to_string(),
        organisation: organisation.unwrap_or(&public.site.organisation).to_string(),
        subject: wording.fill("paper.subject", &[("date", &wording.day(paper.as_at))]),
        date: paper.as_at,
        running_title: above.join(", "),
        marking: marking(&maker),
        above,
        facts,
        contents: if paper.form.contents { Contents::Listed } else { Contents::Omitted },
        numbering,
        sections,
        words: words(&wording),
        base_url: public.site.base_url.as_ref().map(ToString::to_string),
        images: maker.images.into_inner(),
    }
}

/// The file names of a paper, and its folder from the site's root.
pub fn folder(public: &Public, home: Option<usize>, paper: &Paper) -> String {
    match home {
        Some(plan) => format!("plans/{}/papers/{}/", public.plans[plan].id, paper.id),
        None => format!("papers/{}/", paper.id),
    }
}

/// The line on top of every page.
fn marking(maker: &Maker<'_>) -> Option<String> {
    let (paper, wording) = (maker.source.paper, &maker.source.wording);
    if let Some(exempt) = &paper.exempt {
        return Some(exempt_line("paper.exempt", exempt, wording));
    }
    paper.preview.map(|withheld| match withheld {
        Withheld::Draft => wording.say("preview_draft"),
        Withheld::Embargoed(until) => {
            wording.fill("preview_embargoed", &[("date", &(wording.date)(until, Role::Plain))])
        }
    })
}

fn exempt_line(key: &str, exempt: &paper::Exempt, wording: &Wording<'_>) -> String {
    let paragraphs: Vec<String> = exempt.paragraphs.iter().map(ToString::to_string).collect();
    (wording.text)(key, Some(paragraphs.len()), &[("paragraph", &paragraphs.join(", "))])
}

fn words(wording: &Wording<'_>) -> Words {
    let (page, pages) = ("\u{1}", "\u{2}");
    let line = wording.fill("paper.page", &[("page", page), ("pages", pages)]);
    let (before, rest) = line.split_once(page).unwrap_or((&line, ""));
    let (between, after) = rest.split_once(pages).unwrap_or((rest, ""));
    Words {
        contents: wording.say("paper.contents"),
        page_of: (before.to_owned(), between.to_owned(), after.to_owned()),
        ticked: wording.say("paper.ticked"),
        not_ticked: wording.say("paper.not_ticked"),
        back_to_reference: wording.say("back_to_reference"),
    }
}

/// Gives each heading an id of its own, and takes links away that lead to none.
fn tidy(sections: &mut [Section]) {
    let mut ids = HashSet::new();
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Heading(heading) = block {
            let wanted = heading.id.clone();
            let mut count = 1;
            while !ids.insert(heading.id.clone()) {
                count += 1;
                heading.id = format!("{wanted}-{count}");
            }
        }
    }
    for section in sections {
        unlink(&mut section.blocks, &ids);
    }
}

fn unlink(blocks: &mut [Block], ids: &HashSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(Heading { text, .. }) => unlink_line(text, ids),
            Block::Paragraph(paragraph) => unlink_line(&mut paragraph.text, ids),
            Block::List(list) => list.items.iter_mut().for_each(|item| unlink(item, ids)),
            Block::Facts { items } => items.iter_mut().for_each(|fact| unlink(&mut fact.value, ids)),
            Block::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| unlink(&mut cell.blocks, ids)),
            Block::Note { blocks } | Block::Quote { blocks } => unlink(blocks, ids),
            Block::Ticks { .. } | Block::Figure(_) | Block::PageBreak => {}
        }
    }
}

fn unlink_line(line: &mut Vec<Inline>, ids: &HashSet<String>) {
    let mut out = Vec::with_capacity(line.len());
    for mut inline in std::mem::take(line) {
        match &mut inline {
            Inline::Link { to: Destination::Here(id), content } if !ids.contains(id) => {
                out.append(content);
                continue;
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content }
            | Inline::Foreign { content, .. }
            | Inline::Footnote { content }
            | Inline::Link { content, .. } => unlink_line(content, ids),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Status { .. } | Inline::Break => {}
        }
        out.push(inline);
    }
    *line = out;
}

/// The paper of the same plan that came before, whose day is what changes are told against.
pub fn last_before<'p>(public: &'p Public, paper: &Paper) -> Option<&'p Paper> {
    let plan: &public::Plan = &public.plans[paper.plan?];
    plan.papers.iter().filter(|other| other.as_at < paper.as_at).max_by_key(|other| other.as_at)
}

/// Since when changes are told of: as asked for, the last paper's day, or the report before the last.
pub fn since(public: &Public, paper: &Paper, asked: Option<Date>) -> Option<Day> {
    let plan: &public::Plan = &public.plans[paper.plan?];
    let asked = asked.and_then(|date| date.latest().or(date.earliest()));
    let last = || last_before(public, paper).map(|paper| paper.as_at);
    let round = || plan.on(paper.as_at).rounds.checked_sub(2).map(|round| plan.rounds[round].day);
    asked.or_else(last).or_else(round)
}
