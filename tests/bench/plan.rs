//! A made-up project of any size, the same each time: for the bench, which wants a plan like a
//! council's own in everything but its length.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const TOPICS: usize = 12;
const LEADS: usize = 40;
const ROUNDS: [&str; 4] = ["2024-06-30", "2024-12-31", "2025-06-30", "2025-12-31"];
const STATUSES: [&str; 5] = ["not-started", "on-track", "at-risk", "delayed", "complete"];

const NOUNS: &str = "strategy service budget panel review committee resident team partner report plan school street \
                     carer tenant supplier contract register policy framework audit workshop backlog vacancy saving \
                     asset depot library survey milestone outcome measure risk standard consultation forum ward";
const VERBS: &str = "agree publish review improve appoint consult train measure bring commission complete draft \
                     monitor open pilot procure recruit renew set test update write";
const OTHERS: &str = "annual clear corporate early external first housing joint local new quarterly shared statutory \
                      the and with for by after across our each of to in on a";

/// The plan's id.
pub const ID: &str = "borough";

/// Writes the project into an empty folder.
pub fn write(folder: &Path, size: usize) {
    let content = folder.join("content");
    let plan = content.join("plans/borough");
    put(&content.join("site.yaml"), SITE);
    put(&content.join("index.md"), "---\ntitle: Progress\n---\nWhat we promised, and what became of it.\n");
    put(&content.join("leads.yaml"), &leads());
    put(&plan.join("plan.yaml"), &plan_file());
    for number in 1..=size {
        put(&recommendation_file(folder, number), &recommendation(number, size));
    }
    for (round, as_at) in ROUNDS.iter().enumerate() {
        put(&plan.join(format!("updates/{as_at}.yaml")), &updates(round, as_at, size));
    }
}

/// Where the n-th recommendation stands.
pub fn recommendation_file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("content/plans/borough/recommendations/{number:05}.md"))
}

const SITE: &str = "title: Progress\norganisation: Borough of Example\nbase_url: https://plan.example.org/\n\
                    licence: OGL-3.0\nnotice: |\n  This plan is **made up**, to measure with.\n\
                    contact: {title: Head of Policy, email: policy@example.org}\n";

fn put(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a temporary folder can be written");
    }
    fs::write(path, text).expect("a temporary folder can be written");
}

fn leads() -> String {
    let mut words = Words::of(1);
    let lead = |n| format!("lead-{n}: {{title: Director of {} {n}, kind: officer}}\n", words.noun());
    (0..LEADS).map(lead).collect()
}

fn plan_file() -> String {
    let mut words = Words::of(2);
    let mut text = format!(
        "title: Borough improvement plan\nshort_title: Improvement plan\nadopted: 2024-02\nsummary: |\n  {}\n\
         source: {{body: Peer team, kind: Peer challenge, held: 2023-11}}\n\
         reporting: {{cycle: Half-yearly, committee: Cabinet, dates: [2024-06, 2024-12, 2025-06, 2025-12, 2026-06]}}\n\
         topics:\n",
        words.sentences(3)
    );
    for topic in 0..TOPICS {
        _ = writeln!(text, "  - {{id: topic-{topic}, title: Better {} and {}}}", words.noun(), words.noun());
    }
    text
}

fn recommendation(number: usize, size: usize) -> String {
    let mut words = Words::of(1_000 + number);
    let lead = words.below(LEADS);
    let mut text = format!(
        "---\nref: {number}\ntitle: {} the {} {}\ntopic: topic-{}\nresponse: accepted\nrecommended: |\n  {}\n  {}\n\
         leads: [lead-{lead}]\nsupport: [lead-{}]\nstart: 2024-04\ndue: {}\nactions:\n",
        words.verb(),
        words.noun(),
        words.noun(),
        words.below(TOPICS),
        words.sentences(5),
        words.sentences(2),
        (lead + 7) % LEADS,
        words.date()
    );
    for action in 0..3 {
        let title = format!("{} the {} {}", words.verb(), words.noun(), words.noun());
        _ = writeln!(text, "  - {{id: a{action}, title: {title}, due: {}, leads: [lead-{lead}]}}", words.date());
    }
    let mut related: Vec<usize> = (0..5).map(|_| 1 + words.below(size)).filter(|other| *other != number).collect();
    related.dedup();
    _ = write!(
        text,
        "related: {related:?}\nevidence:\n  - {{title: The {}, url: \"https://example.org/{number}\"}}\n\
         internal: {}\n---\n{}\n\n- {}\n- {}\n- {}\n\nSee [no. {}](ref:{}) and **{}**. {}\n\n\
         | Measure | Then | Now |\n| --- | ---: | ---: |\n| {} | {}% | {}% |\n| {} | {}% | {}% |\n\n{}\n",
        words.noun(),
        words.sentences(1),
        words.sentences(4),
        words.sentences(1),
        words.sentences(1),
        words.sentences(1),
        1 + number % size,
        1 + number % size,
        words.noun(),
        words.sentences(3),
        words.noun(),
        words.below(100),
        words.below(100),
        words.noun(),
        words.below(100),
        words.below(100),
        words.sentences(2)
    );
    text
}

fn updates(round: usize, as_at: &str, size: usize) -> String {
    let mut words = Words::of(10 + round);
    let mut text = format!("as_at: {as_at}\ntitle: Round {}\nsummary: {}\nupdates:\n", round + 1, words.sentences(2));
    for number in 1..=size {
        let status = STATUSES[(round + words.below(2)).min(STATUSES.len() - 1)];
        _ = writeln!(text, "  {number}:\n    status: {status}\n    progress: |\n      {}", words.sentences(5));
        if words.below(6) == 0 {
            _ = writeln!(text, "    due: 2026-0{}\n    reason: {}", 1 + words.below(9), words.sentences(1));
            _ = writeln!(text, "    approved: {{body: Cabinet, date: {as_at}}}");
        }
        if round > 1 {
            _ = writeln!(text, "    actions: {{a0: complete, a1: {status}}}");
        }
    }
    text
}

/// Words in an order that only looks random.
struct Words(u64);

impl Words {
    fn of(seed: usize) -> Self {
        Self(seed as u64)
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    fn word(&mut self, words: &'static str) -> &'static str {
        let count = words.split_whitespace().count();
        words.split_whitespace().nth(self.below(count)).unwrap_or("plan")
    }

    fn noun(&mut self) -> &'static str {
        self.word(NOUNS)
    }

    fn verb(&mut self) -> &'static str {
        self.word(VERBS)
    }

    fn date(&mut self) -> String {
        match self.below(4) {
            0 => format!("2025-{:02}", 1 + self.below(12)),
            1 => format!("2025/26-Q{}", 1 + self.below(4)),
            _ => format!("2025-{:02}-{:02}", 1 + self.below(12), 1 + self.below(28)),
        }
    }

    /// On one line, fit to stand in YAML without quotes.
    fn sentences(&mut self, count: usize) -> String {
        let mut text = String::new();
        for sentence in 0..count {
            text.push_str(if sentence == 0 { "We " } else { " We " });
            text.push_str(self.verb());
            for _ in 0..9 + self.below(8) {
                text.push(' ');
                text.push_str(match self.below(3) {
                    0 => self.noun(),
                    _ => self.word(OTHERS),
                });
            }
            text.push('.');
        }
        text
    }
}
