//! The preview: what it serves is what a build writes, and nothing that happens to a folder stops it.

pub mod server;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use self::server::{Server, without_bar};
use crate::project::Project;

const DAY: [&str; 2] = ["--as-of", "2024-02-29"];
const PAGE: &str = "/plans/people/recommendations/9a/";
const SOURCE: &str = "content/plans/people/recommendations/9a.md";

fn written(title: &str) -> String {
    format!("---\nref: 9a\ntitle: {title}\ntopic: staff\nleads: [director-hr]\ndue: 2024-04\n---\nWe will write one.\n")
}

fn put(project: &Project, path: &str, text: &str) {
    let path = project.path(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Each file of a built site beside what the server gives at its address.
fn serves_what_is_built(server: &Server, project: &Path, day: &str) {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["build", "--as-of", day, "--project"])
        .arg(project)
        .arg("--out")
        .arg(&site)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut seen = 0;
    let files = walkdir::WalkDir::new(&site).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let mut files: Vec<_> = files.collect();
    // The page of a paper tells the sizes of its files once they have been asked for.
    files.sort_by_key(|entry| entry.path().extension().is_some_and(|ending| ending == "html"));
    for entry in files {
        let path = entry.path().strip_prefix(&site).unwrap().to_string_lossy().into_owned();
        if path.starts_with('.') {
            continue;
        }
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        let reply = server.get(&format!("/{}", address.replace(' ', "%20")));
        assert_eq!(reply.status, 200, "{path}");
        let expected = fs::read(entry.path()).unwrap();
        assert!(without_bar(&reply.body) == expected, "/{address} is served as it is not built");
        if path.ends_with(".html") {
            assert!(reply.text().contains("id=\"headway-preview\""), "{path} has no bar");
        }
        seen += 1;
    }
    assert!(seen > 20, "only {seen} files were compared");
}

#[test]
fn what_is_served_is_what_is_built() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let of =
        [("", "2024-02-29"), ("tests/fixtures/full-feature", "2025-06-30"), ("tests/fixtures/bilingual", "2025-06-30")];
    for (project, day) in of {
        let project = root.join(project);
        let server = Server::of(&project, &["--as-of", day, "--public"]);
        serves_what_is_built(&server, &project, day);
    }
}

/// What is kept from one state of the sources to the next is never taken for what is new.
#[test]
fn after_many_edits_what_is_served_is_what_is_built() {
    let project = Project::small();
    let server = Server::of(&project.path(""), &["--as-of", "2024-02-29", "--public"]);
    let recommendation = |name: &str, reference: &str, title: &str| {
        put(
            &project,
            &format!("content/plans/people/recommendations/{name}.md"),
            &format!("---\nref: {reference}\ntitle: {title}\ntopic: staff\nleads: [director-hr]\n---\nYes.\n"),
        );
    };
    // Files come before others and go again, so that places move; names change hands; rounds and leads follow.
    for step in 0..12 {
        recommendation("0", &format!("{}", 20 + step), &format!("First {step}"));
        recommendation("z", &format!("{}", 40 + step), &format!("Last {step}"));
        if step % 3 == 1 {
            fs::remove_file(project.path("content/plans/people/recommendations/0.md")).unwrap();
        }
        put(
            &project,
            "content/plans/people/updates/2024-02-15.yaml",
            &format!("as_at: 2024-02-15\nupdates:\n  9a: {{status: at-risk, progress: Step {step}.}}\n"),
        );
        put(&project, "content/leads.yaml", &format!("director-hr: {{title: Director {step}, kind: officer}}\n"));
        server.wait(PAGE, "the step", |page| page.contains(&format!("Director {step}")));
    }
    put(&project, "content/pages/done.md", "---\ntitle: All done\n---\nDone.\n");
    server.wait("/done/", "the end", |page| page.contains("All done"));
    serves_what_is_built(&server, &project.path(""), "2024-02-29");
}

/// A text that did not change is looked at again where what it links to is gone.
#[test]
fn a_mistake_is_told_in_a_text_that_did_not_change() {
    let project = Project::small();
    // Behind the others, so that no file comes to stand in another place, which alone would have it read again.
    let other = "content/plans/people/recommendations/z.md";
    put(&project, other, "---\nref: 10\ntitle: Later\n---\nYes.\n");
    put(&project, SOURCE, &(written("Workforce strategy") + "As in [no. 10](ref:10).\n"));
    let server = Server::of(&project.path(""), &DAY);
    server.wait(PAGE, "the link", |page| page.contains("recommendations/10/"));
    fs::remove_file(project.path(other)).unwrap();
    server.wait(PAGE, "the mistake", |page| page.contains("leads nowhere"));
    put(&project, other, "---\nref: 10\ntitle: Later\n---\nYes.\n");
    server.wait(PAGE, "the mended page", |page| !page.contains("leads nowhere"));
}

