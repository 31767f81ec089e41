//! The folder of the site: whole at every moment, nobody else's files lost, kills and full disks
//! included.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use headway::publish::{Summary, publish, refuse_foreign};
use proptest::prelude::*;
use tempfile::TempDir;

const MANIFEST: &str = ".headway-manifest";

/// Names the folder in which [`child`] is to publish; without it that test does nothing.
const CHILD: &str = "HEADWAY_TEST_PUBLISH";

/// Paths and bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// A folder with room for a site and what stands beside it.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn site(&self) -> PathBuf {
        self.path("site")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn inode(&self, path: &str) -> u64 {
        fs::symlink_metadata(self.path(path)).unwrap().ino()
    }

    fn publish(&self, pages: &[(&str, &str)]) -> anyhow::Result<Summary> {
        publish_to(&self.site(), pages)
    }

    /// Publishes what must be refused, and returns the message without the name of this folder.
    fn refused(&self, pages: &[(&str, &str)]) -> String {
        let message = format!("{:#}", self.publish(pages).unwrap_err());
        message.replace(&*self.folder.path().canonicalize().unwrap().to_string_lossy(), "")
    }
}

fn publish_to(out: &Path, pages: &[(&str, &str)]) -> anyhow::Result<Summary> {
    let paths: Vec<String> = pages.iter().map(|(path, _)| (*path).to_owned()).collect();
    publish(out, &paths, &|index, bytes| {
        bytes.extend_from_slice(pages[index].1.as_bytes());
        Ok(())
    })
}

/// Every file below a folder with its bytes, every link with its target, every empty folder.
fn tree(root: &Path) -> Files {
    let mut tree = Files::new();
    for entry in walkdir::WalkDir::new(root).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        if entry.path_is_symlink() {
            tree.insert(path, fs::read_link(entry.path()).unwrap().to_str().unwrap().into());
        } else if entry.file_type().is_file() {
            tree.insert(path, fs::read(entry.path()).unwrap());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            tree.insert(path + "/", Vec::new());
        }
    }
    tree
}

fn summary(written: usize, unchanged: usize, removed: usize) -> Summary {
    Summary { written, unchanged, removed }
}

#[test]
fn a_build_writes_what_changed_links_what_did_not_and_removes_what_is_gone() {
    let room = Room::new();
    let first = [("index.html", "home"), ("plans/a/index.html", "a"), ("plans/b/index.html", "b")];
    assert_eq!(room.publish(&first).unwrap(), summary(3, 0, 0));
    assert_eq!(
        room.read("site/.headway-manifest"),
        "headway manifest 1\nindex.html\nplans/a/index.html\nplans/b/index.html\n"
    );
    let home = room.inode("site/index.html");

    let second = [("plans/c/index.html", "c"), ("plans/a/index.html", "new"), ("index.html", "home")];
    for round in 0..3 {
        let done = room.publish(&second).unwrap();
        assert_eq!(done, if round == 0 { summary(2, 1, 1) } else { summary(0, 3, 0) });
        assert_eq!(room.inode("site/index.html"), home, "an unchanged page keeps its file and so its date");
        assert_eq!(room.read("site/plans/a/index.html"), "new");
        assert!(!room.path("site/plans/b").exists());
    }
    assert_eq!(room.publish(&first).unwrap(), summary(2, 1, 1));
    assert_eq!(room.publish(&second).unwrap(), summary(2, 1, 1));
    assert_eq!(tree(&room.site()).len(), 4);
}

#[test]
fn a_file_is_never_written_in_place() {
    let room = Room::new();
    room.publish(&[("index.html", "one"), ("same.html", "same")]).unwrap();
    let mut held = File::open(room.path("site/index.html")).unwrap();
    fs::hard_link(room.path("site/index.html"), room.path("copy")).unwrap();
    for text in ["two", "three", "four", "five"] {
        room.publish(&[("index.html", text), ("same.html", "same")]).unwrap();
        assert_eq!(room.read("site/index.html"), text);
    }
    let mut text = String::new();
    held.read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), room.read("copy").as_str()), ("one", "one"));
}

