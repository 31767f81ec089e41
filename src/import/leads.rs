//! Who answers: matched to leads that are known, proposed where they are not; a joined cell is never split unasked.

use std::collections::{HashMap, HashSet};

use super::columns::normal;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    pub ids: Vec<String>,
    /// The parts that it has, if it looks like several.
    pub parts: Vec<String>,
    /// Another title that it was taken to mean, where it is not written so.
    pub taken_for: Option<String>,
}

/// Words of which at least one is in the title of a post or body, with what it says of it.
const WORDS: [(&str, Option<&str>); 52] = [
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
    ("consultant", Some("officer")),
    ("coordinator", Some("officer")),
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

/// Words that name nobody, in the form of `normal`.
const NOBODY: [&str; 8] = ["n a", "na", "none", "tbc", "tba", "tbd", "to be confirmed", "vacant"];

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
        let lines: Vec<&str> = text.lines().map(tidy).filter(|line| !line.is_empty()).collect();
        let whole = lines.join(" / ");
        if whole.chars().all(|c| !c.is_alphanumeric()) || NOBODY.contains(&normal(&whole).as_str()) {
            return None;
        }
        if let Some(matched) = self.find(&lines.join(" ")) {
            return Some(Matched { parts: Vec::new(), ..matched });
        }
        let parts =
            if lines.len() > 1 { lines.iter().flat_map(|line| self.parts(line)).collect() } else { self.parts(&whole) };
        if parts.len() > 1 && joined == Joined::Split {
            let mut ids: Vec<String> = Vec::new();
            for part in &parts {
                let id = self.find(part).map_or_else(|| self.add(part), |matched| matched.ids[0].clone());
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            return Some(Matched { ids, parts, taken_for: None });
        }
        let parts = if parts.len() > 1 { parts } else { Vec::new() };
        match self.find(&whole) {
            Some(matched) => Some(Matched { parts, ..matched }),
            None => Some(Matched { ids: vec![self.add(&whole)], parts, taken_for: None }),
        }
    }

    /// The lead of this title or alias; "&" for "and", small words and punctuation make no difference.
    fn find(&self, text: &str) -> Option<Matched> {
        let exact = self.written.get(&text.to_lowercase());
        let words = essence(text);
        let alike = || self.essences.get(&words).filter(|_| !words.is_empty());
        let lead = &self.all[*exact.or_else(alike)?];
        let taken_for = exact.is_none().then(|| lead.title.clone());
        Some(Matched { ids: vec![lead.id.clone()], parts: Vec::new(), taken_for })
    }

    fn add(&mut self, title: &str) -> String {
        let base = id_of(title);
        let numbered = std::iter::once(base.clone()).chain((2..100_000).map(|number| format!("{base}-{number}")));
        let id = numbered.into_iter().find(|id| !self.ids.contains(id)).unwrap_or(base);
        self.push(Lead { id: id.clone(), title: title.to_owned(), aliases: Vec::new(), kind: kind(title) });
        id
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
