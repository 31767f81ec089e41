//! Projects made at random, some of their matter withheld, with a word of its own in every field.
//!
//! A project is written twice from one shape: whole, and stripped of all that is withheld. Words and
//! their order are the same both times, so that the two sites must be the same to the byte.

use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{collection, sample::Index};

/// Why readers must not see an item; the site speaks for 29 February 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    No,
    Draft,
    /// Until a day, until the end of a period's beginning, or without end.
    Embargo(&'static str),
    /// Of rounds alone: reported for a day that has not come.
    Future,
    /// Of papers alone.
    Exempt,
}

#[derive(Clone, Debug)]
pub struct Shape {
    plans: Vec<PlanShape>,
    pages: Vec<Hidden>,
    /// How many posts there are.
    leads: usize,
    /// Whether there is an edition in Welsh as well.
    welsh: bool,
}

#[derive(Clone, Debug)]
struct PlanShape {
    hidden: Hidden,
    recommendations: Vec<RecommendationShape>,
    rounds: Vec<RoundShape>,
    papers: Vec<Hidden>,
    /// The recommendations that an indicator and a cost tell of.
    measures: Vec<Vec<Index>>,
    costs: Vec<Vec<Index>>,
}

#[derive(Clone, Debug)]
struct RecommendationShape {
    hidden: Hidden,
    lead: Index,
    support: Index,
    sponsor: Index,
    action_lead: Index,
    /// A plan and one of its recommendations, each.
    related: (Index, Index),
    follows: (Index, Index),
    linked: (Index, Index),
}

#[derive(Clone, Debug)]
struct RoundShape {
    hidden: Hidden,
    updates: Vec<UpdateShape>,
}

#[derive(Clone, Debug)]
struct UpdateShape {
    of: Index,
    hidden: Hidden,
    superseded_by: Option<(Index, Index)>,
}

fn hidden() -> impl Strategy<Value = Hidden> + Clone {
    let embargo = prop_oneof![Just("2024-03-01"), Just("2024-06"), Just("ongoing")].prop_map(Hidden::Embargo);
    prop_oneof![4 => Just(Hidden::No), 1 => Just(Hidden::Draft), 1 => embargo]
}

pub fn shape() -> impl Strategy<Value = Shape> {
    let plans = collection::vec(plan(), 1..4);
    (plans, collection::vec(hidden(), 0..3), 1_usize..6, any::<bool>()).prop_map(|(plans, pages, leads, welsh)| Shape {
        plans,
        pages,
        leads,
        welsh,
    })
}

fn plan() -> impl Strategy<Value = PlanShape> {
    let place = || (any::<Index>(), any::<Index>());
    let names = (any::<Index>(), any::<Index>(), any::<Index>(), any::<Index>());
    let recommendation = (hidden(), names, place(), place(), place()).prop_map(
        |(hidden, (lead, support, sponsor, action_lead), related, follows, linked)| RecommendationShape {
            hidden,
            lead,
            support,
            sponsor,
            action_lead,
            related,
            follows,
            linked,
        },
    );
    let update = (any::<Index>(), hidden(), proptest::option::of(place()))
        .prop_map(|(of, hidden, superseded_by)| UpdateShape { of, hidden, superseded_by });
    let of_round = prop_oneof![5 => hidden(), 1 => Just(Hidden::Future)];
    let round = (of_round, collection::vec(update, 0..4)).prop_map(|(hidden, updates)| RoundShape { hidden, updates });
    let of_paper = prop_oneof![3 => hidden(), 1 => Just(Hidden::Exempt)];
    let refs = || collection::vec(collection::vec(any::<Index>(), 0..3), 0..3);
    (
        hidden(),
        collection::vec(recommendation, 1..5),
        collection::vec(round, 0..4),
        collection::vec(of_paper, 0..3),
        refs(),
        refs(),
    )
        .prop_map(|(hidden, recommendations, rounds, papers, measures, costs)| PlanShape {
            hidden,
            recommendations,
            rounds,
            papers,
            measures,
            costs,
        })
}