#[test]
fn files_that_are_not_ours_are_carried_over() {
    let room = Room::new();
    room.write("site/.gitignore", "*.bak\n");
    room.publish(&[("index.html", "1"), ("plans/a/index.html", "a")]).unwrap();
    room.write("site/CNAME", "progress.example.org\n");
    room.write("site/.well-known/security.txt", "Contact: us\n");
    room.write("site/plans/a/minutes.pdf", "%PDF");
    room.write("site/plans/a/.DS_Store", "");
    fs::create_dir(room.path("site/empty")).unwrap();
    symlink("index.html", room.path("site/start")).unwrap();
    symlink("no/such/place", room.path("site/broken")).unwrap();

    let own = |tree: Files| -> Vec<String> {
        tree.into_keys().filter(|path| path != "index.html" && path != MANIFEST).collect()
    };
    for text in ["2", "3", "4"] {
        // The plan itself goes away; what somebody put into its folder does not.
        room.publish(&[("index.html", text)]).unwrap();
        assert_eq!(
            own(tree(&room.site())),
            [
                ".gitignore",
                ".well-known/security.txt",
                "CNAME",
                "broken",
                "empty/",
                "plans/a/.DS_Store",
                "plans/a/minutes.pdf",
                "start"
            ]
        );
        assert_eq!(room.read("site/plans/a/minutes.pdf"), "%PDF");
        assert_eq!(room.read("site/start"), text);
    }

    // Their owner may change and remove them, and they do not come back.
    room.write("site/CNAME", "elsewhere.example.org\n");
    fs::remove_dir_all(room.path("site/plans")).unwrap();
    fs::remove_dir(room.path("site/empty")).unwrap();
    for text in ["5", "6", "7"] {
        room.publish(&[("index.html", text)]).unwrap();
        assert_eq!(own(tree(&room.site())), [".gitignore", ".well-known/security.txt", "CNAME", "broken", "start"]);
        assert_eq!(room.read("site/CNAME"), "elsewhere.example.org\n");
    }
}

#[test]
fn a_page_does_not_take_the_place_of_a_file_that_is_not_ours() {
    let room = Room::new();
    room.publish(&[("index.html", "1")]).unwrap();
    room.write("site/about/map/plan.pdf", "%PDF");
    let before = tree(&room.site());
    for page in ["about/map/plan.pdf", "about/map", "about/map/plan.pdf/index.html"] {
        assert_eq!(
            room.refused(&[("index.html", "2"), (page, "page")]),
            "the site /site was not changed: the file about/map/plan.pdf in it was not made by headway, and a page of \
             the new site would take its place: move that file elsewhere, or give the page another address, and build \
             again"
        );
        assert_eq!(tree(&room.site()), before);
    }
    room.publish(&[("index.html", "2"), ("about/map/index.html", "page")]).unwrap();
    assert_eq!(room.read("site/about/map/plan.pdf"), "%PDF");
}

