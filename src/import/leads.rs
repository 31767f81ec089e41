//! Who answers: matched to leads that are known, proposed where they are not; a joined cell is never split unasked.

use std::collections::{HashMap, HashSet};

use super::columns::normal;
use crate::content::posts::Title;
use crate::refs::{self, Id};

/// A lead of `leads.yaml`, or one that an import proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub id: String,
    pub title: String,
    pub aliases: Vec<String>,
    /// `officer`, `member`, `body`; `None` if its words do not say.
    pub kind: Option<&'static str>,
}

/// Whether a cell that names several is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It stays one lead, and the split is proposed.
    Kept,
    Split,
}

/// All leads: those that were known first, then the new ones in the order in which they came up.
#[derive(Clone, Debug)]
pub struct Leads {
    all: Vec<Lead>,
    known: usize,
    /// By every way of writing them, in lower case.
    written: HashMap<String, usize>,
    /// By the words that tell them apart.
    essences: HashMap<String, usize>,
    ids: HashSet<String>,
}

/// What a cell was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    pub ids: Vec<String>,
    /// The parts that it has, if it looks like several.
    pub parts: Vec<String>,
    /// The parts stand on lines of their own, and each was taken for a lead.
    pub by_lines: bool,
    /// Another title that it was taken to mean, where it is not written so.
    pub taken_for: Option<String>,
    /// Lines of it were taken for one title.
    pub is_wrapped: bool,
    /// Beside those whom it names it says that somebody is still to be named.
    pub is_open: bool,
}

impl Matched {
    fn one(id: String) -> Self {
        Self { ids: vec![id], ..Self::default() }
    }
}

/// Words of which at least one is in the title of a post or body, with what it says of it.
const WORDS: [(&str, Option<&str>); 71] = [
    ("councillor", Some("member")),
    ("cllr", Some("member")),
    ("portfolio", Some("member")),
    ("cabinet", Some("member")),
    ("leader", Some("member")),
    ("mayor", Some("member")),
    ("chair", Some("member")),
    ("members", Some("member")),
    ("director", Some("officer")),
    ("directors", Some("officer")),
    ("head", Some("officer")),
    ("heads", Some("officer")),
    ("officer", Some("officer")),
    ("officers", Some("officer")),
    ("manager", Some("officer")),
    ("managers", Some("officer")),
    ("chief", Some("officer")),
    ("ceo", Some("officer")),
    ("cx", Some("officer")),
    ("cex", Some("officer")),
    ("ce", Some("officer")),
    ("s151", Some("officer")),
    ("treasurer", Some("officer")),
    ("solicitor", Some("officer")),
    ("secretary", Some("officer")),
    ("ad", Some("officer")),
    ("lead", Some("officer")),
    ("adviser", Some("officer")),
    ("accountant", Some("officer")),
    ("auditor", Some("officer")),
    ("commander", Some("officer")),
    ("commissioner", Some("officer")),
    ("headteacher", Some("officer")),
    ("inspector", Some("officer")),
    ("principal", Some("officer")),
    ("worker", Some("officer")),
    ("governors", Some("body")),
    ("school", Some("body")),
    ("company", Some("body")),
    ("forum", Some("body")),
    ("consultant", Some("officer")),
    ("coordinator", Some("officer")),
    ("pennaeth", Some("officer")),
    ("cyfarwyddwr", Some("officer")),
    ("swyddog", Some("officer")),
    ("rheolwr", Some("officer")),
    ("weithredwr", Some("officer")),
    ("arweinydd", Some("member")),
    ("cynghorydd", Some("member")),
    ("board", Some("body")),
    ("committee", Some("body")),
    ("team", Some("body")),
    ("group", Some("body")),
    ("panel", Some("body")),
    ("partnership", Some("body")),
    ("service", Some("body")),
    ("services", Some("body")),
    ("directorate", Some("body")),
    ("department", Some("body")),
    ("council", Some("body")),
    ("office", Some("body")),
    ("offices", Some("body")),
    ("unit", Some("body")),
    ("trust", Some("body")),
    ("police", Some("body")),
    ("clt", Some("body")),
    ("slt", Some("body")),
    ("cmt", Some("body")),
    ("smt", Some("body")),
    ("hr", None),
    ("all", None),
];

