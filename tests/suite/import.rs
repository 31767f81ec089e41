//! `headway import`: from a document to a site that shows every word of it.

use std::path::{Path, PathBuf};

use headway::import::source::{Block, Paragraph, Run, Source};
use walkdir::WalkDir;

use crate::project::{Project, stderr, stdout};

mod columns;
mod councils;
mod dates;
mod leads;
mod made;
mod shapes;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn import(project: &Project, file: &Path, more: &[&str]) -> (bool, String, String) {
    let mut arguments = vec!["import", file.to_str().unwrap(), "--plan", "review"];
    arguments.extend(more);
    let output = project.run(&arguments);
    (output.status.success(), stdout(&output), stderr(&output))
}

/// The words of a page in lower case, a space between them.
fn words(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}

/// A page without its tags; what stands in one line stays in one line.
fn text_of(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or(html);
    let mut text = String::new();
    let mut in_tag = false;
    for c in main.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
    {
        text = text.replace(entity, c);
    }
    text
}

/// All pages of the built site, each with its address.
fn pages(project: &Project) -> Vec<(String, String)> {
    let site = project.path("site");
    let walk = WalkDir::new(&site).into_iter().map(|entry| entry.unwrap().into_path());
    let pages = walk.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    pages
        .map(|path| {
            let name = path.strip_prefix(&site).unwrap().to_string_lossy().replace('\\', "/");
            (name, words(&text_of(&std::fs::read_to_string(&path).unwrap())))
        })
        .collect()
}