#[test]
fn a_saved_file_is_seen_and_mistakes_are_told_over_the_last_good_page() {
    let project = Project::small();
    let server = Server::of(&project.path(""), &DAY);
    let mut events = server.listen(PAGE);
    put(&project, SOURCE, &written("People strategy"));
    assert_eq!(events.next(), "reload");
    server.wait(PAGE, "the new title", |page| page.contains("People strategy"));
    // An unknown key, beside a change that must not be half shown.
    put(&project, SOURCE, &written("Half a strategy").replace("due:", "dew:"));
    let page = server.wait(PAGE, "the mistake", |page| page.contains("unknown key"));
    assert!(page.contains("People strategy") && !page.contains("Half a strategy"), "{page}");
    assert!(page.contains(&format!("{SOURCE}:6")) && page.contains("<mark>dew</mark>"), "{page}");
    let home = server.get("/").text();
    assert!(home.contains("unknown key"), "a mistake is told on every page");
    put(&project, SOURCE, &written("A third strategy"));
    let page = server.wait(PAGE, "the mended page", |page| page.contains("A third strategy"));
    assert!(!page.contains("unknown key"), "{page}");
}

#[test]
fn a_page_reloads_only_if_it_has_changed_and_takes_styles_in_place() {
    let project = Project::small()
        .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\ntheme: own\n")
        .file("themes/own/assets/site.css", "body{}\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nFirst.\n")
        .file("content/pages/other.md", "---\ntitle: Other\n---\nFirst.\n");
    let server = Server::of(&project.path(""), &DAY);
    let mut about = server.listen("/about/");
    let mut other = server.listen("/other/");
    put(&project, "content/pages/about.md", "---\ntitle: About\n---\nSecond.\n");
    assert_eq!(about.next(), "reload");
    put(&project, "themes/own/assets/site.css", "body{margin:0}\n");
    // Had the other page heard of the first change, that would come before.
    assert_eq!(other.next(), "styles");
    // Who comes back after the server was away hears at once of what he missed.
    let mut late = server.listen("/about/");
    put(&project, "content/pages/about.md", "---\ntitle: About\n---\nThird.\n");
    assert_eq!(late.next(), "reload");
}

#[test]
fn whatever_happens_to_the_folder_it_goes_on() {
    let project = Project::small().file("content/pages/about.md", "---\ntitle: About\n---\nHere.\n");
    let server = Server::of(&project.path(""), &DAY);
    let shows = |title: &str| server.wait(PAGE, title, |page| page.contains(title));
    let says = |words: &str| server.wait(PAGE, words, |page| page.contains(words));
    // Half-written, and no text at all.
    put(&project, SOURCE, "---\nref: 9a\ntit");
    says("class=\"hw-errors\"");
    fs::write(project.path(SOURCE), [0xff, 0xfe, 0x00]).unwrap();
    says("is not UTF-8 text");
    put(&project, SOURCE, &written("One"));
    shows("One");
    // The rename dance of an editor.
    put(&project, "content/plans/people/recommendations/.9a.md.swp", &written("Two"));
    fs::rename(project.path("content/plans/people/recommendations/.9a.md.swp"), project.path(SOURCE)).unwrap();
    shows("Two");
    // Gone, a folder in its place, and back.
    fs::remove_file(project.path(SOURCE)).unwrap();
    says("hw-errors");
    fs::create_dir(project.path(SOURCE)).unwrap();
    fs::remove_dir(project.path(SOURCE)).unwrap();
    put(&project, SOURCE, &written("Three"));
    shows("Three");
    // All of it gone, and back.
    fs::rename(project.path("content"), project.path("elsewhere")).unwrap();
    let page = says("no folder `content`");
    assert!(page.contains("Three"), "the last good page is lost: {page}");
    fs::rename(project.path("elsewhere"), project.path("content")).unwrap();
    server.wait(PAGE, "the page without complaint", |page| page.contains("Three") && !page.contains("hw-errors"));
    put(&project, SOURCE, &written("Four"));
    shows("Four");
    // A theme at fault, while a page changes.
    put(&project, "themes/default/templates/page.html", "{% extends \"default/page.html\" %}{% block main %}{{ oops");
    put(&project, SOURCE, &written("Five"));
    says("do not compile");
    fs::remove_file(project.path("themes/default/templates/page.html")).unwrap();
    server.wait(PAGE, "the fifth title", |page| page.contains("Five") && !page.contains("hw-errors"));
    // A thousand changes, the last of which counts.
    for number in 0..1000 {
        put(&project, SOURCE, &written(&format!("Change {number}.")));
    }
    shows("Change 999.");
}

