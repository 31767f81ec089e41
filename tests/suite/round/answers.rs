//! What comes back filled in: read, refused with the cell of each mistake, and put into the round's file.

use std::io::{Read, Write};

use super::{ROUND, headway, part, people, read};
use crate::project::{Project, stderr, stdout};
use crate::reading;

const DAY: &str = "2024-04-30";

/// The sheets of the workbook of [`people`], by the number of their part.
const HR: usize = 2;
const S151: usize = 3;
const PAYROLL: usize = 4;

/// The bytes of a workbook with other text in one of its parts.
fn changed(workbook: &[u8], name: &str, change: &dyn Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        let this = entry.name().unwrap().into_owned();
        let text = if this == name { change(text) } else { text };
        out.start_file(this, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A cell as spreadsheets write it: text, or after `=` a number, or after `!` an error.
fn cell(place: &str, style: &str, what: &str) -> String {
    match (what.strip_prefix('='), what.strip_prefix('!')) {
        (Some(number), _) => format!("<c r=\"{place}\"{style}><v>{number}</v></c>"),
        (_, Some(error)) => format!("<c r=\"{place}\"{style} t=\"e\"><f>1/0</f><v>{error}</v></c>"),
        _ => format!("<c r=\"{place}\"{style} t=\"inlineStr\"><is><t>{what}</t></is></c>"),
    }
}

/// The workbook of the round with cells filled in, each by the number of its sheet.
fn filled(project: &Project, cells: &[(usize, &str, &str)]) -> Vec<u8> {
    let made = project.path("made.xlsx");
    if !made.exists() {
        let output = headway(project, &["round", DAY, "--workbook", "made.xlsx"]);
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let workbook = std::fs::read(made).unwrap();
    cells.iter().fold(workbook, |workbook, (sheet, place, what)| {
        changed(&workbook, &format!("xl/worksheets/sheet{sheet}.xml"), &|xml| {
            let Some(start) = xml.find(&format!("<c r=\"{place}\"")) else {
                // A cell that nobody asked for: at the end of its row, or in a row of its own.
                let row = place.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let cell = cell(place, "", what);
                let Some(at) = xml.find(&format!("<row r=\"{row}\"")) else {
                    let row = format!("<row r=\"{row}\">{cell}</row></sheetData>");
                    return xml.replace("</sheetData>", &row);
                };
                let end = at + xml[at..].find("</row>").unwrap();
                return format!("{}{cell}{}", &xml[..end], &xml[end..]);
            };
            let tag_end = start + xml[start..].find('>').unwrap();
            let end = if xml[..tag_end].ends_with('/') {
                tag_end + 1
            } else {
                tag_end + xml[tag_end..].find("</c>").unwrap() + "</c>".len()
            };
            let style =
                xml[start..tag_end].split_once(" s=\"").map_or("", |(_, style)| style.split('"').next().unwrap());
            format!("{}{}{}", &xml[..start], cell(place, &format!(" s=\"{style}\""), what), &xml[end..])
        })
    })
}

fn read_back(project: &Project, more: &[&str]) -> std::process::Output {
    headway(project, &[&["round", DAY, "--read", "filled.xlsx"], more].concat())
}

/// What is said of a workbook with mistakes, of which nothing was written.
fn refused(project: Project, cells: &[(usize, &str, &str)], expected: &str) {
    let bytes = filled(&project, cells);
    let project = project.bytes("filled.xlsx", &bytes);
    let before = project.path(ROUND).exists().then(|| read(&project, ROUND));
    let output = read_back(&project, &[]);
    assert_eq!(stderr(&output), expected);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(project.path(ROUND).exists().then(|| read(&project, ROUND)), before);
}

/// What the filled workbooks make of a blank round.
const FILLED_IN: &str = "  # Workforce strategy. Lead: Director of HR. Due 2024-04, due soon.
  # Last status: on-track (2024-01-31).
  # Last said (2024-01-31):
  #   A draft is out.
  #   It is long.
  9a:
    status: complete
    progress: |
      The strategy was adopted.

      It covers:

      - pay & hours
      - \\<training>
    outcome: Fewer vacancies.
    internal: Ask the unions before publishing.

  # Pay. Leads: Director of HR; S151 Officer. Due 2024-06, first 2024-03.
  # Last status: delayed (2024-01-31).
  10:
    status: on-track
    progress:
    actions:
      # Agree the grades. Lead: Head of Payroll. Due 2024-02-15, overdue. Last status: at-risk (2024-01-31).
      grades:
        status: delayed
        due: 2024-06
    due: 2024-09-30
    reason: Talks go on.

  # Nobody's.
  # No status reported yet.
  11:
    status:
    progress:
internal: \"sheet `Head of Payroll`, row 8: I was not asked about pensions.\"

# Not asked for: 12 (starts `2025`), 13 (a draft).
";

#[test]
fn a_full_round_goes_from_the_plan_through_a_spreadsheet_to_the_paper() {
    let paper = "content/plans/people/papers/2024-05-10-progress.md";
    let matter = "---\ntitle: Progress\ncommittee: Cabinet\ndate: 2024-05-10\nas_at: 2024-04-30\nappendices: [action-plan]\n---\nWhat was done.\n";
    let project = people().file(paper, matter);
    // As saved by LibreOffice; `tests/fixtures/round/README.md` says how.
    let xlsx = include_bytes!("../../fixtures/round/filled.xlsx");
    let ods = include_bytes!("../../fixtures/round/filled.ods");
    let project = project.bytes("filled.xlsx", xlsx).bytes("filled.ods", ods);
    headway(&project, &["round", DAY]);
    let output = headway(&project, &["round", DAY, "--read", "filled.xlsx", "filled.ods"]);
    let note = "sheet `Head of Payroll`, row 8: nothing was asked for here: kept as `internal` of the round: \
        I was not asked about pensions.";
    assert_eq!(stderr(&output), format!("note: filled.xlsx: {note}\nnote: filled.ods: {note}\n"));
    assert_eq!(
        stdout(&output),
        format!(
            "{ROUND}: 10 values put in, of 2 recommendations\n\
             It is a draft: take its line `draft: true` out when it is complete.\n"
        )
    );
    let text = read(&project, ROUND);
    let (_, updates) = text.split_once("\nupdates:\n").unwrap();
    assert_eq!(updates, FILLED_IN);
    let again = headway(&project, &["round", DAY, "--read", "filled.ods"]);
    assert!(stdout(&again).starts_with(&format!("{ROUND}: nothing new\n")), "{}", stdout(&again));
    let chased = headway(&project, &["round", DAY, "--chase"]);
    let waiting = "people as at 2024-04-30: 1 of 3 open recommendations without an answer\n  (no lead): 1 row: 11\n";
    assert_eq!(stdout(&chased), waiting);

    let project =
        project.file(ROUND, &text.replace("draft: true\n", "").replace("  11:\n    status:\n    progress:\n", ""));
    let checked = headway(&project, &["check", "--as-of", "2024-05-10"]);
    assert!(checked.status.success(), "{}", stdout(&checked));
    let built = headway(&project, &["build", "--as-of", "2024-05-10"]);
    assert!(built.status.success(), "{}", stderr(&built));
    let page = read(&project, "site/plans/people/recommendations/9a/index.html");
    let lines = reading::main_lines(&page);
    for wanted in ["The strategy was adopted.", "pay & hours", "<training>", "Fewer vacancies."] {
        assert!(lines.iter().any(|line| line.contains(wanted)), "{wanted}: {lines:#?}");
    }
    assert!(lines.iter().any(|line| line.contains("Complete")), "{lines:#?}");
    let made = headway(
        &project,
        &["paper", "2024-05-10-progress", "--format", "html,docx", "--out", "out", "--as-of", "2024-05-10"],
    );
    assert!(made.status.success(), "{}", stderr(&made));
    let html = reading::main_lines(&read(&project, "out/2024-05-10-progress.html")).join("\n");
    assert!(html.contains("Complete") && html.contains("The strategy was adopted."), "{html}");
    let word = part(&project.path("out/2024-05-10-progress.docx"), "word/document.xml");
    assert!(word.contains("Complete") && word.contains("The strategy was adopted."), "{word}");
    for private in ["pensions", "Ask the unions"] {
        assert!(!page.contains(private) && !html.contains(private) && !word.contains(private), "{private} is told");
    }
}

#[test]
fn every_mistake_is_told_with_its_cell_and_nothing_is_written() {
    refused(
        people(),
        &[(HR, "G5", "Amber"), (HR, "G6", "Delayd"), (HR, "I5", "=45473.5"), (HR, "I6", "soon"), (HR, "H5", "!#REF!")],
        "error: filled.xlsx: sheet `Director of HR`, row 5, Status: `Amber` is not one of `Not due`, `Not started`, `On track`, `At risk`, `Delayed`, `Complete` or `Closed`
help: choose the one that is meant from the cell's list

error: filled.xlsx: sheet `Director of HR`, row 5, What has happened: the formula has no result but `#REF!`
help: type what it should say in its place

error: filled.xlsx: sheet `Director of HR`, row 6, Status: `Delayd` is not one of `Not due`, `Not started`, `On track`, `At risk`, `Delayed`, `Complete` or `Closed`
help: choose `Delayed` if that is what is meant

error: filled.xlsx: sheet `Director of HR`, row 6, New date: `soon` is not a date
help: type a day, such as 30/06/2024, or a month, such as June 2024

4 mistakes: nothing was written
",
    );
}

#[test]
fn leads_who_differ_are_shown_against_each_other() {
    refused(
        people(),
        &[(HR, "G6", "On track"), (HR, "H6", "Agreed."), (S151, "G5", "At risk"), (S151, "H5", "Agreed.")],
        "error: filled.xlsx: sheet `S151 Officer`, row 5, Status: says other than `filled.xlsx: sheet `Director of HR`, row 6, Status` does
  filled.xlsx: sheet `Director of HR`, row 6, Status:
    on-track
  filled.xlsx: sheet `S151 Officer`, row 5, Status:
    at-risk
help: agree on one, write it into both cells or empty one of them, and read the files again

1 mistake: nothing was written
",
    );
}

/// A round that somebody began by hand, in a form of their own.
const BEGUN: &str = "\
# Ours.
as_at: 2024-04-30   # a Tuesday
updates:
  9A: {status: at-risk}  # by telephone
  10:
    # They will write.
    progress: |
      Talks began.

    actions: {grades: at-risk}
";

#[test]
fn what_stands_in_the_file_is_kept_and_what_differs_is_shown() {
    refused(
        people().file(ROUND, BEGUN),
        &[(HR, "G5", "At risk"), (HR, "H6", "Talks ended.\n\nAll agreed."), (HR, "G6", "On track")],
        "error: filled.xlsx: sheet `Director of HR`, row 6, What has happened: says other than `content/plans/people/updates/2024-04-30.yaml` does
  filled.xlsx: sheet `Director of HR`, row 6, What has happened:
    Talks ended.
    
    All agreed.
  content/plans/people/updates/2024-04-30.yaml:
    Talks began.
help: `--prefer workbook` takes what workbooks say, `--prefer file` keeps what stands in the file

1 mistake: nothing was written
",
    );
}

#[test]
fn one_can_be_preferred_and_all_else_in_the_file_stays() {
    let answers =
        [(HR, "G5", "Complete"), (HR, "H5", "Done: all."), (HR, "H6", "Talks ended."), (PAYROLL, "I5", "=45473")];
    let with = |prefer: &str| {
        let project = people().file(ROUND, BEGUN);
        let bytes = filled(&project, &answers);
        let project = project.bytes("filled.xlsx", &bytes);
        let output = read_back(&project, &["--prefer", prefer]);
        assert_eq!(stderr(&output), "");
        read(&project, ROUND)
    };
    let actions = "    actions: {grades: {status: at-risk, due: 2024-06-30}}\n";
    let workbook = BEGUN
        .replace("{status: at-risk}", "{status: complete, progress: \"Done: all.\"}")
        .replace("progress: |\n      Talks began.\n", "progress: Talks ended.\n")
        .replace("    actions: {grades: at-risk}\n", actions);
    assert_eq!(with("workbook"), workbook);
    let file = BEGUN
        .replace("{status: at-risk}", "{status: at-risk, progress: \"Done: all.\"}")
        .replace("    actions: {grades: at-risk}\n", actions);
    assert_eq!(with("file"), file);
}

#[test]
fn words_where_none_were_asked_for_are_kept_and_told_of() {
    let project = people();
    let bytes = filled(
        &project,
        &[
            (HR, "C5", "People strategy"),
            (HR, "N5", "Beside it"),
            (HR, "M4", "Cost"),
            (HR, "M5", "=1200"),
            (HR, "B9", "Another row"),
            (PAYROLL, "H5", "Words on an action"),
            (1, "F4", "On the first sheet"),
        ],
    );
    let project = project.bytes("filled.xlsx", &bytes);
    let output = read_back(&project, &[]);
    let kept = |place: &str, to: &str, text: &str| {
        format!("note: filled.xlsx: {place}: nothing was asked for here: kept as `internal` of {to}: {text}\n")
    };
    let expected = [
        kept("sheet `How to fill this in`, row 4", "the round", "On the first sheet"),
        kept("sheet `Director of HR`, row 5, Title", "no. 9a", "People strategy"),
        kept("sheet `Director of HR`, row 5, Cost", "no. 9a", "1200"),
        kept("sheet `Director of HR`, row 5, column N", "no. 9a", "Beside it"),
        kept("sheet `Director of HR`, row 9", "the round", "Another row"),
        kept("sheet `Head of Payroll`, row 5, What has happened", "no. 10", "Words on an action"),
    ];
    let mut said: Vec<String> = stderr(&output).split_inclusive('\n').map(str::to_owned).collect();
    said.sort();
    let mut wanted = expected.to_vec();
    wanted.sort();
    assert_eq!(said, wanted);
    let text = read(&project, ROUND);
    for word in ["On the first sheet", "People strategy", "Beside it", "1200", "Another row", "Words on an action"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(headway(&project, &["check", "--as-of", DAY]).status.success());
}

#[test]
fn rows_are_known_by_their_keys_wherever_they_stand() {
    let project = people();
    let bytes = filled(&project, &[(HR, "G5", "Complete"), (HR, "G6", "Closed")]);
    // Two rows change places, and their sheet has another name.
    let bytes = changed(&bytes, "xl/worksheets/sheet2.xml", &|xml| {
        let at = |number: u8| xml.find(&format!("<row r=\"{number}\"")).unwrap();
        let end = xml.find("</sheetData>").unwrap();
        let renumbered = |row: &str, from: &str, to: &str| {
            "ABCDEFGHIJKL"
                .chars()
                .fold(row.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\"")), |row, c| {
                    row.replace(&format!("r=\"{c}{from}\""), &format!("r=\"{c}{to}\""))
                })
        };
        let (fifth, sixth) = (&xml[at(5)..at(6)], &xml[at(6)..end]);
        format!("{}{}{}{}", &xml[..at(5)], renumbered(sixth, "6", "5"), renumbered(fifth, "5", "6"), &xml[end..])
    });
    let bytes = changed(&bytes, "xl/workbook.xml", &|xml| xml.replace("name=\"Director of HR\"", "name=\"Ours\""));
    let project = project.bytes("filled.xlsx", &bytes);
    let output = read_back(&project, &[]);
    assert_eq!(stderr(&output), "");
    let text = read(&project, ROUND);
    assert!(text.contains("  9a:\n    status: complete\n") && text.contains("  10:\n    status: closed\n"), "{text}");
}

#[test]
fn a_workbook_of_another_round_or_plan_or_none_is_refused() {
    let project = people();
    filled(&project, &[]);
    let other = headway(&project, &["round", "2024-07-31", "--read", "made.xlsx"]);
    assert_eq!(
        stderr(&other),
        "error: made.xlsx: this workbook is for the round of `2024-04-30`, not of `2024-07-31`\n\
         help: type `headway round 2024-04-30 --read …`, or name the workbook of `2024-07-31`\n\n\
         1 mistake: nothing was written\n"
    );
    let project = project
        .without("content/plans/people/recommendations/9a.md")
        .file("content/plans/people/updates/2024-01-31.yaml", "as_at: 2024-01-31\nupdates: {}\n");
    let gone = headway(&project, &["round", DAY, "--read", "made.xlsx"]);
    assert_eq!(
        stderr(&gone),
        "error: made.xlsx: sheet `Director of HR`, row 5: the plan `people` has no recommendation `9a` any more\n\
         help: if it was renumbered, add `9a` to its `aliases`; the plan has `10`, `11`, `12`, `13`, `14` and `15`\n\n\
         1 mistake: nothing was written\n"
    );
    let project = project.file("notes.csv", "a,b\n1,2\n");
    let none = headway(&project, &["round", DAY, "--read", "notes.csv"]);
    assert_eq!(
        stderr(&none),
        "error: notes.csv: this is no workbook of a round, or its hidden first column is gone\n\
         help: name the workbooks that `headway round` made and that came back filled in\n\n\
         1 mistake: nothing was written\n"
    );
    let missing = headway(&project, &["round", DAY, "--read", "nowhere.xlsx"]);
    assert_eq!(
        stderr(&missing),
        "headway: there is no file nowhere.xlsx: look at how it is called and in which folder it is\n"
    );
}

#[test]
fn a_file_that_is_cut_short_or_swells_is_refused() {
    let project = people();
    let whole = filled(&project, &[]);
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let sheet = "xl/worksheets/sheet2.xml";
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).unwrap();
        if entry.name().unwrap() != sheet {
            bomb.raw_copy_file(entry).unwrap();
        }
    }
    bomb.start_file(sheet, zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    (0..80).for_each(|_| bomb.write_all(&zeros).unwrap());
    let bomb = bomb.finish().unwrap().into_inner();
    let project = project.bytes("short.xlsx", &whole[..whole.len() / 2]).bytes("bomb.xlsx", &bomb);
    let output = headway(&project, &["round", DAY, "--read", "short.xlsx", "bomb.xlsx"]);
    let said = stderr(&output);
    assert!(said.starts_with("error: short.xlsx: the file is cut short or damaged"), "{said}");
    assert!(
        said.contains("error: bomb.xlsx: `xl/worksheets/sheet2.xml` in the file unpacks to more than 64 MB"),
        "{said}"
    );
    assert!(said.ends_with("2 mistakes: nothing was written\n"), "{said}");
    assert!(!project.path(ROUND).exists());
}

#[test]
fn who_has_not_answered_is_listed() {
    let project = people();
    let all = headway(&project, &["round", DAY, "--chase"]);
    assert_eq!(
        stdout(&all),
        "people as at 2024-04-30: 3 of 3 open recommendations without an answer\n  Director of HR: 2 rows: 9a, 10\n  \
         S151 Officer: 1 row: 10\n  Head of Payroll: 1 row: 10/grades\n  (no lead): 1 row: 11\n"
    );
    let project = project.file(
        ROUND,
        "as_at: 2024-04-30\ndraft: true\nupdates:\n  10: {actions: {grades: complete}}\n  11: {status: closed}\n",
    );
    let some = headway(&project, &["round", DAY, "--chase", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout(&some)).unwrap();
    let expected = serde_json::json!([{
        "plan": "people", "as_at": "2024-04-30", "asked": 3, "unanswered": ["9a", "10"],
        "leads": [
            {"lead": "director-hr", "title": "Director of HR", "rows": 2, "refs": ["9a", "10"]},
            {"lead": "s151", "title": "S151 Officer", "rows": 1, "refs": ["10"]},
        ],
    }]);
    assert_eq!(json, expected);
}

#[test]
fn a_file_in_which_nothing_can_be_put_is_left_as_it_is() {
    refused(
        people().file(ROUND, "as_at: 2024-04-30\nupdates:\n  9a: &row {status: at-risk}\n  10: *row\n"),
        &[(HR, "H6", "Talks ended.")],
        "error: content/plans/people/updates/2024-04-30.yaml: the answers cannot be put in without touching something else in it
help: write its `updates:` a key a line, each recommendation by itself, and read the workbooks again

1 mistake: nothing was written
",
    );
}

#[test]
fn workbooks_of_several_leads_and_plans_are_read_together() {
    let project = people()
        .file("content/plans/money/plan.yaml", "title: Money plan\n")
        .file("content/plans/money/recommendations/1.md", "---\nref: 1\ntitle: Save\nleads: [s151]\n---\nYes.\n");
    let plans = ["--plan", "money", "--plan", "people"];
    headway(&project, &[&["round", DAY, "--per-lead", "out"], &plans[..]].concat());
    let answered = |name: &str, cells: &[(usize, &str, &str)]| {
        let workbook = std::fs::read(project.path(name)).unwrap();
        std::fs::write(project.path("made.xlsx"), workbook).unwrap();
        std::fs::write(project.path(name), filled(&project, cells)).unwrap();
    };
    // With several plans there is a column for the plan.
    answered("out/2024-04-30-s151.xlsx", &[(2, "H5", "Complete"), (2, "H6", "At risk")]);
    answered("out/2024-04-30-payroll.xlsx", &[(2, "H5", "Complete")]);
    let files = ["out/2024-04-30-s151.xlsx", "out/2024-04-30-payroll.xlsx"];
    let output = headway(&project, &[&["round", DAY, "--read"], &files[..]].concat());
    assert_eq!(stderr(&output), "");
    let money = "content/plans/money/updates/2024-04-30.yaml";
    let draft = "It is a draft: take its line `draft: true` out when it is complete.\n";
    assert_eq!(
        stdout(&output),
        format!(
            "{money}: 1 value put in, of 1 recommendation\n{draft}{ROUND}: 2 values put in, of 1 recommendation\n{draft}"
        )
    );
    assert!(read(&project, money).contains("  1:\n    status: complete\n"));
    assert!(read(&project, ROUND).contains("      grades: complete\n"), "{}", read(&project, ROUND));
}
