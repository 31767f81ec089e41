//! What changed between two days of a plan, as pages, feeds and papers tell it.

use headway::content::public::changes::{Between, Move, wording};
use headway::content::public::history::{self, Moment, Standing};
use headway::content::public::{ChangeKind, Plan, Public, StatusIndex};
use headway::content::{Audience, Options};
use headway::date::Day;
use headway::diagnostic::Diagnostics;
use headway::files::Files;
use proptest::prelude::*;

use crate::fixtures::Built;
use crate::project::Project;
use crate::reading;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The public view of a site with one plan.
fn public(as_of: &str, files: &[(&str, &str)]) -> Public {
    let folder = "content/plans/people";
    let mut texts = vec![
        ("content/site.yaml".to_owned(), "title: Progress\norganisation: Borough of Example\n".to_owned()),
        (format!("{folder}/plan.yaml"), "title: People\n".to_owned()),
    ];
    texts.extend(files.iter().map(|(path, text)| (format!("{folder}/{path}"), (*text).to_owned())));
    let files = Files::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut found = Diagnostics::default();
    let options = Options { as_of: day(as_of), audience: Audience::Public, exempt: None };
    let mut editions = headway::content::load(&files, None, options, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    editions.remove(0)
}

/// A recommendation without more than its ref, its title and some further lines.
fn item(reference: &str, lines: &str) -> (String, String) {
    (format!("recommendations/{reference}.md"), format!("---\nref: {reference}\ntitle: Title\n{lines}---\nPromised.\n"))
}

fn between(public: &Public, from: Moment, to: Moment) -> Between<'_> {
    Between { plan: &public.plans[0], scheme: public.scheme(), from, to }
}

fn status(public: &Public, index: Option<StatusIndex>) -> &str {
    index.map_or("none", |index| public.statuses[index.0].id.as_str())
}

fn told(public: &Public, plan: &Plan, kind: &ChangeKind) -> String {
    let words = match kind {
        ChangeKind::Status { from, to } => format!(" {} -> {}", status(public, *from), status(public, Some(*to))),
        ChangeKind::Reopened { from, to } => {
            format!(" {} -> {}", status(public, Some(*from)), status(public, Some(*to)))
        }
        ChangeKind::Complete { from } | ChangeKind::Closed { from } => format!(" from {}", status(public, *from)),
        ChangeKind::Date { from, to } => {
            let before = from.map_or("none".to_owned(), headway::date::Date::edtf);
            format!(" {} {before} -> {}", Move::of(*from, *to).id(), to.edtf())
        }
        ChangeKind::Merged { into } => format!(" into {}", plan.recommendations[into.recommendation].reference),
        _ => String::new(),
    };
    format!("{}{words}", kind.id())
}

/// The changes as lines: `9a complete from on-track`, and those of actions as `9a/draft complete …`.
fn lines(public: &Public, from: Moment, to: Moment) -> Vec<String> {
    let plan = &public.plans[0];
    let between = between(public, from, to);
    let own = between.changes().into_iter().map(|change| {
        format!("{} {}", plan.recommendations[change.recommendation].reference, told(public, plan, &change.kind))
    });
    let of_actions = between.action_changes().into_iter().map(|change| {
        let item = &plan.recommendations[change.recommendation];
        format!("{}/{} {}", item.reference, item.actions[change.action].id, told(public, plan, &change.kind))
    });
    own.chain(of_actions).collect()
}