/// A project as files, with the words that stand in it and the fields that they stand in.
#[derive(Debug, Default)]
pub struct Written {
    pub files: Vec<(String, String)>,
    pub open: Vec<(String, &'static str)>,
    pub secret: Vec<(String, &'static str)>,
}

/// Which of the two writings of a shape is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Whole,
    /// Without what is withheld.
    Stripped,
}

pub fn write(shape: &Shape, writing: Writing) -> Written {
    let mut pen = Pen { writing, welsh: shape.welsh, next: 0, written: Written::default() };
    let names = Names::of(shape, &mut pen);
    let languages = if shape.welsh { "[en-GB, cy]" } else { "[en-GB]" };
    let site = format!(
        "title: Progress\norganisation: Borough of Example\nbase_url: https://progress.example.org\nlanguages: {languages}\n"
    );
    pen.file(false, "content/site.yaml", &site);
    leads(&names, &mut pen);
    for (index, hidden) in shape.pages.iter().enumerate() {
        page(index, *hidden, &names, &mut pen);
    }
    for (index, plan) in shape.plans.iter().enumerate() {
        Plan { shape: plan, index, names: &names }.write(&mut pen);
    }
    pen.written
}

/// Hands out words, and leaves out what the writing leaves out.
struct Pen {
    writing: Writing,
    welsh: bool,
    next: usize,
    written: Written,
}

impl Pen {
    /// A word that stands in one field alone.
    fn word(&mut self, secret: bool, field: &'static str) -> String {
        self.next += 1;
        let (kind, words) =
            if secret { ("secret", &mut self.written.secret) } else { ("open", &mut self.written.open) };
        let word = format!("{kind}{}q", self.next);
        words.push((word.clone(), field));
        word
    }

    fn keeps(&self, secret: bool) -> bool {
        !secret || self.writing == Writing::Whole
    }

    fn file(&mut self, secret: bool, path: &str, text: &str) {
        if self.keeps(secret) {
            self.written.files.push((path.to_owned(), text.to_owned()));
        }
    }

    /// A translation, if there is a Welsh edition; `path` is without `.cy` and the ending.
    fn twin(&mut self, secret: bool, (path, ending): (&str, &str), text: &str) {
        if self.welsh {
            self.file(secret, &format!("{path}.cy.{ending}"), text);
        }
    }

    /// A word of a translation.
    fn welsh(&mut self, secret: bool, field: &'static str) -> String {
        // Where there is no Welsh edition the word stands nowhere, and nobody looks for it.
        if self.welsh { self.word(secret, field) } else { String::new() }
    }

    /// The marks that withhold an item, and a note that never leaves the folder.
    fn marks(&mut self, hidden: Hidden, field: &'static str) -> String {
        let internal = self.word(true, field);
        let mark = match hidden {
            Hidden::No | Hidden::Future => String::new(),
            Hidden::Draft => "draft: true\n".to_owned(),
            Hidden::Embargo(until) => format!("embargo: {until}\n"),
            Hidden::Exempt => {
                let reason = self.word(true, "the reason of an exempt paper");
                format!("exempt: {{paragraph: 3, reason: {reason}}}\n")
            }
        };
        if self.writing == Writing::Whole { format!("{mark}internal: {internal}\n") } else { String::new() }
    }
}

/// The names of all things, given out before any of them is written.
struct Names {
    plans: Vec<NamedPlan>,
    /// Whether only withheld matter names a lead, and its id.
    leads: Vec<(bool, String)>,
}

struct NamedPlan {
    secret: bool,
    id: String,
    /// Whether it is withheld, and its ref.
    refs: Vec<(bool, String)>,
}

impl Names {
    fn of(shape: &Shape, pen: &mut Pen) -> Self {
        let mut plans = Vec::new();
        let mut named_by: Vec<Vec<bool>> = vec![Vec::new(); shape.leads];
        for plan in &shape.plans {
            let secret = plan.hidden != Hidden::No;
            let id = pen.word(secret, "a plan's id");
            let mut refs = Vec::new();
            for item in &plan.recommendations {
                let secret = secret || item.hidden != Hidden::No;
                refs.push((secret, pen.word(secret, "a ref")));
                for lead in [item.lead, item.support, item.sponsor, item.action_lead] {
                    named_by[lead.index(shape.leads)].push(secret);
                }
            }
            plans.push(NamedPlan { secret, id, refs });
        }
        let leads = named_by.into_iter().map(|by| {
            let secret = !by.is_empty() && by.iter().all(|secret| *secret);
            (secret, pen.word(secret, "a lead's id"))
        });
        Self { leads: leads.collect(), plans }
    }