/// Words that name nobody, in small letters: alone, or before a post that may come to it.
const NOBODY: [&str; 24] = [
    "n/a",
    "n.a.",
    "na",
    "nil",
    "none",
    "nobody",
    "not applicable",
    "not yet",
    "not assigned",
    "unassigned",
    "unallocated",
    "tba",
    "tbc",
    "tbd",
    "t.b.c.",
    "vacant",
    "vacancy",
    "awaiting appointment",
    "to be agreed",
    "to be appointed",
    "to be confirmed",
    "to be decided",
    "to be determined",
    "to be",
];

/// What a text names, without words that name nobody: "TBC (Head of HR)" is the head of HR.
fn named(text: &str) -> Option<&str> {
    const AROUND: [char; 9] = [' ', '-', '–', ':', ',', '/', '(', ')', '.'];
    let opening = |text: &str| {
        let begins = |words: &&&str| {
            let head = text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
            head && !text[words.len()..].starts_with(char::is_alphanumeric)
        };
        NOBODY.iter().filter(begins).map(|words| words.len()).max()
    };
    if let Some(length) = opening(text) {
        let rest = text[length..].trim_matches(AROUND);
        return is_post(rest).then_some(rest);
    }
    for joint in ["/", ";", ",", "&", "+", " and ", " - ", " – ", "("] {
        if let Some((head, tail)) = text.rsplit_once(joint)
            && opening(tail.trim()).is_some()
            && !is_post(tail)
        {
            return named(head.trim_end_matches(AROUND));
        }
    }
    Some(text)
}

/// Whether a text says in words that nobody is named.
pub fn names_nobody(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
        && text.lines().map(tidy).all(|line| line.is_empty() || named(line).is_none())
}

/// Whether a text is short, and has a word of a post or a body.
pub fn is_post(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    text.chars().count() <= 60
        && text.split_whitespace().count() <= 9
        && !["the", "we", "a", "an", "to", "this"].contains(&first.as_str())
        && !text.ends_with('.')
        && normal(text).split(' ').any(|word| WORDS.iter().any(|(known, _)| *known == word))
}

impl Leads {
    pub fn new(known: Vec<Lead>) -> Self {
        let mut leads =
            Self { known: 0, all: Vec::new(), written: HashMap::new(), essences: HashMap::new(), ids: HashSet::new() };
        for lead in known {
            leads.push(lead);
        }
        leads.known = leads.all.len();
        leads
    }

    fn push(&mut self, lead: Lead) {
        let index = self.all.len();
        for name in std::iter::once(&lead.title).chain(&lead.aliases) {
            self.written.entry(name.to_lowercase()).or_insert(index);
            self.essences.entry(essence(name)).or_insert(index);
        }
        self.ids.insert(lead.id.clone());
        self.all.push(lead);
    }

    /// Those that were not known before.
    pub fn fresh(&self) -> &[Lead] {
        &self.all[self.known..]
    }

    pub fn title(&self, id: &str) -> Option<&str> {
        self.all.iter().find(|lead| lead.id == id).map(|lead| lead.title.as_str())
    }

    /// What a cell names.
    pub fn read(&mut self, text: &str, joined: Joined) -> Option<Matched> {
        let all: Vec<&str> = text.lines().map(tidy).filter(|line| !line.is_empty()).collect();
        if let Some(matched) = self.find(&all.join(" ")) {
            return Some(matched);
        }
        let lines: Vec<&str> = all.iter().filter_map(|line| named(line)).collect();
        let is_open = lines != all;
        if lines.iter().all(|line| line.chars().all(|c| !c.is_alphanumeric())) {
            return None;
        }
        let count = lines.len();
        let lines = self.unwrapped(&lines);
        let is_wrapped = lines.len() < count;
        if lines.len() > 1 && lines.iter().all(|line| self.stands(line)) {
            let parts: Vec<String> = lines.iter().flat_map(|line| self.split(line, joined)).collect();
            return Some(Matched { by_lines: true, is_wrapped, is_open, ..self.several(parts) });
        }
        let whole = lines.join(" / ");
        let parts: Vec<String> = lines.iter().flat_map(|line| self.parts(line)).collect();
        if parts.len() > 1 && joined == Joined::Split {
            return Some(Matched { is_open, ..self.several(parts) });
        }
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        let matched = self.find(&whole).unwrap_or_else(|| Matched::one(self.add(&whole)));
        Some(Matched { parts, is_wrapped, is_open, ..matched })
    }

