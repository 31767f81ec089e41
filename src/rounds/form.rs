//! The workbook of a round: a sheet a lead with what they answer for, what was said last, and cells to fill in.
//!
//! One recommendation may stand on several sheets, and an action on others than its recommendation. Words come from
//! the theme, in the site's language. Start at [`form`]; [`per_lead`] makes a workbook for each lead.

use std::fmt::Write as _;

use super::key::{self, Key};
use super::{Asked, Round, answers_for};
use crate::content::public::{LeadIndex, Public, State, Status, StatusIndex, Timing};
use crate::date::{Date, words::Role};
use crate::prose;
use crate::table::form::{Choices, Form, FormCell, FormSheet, Input, Look, Prompt};

/// The words of a key, with its values filled in.
type Filled<'a> = dyn Fn(&str, &[(&str, &str)]) -> String + 'a;

/// The theme's words.
pub struct Words<'a> {
    pub filled: Box<Filled<'a>>,
    pub date: Box<dyn Fn(Date, Role) -> String + 'a>,
}

/// The columns behind the hidden first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Only where there are several plans.
    Plan,
    Ref,
    Title,
    Recommended,
    Last,
    Due,
    Status,
    Progress,
    Date,
    Reason,
    Outcome,
    Internal,
}

/// Each with its key in the theme's strings, its width in characters, and what is filled in there.
pub const COLUMNS: [(Column, &str, u16, Option<Input>); 12] = [
    (Column::Plan, "plan", 12, None),
    (Column::Ref, "ref", 6, None),
    (Column::Title, "title", 20, None),
    (Column::Recommended, "recommended", 32, None),
    (Column::Last, "last", 30, None),
    (Column::Due, "due", 13, None),
    (Column::Status, "status", 13, Some(Input::Choice)),
    (Column::Progress, "progress", 40, Some(Input::Text)),
    (Column::Date, "date", 12, Some(Input::Date)),
    (Column::Reason, "reason", 20, Some(Input::Text)),
    (Column::Outcome, "outcome", 22, Some(Input::Text)),
    (Column::Internal, "internal", 20, Some(Input::Text)),
];

/// Of a text that is there to be read, in characters.
const LONGEST: usize = 4_000;
/// How many steps the guidance has.
const STEPS: usize = 8;
/// Where a sheet's row of headings stands, from 0.
const HEADING_ROW: u32 = 3;
/// The sheet and the column of the list of statuses.
const GUIDANCE: usize = 0;
const LABELS: u16 = 1;

impl Words<'_> {
    fn word(&self, key: &str) -> String {
        (self.filled)(&format!("round_form.{key}"), &[])
    }

    pub fn heading(&self, column: Column) -> String {
        COLUMNS
            .iter()
            .find(|(known, ..)| *known == column)
            .map(|(_, key, ..)| self.word(&format!("column.{key}")))
            .unwrap_or_default()
    }

    pub fn status_label(&self, status: &Status) -> String {
        match &status.label {
            Some(label) => label.to_string(),
            None => (self.filled)(&format!("status_{}", status.id), &[]),
        }
    }

    fn status_meaning(&self, status: &Status) -> String {
        match &status.meaning {
            Some(meaning) => prose::plain(meaning),
            None => (self.filled)(&format!("meaning_{}", status.id), &[]),
        }
    }
}