#[test]
fn a_page_that_somebody_edited_is_written_again() {
    let room = Room::new();
    let pages = [("index.html", "home"), ("a/index.html", "page a"), ("b/index.html", "page b"), ("c.html", "page c")];
    room.publish(&pages).unwrap();
    room.publish(&[("index.html", "Home"), pages[1], pages[2], pages[3]]).unwrap();
    // In place with the same length and the old date, which the stage shares; removed; replaced.
    let date = fs::metadata(room.path("site/a/index.html")).unwrap().modified().unwrap();
    room.write("site/a/index.html", "PAGE A");
    File::options().append(true).open(room.path("site/a/index.html")).unwrap().set_modified(date).unwrap();
    fs::remove_dir_all(room.path("site/b")).unwrap();
    fs::remove_file(room.path("site/c.html")).unwrap();
    symlink("index.html", room.path("site/c.html")).unwrap();
    for _ in 0..3 {
        room.publish(&pages).unwrap();
        let expected = BTreeMap::from(pages.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let mut tree = tree(&room.site());
        tree.remove(MANIFEST);
        assert_eq!(tree, expected);
        assert!(!room.path("site/c.html").is_symlink());
    }
}

#[test]
fn pages_may_become_folders_and_folders_pages() {
    let room = Room::new();
    for _ in 0..2 {
        room.publish(&[("a", "page"), ("b/c/d.html", "deep")]).unwrap();
        room.publish(&[("a/b/c.html", "deep"), ("b", "page")]).unwrap();
        let files: Vec<String> = tree(&room.site()).into_keys().collect();
        assert_eq!(files, [MANIFEST, "a/b/c.html", "b"]);
    }
    room.publish(&[]).unwrap();
    assert_eq!(tree(&room.site()).into_keys().collect::<Vec<_>>(), [MANIFEST]);
}

#[test]
fn what_a_killed_build_left_in_the_stage_is_not_believed() {
    let room = Room::new();
    let pages = [("index.html", "home"), ("a/index.html", "page a"), ("b/index.html", "page b")];
    room.publish(&[pages[0]]).unwrap();
    room.write(".site.stage/index.html", "hom");
    room.write(".site.stage/a/index.html", "PAGE A");
    room.write(".site.stage/b/index.html", "page b");
    room.write(".site.stage/plans/gone.html", "old");
    let whole = room.inode(".site.stage/b/index.html");
    assert_eq!(room.publish(&pages).unwrap(), summary(2, 1, 0));
    let fresh = Room::new();
    fresh.publish(&pages).unwrap();
    assert_eq!(tree(&room.site()), tree(&fresh.site()));
    assert_eq!(room.inode("site/b/index.html"), whole, "what is right already is not written again");
}

#[test]
fn a_build_that_was_killed_between_two_renames_is_put_right() {
    let room = Room::new();
    room.publish(&[("index.html", "1")]).unwrap();
    room.publish(&[("index.html", "2")]).unwrap();
    // Before the new site had the name, and after.
    fs::rename(room.path("site"), room.path(".site.headway-old")).unwrap();
    assert_eq!(room.publish(&[("index.html", "2")]).unwrap(), summary(0, 1, 0));
    fs::rename(room.path(".site.stage"), room.path(".site.headway-old")).unwrap();
    assert_eq!(room.publish(&[("index.html", "3")]).unwrap(), summary(1, 0, 0));
    assert!(!room.path(".site.headway-old").exists());
    assert_eq!(room.read("site/index.html"), "3");
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let room = Room::new();
    room.write("site/letter.docx", "mine");
    room.write("site/notes.txt", "mine");
    let message = "the folder /site holds files that headway did not make (letter.docx among them), so it was left \
                   alone: choose an empty folder for the site, or move these files away and build again";
    assert_eq!(room.refused(&[("index.html", "1")]), message);
    assert!(refuse_foreign(&room.site()).is_err());
    assert_eq!(tree(&room.site()).len(), 2);
    assert!(!room.path(".site.stage").exists());

    room.write("file", "mine");
    room.write("project/content/site.yaml", "title: Progress\n");
    symlink("nowhere", room.path("link")).unwrap();
    let current = std::env::current_dir().unwrap();
    let refused = [
        (PathBuf::from("/"), "is the root of the file system"),
        (std::env::home_dir().unwrap(), "is your home folder"),
        (current.clone(), "is the folder that this was started in"),
        (current.parent().unwrap().to_path_buf(), "or one above it"),
        (room.path("file"), "is a file"),
        (room.path("file/below"), "could not find"),
        (room.path("project"), "holds the sources of a site"),
        (room.path("project/content"), "is among the sources"),
        (room.path("project/content/plans/site"), "is among the sources"),
        (room.path("link"), "is a link to a folder that does not exist"),
        (room.path("link/below"), "is a link to a folder that does not exist"),
    ];
    for (folder, reason) in refused {
        let errors = [refuse_foreign(&folder).unwrap_err(), publish_to(&folder, &[("index.html", "1")]).unwrap_err()];
        for error in errors {
            let message = format!("{error:#}");
            assert!(message.contains(reason), "{}: {message}", folder.display());
        }
    }
    assert!(!room.path("project/content/plans").exists());
}

#[test]
fn folders_that_are_ours_empty_or_missing_are_taken() {
    let room = Room::new();
    refuse_foreign(&room.site()).unwrap();
    fs::create_dir(room.site()).unwrap();
    room.write("site/.git/HEAD", "ref: refs/heads/pages\n");
    fs::set_permissions(room.site(), fs::Permissions::from_mode(0o750)).unwrap();
    refuse_foreign(&room.site()).unwrap();
    room.publish(&[("index.html", "1")]).unwrap();
    refuse_foreign(&room.site()).unwrap();
    assert_eq!(room.read("site/.git/HEAD"), "ref: refs/heads/pages\n");
    assert_eq!(fs::metadata(room.site()).unwrap().mode() & 0o777, 0o750);

    refuse_foreign(&room.path("some/where/else")).unwrap();
    assert!(!room.path("some").exists());
    publish_to(&room.path("some/where/else"), &[("content/index.html", "1")]).unwrap();
    assert_eq!(room.read("some/where/else/content/index.html"), "1");
}

#[test]
fn a_link_to_a_folder_stays_a_link() {
    let room = Room::new();
    fs::create_dir_all(room.path("disk/www")).unwrap();
    symlink("disk/www", room.site()).unwrap();
    for text in ["1", "2", "3"] {
        room.publish(&[("index.html", text)]).unwrap();
        assert_eq!(room.read("disk/www/index.html"), text);
        assert!(room.site().is_symlink());
    }
    assert!(room.path("disk/.www.stage").is_dir());
}

#[test]
fn a_manifest_of_another_version_is_left_alone() {
    let room = Room::new();
    room.publish(&[("index.html", "1")]).unwrap();
    room.write("site/.headway-manifest", "headway manifest 9\nindex.html\n");
    let message = room.refused(&[("index.html", "2")]);
    assert!(message.contains("is not a manifest that this version of headway reads"), "{message}");
    assert_eq!(room.read("site/index.html"), "1");
}

#[test]
fn addresses_that_no_folder_can_hold_are_refused() {
    let room = Room::new();
    room.publish(&[("index.html", "1")]).unwrap();
    let before = tree(&room.site());
    for path in ["", "/etc/passwd", "../index.html", "a/../b", "a//b", "a/", "./a", "a\0b", "a\nb", "a\\b", MANIFEST] {
        let message = room.refused(&[(path, "x")]);
        assert!(message.starts_with(&format!("the site cannot have a file {path:?}: ")), "{message}");
    }
    let clashes: [(&[&str], &str); 4] = [
        (&["a/b", "c", "a/b"], r#"two files of the site have the same address: "a/b" and "a/b""#),
        (&["A/Straße", "a/STRAßE"], r#"two files of the site have the same address: "A/Straße" and "a/STRAßE""#),
        (&["a/b/c", "a-", "a"], r#""a" cannot be both a file of the site and the folder of "a/b/c""#),
        (&["a/B", "A/b/c/d"], r#""a/B" cannot be both a file of the site and the folder of "A/b/c/d""#),
    ];
    for (paths, message) in clashes {
        let pages: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "x")).collect();
        assert_eq!(room.refused(&pages), message);
    }
    assert_eq!(tree(&room.site()), before);
}

#[test]
fn of_several_pages_that_cannot_be_rendered_the_first_is_told() {
    let room = Room::new();
    let paths: Vec<String> = (0..400).map(|page| format!("pages/{page}/index.html")).collect();
    let render = |index: usize, bytes: &mut Vec<u8>| {
        assert!(bytes.is_empty());
        bytes.extend_from_slice(format!("page {index}").as_bytes());
        Ok(())
    };
    publish(&room.site(), &paths, &render).unwrap();
    let before = tree(&room.site());
    for _ in 0..20 {
        let result = publish(&room.site(), &paths, &|index, bytes| {
            render(index, bytes)?;
            bytes.push(b'!');
            // The later one fails at once, the first only after it.
            if index == 57 {
                std::thread::yield_now();
            }
            anyhow::ensure!(!matches!(index, 57 | 58 | 203 | 399), "no such word: {index}");
            Ok(())
        });
        let message = format!("{:#}", result.unwrap_err());
        assert!(
            message.ends_with("was not changed: could not render pages/57/index.html: no such word: 57"),
            "{message}"
        );
        assert_eq!(tree(&room.site()), before);
    }
    let rendered: Vec<AtomicUsize> = paths.iter().map(|_| AtomicUsize::new(0)).collect();
    let done = publish(&room.site(), &paths, &|index, bytes| {
        rendered[index].fetch_add(1, Ordering::Relaxed);
        render(index, bytes)
    });
    assert_eq!(done.unwrap(), summary(0, 400, 0));
    assert!(rendered.iter().all(|times| times.load(Ordering::Relaxed) == 1));
}

#[test]
fn a_file_that_comes_while_the_site_is_built_is_not_lost() {
    let room = Room::new();
    room.publish(&[("a/index.html", "1")]).unwrap();
    let result = publish(&room.site(), &["a/index.html".to_owned()], &|_, bytes| {
        room.write("site/a/minutes.pdf", "%PDF");
        bytes.push(b'2');
        Ok(())
    });
    let message = format!("{:#}", result.unwrap_err());
    assert!(message.contains("somebody changed the folder"), "{message}");
    assert_eq!(room.read("site/a/index.html"), "1");
    room.publish(&[("a/index.html", "2")]).unwrap();
    assert_eq!(room.read("site/a/minutes.pdf"), "%PDF");
}

#[test]
fn of_two_builds_at_once_one_waits() {
    let room = Room::new();
    publish_generation(&room.site(), 0);
    std::thread::scope(|scope| {
        for builder in 1..=2 {
            let site = room.site();
            scope.spawn(move || (0..10).for_each(|round| publish_generation(&site, builder + 2 * round)));
        }
    });
    check_whole(&room.site());
}

/// A file system of its own that goes away with the value; `None`, and a word of it, where this
/// user may not make one.
struct Disk(PathBuf);

impl Disk {
    fn new(at: PathBuf, options: &str) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Self(at));
        }
        eprintln!("skipped: this user may not mount a file system, so what hangs on it was not tested");
        None
    }

    fn make_read_only(&self) {
        assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a failed test may still hold a file.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let room = Room::new();
    let Some(_disk) = Disk::new(room.path("disk"), "size=2m") else { return };
    let out = room.path("disk/site");
    let (old, new) = ("x".repeat(20_000), "y".repeat(20_000));
    let paths: Vec<String> = (0..200).map(|page| format!("{page}/index.html")).collect();
    let pages =
        |count: usize, text| -> Vec<(&str, &str)> { paths[..count].iter().map(|path| (path.as_str(), text)).collect() };
    publish_to(&out, &pages(10, old.as_str())).unwrap();
    let before = tree(&out);
    for _ in 0..2 {
        let message = format!("{:#}", publish_to(&out, &pages(200, new.as_str())).unwrap_err());
        assert!(message.contains("was not changed: could not "), "{message}");
        assert!(message.contains("No space left on device"), "{message}");
        assert_eq!(tree(&out), before);
    }
    assert_eq!(publish_to(&out, &pages(10, new.as_str())).unwrap(), summary(10, 0, 0));
    assert_eq!(tree(&out).len(), 11);
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let room = Room::new();
    let disk = Disk::new(room.path("disk"), "size=2m");
    let out = room.path("disk/site");
    publish_to(&out, &[("index.html", "1")]).unwrap();
    match &disk {
        Some(disk) => disk.make_read_only(),
        None => fs::set_permissions(room.path("disk"), fs::Permissions::from_mode(0o555)).unwrap(),
    }
    // The lock's file is there, so that it can be had on a folder without the permission to write.
    let message = format!("{:#}", publish_to(&out, &[("index.html", "2")]).unwrap_err());
    assert!(message.contains("could not "), "{message}");
    assert!(message.contains("Read-only file system") || message.contains("Permission denied"), "{message}");
    assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "1");
    if disk.is_none() {
        fs::set_permissions(room.path("disk"), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn a_mount_point_is_refused_whether_it_is_the_site_or_in_it() {
    let room = Room::new();
    room.publish(&[("index.html", "1")]).unwrap();
    {
        let Some(_disk) = Disk::new(room.path("site/uploads"), "size=1m") else { return };
        room.write("site/uploads/letter.pdf", "%PDF");
        let message = room.refused(&[("index.html", "2")]);
        assert!(message.contains("/site/uploads is on another disk than the site around it"), "{message}");
        assert_eq!(
            (room.read("site/index.html").as_str(), room.read("site/uploads/letter.pdf").as_str()),
            ("1", "%PDF")
        );
    }
    let _disk = Disk::new(room.path("volume"), "size=1m");
    let message = format!("{:#}", publish_to(&room.path("volume"), &[("index.html", "1")]).unwrap_err());
    assert!(message.ends_with("is a mount point, which cannot be swapped for a new site: choose a folder inside it"));
    publish_to(&room.path("volume/www"), &[("index.html", "1")]).unwrap();
}

/// How many pages each generation has, besides one that comes and goes.
const PAGES: u64 = 60;

/// One generation of a site: an index that names all its pages, and pages that bear the
/// generation at both ends, in parts the same from one to the next.
fn generation(number: u64) -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = (0..PAGES)
        .map(|page| {
            // A tenth of the pages changes with each generation; the rest is linked.
            let since = (number % 10 + 10 - page % 10) % 10;
            let stamp = number.saturating_sub(since);
            (format!("pages/{page}/index.html"), format!("<{stamp}> {} <{stamp}>", "text ".repeat(700)))
        })
        .collect();
    pages.push((format!("passing/{}/index.html", number % 7), format!("<{number}> <{number}>")));
    let mut index = format!("<{number}>\n");
    for (path, text) in &pages {
        index.extend([path, " ", stamp(text), "\n"]);
    }
    pages.push(("index.html".to_owned(), format!("{index}<{number}>")));
    pages
}

fn publish_generation(site: &Path, number: u64) {
    let pages = generation(number);
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    publish_to(site, &pages).unwrap();
}

/// The mark at both ends of a page: of a page half written they differ.
fn stamp(text: &str) -> &str {
    let (first, last) =
        (text.split_whitespace().next().unwrap_or("none"), text.split_whitespace().last().unwrap_or("none"));
    assert!(first == last && first.starts_with('<') && first.ends_with('>'), "not whole: {first} … {last}");
    first
}

/// The pages that an index names, with their marks.
fn named(index: &str) -> Vec<(&str, &str)> {
    stamp(index);
    index.lines().filter_map(|line| line.split_once(' ')).collect()
}

/// Nobody writes: the site is one generation, all of it and nothing else.
fn check_whole(site: &Path) -> u64 {
    let tree = tree(site);
    let text = |path: &str| String::from_utf8(tree[path].clone()).unwrap();
    let index = text("index.html");
    let pages = named(&index);
    for (path, mark) in &pages {
        assert_eq!(stamp(&text(path)), *mark, "{path}");
    }
    assert_eq!(text(MANIFEST).lines().count(), pages.len() + 2);
    let own = usize::from(tree.contains_key("CNAME"));
    assert_eq!(tree.len(), pages.len() + 2 + own);
    stamp(&index).trim_matches(['<', '>']).parse().unwrap()
}

/// Reads the whole site through the folder as it stood when it was opened. `None` if it was
/// swapped out meanwhile: a folder that is no site any more may change.
fn read_through_handle(site: &Path) -> Option<()> {
    let folder = File::open(site).unwrap();
    let read = |path: &str| -> std::io::Result<String> {
        let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::CLOEXEC;
        let mut text = String::new();
        File::from(rustix::fs::openat(&folder, path, flags, rustix::fs::Mode::empty())?).read_to_string(&mut text)?;
        Ok(text)
    };
    let index = read("index.html");
    let pages = index.as_ref().map(|index| named(index)).unwrap_or_default();
    let texts: Vec<std::io::Result<String>> = pages.iter().map(|(path, _)| read(path)).collect();
    // The order matters: the folder is the site now, so a build that used it as its stage since
    // has finished, and the index would show it.
    let is_site = fs::metadata(site).unwrap().ino() == folder.metadata().unwrap().ino();
    if !is_site || read("index.html").ok().as_deref() != index.as_deref().ok() {
        return None;
    }
    assert!(index.is_ok() && pages.len() > 50, "the site has its index and its pages");
    for ((path, mark), text) in pages.iter().zip(texts) {
        assert_eq!(stamp(&text.unwrap()), *mark, "{path}");
    }
    Some(())
}

/// Reads as a visitor does. A reader that the system halts between finding the folder and finding
/// the file in it, for as long as a whole build takes, may miss the file; it is there for the next.
fn read_by_path(path: &Path) -> String {
    (0..3).find_map(|_| fs::read_to_string(path).ok()).unwrap()
}

/// Publishes one generation after the other until it is killed.
#[test]
fn child() {
    let Some(site) = std::env::var_os(CHILD).map(PathBuf::from) else { return };
    let first = check_whole(&site) + 1;
    for number in first.. {
        publish_generation(&site, number);
    }
}

fn start_child(site: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["publish::child", "--exact", "--test-threads=1"])
        .env(CHILD, site)
        .env("RAYON_NUM_THREADS", "2")
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let room = Room::new();
    let site = room.site();
    publish_generation(&site, 0);
    room.write("site/CNAME", "progress.example.org\n");
    let (mut number, mut whole_reads, mut random) = (0, 0, 0x9e37_79b9_7f4a_7c15_u64);
    for kill in 0..40 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = start_child(&site);
        // Reads until the child has published, then a little longer: the kill comes anywhere.
        let waits_from = Instant::now();
        while stamp(&read_by_path(&site.join("index.html"))) == format!("<{number}>") {
            assert!(waits_from.elapsed() < Duration::from_mins(1), "the child publishes nothing");
            std::thread::yield_now();
        }
        let end = Instant::now() + Duration::from_micros(random % 60_000);
        while Instant::now() < end {
            whole_reads += usize::from(read_through_handle(&site).is_some());
            for page in 0..PAGES {
                stamp(&read_by_path(&site.join(format!("pages/{page}/index.html"))));
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let reached = check_whole(&site);
        assert!(reached > number);
        number = reached + 1;
        if kill % 2 == 0 {
            publish_generation(&site, number);
        } else {
            number = reached;
        }
        assert_eq!(check_whole(&site), number);
        assert_eq!(room.read("site/CNAME"), "progress.example.org\n");
    }
    assert!(whole_reads > 20, "only {whole_reads} reads of the site came to an end before it was swapped");
}

/// Files that can stand in one folder: of two that cannot, the first stays.
fn fitting(files: Vec<(String, Vec<u8>)>) -> Files {
    let mut fitting = Files::new();
    for (path, bytes) in files {
        if !fitting.keys().any(|other| clash(other, &path)) {
            fitting.insert(path, bytes);
        }
    }
    fitting
}

fn clash(one: &str, two: &str) -> bool {
    one == two || one.starts_with(&format!("{two}/")) || two.starts_with(&format!("{one}/"))
}

fn any_site() -> impl Strategy<Value = Files> {
    let path = prop::collection::vec(prop::sample::select(vec!["a", "b", "a-b", "index.html"]), 1..4);
    let bytes = prop::sample::select(vec![0_usize, 1, 5, 70_000]).prop_flat_map(|length| (Just(length), b'x'..b'z'));
    let file = (path, bytes).prop_map(|(path, (length, byte))| (path.join("/"), vec![byte; length]));
    prop::collection::vec(file, 0..12).prop_map(fitting)
}

fn publish_tree(out: &Path, site: &Files) -> anyhow::Result<Summary> {
    let paths: Vec<String> = site.keys().rev().cloned().collect();
    publish(out, &paths, &|index, bytes| {
        bytes.extend_from_slice(&site[&paths[index]]);
        Ok(())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_sequence_of_builds_ends_as_the_last_one_alone(
        builds in prop::collection::vec((any_site(), prop::option::of(prop::sample::select(vec!["a/own", "b/a/own", "own/a"]))), 1..6),
    ) {
        let room = Room::new();
        let mut own = Files::new();
        let mut last = Files::new();
        for (site, added) in &builds {
            // Somebody puts a file of their own into the site, if its folder can be there.
            if let Some(path) = added
                && room.site().exists()
                && !last.keys().any(|page: &String| clash(page, path))
            {
                room.write(&format!("site/{path}"), "own");
                own.insert((*path).to_owned(), b"own".to_vec());
            }
            let result = publish_tree(&room.site(), site);
            let clashes = site.keys().any(|page| own.keys().any(|path| clash(page, path)));
            prop_assert_eq!(result.is_err(), clashes, "{:?}", result);
            if let Ok(done) = result {
                prop_assert_eq!(done.written + done.unchanged, site.len());
                prop_assert_eq!(done.unchanged, site.iter().filter(|(path, bytes)| last.get(*path) == Some(bytes)).count());
                prop_assert_eq!(done.removed, last.keys().filter(|path| !site.contains_key(*path)).count());
                last.clone_from(site);
            }
            if !room.site().exists() {
                continue;
            }
            let mut found = tree(&room.site());
            let fresh = Room::new();
            publish_tree(&fresh.site(), &last).unwrap();
            prop_assert_eq!(found.remove(MANIFEST), tree(&fresh.site()).remove(MANIFEST));
            let expected: Files = last.iter().chain(&own).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