#[test]
fn drafts_are_shown_and_marked_unless_the_public_view_is_asked_for() {
    let project = Project::small()
        .file("content/plans/people/recommendations/10.md", "---\nref: 10\ntitle: Not yet\ndraft: true\n---\nSoon.\n");
    let server = Server::of(&project.path(""), &DAY);
    let page = "/plans/people/recommendations/10/";
    assert!(server.get(page).text().contains("Draft, not published"));
    let mut events = server.listen(page);
    assert_eq!(server.send("audience", "public").status, 202);
    assert_eq!(events.next(), "reload");
    assert_eq!(server.get(page).status, 404);
    let public = Server::of(&project.path(""), &["--as-of", "2024-02-29", "--public"]);
    assert_eq!(public.get(page).status, 404);
}

#[test]
fn what_is_withheld_is_marked_wherever_it_is_listed() {
    let draft = "content/plans/people/recommendations/10.md";
    let project = Project::small()
        .file(draft, "---\nref: 10\ntitle: Not yet\ndraft: true\n---\nSoon.\n")
        .file(
            "content/plans/people/updates/2024-01-31.yaml",
            "as_at: 2024-01-31\nupdates:\n  9a:\n    status: on-track\n    embargo: 2024-04-01\n    progress: Begun.\n",
        )
        .file(
            "content/plans/people/updates/2024-02-28.yaml",
            "as_at: 2024-02-28\ndraft: true\nupdates:\n  9a:\n    status: delayed\n    progress: Held up.\n",
        );
    let server = Server::of(&project.path(""), &DAY);
    let marks = |page: &str| {
        let text = server.get(page).text();
        let count = |mark: &str| text.matches(mark).count();
        (count("Draft, not published"), count("Not published before 1 April 2024"))
    };
    assert_eq!(marks(PAGE), (1, 1), "an update of a draft round, and one under embargo");
    assert_eq!(marks("/plans/people/"), (2, 0), "a row of the table, and a report");
    assert_eq!(marks("/plans/people/rounds/2024-02-28/"), (1, 0));
    let public = Server::of(&project.path(""), &["--as-of", "2024-02-29", "--public"]);
    for page in [PAGE, "/plans/people/"] {
        assert!(!public.get(page).text().contains("ublished</"), "{page}");
    }
}

#[test]
fn any_day_can_be_shown() {
    let project = Project::small();
    let server = Server::of(&project.path(""), &DAY);
    assert!(server.get("/").text().contains("As at 29 February 2024"));
    assert_eq!(server.send("as-of", "2024-06-01").status, 202);
    let page = server.wait("/", "another day", |page| page.contains("As at 1 June 2024"));
    assert!(page.contains("value=\"2024-06-01\""), "{page}");
    assert!(server.get(PAGE).text().contains("Overdue"));
    assert_eq!(server.send("as-of", "soon").status, 400);
}

#[test]
fn the_bar_lists_the_warnings_of_its_page_and_opens_its_source() {
    let project = Project::small()
        .file("content/pages/about.md", "---\ntitle: About\n---\nMore is [here](https://example.org/).\n");
    let opened = project.path("opened");
    let editor = format!("cp {{file}} {}", opened.display());
    let server = Server::of(&project.path(""), &["--as-of", "2024-02-29", "--editor", &editor]);
    let page = server.get("/about/").text();
    assert!(page.contains("1 warning on this page") && page.contains("<mark>"), "{page}");
    assert!(!server.get(PAGE).text().contains("on this page</summary>"));
    assert!(page.contains("data-file=\"content/pages/about.md\""), "{page}");
    assert_eq!(server.send("open", "content/pages/about.md:4").status, 202);
    server.wait("/", "the editor's work", |_| opened.exists());
    for path in ["/etc/passwd:1", "../secret:1", "content/pages/about.md:1; rm -rf", "content/nothing.md:1"] {
        assert_eq!(server.send("open", path).status, 404, "{path}");
    }
}