/// One workbook for all leads; nothing if no recommendation is open.
pub fn form(rounds: &[Round<'_>], words: &Words<'_>) -> Option<Form> {
    let (first, sheets) = (rounds.first()?, sheets(rounds, words));
    let sheets: Vec<FormSheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    (!sheets.is_empty()).then(|| workbook(first, words, sheets))
}

/// A workbook for each lead, with the name of its file.
pub fn per_lead(rounds: &[Round<'_>], words: &Words<'_>) -> Vec<(String, Form)> {
    let Some(first) = rounds.first() else { return Vec::new() };
    let made = sheets(rounds, words).into_iter().map(|(lead, sheet)| {
        let lead = lead.map_or("no-lead", |lead| first.public.leads[lead.0].id.as_str());
        (format!("{}-{lead}.xlsx", first.as_at.slug()), workbook(first, words, vec![sheet]))
    });
    made.collect()
}

fn workbook(round: &Round<'_>, words: &Words<'_>, sheets: Vec<FormSheet>) -> Form {
    let statuses = &round.public.statuses;
    let (guidance, first) = guidance(round, words);
    let last = u32::try_from(statuses.len()).unwrap_or(0).saturating_sub(1) + first;
    let prompt = |kind: &str| Prompt {
        title: words.word(&format!("{kind}.title")),
        text: words.word(&format!("{kind}.text")),
        refusal: words.word(&format!("{kind}.refusal")),
    };
    Form {
        title: title(round, words),
        author: round.public.site.organisation.to_string(),
        created: round.public.as_of,
        sheets: std::iter::once(guidance).chain(sheets).collect(),
        choices: Choices { sheet: GUIDANCE, column: LABELS, first, last },
        choice_prompt: prompt("choice"),
        date_prompt: prompt("date"),
    }
}

fn title(round: &Round<'_>, words: &Words<'_>) -> String {
    (words.filled)("round_form.title", &[("date", &(words.date)(round.as_at, Role::Plain))])
}

/// The first sheet, and the row in which its list of statuses begins.
fn guidance(round: &Round<'_>, words: &Words<'_>) -> (FormSheet, u32) {
    let mut rows = vec![ours([FormCell::text(Look::Title, title(round, words))])];
    rows.push(ours([FormCell::text(Look::Strong, round.public.site.organisation.to_string())]));
    rows.push(Vec::new());
    for step in 1..=STEPS {
        let text = FormCell::text(Look::Plain, words.word(&format!("step.{step}")));
        rows.push(ours([FormCell::text(Look::Plain, step.to_string()), text]));
    }
    rows.push(Vec::new());
    let heading =
        [words.heading(Column::Status), words.word("meaning")].map(|text| FormCell::text(Look::Heading, text));
    rows.push(ours(heading));
    let first = u32::try_from(rows.len()).unwrap_or(0);
    for status in &round.public.statuses {
        let texts = [words.status_label(status), words.status_meaning(status)];
        rows.push(ours(texts.map(|text| FormCell::text(Look::Locked, text))));
    }
    let name = words.word("guidance");
    let footer = title(round, words);
    (FormSheet { name, widths: vec![18, 90], rows, heading: None, fixed_columns: 0, footer }, first)
}

/// A row of words of ours, behind its key.
fn ours(cells: impl IntoIterator<Item = FormCell>) -> Vec<FormCell> {
    keyed(&Key::Words, cells.into_iter().collect())
}

fn keyed(key: &Key, cells: Vec<FormCell>) -> Vec<FormCell> {
    let key = key.write(cells.iter().filter_map(words_of));
    std::iter::once(FormCell::text(Look::Key, key)).chain(cells).collect()
}

fn words_of(cell: &FormCell) -> Option<&str> {
    match cell {
        FormCell::Text(_, text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

/// The sheets of those who are asked for anything, in the order of the site's leads.
fn sheets(rounds: &[Round<'_>], words: &Words<'_>) -> Vec<(Option<LeadIndex>, FormSheet)> {
    let Some(public) = rounds.first().map(|round| round.public) else { return Vec::new() };
    let asked: Vec<(&Round<'_>, Vec<Asked<'_>>)> = rounds.iter().map(|round| (round, round.asked().0)).collect();
    let leads = (0..public.leads.len()).map(|lead| Some(LeadIndex(lead))).chain([None]);
    leads.filter_map(|lead| Some((lead, sheet(&asked, lead, words)?))).collect()
}

fn sheet(asked: &[(&Round<'_>, Vec<Asked<'_>>)], lead: Option<LeadIndex>, words: &Words<'_>) -> Option<FormSheet> {
    let first = asked.first()?.0;
    let columns: Vec<_> =
        COLUMNS.into_iter().filter(|(column, ..)| *column != Column::Plan || asked.len() > 1).collect();
    let maker = Maker { lead, words, public: first.public, columns: columns.iter().map(|c| (c.0, c.3)).collect() };
    let rows: Vec<Vec<FormCell>> =
        asked.iter().flat_map(|(round, asked)| asked.iter().flat_map(|item| maker.rows(round, item))).collect();
    if rows.is_empty() {
        return None;
    }
    let name = lead.map_or_else(|| words.word("no_lead"), |lead| first.public.leads[lead.0].title.to_string());
    let date = (words.date)(first.as_at, Role::Plain);
    let title = (words.filled)("round_form.lead", &[("lead", &name), ("date", &date)]);
    let headings = columns.iter().map(|(column, _, _, input)| {
        let look = if input.is_some() { Look::InputHeading } else { Look::Heading };
        FormCell::text(look, words.heading(*column))
    });
    let mut all = vec![
        ours([FormCell::text(Look::Title, title.clone())]),
        ours([FormCell::text(Look::Strong, words.word("fill"))]),
        Vec::new(),
        keyed(&Key::Headings, headings.collect()),
    ];
    all.extend(rows);
    let to_title = columns.iter().take_while(|(column, ..)| *column <= Column::Title).count();
    Some(FormSheet {
        name,
        widths: columns.iter().map(|(_, _, width, _)| *width).collect(),
        rows: all,
        heading: Some(HEADING_ROW),
        fixed_columns: u16::try_from(to_title + 1).unwrap_or(0),
        footer: title,
    })
}

/// Makes the rows of one sheet.
struct Maker<'a> {
    lead: Option<LeadIndex>,
    words: &'a Words<'a>,
    public: &'a Public,
    columns: Vec<(Column, Option<Input>)>,
}

impl Maker<'_> {
    /// The recommendation if it is this lead's, then its actions that are.
    fn rows(&self, round: &Round<'_>, asked: &Asked<'_>) -> Vec<Vec<FormCell>> {
        let mut rows = Vec::new();
        if answers_for(self.lead, &asked.item.leads) {
            rows.push(self.row(round, asked, None));
        }
        for (action, state) in &asked.actions {
            let own = &asked.item.actions[*action].leads;
            if answers_for(self.lead, if own.is_empty() { &asked.item.leads } else { own }) {
                rows.push(self.row(round, asked, Some((*action, state))));
            }
        }
        rows
    }

    fn row(&self, round: &Round<'_>, asked: &Asked<'_>, action: Option<(usize, &State)>) -> Vec<FormCell> {
        let item = asked.item;
        let key = Key::Row(key::Row {
            plan: round.plan.id.to_string(),
            reference: item.reference.to_string(),
            action: action.map(|(action, _)| item.actions[action].id.to_string()),
            as_at: round.as_at.edtf(),
            lead: self.lead.map(|lead| self.public.leads[lead.0].id.to_string()),
        });
        let cells = self.columns.iter().map(|(column, input)| match input {
            // Of an action, status and date are told; what is said is said of the recommendation.
            Some(_) if action.is_some() && !of_actions(*column) => FormCell::text(Look::Locked, ""),
            Some(input) => FormCell::Input(*input),
            None => FormCell::text(Look::Locked, self.text(*column, round, asked, action)),
        });
        keyed(&key, cells.collect())
    }

    fn text(&self, column: Column, round: &Round<'_>, asked: &Asked<'_>, action: Option<(usize, &State)>) -> String {
        let item = asked.item;
        let state = action.map_or(&asked.state, |(_, state)| state);
        let plain = |markdown: Option<&crate::content::public::Words>| {
            markdown.map(|markdown| prose::plain(markdown)).unwrap_or_default()
        };
        let text = match (column, action) {
            (Column::Plan, _) => round.plan.short_title.as_ref().unwrap_or(&round.plan.title).to_string(),
            (Column::Ref, _) => item.reference.to_string(),
            (Column::Title, None) => item.title.to_string(),
            (Column::Title, Some((index, _))) => {
                let title = &*item.actions[index].title;
                (self.words.filled)("round_form.action", &[("title", &item.title), ("action", title)])
            }
            (Column::Recommended, None) => plain(item.recommended.as_ref()),
            (Column::Recommended, Some((index, _))) => plain(item.actions[index].note.as_ref()),
            (Column::Last, _) => self.last(round, state, action.is_none().then_some(asked)),
            (Column::Due, _) => self.due(state),
            _ => String::new(),
        };
        shortened(text)
    }

    fn last(&self, round: &Round<'_>, state: &State, asked: Option<&Asked<'_>>) -> String {
        let date = |index: usize| (self.words.date)(round.plan.rounds[index].as_at, Role::Plain);
        let mut text = match state.status.zip(state.reported) {
            Some((StatusIndex(status), reported)) => {
                let label = self.words.status_label(&self.public.statuses[status]);
                (self.words.filled)("round_form.reported", &[("status", &label), ("date", &date(reported))])
            }
            None => self.words.word("unreported"),
        };
        if let Some((as_at, said)) = asked.and_then(|asked| asked.last) {
            let reported = state.reported.map(|index| round.plan.rounds[index].as_at);
            if reported != Some(as_at) {
                let date = (self.words.date)(as_at, Role::Plain);
                text.push('\n');
                text.push_str(&(self.words.filled)("round_form.said", &[("date", &date)]));
            }
            // Writing to a String cannot fail.
            let _ = write!(text, "\n{}", prose::plain(said));
        }
        text
    }

    fn due(&self, state: &State) -> String {
        let Some(due) = state.due else { return self.words.word("no_date") };
        let date = (self.words.date)(due, Role::Plain);
        match state.timing {
            Timing::Overdue | Timing::MayBeOverdue | Timing::PastUnreported | Timing::DueSoon => {
                format!("{date}\n{}", (self.words.filled)(&format!("timing_{}", state.timing.id()), &[]))
            }
            Timing::Done | Timing::NoDate | Timing::Ongoing | Timing::NotYetDue => date,
        }
    }
}

/// What the form says in a locked cell.
pub fn locked_text(
    column: Column,
    (round, asked): (&Round<'_>, &Asked<'_>),
    action: Option<usize>,
    words: &Words<'_>,
) -> String {
    let maker = Maker { lead: None, words, public: round.public, columns: Vec::new() };
    let state = |action| asked.actions.iter().find(|(known, _)| *known == action).map(|(_, state)| (action, state));
    maker.text(column, round, asked, action.and_then(state))
}

/// What an action can be told of.
pub fn of_actions(column: Column) -> bool {
    matches!(column, Column::Status | Column::Date | Column::Reason)
}

/// What nobody would read in a cell is left out.
fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}
