//! The calendar of a plan: what a calendar program finds in it, by the rules of RFC 5545.

use std::collections::{BTreeMap, BTreeSet};

use crate::fixtures::Built;
use crate::project::{Project, stderr};

/// An event's properties by their names, parameters left out.
type Event = BTreeMap<String, String>;

/// Reads a calendar strictly: lines end with CR and LF, none is too long, all blocks are closed.
fn events(text: &str) -> Vec<Event> {
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line of more than 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => assert!(open.replace(Event::new()).is_none()),
            ("END", "VEVENT") => events.push(open.take().unwrap()),
            _ => {
                if let Some(event) = &mut open {
                    let name = name.split(';').next().unwrap();
                    assert!(event.insert(name.to_owned(), value.to_owned()).is_none(), "{name} twice");
                }
            }
        }
    }
    for event in &events {
        for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION"] {
            assert!(event.contains_key(name), "{name} is missing: {event:?}");
        }
    }
    let uids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(uids.len(), events.len(), "UIDs are unique");
    events
}

fn calendar(project: &Project) -> String {
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    std::fs::read_to_string(project.path("site/plans/people/calendar.ics")).unwrap()
}

#[test]
fn a_due_date_is_one_day_of_the_calendar() {
    let project = Project::small();
    assert_eq!(
        calendar(&project).replace("\r\n", "\n"),
        "BEGIN:VCALENDAR\n\
         VERSION:2.0\n\
         PRODID:-//Headway//Headway//EN\n\
         CALSCALE:GREGORIAN\n\
         METHOD:PUBLISH\n\
         NAME:People plan: due dates\n\
         X-WR-CALNAME:People plan: due dates\n\
         BEGIN:VEVENT\n\
         UID:plans/people/recommendations/9a@headway.invalid\n\
         DTSTAMP:20240229T000000Z\n\
         DTSTART;VALUE=DATE:20240430\n\
         SEQUENCE:0\n\
         SUMMARY:Due: 9a. Workforce strategy (People plan)\n\
         DESCRIPTION:Due: by the end of April 2024\\nStatus: On track\\nLeads: Directo\n r of HR\n\
         TRANSP:TRANSPARENT\n\
         END:VEVENT\n\
         END:VCALENDAR\n"
    );
    let page = std::fs::read_to_string(project.path("site/plans/people/index.html")).unwrap();
    assert!(page.contains("href=\"../../plans/people/calendar.ics\" type=\"text/calendar\""), "{page}");
}

#[test]
fn a_moved_date_is_the_same_event_once_more() {
    let before = events(&calendar(&Project::small()));
    let project = Project::small().file(
        "content/plans/people/updates/2024-02-28.yaml",
        "as_at: 2024-02-28\nupdates:\n  9a: {status: delayed, due: 2024-09-15, reason: Talks took longer.}\n",
    );
    let after = events(&calendar(&project));
    assert_eq!((&before[0]["UID"], after.len()), (&after[0]["UID"], 1));
    assert_eq!((after[0]["DTSTART"].as_str(), after[0]["SEQUENCE"].as_str()), ("20240915", "1"));
}

#[test]
fn text_of_any_kind_is_escaped_and_folded_between_characters() {
    let title = "Gŵyl, dŷ; a \\ b ".repeat(12);
    let title = title.trim();
    let project = Project::small().file(
        "content/plans/people/recommendations/9a.md",
        &format!("---\nref: 9a\ntitle: '{title}'\ntopic: staff\nleads: [director-hr]\ndue: 2024-04\n---\nWe will.\n"),
    );
    let events = events(&calendar(&project));
    let title = title.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    assert_eq!(events[0]["SUMMARY"], format!("Due: 9a. {title} (People plan)"));
}

#[test]
fn what_is_done_or_given_is_no_day_to_keep_in_mind() {
    let built = Built::of("full-feature");
    let text = std::fs::read_to_string(built.root().join("plans/peer-challenge-2023/calendar.ics")).unwrap();
    let days: Vec<String> = events(&text)
        .iter()
        .map(|event| format!("{} {}", event["DTSTART"], event["SUMMARY"].trim_end_matches(" (Peer challenge 2023)")))
        .collect();
    assert_eq!(
        days,
        [
            "20240630 Report due: Peer challenge 2023",
            "20241130 Due: 16. A register of interests that people can find",
            "20250331 Due: 17. Tell the story of the borough",
            "20250531 Due: 2.10. Ask people why they leave",
            "20250531 Due: 5. Sell the Mill Lane depot",
            "20250630 Due: 9a. Welsh lessons at work for forty members of staff",
            "20250630 Due: 9a. Answer in the language that people choose",
            "20250630 Report due: Peer challenge 2023",
            "20250731 Due: 2.2. Write it and consult the unions",
            "20250731 Due: 2.2. A workforce strategy that people have read",
            "20250930 Due: 2.1. Trainee posts in planning and social work",
            "20250930 Due: 2.1. Fill the posts that stay empty",
            "20250930 Due: 4. A budget that balances for three years",
            "20250930 Report due: Peer challenge 2023",
            "20251031 Due: 11. Lamps\\, radios and keys to the pump house",
            "20251031 Due: 15. Publish every contract over £5\\,000",
            "20251031 Due: 3. New absence policy in force",
            "20251231 Due: 11. Wardens for streets that flood",
            "20260331 Due: 18. Learn from complaints",
            "20260331 Due: 3. Bring sickness absence down",
            "20271231 Due: 14. Depots without diesel",
        ]
    );
}

#[test]
fn a_plan_without_such_days_has_no_calendar() {
    let project = Project::small().file(
        "content/plans/people/updates/2024-02-28.yaml",
        "as_at: 2024-02-28\nupdates:\n  9a: {status: complete}\n",
    );
    assert!(project.run(&["build"]).status.success());
    assert!(!project.path("site/plans/people/calendar.ics").exists());
    let page = std::fs::read_to_string(project.path("site/plans/people/index.html")).unwrap();
    assert!(!page.contains("calendar.ics"), "{page}");
}
