//! `headway round`: the file to fill in, the workbook sent out, and what comes back.

mod answers;

use std::process::{Command, Output};

use crate::project::{Project, stderr, stdout};

/// Runs the program in the project's folder.
fn headway(project: &Project, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headway")).args(arguments).current_dir(project.path("")).output().unwrap()
}

fn read(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(path)).unwrap()
}

const ROUND: &str = "content/plans/people/updates/2024-04-30.yaml";

/// Two leads, one of whom shares a recommendation, one without a lead, actions, and all that no round asks for.
fn people() -> Project {
    Project::small()
        .file(
            "content/leads.yaml",
            "director-hr: {title: Director of HR, kind: officer}\n\
             s151: {title: S151 Officer, kind: officer}\n\
             payroll: {title: Head of Payroll, kind: officer}\n",
        )
        .file(
            "content/plans/people/recommendations/10.md",
            "---\nref: 10\ntitle: Pay\nleads: [director-hr, s151]\nrecommended: |\n  Review the *pay* policy.\n\n  - now\ndue: 2024-03\n\
             actions:\n  - {id: grades, title: Agree the grades, due: 2024-02-15, leads: [payroll]}\n  - {id: talk, title: Talk}\n---\nYes.\n",
        )
        .file("content/plans/people/recommendations/11.md", "---\nref: 11\ntitle: Nobody's\n---\nYes.\n")
        .file(
            "content/plans/people/recommendations/12.md",
            "---\nref: 12\ntitle: Later\nleads: [s151]\nstart: 2025\n---\nYes.\n",
        )
        .file(
            "content/plans/people/recommendations/13.md",
            "---\nref: 13\ntitle: Secret\nleads: [s151]\ndraft: true\n---\nYes.\n",
        )
        .file("content/plans/people/recommendations/14.md", "---\nref: 14\ntitle: Done\nleads: [s151]\n---\nYes.\n")
        .file(
            "content/plans/people/recommendations/15.md",
            "---\nref: 15\ntitle: No\nleads: [s151]\nresponse: not-accepted\n---\nNo.\n",
        )
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a: {status: on-track, progress: \"A draft is *out*.\\n\\nIt is long.\"}\n  \
             10: {status: delayed, due: 2024-06, reason: Talks., actions: {grades: at-risk}}\n  14: {status: complete}\n",
        )
}

