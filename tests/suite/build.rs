//! `headway build`: what stands in `site/`, and what survives.

use std::collections::BTreeMap;
use std::path::Path;

use crate::project::{Project, stderr, stdout};

/// All files of the small project's site.
const FILES: &[&str] = &[
    ".headway-manifest",
    "404.html",
    "fonts/atkinson-hyperlegible-next-ext.woff2",
    "fonts/atkinson-hyperlegible-next.woff2",
    "fonts/licence.txt",
    "index.html",
    "leads/director-hr/index.html",
    "leads/index.html",
    "licence/index.html",
    "paper.css",
    "plans/people/calendar.ics",
    "plans/people/data/actions.csv",
    "plans/people/data/csv-metadata.json",
    "plans/people/data/datapackage.json",
    "plans/people/data/index.html",
    "plans/people/data/leads.csv",
    "plans/people/data/plan.json",
    "plans/people/data/plan.xlsx",
    "plans/people/data/recommendations.csv",
    "plans/people/data/responsibilities.csv",
    "plans/people/data/rounds.csv",
    "plans/people/data/statuses.csv",
    "plans/people/data/topics.csv",
    "plans/people/data/updates.csv",
    "plans/people/due/2024/index.html",
    "plans/people/index.html",
    "plans/people/recommendations/9a/index.html",
    "plans/people/rounds/2024-01-31/index.html",
    "plans/people/status/on-track/index.html",
    "plans/people/timeline/index.html",
    "plans/people/topics/staff/index.html",
    "privacy/index.html",
    "robots.txt",
    "search.js",
    "search/index.html",
    "search/index.json",
    "search/pages-….json",
    "search/words-….json",
    "site.css",
    "site.js",
    "statuses/index.html",
];

/// Every file of a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn page(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(&format!("site/{path}"))).unwrap()
}

#[test]
fn a_plan_becomes_these_files() {
    let project = Project::small();
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // The files of the search index are named by their content.
    let named = |path: String| match path.split_once('-').filter(|_| path.starts_with("search/")) {
        Some((kind, _)) => format!("{kind}-….json"),
        None => path,
    };
    let files: Vec<String> = tree(&project.path("site")).into_keys().map(named).collect();
    assert_eq!(files, FILES);
}

#[test]
fn a_recommendation_says_what_is_due_and_how_it_goes() {
    let project = Project::small();
    project.run(&["build"]);
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    for expected in [
        "<h1>9a. Workforce strategy</h1>",
        "by the end of April 2024",
        "On track</span>",
        "Reported for 31 January 2024",
        "<p>A draft is out.</p>",
        "<a href=\"../../../../leads/director-hr/\">Director of HR</a>",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
}

#[test]
fn a_moved_date_keeps_the_first_promise() {
    let project = Project::small().file(
        "content/plans/people/updates/2024-02-28.yaml",
        "as_at: 2024-02-28\nupdates:\n  9a: {status: delayed, due: 2024-09, reason: Talks took longer., approved: {body: Cabinet}}\n",
    );
    project.run(&["build"]);
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    for expected in
        ["by the end of September 2024", "by the end of April 2024", "Talks took longer.", "Approved by Cabinet"]
    {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    let round = page(&project, "plans/people/rounds/2024-02-28/index.html");
    assert!(
        round.contains("Date moved later")
            && round.contains("by the end of September 2024")
            && round.contains("Delayed"),
        "{round}"
    );
}

#[test]
fn a_mistake_leaves_the_published_site_as_it_was() {
    let project = Project::small();
    project.run(&["build"]);
    let before = tree(&project.path("site"));
    let project = project
        .file("content/plans/people/updates/2024-01-31.yaml", "as_at: 2024-01-31\nupdates:\n  9a: {status: on-trak}\n");
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).ends_with("1 error: nothing was published, the site stands as it was\n"),
        "{}",
        stderr(&output)
    );
    assert_eq!(before, tree(&project.path("site")));
}

#[test]
fn the_same_sources_give_the_same_bytes_on_one_thread_and_on_two() {
    let project = Project::small();
    let on = |threads: &str, out: &str| {
        let status = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["build", "--as-of", "2024-02-29", "--project"])
            .arg(project.path(""))
            .arg("--out")
            .arg(project.path(out))
            .env("RAYON_NUM_THREADS", threads)
            .status()
            .unwrap();
        assert!(status.success());
        tree(&project.path(out))
    };
    assert_eq!(on("1", "one"), on("2", "two"));
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let project = Project::small();
    project.run(&["build"]);
    let output = project.run(&["build"]);
    let unchanged = format!(": 0 written, {} unchanged, 0 removed", FILES.len() - 1);
    assert!(stdout(&output).contains(&unchanged), "{}", stdout(&output));
    std::fs::write(project.path("site/index.html"), "edited by hand").unwrap();
    project.run(&["build"]);
    assert!(page(&project, "index.html").starts_with("<!doctype html>"));
}

#[test]
fn what_we_did_not_write_is_kept() {
    let project = Project::small();
    project.run(&["build"]);
    std::fs::write(project.path("site/CNAME"), "progress.example.org").unwrap();
    project.run(&["build"]);
    assert_eq!(page(&project, "CNAME"), "progress.example.org");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let project = Project::small().file("site/thesis.txt", "years of work");
    let output = project.run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("holds files that headway did not make (thesis.txt among them)"),
        "{}",
        stderr(&output)
    );
    assert_eq!(tree(&project.path("site")).len(), 1);
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let project = Project::small();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(project.run(&["build"]).status.success()));
        }
    });
    assert_eq!(tree(&project.path("site")).len(), FILES.len());
}