#[test]
fn the_bar_lists_the_warnings_of_the_reports_that_a_page_shows() {
    let updates = "as_at: 2024-01-31\nupdates:\n  8:\n    progress: Call 07700 900123.\n  9a:\n    progress: Call 07700 900456.\n";
    let project = Project::small()
        .file("content/plans/people/recommendations/8.md", "---\nref: 8\ntitle: Another\n---\nWe will.\n")
        .file("content/plans/people/updates/2024-01-31.yaml", updates);
    let server = Server::of(&project.path(""), &DAY);
    let told = |page: &str| {
        let text = server.get(page).text();
        let bar = text.split_once("id=\"headway-preview\"").map(|(_, bar)| bar.to_owned()).unwrap();
        ["900123", "900456"].map(|number| bar.contains(number))
    };
    assert_eq!(told(PAGE), [false, true]);
    assert_eq!(told("/plans/people/recommendations/8/"), [true, false]);
    assert_eq!(told("/plans/people/rounds/2024-01-31/"), [true, true]);
    assert_eq!(told("/"), [false, false]);
}

#[test]
fn a_paper_is_shown_before_its_files_are_made() {
    let paper = "content/plans/people/papers/2024-02-20-progress.md";
    let text = "---\ntitle: Progress\ndate: 2024-02-20\n---\n{{ counts.total }} recommendation.\n";
    let project = Project::small().file(paper, text);
    let server = Server::of(&project.path(""), &DAY);
    let page = "/plans/people/papers/2024-02-20-progress/";
    let link = "2024-02-20-progress.docx\">Download as Word</a>";
    let before = server.get(page).text();
    assert!(before.contains(&format!("{link}</li>")), "{before}");
    let mut events = server.listen(page);
    assert_eq!(server.get(&format!("{page}2024-02-20-progress.docx")).status, 200);
    assert!(server.get(page).text().contains(&format!("{link} (")));
    // It is kept for as long as the paper says the same.
    put(&project, "content/pages/other.md", "---\ntitle: Other\n---\nFirst.\n");
    server.wait("/other/", "another page", |page| page.contains("First"));
    assert!(server.get(page).text().contains(&format!("{link} (")));
    put(&project, paper, &text.replace("recommendation.", "recommendation, and more."));
    assert_eq!(events.next(), "reload");
    server.wait(page, "the edited paper", |page| page.contains("and more") && page.contains(&format!("{link}</li>")));
}

#[test]
fn nobody_else_is_answered() {
    let project = Project::small().file("secret.txt", "kept");
    let server = Server::of(&project.path(""), &DAY);
    let host = |host: &str| server.ask("GET", "/", &[("Host", host)], "").status;
    assert_eq!((host("localhost:4000"), host("127.0.0.1"), host("evil.example"), host("")), (200, 200, 421, 421));
    let other = [("Origin", "http://evil.example")];
    assert_eq!(server.ask("GET", "/-/headway/events?page=/", &other, "").status, 403);
    assert_eq!(server.ask("POST", "/-/headway/as-of", &other, "2020-01-01").status, 403);
    assert_eq!(server.ask("POST", "/-/headway/as-of", &[], "2020-01-01").status, 403);
    assert_eq!(server.ask("PUT", "/", &[], "x").status, 405);
    let ways_out = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/plans/../../secret.txt",
        "//secret.txt",
        "/C:/secret.txt",
        "/plans/people/files/",
        "/.headway-manifest.json",
        "/-/headway/bar.html",
        "/-/headway/../site.css",
        "/%00",
        "/%ff",
    ];
    for path in ways_out {
        let reply = server.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.text().contains("kept"), "{path}");
    }
    let page = server.get("/");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(server.get("/plans/people").header("location"), Some("/plans/people/"));
}

#[test]
fn slow_and_many_clients_hold_up_nobody() {
    let project = Project::small();
    let server = Server::of(&project.path(""), &DAY);
    let open = || TcpStream::connect(&server.address).unwrap();
    // Each has begun a request and does not end it.
    let mut slow: Vec<TcpStream> = (0..150).map(|_| open()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HT").unwrap();
    }
    let mut listeners: Vec<_> = (0..50).map(|_| server.listen(PAGE)).collect();
    assert_eq!(server.get("/").status, 200);
    put(&project, SOURCE, &written("Heard by all"));
    for events in &mut listeners {
        assert_eq!(events.next(), "reload");
    }
    // The slow ones are answered in the end.
    let rest = format!("TP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address);
    for stream in slow.iter_mut().take(3) {
        stream.write_all(rest.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    }
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let project = Project::small();
    let server = Server::of(&project.path(""), &["--port", &port.to_string()]);
    assert_ne!(server.address, format!("127.0.0.1:{port}"));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_drive_that_tells_nothing_is_looked_at() {
    let project = Project::small();
    let server = Server::of(&project.path(""), &["--as-of", "2024-02-29", "--poll"]);
    put(&project, SOURCE, &written("Seen by looking"));
    server.wait(PAGE, "the new title", |page| page.contains("Seen by looking"));
}
