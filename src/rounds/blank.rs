//! The file of a round that is to be given: every open recommendation, what was said last, and room for what is new.
//!
//! As it is written it says nothing: a row that nobody fills in is empty, and the whole is a draft until its
//! author takes that line out, so that nothing untrue is ever published.

use super::{Asked, Round};
use crate::content::authoring::Yaml;
use crate::content::public::{LeadIndex, State, Timing};
use crate::date::Date;

/// How wide comments are, in characters, before they go on in another line.
const WIDTH: usize = 100;

/// The whole file.
pub fn blank(round: &Round<'_>) -> String {
    let (asked, spared) = round.asked();
    let mut file = Yaml::default();
    preamble(round, asked.len(), &mut file);
    file.entry("as_at", &round.as_at.edtf());
    comment("Not published until you take the next line out: do so when the round is complete.", &mut file);
    file.flag("draft");
    file.blank_line();
    let mut rows = Yaml::default();
    for asked in &asked {
        row(round, asked, &mut rows);
    }
    if rows.is_empty() {
        file.comment("No recommendation is open.");
    }
    file.mapping("updates", &rows);
    if !spared.is_empty() {
        file.blank_line();
        let why = spared.iter().map(|(item, why)| format!("{} ({why})", item.reference));
        comment(&format!("Not asked for: {}.", why.collect::<Vec<_>>().join(", ")), &mut file);
    }
    file.as_str().to_owned()
}

fn preamble(round: &Round<'_>, count: usize, file: &mut Yaml) {
    let plural = if count == 1 { "recommendation is" } else { "recommendations are" };
    comment(&format!("{}: {count} {plural} open as at {}.", round.plan.title, round.as_at.edtf()), file);
    comment(
        "Write behind `status:` what it is now, and behind `progress:` what has happened. For more than one line \
        write `progress: |`, and the lines below it, each six spaces in. What stays empty is not published.",
        file,
    );
    let ids: Vec<&str> = round.public.statuses.iter().map(|status| status.id.as_str()).collect();
    comment(&format!("The statuses: {}.", ids.join(", ")), file);
    comment(
        "A date that has moved: `due: 2024-06` on a line of its own, and `reason:` why. \
        What difference it has made: `outcome:`. What must not be published: `internal:`.",
        file,
    );
    file.blank_line();
}

fn row(round: &Round<'_>, asked: &Asked<'_>, rows: &mut Yaml) {
    let item = asked.item;
    if !rows.is_empty() {
        rows.blank_line();
    }
    let mut about = vec![item.title.to_string()];
    about.extend(leads(round, &item.leads));
    about.extend(due(&asked.state));
    comment(&format!("{}.", about.join(". ")), rows);
    comment(&last_status(round, &asked.state), rows);
    if let Some((as_at, text)) = asked.last {
        comment(&format!("Last said ({}):", as_at.edtf()), rows);
        quote(&crate::prose::plain(text), rows);
    }
    let mut update = Yaml::default();
    update.empty("status");
    update.empty("progress");
    let mut actions = Yaml::default();
    for (index, state) in &asked.actions {
        let action = &item.actions[*index];
        let mut about = vec![action.title.to_string()];
        about.extend(leads(round, &action.leads));
        about.extend(due(state));
        about.push(last_status(round, state));
        comment(&about.join(". "), &mut actions);
        actions.empty(action.id.as_str());
    }
    update.mapping("actions", &actions);
    rows.mapping(item.reference.as_str(), &update);
}

fn leads(round: &Round<'_>, leads: &[LeadIndex]) -> Option<String> {
    let titles: Vec<&str> = leads.iter().map(|lead| &*round.public.leads[lead.0].title).collect();
    match titles.as_slice() {
        [] => None,
        [only] => Some(format!("Lead: {only}")),
        several => Some(format!("Leads: {}", several.join("; "))),
    }
}

fn due(state: &State) -> Option<String> {
    let due = state.due?;
    let original = state.original_due.filter(|original| *original != due).map(Date::edtf);
    let original = original.map(|original| format!(", first {original}")).unwrap_or_default();
    let standing = match state.timing {
        Timing::Overdue => ", overdue",
        Timing::PastUnreported => ", which is past",
        Timing::MayBeOverdue => ", which may be past",
        Timing::DueSoon => ", due soon",
        Timing::Done | Timing::NoDate | Timing::Ongoing | Timing::NotYetDue => "",
    };
    Some(format!("Due {}{original}{standing}", due.edtf()))
}

fn last_status(round: &Round<'_>, state: &State) -> String {
    let reported = state.reported.map(|index| round.plan.rounds[index].as_at.edtf());
    match (state.status, reported) {
        (Some(status), Some(as_at)) => format!("Last status: {} ({as_at}).", round.public.statuses[status.0].id),
        _ => "No status reported yet.".to_owned(),
    }
}

/// A comment whose lines are not too long to read.
fn comment(text: &str, yaml: &mut Yaml) {
    wrapped(text, "", yaml);
}

/// What somebody said, set in.
fn quote(text: &str, yaml: &mut Yaml) {
    for line in text.lines() {
        wrapped(line, "  ", yaml);
    }
}

fn wrapped(text: &str, lead: &str, yaml: &mut Yaml) {
    let mut line = lead.to_owned();
    let mut width = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            yaml.comment(&line);
            lead.clone_into(&mut line);
            width = 0;
        }
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    yaml.comment(&line);
}