/// Checks and builds, and looks for each line of each row of the tables on one page of the site.
fn shows_every_word(project: &Project, source: &Source) {
    let check = project.run(&["check"]);
    assert!(check.status.success(), "{}", stdout(&check));
    let build = project.run(&["build"]);
    assert!(build.status.success(), "{}", stderr(&build));
    let pages = pages(project);
    let all: String = pages.iter().map(|(_, words)| words.as_str()).collect();
    let mut missing = Vec::new();
    for block in &source.blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let lines: Vec<String> = row
                .cells
                .iter()
                .flat_map(|cell| &cell.paragraphs)
                .flat_map(lines)
                .filter(|line| line != "  ")
                .collect();
            // A row's words stand together on its own page; those of headings and groups anywhere.
            let together = pages.iter().any(|(_, page)| lines.iter().all(|line| page.contains(line.as_str())));
            if !together {
                missing.extend(
                    lines.into_iter().filter(|line| !all.contains(line.as_str())).map(|line| (row.number, line)),
                );
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The lines of a paragraph; what a title was made from stands apart from the rest.
fn lines(paragraph: &Paragraph) -> Vec<String> {
    let bold = paragraph.runs.iter().take_while(|run| run.bold).count();
    let (head, tail) = paragraph.runs.split_at(if bold < paragraph.runs.len() { bold } else { 0 });
    let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    [text(head), text(tail)].iter().flat_map(|text| text.lines().map(line).collect::<Vec<_>>()).collect()
}

/// A line in the words of a page, which says "31 March 2024" of 31/03/2024 and of 31-Mar-2024.
fn line(text: &str) -> String {
    let read = |pattern: &&str| jiff::civil::Date::strptime(pattern, text.trim()).ok();
    let day = ["%d/%m/%Y", "%d-%b-%Y", "%d.%m.%y"].iter().find_map(read);
    day.map_or_else(|| words(text), |day| words(&day.strftime("%-d %B %Y").to_string()))
}

fn read(path: &Path) -> Source {
    headway::import::read::read(path.to_str().unwrap(), &std::fs::read(path).unwrap()).unwrap()
}

fn refs(project: &Project) -> Vec<String> {
    let folder = project.path("content/plans/review/recommendations");
    let mut refs: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .map(|text| text.lines().nth(1).unwrap().trim_start_matches("ref: ").to_owned())
        .collect();
    refs.sort_by(|a, b| headway::refs::natural_order(a, b));
    refs
}

const FOURTEEN: [&str; 14] = ["1", "2", "3", "4", "5", "6", "7", "8", "9a", "9b", "10", "11", "12", "13"];

fn fourteen(name: &str) {
    let project = Project::empty();
    let (done, out, errors) = import(&project, &fixture(name), &[]);
    assert!(done, "{errors}");
    assert!(out.contains("14 rows in, 14 recommendations out."), "{out}");
    assert_eq!(errors, "");
    assert_eq!(refs(&project), FOURTEEN);
    shows_every_word(&project, &read(&fixture(name)));
}

#[test]
fn a_word_plan_becomes_a_site_with_every_word_of_it() {
    fourteen("harrow-2023.docx");
}

#[test]
fn the_same_plan_as_csv_becomes_the_same_recommendations() {
    fourteen("harrow-2023.csv");
}

#[test]
fn and_so_it_does_as_a_workbook() {
    fourteen("harrow-2023.xlsx");
}

#[test]
fn words_own_numbers_and_a_landscape_section_are_understood() {
    let project = Project::empty();
    let (done, out, errors) = import(&project, &fixture("numbered.docx"), &[]);
    assert!(done && out.contains("6 rows in, 6 recommendations and 2 groups out."), "{out}{errors}");
    assert_eq!(refs(&project), ["1", "2", "3", "4", "5", "6"]);
    shows_every_word(&project, &read(&fixture("numbered.docx")));
    let file = |path: &str| std::fs::read_to_string(project.path(path)).unwrap();
    let plan = file("content/plans/review/plan.yaml");
    assert!(
        plan.contains("organisation: Fire and Rescue Authority of Example\n") && plan.contains("title: Places\n"),
        "{plan}"
    );
    let round = file("content/plans/review/updates/2023-06-30.yaml");
    assert!(round.contains("  5:\n    status: delayed\n"), "{round}");
}

#[test]
fn merged_cells_over_two_rows_of_headings_become_actions() {
    let project = Project::empty();
    let (done, out, errors) = import(&project, &fixture("merged.docx"), &[]);
    assert!(done && out.contains("3 recommendations, 2 groups and 5 actions out."), "{out}{errors}");
    shows_every_word(&project, &read(&fixture("merged.docx")));
}

#[test]
fn nothing_is_written_over_and_a_dry_run_writes_nothing() {
    let project = Project::empty();
    let (done, out, _) = import(&project, &fixture("harrow-2023.csv"), &["--dry-run"]);
    assert!(done && out.contains("would write, without `--dry-run`:"), "{out}");
    assert!(!project.path("content").exists());
    assert!(import(&project, &fixture("harrow-2023.csv"), &[]).0);
    let plan = std::fs::read_to_string(project.path("content/plans/review/plan.yaml")).unwrap();
    let (done, _, errors) = import(&project, &fixture("harrow-2023.csv"), &[]);
    assert!(!done);
    assert!(errors.contains("the plan `review` is there already: give `--merge`"), "{errors}");
    assert_eq!(std::fs::read_to_string(project.path("content/plans/review/plan.yaml")).unwrap(), plan);
}

#[test]
fn leads_that_are_known_are_used_and_new_ones_added_below() {
    let leads = "# Ours.\ns151: {title: Section 151 Officer, aliases: [S151 Officer], kind: officer}";
    let project =
        Project::small().file("content/leads.yaml", &format!("director-hr: {{title: Director of HR}}\n{leads}"));
    let (done, _, errors) = import(&project, &fixture("harrow-2023.docx"), &["--split-leads"]);
    assert!(done, "{errors}");
    let after = std::fs::read_to_string(project.path("content/leads.yaml")).unwrap();
    assert!(
        after.starts_with(&format!("director-hr: {{title: Director of HR}}\n{leads}\nassistant-director")),
        "{after}"
    );
    assert!(!after.contains("title: S151 Officer"), "{after}");
    let six =
        std::fs::read_to_string(project.path("content/plans/review/recommendations/6-internal-systems.md")).unwrap();
    assert!(six.contains("\nleads: [s151, director-of-ict]\n"), "{six}");
}

#[test]
fn what_cannot_be_imported_is_told_with_what_to_do() {
    let project = Project::empty()
        .file("notes.csv", "Name,Colour\nAnn,red\nBo,blue\n")
        .file("empty.csv", "\n")
        .file("folder/a.txt", "");
    let file = |name: &str| project.path(name);
    for (path, plan, message) in [
        (file("nowhere.docx"), "review", "there is no file"),
        (fixture("harrow-2023.csv"), "Peer Review", "write `peer-review`"),
        (file("notes.csv"), "review", "--map 'What was asked=recommendation'"),
        (file("note.csv"), "review", "did you mean "),
        (file("folder"), "review", "folder is not a file: name the document itself"),
    ] {
        let output = project.run(&["import", path.to_str().unwrap(), "--plan", plan]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert!(!project.path("content").exists());
    }
    let both = [fixture("harrow-2023.csv"), fixture("harrow-2023.docx")];
    let output = project.run(&["import", both[0].to_str().unwrap(), both[1].to_str().unwrap(), "--plan", "review"]);
    assert!(stderr(&output).contains("hold the same plan: import one of them"), "{}", stderr(&output));
}

#[test]
fn what_is_typed_and_means_nothing_is_told_and_nothing_written() {
    let project = Project::empty().file("plan.csv", "No,Recommendation,Lead\n1,Train staff,Head of HR\n");
    for (arguments, message) in [
        (["--map", "Leed=lead"], "`--map 'Leed=…'`: no table of the plan has a column `Leed`: did you mean `Lead`?"),
        (["--map", "Who=lead"], "has a column `Who`: the columns are `No`, `Recommendation` and `Lead`"),
        (["--map", "4=lead"], "no table of the plan has a column `4`"),
        (["--as-at", "ongoing"], "`ongoing` is no day for which progress can speak: write one, such as `2024-01-31`"),
    ] {
        let (done, out, errors) = import(&project, &project.path("plan.csv"), &arguments);
        assert!(!done && errors.contains(message), "{errors}");
        assert!(out.is_empty() && !project.path("content").exists());
    }
}

#[test]
fn a_map_corrects_a_guess_and_is_kept() {
    let csv = "No,What was asked,What we do,Colour\n1,Write a plan for staff,We will write one,red\n2,Train managers,They are trained,green\n";
    let project = Project::empty().file("plan.csv", csv);
    let map = ["--map", "What was asked=recommendation", "--map", "What we do = response"];
    let (done, _, errors) = import(&project, &project.path("plan.csv"), &map);
    assert!(done, "{errors}");
    let plan = std::fs::read_to_string(project.path("content/plans/review/plan.yaml")).unwrap();
    assert!(
        plan.contains("import:\n  columns:\n    What was asked: recommendation\n    What we do: response\n"),
        "{plan}"
    );
    shows_every_word(&project, &read(&project.path("plan.csv")));
    let (done, _, errors) = import(&project, &project.path("plan.csv"), &["--map", "What we do=respons"]);
    assert!(!done && errors.contains("did you mean `response`?") || errors.contains("is there already"), "{errors}");
}

#[test]
fn what_has_no_field_is_kept_and_can_be_listed() {
    let csv = "No,Recommendation,Cost,Action\n1,Train staff,\"£5,000\",We will.\n2,Pay staff,None,We do.\n";
    let project = Project::empty().file("plan.csv", csv);
    assert!(import(&project, &project.path("plan.csv"), &[]).0);
    let listed = stdout(&project.run(&["check", "--extra"]));
    assert!(listed.ends_with("\nextra of `review`: Cost\n  1: £5,000\n  2: None\n"), "{listed}");
    assert!(!stdout(&project.run(&["check"])).contains("extra of"));
}

#[test]
fn every_word_of_a_map_may_stand_in_a_plan() {
    use headway::import::columns::Meaning;
    let columns: Vec<String> = Meaning::names().map(|name| format!("    Column {name}: {name}\n")).collect();
    let plan =
        format!("title: People plan\ntopics: [{{id: staff, title: Staff}}]\nimport:\n  columns:\n{}", columns.concat());
    let project = Project::small().file("content/plans/people/plan.yaml", &plan);
    let check = project.run(&["check"]);
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn a_newer_version_becomes_a_round_and_touches_no_words() {
    let first = "No,Recommendation,Action,Lead,Due,Status,Progress\n\
        1,Train staff,We will.,Head of HR,March 2024,On track,Begun.\n\
        2,Pay staff,We will.,Head of HR,April 2024,On track,Begun.\n\
        3,Thank staff,We will.,Head of HR,,Not started,\n";
    let second = "No,Recommendation,Action,Lead,Due,Status,Progress\n\
        1,Train all staff,We will.,Head of HR,June 2024,At risk,Half of them are trained.\n\
        2,Pay staff,We will.,Head of HR,April 2024,On track,Begun.\n\
        4,Hire staff,We will.,Head of Hiring,May 2024,On track,Two were hired.\n";
    let project = Project::empty().file("one.csv", first).file("two.csv", second);
    assert!(import(&project, &project.path("one.csv"), &["--as-at", "2023-10-31"]).0);
    let (done, out, _) = import(&project, &project.path("one.csv"), &["--merge"]);
    assert!(done);
    assert_eq!(out, "One: nothing has changed\n");
    let before = snapshot(&project);

    let (done, out, errors) = import(&project, &project.path("two.csv"), &["--merge"]);
    let expected = "~ no. 1, Train staff\n    \
        status: was “on-track”, is “at-risk”\n    \
        progress: was “Begun.”, is “Half of them are trained.”\n    \
        due: was “2024-03”, is “2024-06”\n    \
        title: was “Train staff”, is “Train all staff” (not written: change it in content/plans/review/recommendations/1-train-staff.md)\n\
        + no. 4, Hire staff: new\n\
        - no. 3, Thank staff: no longer in the document; it is kept as it is\n";
    assert_eq!(out, expected);
    assert!(!done && errors.contains("give `--as-at DATE`"), "{errors}");
    let (done, _, errors) = import(&project, &project.path("two.csv"), &["--merge", "--as-at", "2024-01-31"]);
    assert!(!done && errors.contains("give `--yes` to write it"), "{errors}");
    let (done, _, errors) = import(&project, &project.path("two.csv"), &["--merge", "--as-at", "2023-10-31", "--yes"]);
    assert!(!done && errors.contains("there is a round as at `2023-10-31` already"), "{errors}");
    assert_eq!(snapshot(&project), before);

    let (done, _, errors) = import(&project, &project.path("two.csv"), &["--merge", "--as-at", "2024-01-31", "--yes"]);
    assert!(done, "{errors}");
    let round = std::fs::read_to_string(project.path("content/plans/review/updates/2024-01-31.yaml")).unwrap();
    assert_eq!(
        round,
        "as_at: 2024-01-31\nupdates:\n  1:\n    status: at-risk\n    progress: Half of them are trained.\n    due: 2024-06\n  \
         4:\n    status: on-track\n    progress: Two were hired.\n"
    );
    assert_eq!(refs(&project), ["1", "2", "3", "4"]);
    let after = snapshot(&project);
    let leads =
        |files: &[(String, String)]| files.iter().find(|(path, _)| path.ends_with("leads.yaml")).unwrap().1.clone();
    assert!(leads(&after).starts_with(&leads(&before)) && leads(&after).contains("head-of-hiring"));
    let is_same = |file: &&(String, String)| file.0.ends_with("leads.yaml") || after.contains(file);
    assert!(before.iter().all(|file| is_same(&file)));
    let check = project.run(&["check"]);
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn a_revised_date_and_links_are_no_change_when_the_same_document_comes_again() {
    let first = "#,Recommendation,Our action,Lead,Due date,Revised due date,Progress\n\
        1.1,Open earlier (see 1.2),We will (see 1.2).,Head of Libraries,30/09/2024,31/01/2025,Trial (see 1.2)\n\
        1.2,Mend the roof,Works,Head of Property,31/12/2024,,Tender out\n";
    let project = Project::empty().file("one.csv", first).file("two.csv", &first.replace("31/01/2025", "31/03/2025"));
    assert!(import(&project, &project.path("one.csv"), &["--as-at", "2023-10-31"]).0);
    let (_, out, _) = import(&project, &project.path("one.csv"), &["--merge"]);
    assert_eq!(out, "One: nothing has changed\n");
    let (done, out, errors) =
        import(&project, &project.path("two.csv"), &["--merge", "--as-at", "2024-01-31", "--yes"]);
    assert!(done && out.contains("due: was “2025-01-31”, is “2025-03-31”"), "{out}{errors}");
    let round = std::fs::read_to_string(project.path("content/plans/review/updates/2024-01-31.yaml")).unwrap();
    assert_eq!(round, "as_at: 2024-01-31\nupdates:\n  1.1:\n    due: 2025-03-31\n");
}

/// All sources of a project.
fn snapshot(project: &Project) -> Vec<(String, String)> {
    let walk =
        WalkDir::new(project.path("content")).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let files = walk.filter(|path| path.is_file());
    files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn nothing_stays_behind_where_writing_fails_half_way() {
    // A file stands where a folder is needed, so that the last pieces cannot be placed.
    let project = Project::small().file("content/pages", "in the way");
    let before = snapshot(&project);
    let pieces = [
        headway::files::together::Piece { path: "content/plans/new/plan.yaml", text: "title: x\n", replaces: None },
        headway::files::together::Piece {
            path: "content/leads.yaml",
            text: "",
            replaces: Some("director-hr: {title: Director of HR, kind: officer}\n"),
        },
        headway::files::together::Piece { path: "content/pages/a.md", text: "", replaces: None },
    ];
    let root = project.path("");
    assert!(headway::files::together::write(&root, &pieces).is_err());
    assert_eq!(snapshot(&project), before);
    assert!(!project.path("content/plans/new").exists() && !project.path(".headway-unfinished").exists());
}