#[test]
fn a_blank_round_holds_every_open_recommendation() {
    let project = people();
    let output = headway(&project, &["round", "2024-04-30"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(stdout(&output), format!("{ROUND}: 3 open recommendations\n"));
    let expected = "\
# People plan: 3 recommendations are open as at 2024-04-30.
# Write behind `status:` what it is now, and behind `progress:` what has happened. For more than one
# line write `progress: |`, and the lines below it, each six spaces in. What stays empty is not
# published.
# The statuses: not-due, not-started, on-track, at-risk, delayed, complete, closed.
# A date that has moved: `due: 2024-06` on a line of its own, and `reason:` why. What difference it
# has made: `outcome:`. What must not be published: `internal:`.

as_at: 2024-04-30
# Not published until you take the next line out: do so when the round is complete.
draft: true

updates:
  # Workforce strategy. Lead: Director of HR. Due 2024-04, due soon.
  # Last status: on-track (2024-01-31).
  # Last said (2024-01-31):
  #   A draft is out.
  #   It is long.
  9a:
    status:
    progress:

  # Pay. Leads: Director of HR; S151 Officer. Due 2024-06, first 2024-03.
  # Last status: delayed (2024-01-31).
  10:
    status:
    progress:
    actions:
      # Agree the grades. Lead: Head of Payroll. Due 2024-02-15, overdue. Last status: at-risk (2024-01-31).
      grades:

  # Nobody's.
  # No status reported yet.
  11:
    status:
    progress:

# Not asked for: 12 (starts `2025`), 13 (a draft).
";
    assert_eq!(read(&project, ROUND), expected);
}

#[test]
fn a_blank_round_is_no_mistake_and_publishes_nothing() {
    let project = people();
    headway(&project, &["round", "2024-04-30"]);
    let day = ["--as-of", "2024-04-30"];
    let checked = headway(&project, &[&["check"], &day[..]].concat());
    assert!(!stdout(&checked).contains("2024-04-30.yaml"), "{}", stdout(&checked));
    assert!(checked.status.success(), "{}", stdout(&checked));
    let before = people();
    headway(&before, &[&["build"], &day[..]].concat());
    headway(&project, &[&["build"], &day[..]].concat());
    let page = "site/plans/people/recommendations/10/index.html";
    assert_eq!(read(&project, page), read(&before, page));
}

#[test]
fn a_row_that_is_not_filled_in_is_no_update_once_the_round_is_published() {
    let project = people();
    headway(&project, &["round", "2024-04-30"]);
    let text = read(&project, ROUND).replace("draft: true\n", "").replacen("status:\n", "status: complete\n", 1);
    let project = project.file(ROUND, &text);
    let output = headway(&project, &["check", "--as-of", "2024-04-30"]);
    let report = stdout(&output);
    assert!(report.contains("warning[empty-update]: the update for no. 10 says nothing"), "{report}");
    assert_eq!(report.matches("warning[").count(), 2, "{report}");
    assert!(output.status.success());
}

#[test]
fn a_round_that_is_there_is_never_written_over() {
    let project = people().file(ROUND, "as_at: 2024-04-30\nupdates: {}\n");
    let output = headway(&project, &["round", "2024-04-30"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        format!(
            "headway: {ROUND} speaks for 2024-04-30 already, and is left as it is: write into it, or start a round of another date\n"
        )
    );
    assert_eq!(read(&project, ROUND), "as_at: 2024-04-30\nupdates: {}\n");
}

#[test]
fn of_several_plans_one_must_be_named() {
    let second = "content/plans/money/";
    let project = people()
        .file(&format!("{second}plan.yaml"), "title: Money plan\n")
        .file(&format!("{second}recommendations/1.md"), "---\nref: 1\ntitle: Save\n---\nYes.\n");
    let refused = headway(&project, &["round", "2024-04-30"]);
    assert_eq!(
        stderr(&refused),
        "headway: 2 plans are open: choose with `--plan`, once or more: `money` and `people`\n"
    );
    let misspelt = headway(&project, &["round", "2024-04-30", "--plan", "mony"]);
    assert_eq!(stderr(&misspelt), "headway: there is no plan `mony`: did you mean `money`?\n");
    let both = headway(&project, &["round", "2024-04-30", "--plan", "money", "--plan", "people"]);
    assert_eq!(
        stdout(&both),
        format!("{second}updates/2024-04-30.yaml: 1 open recommendation\n{ROUND}: 3 open recommendations\n")
    );
}

#[test]
fn sources_with_mistakes_are_corrected_first() {
    let project = people().file("content/plans/people/recommendations/11.md", "---\nref: 11\n---\n");
    let output = headway(&project, &["round", "2024-04-30"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("error[missing-key]"), "{said}");
    assert!(said.ends_with("1 error: correct the sources first, for a round could miss some of them\n"), "{said}");
    assert!(!project.path(ROUND).exists());
}

/// Every cell of a workbook but the hidden keys: its sheet, then a line a row.
fn cells(path: &std::path::Path) -> String {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let mut out = String::new();
    for name in calamine::Reader::sheet_names(&workbook) {
        out.extend(["== ", &name, "\n"]);
        let range = calamine::Reader::worksheet_range(&mut workbook, &name).unwrap();
        for row in range.rows() {
            let texts: Vec<String> = row.iter().skip(1).map(|cell| cell.to_string().replace('\n', " / ")).collect();
            out.push_str(texts.join(" | ").trim_end_matches([' ', '|']));
            out.push('\n');
        }
    }
    out
}

/// A part of a workbook, as it stands in the file.
fn part(path: &std::path::Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn a_workbook_has_a_sheet_for_each_lead_and_one_for_what_has_none() {
    let project = people();
    let output = headway(&project, &["round", "2024-04-30", "--workbook", "out/round.xlsx"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(stdout(&output), "out/round.xlsx: Director of HR; S151 Officer; Head of Payroll; No lead named\n");
    let text = cells(&project.path("out/round.xlsx"));
    let (guidance, sheets) = text.split_once("== Director of HR\n").unwrap();
    assert!(
        guidance.starts_with("== How to fill this in\nProgress as at 30 April 2024\nBorough of Example\n"),
        "{guidance}"
    );
    assert!(guidance.contains("\nAt risk | Work is under way and may miss its date.\n"), "{guidance}");
    let headings = "No. | Title | What was recommended | Last report | Due | Status | What has happened | New date | \
        Why it has moved | What difference it has made | Note to the editors";
    let fill = "Fill in the yellow cells of each row. The grey ones are there to read, and are locked.";
    let pay = "10 | Pay | Review the pay policy. / now | Delayed (31 January 2024) | June 2024";
    let expected = format!(
        "Director of HR: progress as at 30 April 2024\n{fill}\n\n{headings}\n\
         9a | Workforce strategy |  | On track (31 January 2024) / A draft is out. / It is long. | April 2024 / Due soon\n\
         {pay}\n\
         == S151 Officer\nS151 Officer: progress as at 30 April 2024\n{fill}\n\n{headings}\n{pay}\n\
         == Head of Payroll\nHead of Payroll: progress as at 30 April 2024\n{fill}\n\n{headings}\n\
         10 | Pay: / Agree the grades |  | At risk (31 January 2024) | 15 February 2024 / Overdue\n\
         == No lead named\nNo lead named: progress as at 30 April 2024\n{fill}\n\n{headings}\n\
         11 | Nobody's |  | No status reported yet | No date given\n"
    );
    assert_eq!(sheets, expected);
}

#[test]
fn a_workbook_is_locked_but_for_what_is_to_be_filled_in() {
    let project = people();
    headway(&project, &["round", "2024-04-30", "--workbook", "round.xlsx"]);
    let sheet = part(&project.path("round.xlsx"), "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    assert!(sheet.contains("hidden=\"1\""), "the keys are seen: {sheet}");
    assert!(sheet.contains("<pane xSplit=\"3\" ySplit=\"4\""), "{sheet}");
    assert!(sheet.contains("orientation=\"landscape\"") && sheet.contains("fitToHeight=\"0\""), "{sheet}");
    let list = "<formula1>'How to fill this in'!$B$14:$B$20</formula1>";
    assert_eq!(sheet.matches(list).count(), 2, "{sheet}");
    assert_eq!(sheet.matches("type=\"date\" errorStyle=\"warning\"").count(), 2, "{sheet}");
    headway(&project, &["round", "2024-04-30", "--workbook", "again.xlsx"]);
    let bytes = |name: &str| std::fs::read(project.path(name)).unwrap();
    assert!(bytes("round.xlsx") == bytes("again.xlsx"), "the same form gave other bytes");
}

#[test]
fn each_lead_can_have_a_file() {
    let project = people();
    let output = headway(&project, &["round", "2024-04-30", "--per-lead", "out"]);
    assert_eq!(
        stdout(&output),
        "out/2024-04-30-director-hr.xlsx: Director of HR\nout/2024-04-30-s151.xlsx: S151 Officer\n\
         out/2024-04-30-payroll.xlsx: Head of Payroll\nout/2024-04-30-no-lead.xlsx: No lead named\n"
    );
    let again = headway(&project, &["round", "2024-04-30", "--per-lead", "out"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        stderr(&again),
        "headway: out/2024-04-30-director-hr.xlsx is there already, and is left as it is: move it away, or write elsewhere\n"
    );
}

#[test]
fn several_plans_share_a_workbook_in_the_language_of_the_site() {
    let project = people()
        .file("content/site.yaml", "title: Cynnydd\norganisation: Borough of Example\nlanguages: [cy]\n")
        .file("content/plans/money/plan.yaml", "title: Money plan\nshort_title: Money\n")
        .file("content/plans/money/recommendations/1.md", "---\nref: 1\ntitle: Save\nleads: [s151]\n---\nYes.\n");
    let plans = ["--plan", "money", "--plan", "people"];
    let output = headway(&project, &[&["round", "2024-04-30", "--workbook", "round.xlsx"], &plans[..]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let text = cells(&project.path("round.xlsx"));
    let (_, sheet) = text.split_once("== S151 Officer\n").unwrap();
    let (sheet, _) = sheet.split_once("==").unwrap();
    assert!(sheet.starts_with("S151 Officer: cynnydd ar 30 Ebrill 2024\n"), "{sheet}");
    assert!(
        sheet.contains("\nMoney | 1 | Save |  | Dim statws wedi'i adrodd eto | Dim dyddiad wedi'i roi\n"),
        "{sheet}"
    );
    assert!(sheet.contains("\nPeople plan | 10 | Pay | "), "{sheet}");
}

#[test]
fn a_workbook_is_named_as_one() {
    let output = headway(&people(), &["round", "2024-04-30", "--workbook", "round.xls"]);
    assert_eq!(stderr(&output), "headway: round.xls is no name for a workbook: end it with `.xlsx`\n");
}

#[test]
fn where_nobody_is_asked_it_is_said() {
    let done = "as_at: 2024-03-31\nupdates:\n  9a: {status: complete, progress: Done.}\n";
    let project = Project::small().file("content/plans/people/updates/2024-03-31.yaml", done);
    let chased = |day: &str| stdout(&headway(&project, &["round", day, "--chase"]));
    assert_eq!(chased("2024-03-31"), "people as at 2024-03-31: the one open recommendation has an answer\n");
    assert_eq!(chased("2024-06-30"), "people as at 2024-06-30: no recommendation is open, so that nobody is asked\n");
    let blank = headway(&project, &["round", "2024-06-30"]);
    assert!(stderr(&blank).starts_with("headway: no recommendation is open, so that there is nothing to ask for"));
    assert_eq!(blank.status.code(), Some(2));
}