    fn several(&mut self, parts: Vec<String>) -> Matched {
        let mut ids: Vec<String> = Vec::new();
        for part in &parts {
            let id = self.find(part).map_or_else(|| self.add(part), |matched| matched.ids[0].clone());
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Matched { ids, parts, ..Matched::default() }
    }

    /// The parts of a line if it is to be split, else the line.
    fn split(&self, line: &str, joined: Joined) -> Vec<String> {
        if joined == Joined::Split { self.parts(line) } else { vec![line.to_owned()] }
    }

    /// Lines of a cell, a title that goes on in the next one as one.
    fn unwrapped(&self, lines: &[&str]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let is_first_post = lines.first().is_some_and(|first| self.stands(first) || is_rank(first));
        for line in lines {
            let goes_on = |above: &String| {
                is_first_post
                    && (!self.stands(line)
                        || ends_open(above)
                        || begins_open(line)
                        || (is_rank(above) && !is_title(line)))
            };
            match all.last_mut().filter(|above| goes_on(above)) {
                Some(above) => *above = format!("{above} {line}"),
                None => all.push((*line).to_owned()),
            }
        }
        all
    }

    /// Whether a line is a lead by itself.
    fn stands(&self, line: &str) -> bool {
        let is_short_name = (2..=6).contains(&line.len()) && line.chars().all(|c| c.is_ascii_uppercase());
        self.find(line).is_some() || is_title(line) || is_short_name || (is_post(line) && kind(line).is_some())
    }

    /// The lead of this title or alias; "&" for "and", small words and punctuation make no difference.
    fn find(&self, text: &str) -> Option<Matched> {
        let exact = self.written.get(&text.to_lowercase());
        let words = essence(text);
        let alike = || self.essences.get(&words).filter(|_| !words.is_empty());
        let lead = &self.all[*exact.or_else(alike)?];
        let taken_for = exact.is_none().then(|| lead.title.clone());
        Some(Matched { taken_for, ..Matched::one(lead.id.clone()) })
    }

    fn add(&mut self, title: &str) -> String {
        let base = id_of(title);
        let numbered = std::iter::once(base.clone()).chain((2..100_000).map(|number| format!("{base}-{number}")));
        let id = numbered.into_iter().find(|id| !self.ids.contains(id)).unwrap_or(base);
        self.push(Lead { id: id.clone(), title: title.to_owned(), aliases: Vec::new(), kind: kind(title) });
        id
    }

    /// Pairs that are probably one, one of each pair new at least: the one to keep first.
    pub fn near(&self) -> Vec<(&Lead, &Lead)> {
        // More pairs than this would take longer than they are worth.
        if self.all.len() > 500 {
            return Vec::new();
        }
        let titles: Vec<Title<'_>> = self.all.iter().map(|lead| Title::new(&lead.title)).collect();
        let pairs = (self.known..self.all.len()).flat_map(|later| (0..later).map(move |earlier| (earlier, later)));
        let near = pairs.filter(|(earlier, later)| titles[*earlier].is_near(&titles[*later]));
        near.map(|(earlier, later)| {
            let (first, second) = (&self.all[earlier], &self.all[later]);
            // The longer title says more, unless the other is the author's.
            if earlier >= self.known && second.title.len() > first.title.len() {
                (second, first)
            } else {
                (first, second)
            }
        })
        .collect()
    }

    /// A new lead's further way of being written; a known one belongs to its author.
    pub fn also_written(&mut self, id: &str, text: &str) {
        let text = super::titles::one_line(text);
        let fresh = self.all.iter_mut().skip(self.known).find(|lead| lead.id == id);
        if let Some(lead) = fresh.filter(|lead| lead.title != text && !lead.aliases.contains(&text)) {
            lead.aliases.push(text);
        }
    }

    /// The names that a text may be made of: "&" and "," only part what is a lead by itself.
    fn parts(&self, text: &str) -> Vec<String> {
        let parts: Vec<&str> = text.split(['/', ';', '+', '|']).map(tidy).filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            return parts.into_iter().flat_map(|part| self.parts(part)).collect();
        }
        for joint in [", ", " & ", " and "] {
            let parts: Vec<&str> = text.split(joint).map(tidy).collect();
            let is_lead = |part: &&str| self.find(part).is_some() || is_title(part);
            if parts.len() > 1 && parts.iter().all(is_lead) {
                return parts.into_iter().map(str::to_owned).collect();
            }
        }
        vec![text.to_owned()]
    }
}