    /// The target of a link, if the writing has it.
    fn target(&self, place: (Index, Index), pen: &Pen) -> Option<String> {
        let plan = &self.plans[place.0.index(self.plans.len())];
        let (secret, reference) = &plan.refs[place.1.index(plan.refs.len())];
        pen.keeps(*secret).then(|| format!("{}/{reference}", plan.id))
    }

    fn lead(&self, index: Index) -> &str {
        &self.leads[index.index(self.leads.len())].1
    }
}

fn leads(names: &Names, pen: &mut Pen) {
    let mut text = Vec::new();
    for (secret, id) in &names.leads {
        let title = pen.word(*secret, "a lead's title");
        if pen.keeps(*secret) {
            text.push(format!("{id}: {{title: {title}}}\n"));
        }
    }
    pen.file(false, "content/leads.yaml", &text.concat());
    let mut text = Vec::new();
    for (secret, id) in &names.leads {
        let title = pen.welsh(*secret, "a lead's Welsh title");
        if pen.keeps(*secret) {
            text.push(format!("{id}: {{title: {title}}}\n"));
        }
    }
    pen.twin(false, ("content/leads", "yaml"), &text.concat());
}

fn page(index: usize, hidden: Hidden, names: &Names, pen: &mut Pen) {
    let secret = hidden != Hidden::No;
    let (id, title) = (pen.word(secret, "a page's id"), pen.word(secret, "a page's title"));
    let (alias, body) = (pen.word(secret, "a page's alias"), pen.word(secret, "a page's body"));
    let marks = pen.marks(hidden, "a page's internal note");
    let plan = &names.plans[index % names.plans.len()];
    let count = if pen.keeps(plan.secret) && !plan.secret {
        format!("{{{{ plans[\"{}\"].counts.total }}}} in all.\n", plan.id)
    } else {
        String::new()
    };
    let (file, inside) = (pen.word(secret, "the name of a page's file"), pen.word(secret, "a page's file"));
    pen.file(secret, &format!("content/files/{file}.txt"), &format!("{inside}\n"));
    let link = format!("[A file](/files/{file}.txt)");
    let text = format!("---\ntitle: {title}\naliases: [{alias}]\n{marks}---\n{body} {link}\n\n{count}");
    pen.file(secret, &format!("content/pages/{id}.md"), &text);
    let (title, body) = (pen.welsh(secret, "a page's Welsh title"), pen.welsh(secret, "a page's Welsh body"));
    pen.twin(secret, (&format!("content/pages/{id}"), "md"), &format!("---\ntitle: {title}\n---\n{body}\n"));
}

/// One plan being written.
struct Plan<'a> {
    shape: &'a PlanShape,
    index: usize,
    names: &'a Names,
}