/// What changed from one day to another of a plan with one recommendation `1` and these rounds.
fn of_one(front: &str, rounds: &[(&str, &str)], from: &str, to: &str) -> Vec<String> {
    let (path, text) = item("1", front);
    let (other_path, other) = item("2", "");
    let mut files = vec![(path, text), (other_path, other)];
    for (date, update) in rounds {
        files.push((format!("updates/{date}.yaml"), format!("as_at: {date}\nupdates:\n  1: {{{update}}}\n")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let public = public("2025-12-31", &files);
    let plan = &public.plans[0];
    lines(&public, plan.on(day(from)), plan.on(day(to)))
}

#[test]
fn a_status_moves_is_kept_given_up_or_taken_up_again() {
    let rounds = [
        ("2024-03-31", "status: on-track"),
        ("2024-06-30", "status: delayed"),
        ("2024-09-30", "status: complete"),
        ("2024-12-31", "status: at-risk"),
        ("2025-03-31", "status: closed"),
    ];
    let moved = |from, to| of_one("", &rounds, from, to);
    assert_eq!(moved("2024-01-01", "2024-03-31"), ["1 status none -> on-track"]);
    assert_eq!(moved("2024-03-31", "2024-06-30"), ["1 status on-track -> delayed"]);
    assert_eq!(moved("2024-06-30", "2024-09-30"), ["1 complete from delayed"]);
    assert_eq!(moved("2024-09-30", "2024-12-31"), ["1 reopened complete -> at-risk"]);
    assert_eq!(moved("2024-12-31", "2025-03-31"), ["1 closed from at-risk"]);
    // Only the ends count.
    assert_eq!(moved("2024-03-31", "2024-12-31"), ["1 status on-track -> at-risk"]);
    assert_eq!(moved("2024-04-01", "2024-06-29"), Vec::<String>::new());
}

#[test]
fn a_date_moves_later_earlier_or_is_first_given() {
    let rounds = [
        ("2024-03-31", "status: on-track, due: 2025-06"),
        ("2024-06-30", "due: 2025-09, reason: Late."),
        ("2024-09-30", "due: 2025-07-31, reason: Sooner."),
        ("2024-12-31", "due: 2025-07"),
        ("2025-03-31", "due: ongoing"),
    ];
    let moved = |from, to| of_one("", &rounds, from, to);
    assert_eq!(moved("2024-01-01", "2024-03-31"), ["1 status none -> on-track", "1 date given none -> 2025-06"]);
    assert_eq!(moved("2024-03-31", "2024-06-30"), ["1 date later 2025-06 -> 2025-09"]);
    assert_eq!(moved("2024-06-30", "2024-09-30"), ["1 date earlier 2025-09 -> 2025-07-31"]);
    assert_eq!(moved("2024-09-30", "2024-12-31"), ["1 date restated 2025-07-31 -> 2025-07"]);
    assert_eq!(moved("2024-12-31", "2025-03-31"), ["1 date restated 2025-07 -> ongoing"]);
    assert_eq!(moved("2024-03-31", "2024-12-31"), ["1 date later 2025-06 -> 2025-07"]);
}

#[test]
fn a_promise_falls_overdue_between_reports_and_is_so_no_longer_when_its_date_moves() {
    let rounds = [("2024-03-31", "status: on-track"), ("2024-09-30", "due: 2025-01, reason: Late.")];
    let moved = |from, to| of_one("due: 2024-05\n", &rounds, from, to);
    assert_eq!(moved("2024-03-31", "2024-05-31"), Vec::<String>::new());
    assert_eq!(moved("2024-03-31", "2024-06-01"), ["1 overdue"]);
    assert_eq!(moved("2024-06-01", "2024-09-30"), ["1 no-longer-overdue", "1 date later 2024-05 -> 2025-01"]);
    // Nobody ever said how it stands, so nobody can say that it is overdue.
    assert_eq!(of_one("due: 2024-05\n", &[], "2024-05-01", "2024-06-01"), ["1 date-passed"]);
    // Done is not "no longer overdue".
    let done = [("2024-03-31", "status: on-track"), ("2024-09-30", "status: complete")];
    assert_eq!(of_one("due: 2024-05\n", &done, "2024-06-01", "2024-09-30"), ["1 complete from on-track"]);
}

#[test]
fn what_was_added_or_reworded_is_told_once() {
    assert_eq!(of_one("added: 2024-05\n", &[], "2024-04-30", "2024-05-01"), ["1 new"]);
    assert_eq!(of_one("added: 2024-05\n", &[], "2024-05-01", "2024-12-01"), Vec::<String>::new());
    // Before it was added there is nothing to tell of it.
    assert_eq!(of_one("added: 2024-05\ndue: 2024-02\n", &[], "2024-01-01", "2024-04-30"), Vec::<String>::new());
    let wordings = "recommended: Third.\nearlier_wording:\n  - {until: 2024-06-30, text: Second.}\n  - {until: 2024-03, text: First.}\n";
    assert_eq!(of_one(wordings, &[], "2024-01-01", "2024-03-30"), Vec::<String>::new());
    assert_eq!(of_one(wordings, &[], "2024-01-01", "2024-03-31"), ["1 reworded"]);
    assert_eq!(of_one(wordings, &[], "2024-01-01", "2025-01-01"), ["1 reworded"]);
    assert_eq!(of_one(wordings, &[], "2024-07-01", "2025-01-01"), Vec::<String>::new());
    let (path, text) = item("1", wordings);
    let public = public("2025-01-01", &[(&path, &text)]);
    let on = |on| wording(&public.plans[0].recommendations[0], day(on)).map(|words| words.trim().to_owned());
    assert_eq!(on("2024-03-30").unwrap(), "First.");
    assert_eq!(on("2024-03-31").unwrap(), "Second.");
    assert_eq!(on("2024-06-30").unwrap(), "Third.");
}

#[test]
fn a_merger_is_told_in_place_of_the_closing() {
    // A round says so.
    let rounds = [("2024-03-31", "status: on-track"), ("2024-06-30", "status: closed, superseded_by: 2")];
    assert_eq!(of_one("", &rounds, "2024-03-31", "2024-06-30"), ["1 merged into 2"]);
    assert_eq!(of_one("", &rounds, "2024-06-30", "2024-09-30"), Vec::<String>::new());
    // A round says so of what had been closed before.
    let rounds = [("2024-03-31", "status: closed"), ("2024-06-30", "superseded_by: 2")];
    assert_eq!(of_one("", &rounds, "2024-01-01", "2024-03-31"), ["1 closed from none"]);
    assert_eq!(of_one("", &rounds, "2024-03-31", "2024-06-30"), ["1 merged into 2"]);
    // Its own file says so, and the round that closes it says when.
    let rounds = [("2024-03-31", "status: on-track"), ("2024-06-30", "status: closed")];
    assert_eq!(of_one("superseded_by: 2\n", &rounds, "2024-03-31", "2024-06-30"), ["1 merged into 2"]);
}

#[test]
fn a_draft_update_does_not_tell_of_a_merger() {
    let rounds = [("2024-03-31", "status: closed"), ("2024-06-30", "superseded_by: 2, draft: true")];
    assert_eq!(of_one("", &rounds, "2024-01-01", "2024-06-30"), ["1 closed from none"]);
    let (path, text) = item("1", "");
    let (other_path, other) = item("2", "");
    let round = "as_at: 2024-06-30\nupdates:\n  1: {superseded_by: 2, draft: true}\n";
    let public = public("2025-01-01", &[(&path, &text), (&other_path, &other), ("updates/2024-06-30.yaml", round)]);
    assert_eq!(public.plans[0].recommendations[0].superseded_by, None);
}

#[test]
fn actions_move_like_their_recommendation() {
    let front =
        "actions:\n  - {id: write, title: Write, due: 2024-05}\n  - {id: never, title: Never told of, due: 2024-01}\n";
    let rounds = [
        ("2024-03-31", "actions: {write: on-track}"),
        ("2024-06-30", "actions: {write: {status: delayed, due: 2024-08}}"),
        ("2024-09-30", "actions: {write: complete}"),
    ];
    let moved = |from, to| of_one(front, &rounds, from, to);
    assert_eq!(moved("2024-01-01", "2024-03-31"), ["1/write status none -> on-track"]);
    assert_eq!(
        moved("2024-03-31", "2024-06-30"),
        ["1/write status on-track -> delayed", "1/write date later 2024-05 -> 2024-08"]
    );
    assert_eq!(moved("2024-03-31", "2024-06-01"), ["1/write overdue"]);
    assert_eq!(moved("2024-06-30", "2024-09-30"), ["1/write complete from delayed"]);
}

#[test]
fn a_round_as_at_a_month_speaks_for_no_day_after_the_sites_own() {
    let (path, text) = item("1", "due: 2024-02-20\n");
    let round = "as_at: 2024-02\nupdates:\n  1: {status: on-track}\n";
    let at = |as_of| {
        let public = public(as_of, &[(&path, &text), ("updates/2024-02.yaml", round)]);
        (public.plans[0].rounds[0].day.to_string(), public.plans[0].rounds[0].counts.overdue)
    };
    assert_eq!(at("2024-02-10"), ("2024-02-10".to_owned(), 0));
    assert_eq!(at("2024-06-01"), ("2024-02-29".to_owned(), 1));
}

#[test]
fn counts_of_a_round_leave_out_what_was_added_later() {
    let (path, text) = item("1", "");
    let (later_path, later) = item("2", "added: 2024-05-01\n");
    let rounds = ["2024-03-31", "2024-06-30"]
        .map(|date| (format!("updates/{date}.yaml"), format!("as_at: {date}\nupdates:\n  1: {{status: on-track}}\n")));
    let files = [(path, text), (later_path, later)].into_iter().chain(rounds).collect::<Vec<_>>();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let public = public("2024-12-31", &files);
    let totals: Vec<usize> = public.plans[0].rounds.iter().map(|round| round.counts.total).collect();
    assert_eq!(totals, [1, 2]);
}

const PLAN: &str = "plans/peer-challenge-2023";

#[test]
fn a_page_compares_the_plan_at_two_reports() {
    let built = Built::of("full-feature");
    let lines = built.lines(&format!("{PLAN}/compare/2024-03-29/2025-03-31"));
    for expected in [
        &["What changed from 29 March 2024 to 31 March 2025"][..],
        &["2 completed; 3 dates moved later; 1 newly overdue", "1 merged", "1 new; 1 reworded."],
        &["On track | 11 | 6 | \u{2212}5"],
        &["All | 18 | 19 | +1"],
        &["1. One plan, on one page | Completed | On track | Complete | by the end of July 2024 | The same"],
        &["4. A budget", "Date moved earlier | On track | The same | perhaps by the end of December 2025"],
        &["11. Wardens", "New; Status reported for the first time | Not in the plan yet | On track"],
    ] {
        assert!(reading::line_with(&lines, expected).is_some(), "{expected:?} is not in {lines:#?}");
    }
    assert!(!lines.iter().any(|line| line.starts_with("10. Keep listening")), "it stands as it did: {lines:#?}");
}

#[test]
fn all_pairs_of_a_few_reports_are_listed() {
    let built = Built::of("full-feature");
    let lines = built.lines(&format!("{PLAN}/compare"));
    let rows: Vec<&String> = lines.iter().skip_while(|line| !line.starts_with("Report as at")).collect();
    assert_eq!(rows[0], "Report as at | Since 29 March 2024 | Since 30 September 2024 | Since around December 2024");
    assert!(rows[1].starts_with("31 March 2025 | 12 changed"), "{rows:#?}");
    assert!(rows[3].ends_with("| Not compared | Not compared"), "{rows:#?}");
    for (from, to) in [("2024-03-29", "2024-09-30"), ("2024-03-29", "2024-12"), ("2024-12", "2025-03-31")] {
        assert!(built.has(&format!("{PLAN}/compare/{from}/{to}/index.html")), "{from} to {to}");
    }
    assert!(!built.has(&format!("{PLAN}/compare/2024-12/2024-03-29/index.html")));
}

#[test]
fn of_many_reports_each_is_compared_with_the_one_before_and_the_last() {
    let mut project = Project::small();
    let months: Vec<String> = (1..=12).map(|month| format!("2023-{month:02}-28")).collect();
    for month in &months {
        let text = format!("as_at: {month}\nupdates:\n  9a: {{status: on-track}}\n");
        project = project.file(&format!("content/plans/people/updates/{month}.yaml"), &text);
    }
    // With the one of January 2024 there are thirteen.
    assert!(project.run(&["build"]).status.success());
    let has =
        |from: &str, to: &str| project.path(&format!("site/plans/people/compare/{from}/{to}/index.html")).exists();
    for pair in months.windows(2) {
        assert!(has(&pair[0], &pair[1]), "{pair:?}");
    }
    assert!(has("2023-01-28", "2024-01-31") && has("2023-11-28", "2024-01-31"));
    assert!(!has("2023-01-28", "2023-12-28"));
    let html = std::fs::read_to_string(project.path("site/plans/people/compare/index.html")).unwrap();
    let lines = reading::main_lines(&html);
    assert!(
        reading::line_with(&lines, &["Report as at | Since the report before | From here to the latest"]).is_some()
    );
    assert!(reading::line_with(&lines, &["31 January 2024 | 0 changed", "| Not compared"]).is_some(), "{lines:#?}");
}

#[test]
fn one_report_is_compared_with_none() {
    let project = Project::small();
    assert!(project.run(&["build"]).status.success());
    assert!(!project.path("site/plans/people/compare").exists());
}

#[test]
fn the_last_report_tells_what_time_alone_has_changed_since() {
    // The recommendation is due by the end of April 2024, and nothing was reported after January.
    let project = Project::small();
    assert!(project.run_as_of("2024-05-02", &["build"]).status.success());
    let html = std::fs::read_to_string(project.path("site/plans/people/rounds/2024-01-31/index.html")).unwrap();
    let lines = reading::main_lines(&html);
    assert!(lines.contains(&"What changed by 2 May 2024, since this report".to_owned()), "{lines:#?}");
    assert!(reading::line_with(&lines, &["9a. Workforce strategy | by the end of April 2024 | On track"]).is_some());
}

/// An update as YAML: any status, any of a few dates, perhaps neither.
fn update() -> impl Strategy<Value = String> {
    let status = proptest::option::of(prop::sample::select(vec![
        "not-due",
        "not-started",
        "on-track",
        "at-risk",
        "delayed",
        "complete",
        "closed",
    ]));
    let dates = vec!["2024-02", "2024-05-31", "2024-21", "2023/24-Q4", "2025", "2024-08~", "ongoing"];
    let due = proptest::option::of(prop::sample::select(dates));
    let merged = prop::bool::weighted(0.1);
    (status, due, merged).prop_map(|(status, due, merged)| {
        let mut parts = Vec::new();
        parts.extend(status.map(|status| format!("status: {status}")));
        parts.extend(due.map(|due| format!("due: {due}")));
        parts.extend(merged.then(|| "superseded_by: 5".to_owned()));
        parts.extend(status.map(|status| format!("actions: {{step: {status}}}")));
        parts.join(", ")
    })
}

/// Sources of a plan with four recommendations and four rounds.
fn plan() -> impl Strategy<Value = Vec<(String, String)>> {
    let front = vec!["", "due: 2024-05\n", "due: 2024-04~\n", "added: 2024-05\ndue: 2024-12\n", "superseded_by: 5\n"];
    let fronts = prop::collection::vec(prop::sample::select(front), 4);
    let rounds = prop::collection::vec(prop::collection::vec(proptest::option::of(update()), 4), 4);
    (fronts, rounds).prop_map(|(fronts, rounds)| {
        let mut files: Vec<(String, String)> = fronts
            .iter()
            .zip(1..)
            .map(|(front, number)| item(&number.to_string(), &format!("{front}actions: [{{id: step, title: Step}}]\n")))
            .chain([item("5", "")])
            .collect();
        for (updates, date) in rounds.iter().zip(["2024-03-31", "2024-06-30", "2024-09~", "2024-12-31"]) {
            let given = updates.iter().zip(1..).filter_map(|(update, number)| Some((number, update.as_ref()?)));
            let given: String = given.map(|(number, update)| format!("  {number}: {{{update}}}\n")).collect();
            let updates = if given.is_empty() { "updates: {}\n".to_owned() } else { format!("updates:\n{given}") };
            files.push((format!("updates/{}.yaml", date.trim_end_matches('~')), format!("as_at: {date}\n{updates}")));
        }
        files
    })
}

/// Any moment from before the first round to the site's own day.
fn moments(public: &Public, days: [u16; 3]) -> [Moment; 3] {
    let mut days = days;
    days.sort_unstable();
    let first = day("2024-01-01");
    days.map(|offset| public.plans[0].on(first.saturating_add(jiff::ToSpan::days(i64::from(offset)))))
}

/// What the standings become if the changes are made to them: status, date, whether overdue.
fn after(before: &[Standing], between: &Between<'_>) -> Vec<(Option<StatusIndex>, Option<headway::date::Date>)> {
    let scheme = between.scheme;
    let named = |id: &str| scheme.statuses.iter().position(|status| status.id.as_str() == id).map(StatusIndex);
    let mut standings: Vec<_> = before.iter().map(|standing| (standing.status, standing.due)).collect();
    for change in between.changes() {
        let (status, due) = &mut standings[change.recommendation];
        match change.kind {
            ChangeKind::Status { from, to } => {
                assert_eq!(*status, from);
                *status = Some(to);
            }
            ChangeKind::Reopened { from, to } => {
                assert_eq!(*status, Some(from));
                *status = Some(to);
            }
            ChangeKind::Complete { from } => {
                assert_eq!(*status, from);
                *status = named("complete");
            }
            ChangeKind::Closed { from } => {
                assert_eq!(*status, from);
                *status = named("closed");
            }
            ChangeKind::Date { from, to } => {
                assert_eq!(*due, from);
                *due = Some(to);
            }
            _ => {}
        }
    }
    standings
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comparing_is_sound_for_any_days(files in plan(), days in [0_u16..400, 0..400, 0..400]) {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let public = public("2025-02-01", &files);
        let plan = &public.plans[0];
        let [a, b, c] = moments(&public, days);

        // A day has not changed against itself.
        prop_assert_eq!(lines(&public, a, a), Vec::<String>::new());

        // The changes lead from the one end to the other. A merger stands in place of a closing.
        let between_both = between(&public, a, b);
        let made = after(&between_both.standings(a), &between_both);
        for (index, (made, then)) in made.iter().zip(between_both.standings(b).iter()).enumerate() {
            let merged = between_both.changes().iter().any(|change| {
                change.recommendation == index && matches!(change.kind, ChangeKind::Merged { .. })
            });
            if then.present {
                prop_assert!(merged || made.0 == then.status);
                prop_assert_eq!(made.1, then.due);
            }
        }

        // What changed in all changed in one of the parts.
        let touched = |from, to| -> std::collections::BTreeSet<usize> {
            between(&public, from, to).changes().iter().map(|change| change.recommendation).collect()
        };
        let parts: std::collections::BTreeSet<usize> = touched(a, b).union(&touched(b, c)).copied().collect();
        prop_assert!(touched(a, c).is_subset(&parts));

        // What a round keeps is what the reports say, and its counts are of the same.
        for (index, round) in plan.rounds.iter().enumerate() {
            let at = plan.at_round(index);
            let anew: Vec<Standing> =
                plan.recommendations.iter().map(|item| history::standing(item, at, public.scheme())).collect();
            prop_assert_eq!(&anew, &round.standings);
            prop_assert_eq!(round.counts.total, anew.iter().filter(|standing| standing.present).count());
            for (item, brief) in plan.recommendations.iter().zip(&anew) {
                let whole = history::state(item, at, public.scheme());
                prop_assert_eq!((whole.status, whole.due, whole.timing), (brief.status, brief.due, brief.timing));
            }
            if let Some(before) = index.checked_sub(1) {
                prop_assert_eq!(&round.changes, &between(&public, plan.at_round(before), at).changes());
            }
        }
        prop_assert_eq!(plan.on(public.as_of).rounds, plan.rounds.len());
    }
}
