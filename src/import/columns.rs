//! What the columns of a foreign table mean, by the words of their headings and by what stands in them.
//!
//! The words are data ([`WORDS`]); the longest phrase that a heading holds decides. A guess that is wrong is
//! corrected by a map of the author's, which is asked first. Start at [`Meanings::of`].

use std::fmt;

use super::statuses;
use super::timescale;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    Number,
    Title,
    Recommended,
    /// What is going to be done.
    Response,
    /// Whether it was accepted.
    Answer,
    Progress,
    Status,
    Leads,
    Support,
    Sponsor,
    Start,
    Timescale,
    /// A date that took the place of another.
    Revised,
    /// Why a date was put off.
    Reason,
    Review,
    Topic,
    Evidence,
    /// Kept under its own name.
    Extra,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    Low,
    Medium,
    High,
    /// The author said so.
    Told,
}

/// A column's meaning and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub meaning: Meaning,
    pub confidence: Confidence,
}

/// What an author says that columns mean, by their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings(Vec<(String, Meaning)>);

/// The words that a map may use, in the order in which they are listed.
const NAMES: [(Meaning, &str); 18] = [
    (Meaning::Number, "number"),
    (Meaning::Title, "title"),
    (Meaning::Recommended, "recommendation"),
    (Meaning::Response, "response"),
    (Meaning::Answer, "answer"),
    (Meaning::Progress, "progress"),
    (Meaning::Status, "status"),
    (Meaning::Leads, "lead"),
    (Meaning::Support, "support"),
    (Meaning::Sponsor, "sponsor"),
    (Meaning::Start, "start"),
    (Meaning::Timescale, "due"),
    (Meaning::Revised, "revised"),
    (Meaning::Reason, "reason"),
    (Meaning::Review, "review"),
    (Meaning::Topic, "topic"),
    (Meaning::Evidence, "evidence"),
    (Meaning::Extra, "extra"),
];