impl Plan<'_> {
    fn write(&self, pen: &mut Pen) {
        let name = self.name();
        let (secret, root) = (name.secret, format!("content/plans/{}", name.id));
        let [title, short, summary] =
            ["a plan's title", "a plan's short title", "a plan's summary"].map(|field| pen.word(secret, field));
        let (topic, topic_title) = (pen.word(secret, "a topic's id"), pen.word(secret, "a topic's title"));
        let (key, value) = (pen.word(secret, "a plan's further fact"), pen.word(secret, "a plan's further value"));
        let alias = pen.word(secret, "a plan's alias");
        let marks = pen.marks(self.shape.hidden, "a plan's internal note");
        let text = format!(
            "title: {title}\nshort_title: {short}\nsummary: {summary}\naliases: [{alias}]\n\
             topics: [{{id: {topic}, title: {topic_title}}}]\nextra: {{{key}: {value}}}\n\
             reporting: {{dates: [2023-03, 2023-06, 2023-09]}}\n{marks}"
        );
        pen.file(secret, &format!("{root}/plan.yaml"), &text);
        let (title, summary) = (pen.welsh(secret, "a plan's Welsh title"), pen.welsh(secret, "a plan's Welsh summary"));
        pen.twin(secret, (&format!("{root}/plan"), "yaml"), &format!("title: {title}\nsummary: {summary}\n"));
        let loose = pen.word(secret, "a file that nothing names");
        pen.file(secret, &format!("{root}/files/{loose}.txt"), &format!("{loose}\n"));
        let topic = (0..self.shape.recommendations.len()).map(|item| (item % 2 == 0).then_some(topic.as_str()));
        for (item, topic) in topic.enumerate() {
            self.recommendation(item, topic, pen);
        }
        for round in 0..self.shape.rounds.len() {
            self.round(round, pen);
        }
        self.measures(pen);
        self.costs(pen);
        for (paper, hidden) in self.shape.papers.iter().enumerate() {
            self.paper(paper, *hidden, pen);
        }
    }

    fn name(&self) -> &NamedPlan {
        &self.names.plans[self.index]
    }

    fn root(&self) -> String {
        format!("content/plans/{}", self.name().id)
    }

    /// The target of what names another recommendation than the one it stands in.
    fn other(&self, place: (Index, Index), reference: &str, pen: &Pen) -> Option<String> {
        self.names.target(place, pen).filter(|to| *to != format!("{}/{reference}", self.name().id))
    }

    fn recommendation(&self, item: usize, topic: Option<&str>, pen: &mut Pen) {
        let (shape, names) = (&self.shape.recommendations[item], self.names);
        let (secret, reference) = &self.name().refs[item];
        let secret = *secret;
        let mut front = vec![format!("ref: {reference}\n")];
        front.push(format!("title: {}\n", pen.word(secret, "a title")));
        front.push(topic.map_or(String::new(), |topic| format!("topic: {topic}\n")));
        front.push(format!("response: {{decision: in-part, reason: {}}}\n", pen.word(secret, "a reason")));
        front.push(format!("recommended: {}\n", pen.word(secret, "what was recommended")));
        front.push(format!("timescale: {}\n", pen.word(secret, "a timescale")));
        front.push(format!("leads: [{}]\nsupport: [{}]\n", names.lead(shape.lead), names.lead(shape.support)));
        front.push(format!("sponsor: [{}]\nstart: 2023-01\ndue: 2024-01\n", names.lead(shape.sponsor)));
        front.push(format!("extra: {{{}: {}}}\n", pen.word(secret, "a further fact"), pen.word(secret, "its value")));
        front.push(format!("aliases: [{}]\n", pen.word(secret, "an alias of a ref")));
        front.push(self.action(secret, shape, pen));
        for (key, place) in [("related", shape.related), ("follows", shape.follows)] {
            front.push(self.other(place, reference, pen).map_or(String::new(), |to| format!("{key}: [{to}]\n")));
        }
        front.push(self.evidence(secret, "", pen));
        front.push(pen.marks(shape.hidden, "an internal note"));
        let (body, words) = (pen.word(secret, "what was promised"), pen.word(secret, "the words of a link"));
        let link = match names.target(shape.linked, pen) {
            Some(to) => format!("[{words}](ref:{to})"),
            None => words,
        };
        let text = format!("---\n{}---\n{body} {link}\n", front.concat());
        let path = format!("{}/recommendations/{reference}", self.root());
        pen.file(secret, &format!("{path}.md"), &text);
        let fields = ["a Welsh title", "a Welsh reason", "what was promised, in Welsh"];
        let [title, reason, body] = fields.map(|field| pen.welsh(secret, field));
        pen.twin(secret, (&path, "md"), &format!("---\ntitle: {title}\nreason: {reason}\n---\n{body}\n"));
    }

    fn action(&self, secret: bool, shape: &RecommendationShape, pen: &mut Pen) -> String {
        let (title, timescale) = (pen.word(secret, "an action's title"), pen.word(secret, "an action's timescale"));
        let (milestone, internal) = (pen.word(secret, "a milestone"), pen.word(true, "an action's internal note"));
        let lead = self.names.lead(shape.action_lead);
        let internal = if pen.keeps(true) { format!(", internal: {internal}") } else { String::new() };
        format!(
            "actions:\n  - {{id: step, title: {title}, timescale: {timescale}, leads: [{lead}], due: 2024-01, \
             milestones: [{{date: 2023-05, title: {milestone}}}]{internal}}}\n"
        )
    }

    /// Evidence in a file and at an address; the file is written as well.
    fn evidence(&self, secret: bool, indent: &str, pen: &mut Pen) -> String {
        let (title, name) = (pen.word(secret, "evidence"), pen.word(secret, "the name of a file"));
        let inside = pen.word(secret, "a file");
        pen.file(secret, &format!("{}/files/{name}.txt", self.root()), &format!("{inside}\n"));
        format!("{indent}evidence: [{{title: {title}, file: {name}.txt}}]\n")
    }

    fn round(&self, round: usize, pen: &mut Pen) {
        let shape = &self.shape.rounds[round];
        let secret = self.name().secret || shape.hidden != Hidden::No;
        let year = if shape.hidden == Hidden::Future { 2025 } else { 2023 };
        let day = format!("{year}-{:02}-28", round * 3 + 3);
        let mut text = vec![format!("as_at: {day}\n")];
        text.push(format!("title: {}\n", pen.word(secret, "a round's title")));
        text.push(format!("summary: {}\n", pen.word(secret, "a round's summary")));
        text.push(pen.marks(shape.hidden, "a round's internal note"));
        let mut updates = Vec::new();
        let mut told: Vec<(usize, bool)> = Vec::new();
        for update in &shape.updates {
            let of = update.of.index(self.name().refs.len());
            if !told.iter().any(|(known, _)| *known == of) {
                let secret = secret || self.name().refs[of].0 || update.hidden != Hidden::No;
                told.push((of, secret));
                updates.push(self.update(update, of, secret, pen));
            }
        }
        text.push(if updates.is_empty() { String::new() } else { format!("updates:\n{}", updates.concat()) });
        let path = format!("{}/updates/{day}", self.root());
        pen.file(secret, &format!("{path}.yaml"), &text.concat());
        let title = pen.welsh(secret, "a round's Welsh title");
        let mut updates = Vec::new();
        for (of, secret) in told {
            let progress = pen.welsh(secret, "an update's Welsh progress");
            if pen.keeps(secret) {
                updates.push(format!("{}: {{progress: {progress}}}", self.name().refs[of].1));
            }
        }
        pen.twin(secret, (&path, "yaml"), &format!("title: {title}\nupdates: {{{}}}\n", updates.join(", ")));
    }

    fn update(&self, shape: &UpdateShape, of: usize, secret: bool, pen: &mut Pen) -> String {
        let reference = &self.name().refs[of].1;
        let mut lines = vec!["status: at-risk".to_owned(), "due: 2024-08".to_owned()];
        for (key, field) in
            [("progress", "an update's progress"), ("reason", "an update's reason"), ("outcome", "an outcome")]
        {
            lines.push(format!("{key}: {}", pen.word(secret, field)));
        }
        lines.push(format!("approved: {{body: {}}}", pen.word(secret, "who approved")));
        let (by, view) = (pen.word(secret, "who assessed"), pen.word(secret, "an assessment"));
        lines.push(format!("assessments: [{{by: {by}, view: {view}}}]"));
        lines.push("actions: {step: {status: delayed, due: 2024-09}}".to_owned());
        lines.push(self.evidence(secret, "", pen).trim_end().to_owned());
        let superseded_by = shape.superseded_by.and_then(|place| self.other(place, reference, pen));
        lines.extend(superseded_by.map(|to| format!("superseded_by: {to}")));
        lines.extend(pen.marks(shape.hidden, "an update's internal note").lines().map(ToOwned::to_owned));
        if pen.keeps(secret) { format!("  {reference}:\n    {}\n", lines.join("\n    ")) } else { String::new() }
    }

    /// The refs of an indicator or a cost that the writing has, and whether all of them are withheld.
    fn told_of(&self, refs: &[Index], pen: &Pen) -> (bool, String) {
        let all: Vec<&(bool, String)> = refs.iter().map(|index| index.get(&self.name().refs)).collect();
        let secret = self.name().secret || (!all.is_empty() && all.iter().all(|(secret, _)| *secret));
        let kept = all.iter().filter(|(secret, _)| pen.keeps(*secret)).map(|(_, reference)| reference.as_str());
        (secret, format!("[{}]", kept.collect::<Vec<_>>().join(", ")))
    }

    fn measures(&self, pen: &mut Pen) {
        let mut text = Vec::new();
        for (index, refs) in self.shape.measures.iter().enumerate() {
            let (secret, refs) = self.told_of(refs, pen);
            let (title, unit) = (pen.word(secret, "an indicator's title"), pen.word(secret, "an indicator's unit"));
            let (later, internal) = (pen.word(true, "a value to come"), pen.word(true, "an indicator's internal note"));
            let hidden = match pen.keeps(true) {
                true => format!(", {{date: 2025-01, value: 4, note: {later}}}], internal: {internal}"),
                false => "]".to_owned(),
            };
            if pen.keeps(secret) {
                text.push(format!(
                    "m{index}: {{title: {title}, unit: {unit}, refs: {refs}, values: [{{date: 2023-03, value: 2.5}}{hidden}}}\n"
                ));
            }
        }
        if !text.is_empty() {
            pen.file(self.name().secret, &format!("{}/indicators.yaml", self.root()), &text.concat());
        }
    }

    fn costs(&self, pen: &mut Pen) {
        let (mut rows, mut welsh) = (Vec::new(), Vec::new());
        for refs in &self.shape.costs {
            let (secret, refs) = self.told_of(refs, pen);
            let (title, kind) = (pen.word(secret, "a cost"), pen.word(secret, "a cost's kind"));
            let (funding, internal) = (pen.word(secret, "a cost's funding"), pen.word(true, "a cost's internal note"));
            let internal = if pen.keeps(true) { format!(", internal: {internal}") } else { String::new() };
            let title_in_welsh = pen.welsh(secret, "a cost in Welsh");
            if pen.keeps(secret) {
                welsh.push(format!("{{title: {title_in_welsh}}}"));
                rows.push(format!(
                    "  - {{title: {title}, kind: {kind}, funding: {funding}, refs: {refs}, amounts: {{2023/24: 7}}{internal}}}\n"
                ));
            }
        }
        let internal = pen.word(true, "an internal note of the costs");
        if !rows.is_empty() {
            let internal = if pen.keeps(true) { format!("internal: {internal}\n") } else { String::new() };
            let text = format!("years: [2023/24]\n{internal}rows:\n{}", rows.concat());
            let path = format!("{}/resources", self.root());
            pen.file(self.name().secret, &format!("{path}.yaml"), &text);
            pen.twin(self.name().secret, (&path, "yaml"), &format!("rows: [{}]\n", welsh.join(", ")));
        }
    }

    /// A paper with a word in each of its fields, and a part that is exempt.
    fn paper(&self, paper: usize, hidden: Hidden, pen: &mut Pen) {
        let secret = self.name().secret || hidden != Hidden::No;
        let id = pen.word(secret, "a paper's id");
        let marks = pen.marks(hidden, "a paper's internal note");
        let title = pen.word(secret, "a paper's title");
        let committee = pen.word(secret, "a paper's committee");
        let (label, value) = (pen.word(secret, "a detail's label"), pen.word(secret, "a detail"));
        let objective = pen.word(secret, "an objective");
        let asked = pen.word(secret, "what a paper recommends");
        let (cleared, by) = (pen.word(secret, "a clearance's label"), pen.word(secret, "a clearance"));
        let (contact, background) = (pen.word(secret, "a paper's contact"), pen.word(secret, "a background paper"));
        let appendix = pen.word(secret, "an appendix's title");
        let heading = pen.word(secret, "a paper's heading");
        let body = pen.word(secret, "a paper's body");
        let exempt = pen.word(true, "an exempt part");
        let exempt = if pen.keeps(true) {
            format!("{exempt} {{{{ counts.total }}}}\n\n- {exempt}")
        } else {
            "Withheld.".to_owned()
        };
        let text = format!(
            "---\ntitle: {title}\ncommittee: {committee}\ndate: 2023-05-{:02}\n{marks}\
             details: [{{label: {label}, value: {value}}}]\n\
             objectives: [{{title: {objective}, applies: true}}]\n\
             recommendations: [{asked}]\nclearance: [{{label: {cleared}, value: {by}}}]\n\
             contact: {{title: {contact}, email: policy@example.org}}\n\
             background_papers: [{{title: {background}}}]\n\
             appendices: [{{name: summary, title: {appendix}}}, changes, action-plan, exceptions, resources, indicators]\n---\n\
             ## {heading}\n\n{body}: {{{{ counts.total }}}}.\n\n:::exempt 3\n{exempt}\n:::\n",
            paper + 1,
        );
        pen.file(secret, &format!("{}/papers/2023-05-{:02}-{id}.md", self.root(), paper + 1), &text);
    }
}