/// Whether words are a title by themselves: "Head of Policy", not "Place" or "OD".
fn is_title(text: &str) -> bool {
    let words = normal(text);
    let first = words.split(' ').next().unwrap_or_default();
    let begins = [
        "director",
        "head",
        "chief",
        "leader",
        "corporate",
        "divisional",
        "assistant",
        "deputy",
        "executive",
        "portfolio",
        "cabinet",
        "cx",
        "ceo",
        "cex",
        "s151",
        "section",
    ]
    .contains(&first);
    let is_post = words
        .split(' ')
        .any(|word| WORDS.iter().any(|(known, kind)| *known == word && kind.is_some_and(|kind| kind != "body")));
    begins && is_post
}

/// Words of a rank alone, "Divisional Director": what they are director of is still to come.
fn is_rank(text: &str) -> bool {
    const RANKS: [&str; 14] = [
        "acting",
        "assistant",
        "corporate",
        "deputy",
        "director",
        "divisional",
        "executive",
        "group",
        "head",
        "interim",
        "manager",
        "senior",
        "service",
        "strategic",
    ];
    normal(text).split(' ').all(|word| RANKS.contains(&word))
}

fn ends_open(text: &str) -> bool {
    let last = normal(text).rsplit(' ').next().unwrap_or_default().to_owned();
    text.ends_with(['&', '-', '–']) || ["and", "of", "for", "the", "to"].contains(&last.as_str())
}

fn begins_open(text: &str) -> bool {
    let first = normal(text).split(' ').next().unwrap_or_default().to_owned();
    text.starts_with(['&', '(']) || ["and", "of", "for"].contains(&first.as_str())
}

fn tidy(text: &str) -> &str {
    text.trim().trim_end_matches([',', ';', '/', '.', ' ']).trim_start_matches(['•', '·', '-', '–', ' '])
}

/// The words of a title that tell it apart.
fn essence(title: &str) -> String {
    let words = normal(title);
    let kept: Vec<&str> = words.split(' ').filter(|word| !["and", "of", "for", "the", "to"].contains(word)).collect();
    kept.join(" ")
}

fn kind(title: &str) -> Option<&'static str> {
    let words = normal(title);
    // The last kind of word counts in a body's name: "Leader's Office", "Chief Executive's Group".
    let kinds: Vec<&str> =
        words.split(' ').filter_map(|word| WORDS.iter().find(|(known, _)| *known == word)?.1).collect();
    let is_body = kinds.last() == Some(&"body") && !kinds.contains(&"officer") && !kinds.contains(&"member");
    if is_body { Some("body") } else { kinds.into_iter().find(|kind| *kind != "body") }
}

fn id_of(title: &str) -> String {
    let mut slug = refs::slug(title);
    if slug.len() > 60 {
        let end = slug[..60].rfind('-').unwrap_or(60);
        slug.truncate(end);
    }
    if Id::read(&slug).is_ok() { slug } else { format!("lead-{slug}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(id: &str, title: &str, aliases: &[&str]) -> Lead {
        Lead {
            id: id.into(),
            title: title.into(),
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
            kind: None,
        }
    }

    #[test]
    fn known_leads_are_found_however_they_are_written() {
        let mut leads = Leads::new(vec![
            lead("cx", "Chief Executive", &["CX"]),
            lead("res", "Corporate Director Resources & Commercial", &[]),
        ]);
        assert_eq!(leads.read("CX", Joined::Kept).unwrap().ids, ["cx"]);
        let matched = leads.read("Corporate Director, Resources and Commercial", Joined::Kept).unwrap();
        assert_eq!(
            (matched.ids, matched.taken_for.as_deref()),
            (vec!["res".to_owned()], Some("Corporate Director Resources & Commercial"))
        );
        assert!(leads.fresh().is_empty());
    }

    #[test]
    fn a_joined_cell_is_proposed_and_not_split() {
        let mut leads = Leads::new(Vec::new());
        let matched = leads.read("S151 Officer / Director of ICT", Joined::Kept).unwrap();
        assert_eq!(
            (matched.ids.len(), matched.parts),
            (1, vec!["S151 Officer".to_owned(), "Director of ICT".to_owned()])
        );
        assert_eq!(leads.fresh()[0].title, "S151 Officer / Director of ICT");
        for one in [
            "Director of HR & OD",
            "Corporate Director, Place",
            "Assistant Director of Digital, Data & the Customer Experience",
        ] {
            assert!(leads.read(one, Joined::Kept).unwrap().parts.is_empty(), "{one}");
        }
        let split = leads.read("Leader & CX", Joined::Split).unwrap();
        assert_eq!(split.ids, ["leader", "cx"]);
    }
}