/// Phrases of headings, in the form that [`normal`] gives them. Of phrases of one length the first decides.
#[rustfmt::skip]
const WORDS: &[(Meaning, &[&str])] = &[
    (Meaning::Number, &[
        "no", "nr", "num", "number", "ref", "reference", "ref no", "reference number", "id", "item", "item no", "rec no", "rec",
        "rec ref", "recommendation no", "recommendation number", "recommendation ref", "recommendation reference",
        "action no", "action ref", "action number", "action id", "action reference", "priority no", "s no", "serial no", "item number", "row no", "code", "action code", "rec code", "recommendation code",
        "rhif", "cyf",
    ]),
    (Meaning::Title, &["title", "short title", "heading", "name", "subject", "recommendation title", "action title", "project", "teitl"]),
    (Meaning::Recommended, &[
        "recommendation", "recommendations", "recommended", "recommended action", "recommended actions", "finding",
        "findings", "what we were asked", "what the review said", "what the reviewers said", "what you said", "you said", "issue", "issues", "issue identified", "area for improvement",
        "areas for improvement", "improvement area", "key recommendation", "peer team recommendation", "peer recommendation", "review recommendation",
        "audit recommendation", "requirement", "proposal for improvement", "objective", "task", "tasks", "improvement", "improvement required",
        "recommendation text", "text of recommendation", "summary", "recommendation summary", "description", "details", "detail", "proposal", "proposals", "argymhelliad", "argymhellion",
    ]),
    (Meaning::Response, &[
        "response", "our response", "our action", "our actions", "council response", "council s response", "management response", "agreed response", "action",
        "actions", "action required", "actions required", "agreed action", "agreed actions", "action plan",
        "proposed action", "proposed actions", "planned action", "planned actions", "action to be taken",
        "actions to be taken", "improvement action", "improvement actions", "management action", "management comment", "management comments", "officer response", "what are we going to do", "what we are going to do", "what will we do", "what we will do",
        "what we are doing", "we will", "how we will do it", "how will we do it", "how", "activity", "activities", "steps", "next steps", "key actions", "key tasks", "gweithredu", "camau gweithredu", "ymateb",
    ]),
    (Meaning::Answer, &["accepted", "accept", "agreed", "accepted or rejected", "accept or reject", "accepted y n", "agreed y n", "decision", "response type", "accept in part reject", "accepted partially accepted not accepted"]),
    (Meaning::Progress, &[
        "progress", "progress to date", "progress update", "progress made", "progress so far", "progress report", "progress comment",
        "progress comments", "progress notes", "progress against action", "update", "updates", "latest update", "current position",
        "latest position", "position", "position statement", "current status update", "status update", "action taken", "actions taken", "action taken to date",
        "actions taken to date", "what have we done", "what we have done", "what has been done", "we did", "what we did", "achievements", "achieved", "work to date",
        "commentary", "narrative", "latest note", "latest notes", "latest comment", "latest comments", "latest progress", "note on progress", "officer comments", "cynnydd", "diweddariad",
    ]),
    (Meaning::Status, &["status", "rag", "brag", "rag status", "rag rating", "brag status", "brag rating", "current status", "progress status", "progress rag", "progress rating", "overall status", "statws"]),
    (Meaning::Leads, &[
        "lead", "leads", "lead officer", "lead officers", "lead officer s", "lead director", "lead service", "lead person",
        "action lead", "action owner", "owner", "owners", "owned by", "responsible", "responsibility", "responsible officer", "responsible officers",
        "responsible person", "responsible lead", "accountable officer", "accountable", "accountability", "who", "by whom", "who is responsible", "who will do it", "who by", "officer", "officer responsible", "officers", "chief officer", "chief officers", "lead chief officer",
        "assigned to", "named officer", "slt lead", "clt lead", "arweinydd", "swyddog arweiniol", "swyddog cyfrifol",
    ]),
    (Meaning::Support, &["support", "supporting", "supporting officer", "supporting officers", "supported by", "support officer", "partners", "key partners", "others involved"]),
    (Meaning::Sponsor, &["sponsor", "portfolio", "portfolio holder", "portfolio holders", "cabinet member", "cabinet lead", "lead member", "member lead", "executive member", "political lead", "lead councillor", "aelod cabinet"]),
    (Meaning::Start, &["start", "start date", "begins", "commencement", "from", "date started"]),
    (Meaning::Timescale, &[
        "timescale", "timescales", "time scale", "timeframe", "time frame", "timeline", "timing", "timetable", "due", "due date", "due by", "target", "target date", "date due", "date",
        "deadline", "completion date", "target completion date", "target completion", "implementation date", "by", "by when", "when", "when by", "when will we do it", "finish", "end", "end date", "finish date", "delivery date", "date for completion",
        "complete by", "completion", "to be completed by", "milestone date", "baseline date", "baseline", "original", "original date", "original due date", "original target date", "original timescale", "original deadline", "original completion date",
        "amserlen", "dyddiad", "erbyn pryd",
    ]),
    (Meaning::Revised, &[
        "revised", "revised date", "revised due date", "revised target", "revised target date", "revised timescale", "revised deadline", "revised completion date", "revised implementation date", "revised end date",
        "new date", "new due date", "new target date", "new deadline", "new timescale", "new completion date", "extended to", "extension", "extension date", "extended date", "extended deadline", "deferred to", "rescheduled to",
        "current date", "current due date", "current target date", "current deadline", "current completion date", "latest date", "forecast", "forecast date", "forecast completion", "forecast completion date", "forecast end date",
        "expected completion", "expected completion date", "expected date", "anticipated date", "anticipated completion", "anticipated completion date", "estimated completion date",
    ]),
    (Meaning::Reason, &["reason for delay", "reasons for delay", "reason for change", "reason for revision", "reason for revised date", "reason for extension", "reason for slippage", "reason for new date", "why revised", "why delayed"]),
    (Meaning::Review, &["review", "review date", "next review", "date of review"]),
    (Meaning::Topic, &["theme", "themes", "topic", "area", "category", "section", "workstream", "work stream", "priority area", "key area", "heading area", "group", "strand", "pillar", "thema"]),
    (Meaning::Evidence, &["evidence", "evidence of progress", "link", "links", "documents", "supporting evidence"]),
    (Meaning::Extra, &[
        "resources", "resource", "resource implications", "cost", "costs", "budget", "funding", "financial implications", "priority", "priority level", "risk", "risks", "risk rating", "impact", "benefit", "benefits",
        "outcome", "outcomes", "expected outcome", "intended outcome", "desired outcome", "success measure", "success measures", "success criteria", "measure", "measures", "measure of success", "how will we know", "how we will know", "kpi", "kpis", "performance indicator",
        "milestone", "milestones", "dependencies", "comments", "comment", "notes", "note", "remarks", "assurance", "monitoring", "date of last update", "last updated", "latest note date", "date of latest note", "page", "page no", "page number", "report page", "paragraph", "para", "para no", "paragraph no", "implemented", "progress bar", "percent complete", "percentage complete", "complete", "how will we measure success", "how we will measure success", "date completed", "actual completion date", "directorate", "service", "department", "adnoddau",
    ]),
];

impl Meaning {
    /// The word that a map uses for it.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(meaning, _)| *meaning == self).map_or("extra", |(_, name)| name)
    }

    /// The meaning that a word of a map names, or a common heading.
    pub fn named(word: &str) -> Option<Self> {
        let word = normal(word);
        let named = NAMES.iter().find(|(_, name)| *name == word).map(|(meaning, _)| *meaning);
        named.or_else(|| exact(&word))
    }

    /// All words that a map may use.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name)| *name)
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Told => "told",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        })
    }
}

impl Meanings {
    /// Later entries go before earlier ones.
    pub fn new(told: impl IntoIterator<Item = (String, Meaning)>) -> Self {
        let mut told: Vec<(String, Meaning)> = told.into_iter().collect();
        told.reverse();
        Self(told)
    }