#[test]
fn a_theme_of_the_project_extends_what_it_replaces() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\ntheme: own\n")
        .file(
            "themes/own/templates/plan.html",
            "{% extends \"default/plan.html\" %}{% block main %}<p>Ours.</p>{{ super() }}{% endblock main %}",
        )
        .file("themes/own/strings/en.yaml", "promised: Our promise\n");
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let plan = page(&project, "plans/people/index.html");
    assert!(plan.contains("<p>Ours.</p>") && plan.contains("Workforce strategy"), "{plan}");
    assert!(page(&project, "plans/people/recommendations/9a/index.html").contains("<h2>Our promise</h2>"));
}

#[test]
fn a_round_without_a_title_is_named_by_its_date() {
    let project = Project::small();
    project.run(&["build"]);
    let round = page(&project, "plans/people/rounds/2024-01-31/index.html");
    assert!(round.contains("<h1>Report for 31 January 2024: People plan</h1>"), "{round}");
    assert!(page(&project, "404.html").contains("<h1>Page not found</h1>"));
}

#[test]
fn a_former_address_leads_to_the_page_that_stands_for_it() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough\nbase_url: https://progress.example.org\n")
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/old/about/]\n---\nUs.\n")
        .file(
            "content/plans/people/plan.yaml",
            "title: People plan\naliases: [staff-plan]\ntopics: [{id: staff, title: Staff}]\n",
        )
        .file(
            "content/plans/people/recommendations/9a.md",
            "---\nref: 9a\ntitle: Workforce strategy\naliases: [9]\n---\nWe will write one.\n",
        );
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    for (old, new) in [
        ("old/about/", "../../about/"),
        ("plans/people/recommendations/9/", "../../../../plans/people/recommendations/9a/"),
        ("plans/staff-plan/", "../../plans/people/"),
        ("plans/staff-plan/recommendations/9a/", "../../../../plans/people/recommendations/9a/"),
    ] {
        let html = page(&project, &format!("{old}index.html"));
        assert!(html.contains(&format!("content=\"0; url={new}\"")), "{old}: {html}");
        assert!(html.contains(&format!("<a href=\"{new}\">")), "{old}: {html}");
    }
    let map = page(&project, "sitemap.xml");
    assert!(map.contains("https://progress.example.org/about/") && !map.contains("staff-plan"), "{map}");
}

#[test]
fn a_page_states_figures_of_its_plans() {
    let project = Project::small().file(
        "content/pages/about.md",
        "---\ntitle: About\n---\n{{ plans.people.counts.on_track }} of {{ plans[\"people\"].counts.total }} on track in \
         [{{ plans.people.title }}]({{ plans.people.path }}), {{ as_of | date }}.\n",
    );
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let html = page(&project, "about/index.html");
    let expected = "<p>1 of 1 on track in <a href=\"../plans/people/\">People plan</a>, 29 February 2024.</p>";
    assert!(html.contains(expected), "{html}");
}

#[test]
fn an_abbreviation_is_spelt_out_once_a_page() {
    let project = Project::small().file("content/glossary.yaml", "HR: human resources\n").file(
        "content/plans/people/recommendations/9a.md",
        "---\nref: 9a\ntitle: Workforce strategy\nrecommended: HR needs a plan.\n---\nHR will write one.\n",
    );
    project.run(&["build"]);
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    let main = html.split("<main").nth(1).unwrap();
    assert_eq!(main.matches("human resources").count(), 1, "{main}");
    assert!(main.find("human resources").unwrap() < main.find("will write one").unwrap());
}

#[test]
fn assets_of_the_project_need_not_be_text() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\ntheme: own\n")
        .file("themes/own/assets/site.css", "body{color:red}");
    let picture = [0x89, b'P', b'N', b'G', 0, 0xff];
    std::fs::write(project.path("themes/own/assets/crest.png"), picture).unwrap();
    let output = project.run(&["build"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(page(&project, "site.css"), "body{color:red}");
    assert_eq!(std::fs::read(project.path("site/crest.png")).unwrap(), picture);
}

#[test]
fn a_plan_has_its_own_words_for_one_and_for_several() {
    let plan = |labels: &str| format!("title: People plan\nlabels: {labels}\n");
    let recommendation = "---\nref: 9a\ntitle: Workforce strategy\nactions:\n  - {id: a, title: Draft, due: 2024-02}\n  - {id: b, title: Final, due: 2024-04}\n---\nWe will.\n";
    let project = Project::small()
        .file(
            "content/plans/people/plan.yaml",
            &plan("{recommendation: Priority, recommendations: Priorities, action: Task, actions: Tasks}"),
        )
        .file("content/plans/people/recommendations/9a.md", recommendation);
    assert!(project.run(&["build"]).status.success());
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    assert!(html.contains("<h2 id=\"steps\">Tasks</h2>") && html.contains("<th scope=\"col\">Task</th>"), "{html}");
    assert!(page(&project, "plans/people/index.html").contains("<h2 id=\"topic-recommendations\">Priorities</h2>"));
    // Without a word for several, that for one stands.
    let project = project.file("content/plans/people/plan.yaml", &plan("{recommendation: Priority, action: Task}"));
    assert!(project.run(&["build"]).status.success());
    let html = page(&project, "plans/people/recommendations/9a/index.html");
    assert!(html.contains("<h2 id=\"steps\">Task</h2>"), "{html}");
}