    /// What a heading says, if it says anything.
    pub fn of(&self, heading: &str) -> Option<Reading> {
        let words = of_heading(heading);
        if words.is_empty() {
            return None;
        }
        if let Some((_, meaning)) = self.0.iter().find(|(told, _)| of_heading(told) == words) {
            return Some(Reading { meaning: *meaning, confidence: Confidence::Told });
        }
        if let Some(meaning) = exact(&words) {
            return Some(Reading { meaning, confidence: Confidence::High });
        }
        // A heading is short; a long text only happens to hold such words.
        if words.split(' ').count() > 9 {
            return None;
        }
        let held = WORDS.iter().flat_map(|(meaning, phrases)| phrases.iter().map(|phrase| (*meaning, *phrase)));
        let longest = held
            .filter(|(_, phrase)| phrase.len() > 3 && holds(&words, phrase))
            // The first of the longest, where `max_by_key` would give the last.
            .min_by_key(|(_, phrase)| std::cmp::Reverse(phrase.len()));
        longest.map(|(meaning, _)| Reading { meaning, confidence: Confidence::Medium })
    }

    /// What an author says of a column by its place in the table, from 1.
    pub fn of_number(&self, number: usize) -> Option<Reading> {
        let (_, meaning) = self.0.iter().find(|(told, _)| place(told) == Some(number))?;
        Some(Reading { meaning: *meaning, confidence: Confidence::Told })
    }

    /// The headings that an author named and that were not among these.
    pub fn unmet<'a>(&'a self, headings: &[&str], width: usize) -> Vec<&'a str> {
        let known: Vec<String> = headings.iter().map(|heading| of_heading(heading)).collect();
        let is_place = |told: &str| place(told).is_some_and(|number| number <= width);
        let unmet = self.0.iter().filter(|(told, _)| !known.contains(&of_heading(told)) && !is_place(told));
        unmet.map(|(told, _)| told.as_str()).rev().collect()
    }
}

/// A column that is named by its place: `2`.
fn place(told: &str) -> Option<usize> {
    told.trim().parse().ok().filter(|number| (1..100).contains(number))
}

fn exact(words: &str) -> Option<Meaning> {
    WORDS.iter().find(|(_, phrases)| phrases.contains(&words)).map(|(meaning, _)| *meaning)
}

/// Whole words in a row.
fn holds(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + phrase.len()..].chars().next();
        before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
    })
}

/// A text in lower case, its words one space apart and without punctuation; "&" is "and".
pub fn normal(text: &str) -> String {
    let lower = text.to_lowercase().replace('&', " and ");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The same of a heading, in which "#" is the word for a number.
fn of_heading(text: &str) -> String {
    normal(&text.replace(['#', '№'], " no "))
}

/// What a column without a heading holds, by its cells.
pub fn by_cells(cells: &[String]) -> Option<Reading> {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if filled.is_empty() {
        return None;
    }
    let share = |is: &dyn Fn(&str) -> bool| filled.iter().filter(|cell| is(cell)).count() * 10 / filled.len();
    let meaning = if share(&super::numbers::is_number) >= 7 {
        Meaning::Number
    } else if share(&|cell| statuses::read(cell).is_some()) >= 7 {
        Meaning::Status
    } else if share(&|cell| timescale::is_time(cell)) >= 6 {
        Meaning::Timescale
    } else if share(&super::leads::is_post) >= 6 {
        Meaning::Leads
    } else {
        return None;
    };
    Some(Reading { meaning, confidence: Confidence::Medium })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<Meaning> {
        Meanings::default().of(heading).map(|reading| reading.meaning)
    }

    #[test]
    fn headings_of_real_plans_are_understood() {
        for (heading, meaning) in [
            ("Recommendation", Meaning::Recommended),
            ("RECOMMENDATIONS", Meaning::Recommended),
            ("What are we going to do?", Meaning::Response),
            ("ACTION TAKEN TO DATE", Meaning::Progress),
            ("Lead Officer(s)", Meaning::Leads),
            ("Timescale", Meaning::Timescale),
            ("Rec. No.", Meaning::Number),
            ("RAG", Meaning::Status),
            ("Progress as at March 2020", Meaning::Progress),
            ("Portfolio Holder", Meaning::Sponsor),
            ("Target date for completion", Meaning::Timescale),
            ("Resource implications", Meaning::Extra),
            ("LGA Peer Challenge recommendation", Meaning::Recommended),
            ("Who?", Meaning::Leads),
            ("By when?", Meaning::Timescale),
            ("Proposed Action / Response", Meaning::Response),
            ("Start", Meaning::Start),
        ] {
            assert_eq!(read(heading), Some(meaning), "{heading}");
        }
        assert_eq!(read(""), None);
        assert_eq!(read("Colour"), None);
    }

    #[test]
    fn an_author_is_asked_first() {
        let told = Meanings::new([("Action taken to date".to_owned(), Meaning::Response)]);
        assert_eq!(told.of("ACTION TAKEN  TO DATE:").map(|r| r.meaning), Some(Meaning::Response));
        assert_eq!(told.unmet(&["Lead"], 1), ["Action taken to date"]);
    }

    #[test]
    fn no_phrase_stands_twice() {
        let mut all: Vec<&str> = WORDS.iter().flat_map(|(_, phrases)| phrases.iter().copied()).collect();
        assert!(all.iter().all(|phrase| normal(phrase) == *phrase));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
