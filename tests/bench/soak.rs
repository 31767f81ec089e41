//! A preview under random edits for a long time: what it serves in the end is what a build writes, and its memory
//! does not grow.
//!
//! Files are changed, broken, half written, renamed, removed and brought back, one at a time and many at once. Every
//! now and then all is mended, and each file of a build is compared with what is served at its address.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::plan;
use crate::preview::{AS_OF, Preview};
use crate::server::without_bar;

const SIZE: usize = 200;
/// How many edits stand between two comparisons.
const EDITS: usize = 400;

/// Goes on for that long, and prints a line a comparison.
pub fn run(time: Duration) {
    let preview = Preview::of(SIZE, &["--public"]);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let start = Instant::now();
    let mut edits = 0;
    println!("{:>10}{:>10}{:>14}{:>18}", "seconds", "edits", "memory MiB", "files compared");
    while start.elapsed() < time {
        for _ in 0..EDITS {
            edit(preview.path(), &mut chance);
            std::thread::sleep(Duration::from_millis(chance.below(40) as u64));
        }
        edits += EDITS;
        mend(preview.path());
        let compared = compare(&preview, edits);
        println!("{:>10}{edits:>10}{:>14}{compared:>18}", start.elapsed().as_secs(), preview.memory());
    }
}

/// The same numbers each time (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap_or(1)).unwrap_or(0)
    }
}

fn edit(folder: &Path, chance: &mut Chance) {
    let path = plan::recommendation_file(folder, 1 + chance.below(SIZE));
    let word = format!("word{}", chance.below(1_000_000));
    let text = fs::read_to_string(&path).unwrap_or_default();
    // A file may have been taken away by an edit before; what cannot be done is not done.
    let _ = match chance.below(9) {
        0..=2 => fs::write(&path, format!("{text}\n{word}.\n")),
        3 => fs::write(&path, text.replacen("title: ", &format!("title: {word} "), 1)),
        4 => fs::write(&path, &text[..text.floor_char_boundary(text.len() / 2)]),
        5 => fs::rename(&path, path.with_extension("away")),
        6 => fs::remove_file(&path),
        7 => fs::create_dir_all(path.with_extension("folder")),
        _ => burst(folder, &word, chance),
    };
}

/// As a checkout or a synchronised folder writes.
fn burst(folder: &Path, word: &str, chance: &mut Chance) -> std::io::Result<()> {
    let first = chance.below(SIZE - 60);
    (1..60).try_for_each(|number| {
        let path = plan::recommendation_file(folder, first + number);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, format!("{text}\n{word}.\n"))
    })
}

/// Everything as it was in the beginning, but for what is kept to be different.
fn mend(folder: &Path) {
    let recommendations = plan::recommendation_file(folder, 1).parent().map(Path::to_owned).unwrap_or_default();
    fs::remove_dir_all(&recommendations).expect("a temporary folder can be emptied");
    plan::write(folder, SIZE);
}

/// Each file of a build beside what is served; says how many there are.
fn compare(preview: &Preview, edits: usize) -> usize {
    let marked = plan::recommendation_file(preview.path(), 1);
    let word = format!("settled{edits}x");
    let text = fs::read_to_string(&marked).expect("it was just written");
    fs::write(&marked, text + &word + ".\n").expect("a temporary folder can be written");
    let page = format!("/plans/{}/recommendations/1/", plan::ID);
    while !preview.shows(&page, &word) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    let out = site.path().join("site");
    let status = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["build", "--as-of", AS_OF, "--project"])
        .arg(preview.path())
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program can run")
        .status;
    assert!(status.success(), "what was mended does not build");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&out)
        .into_iter()
        .map(|entry| entry.expect("a folder that was just written can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    let mut compared = 0;
    for file in files {
        let path = file.strip_prefix(&out).unwrap_or(&file).to_string_lossy().into_owned();
        if path.starts_with('.') {
            continue;
        }
        let served =
            without_bar(&preview.server.get(&format!("/{}", path.strip_suffix("index.html").unwrap_or(&path))).body);
        assert!(served == fs::read(&file).expect("it was just written"), "/{path} is served as it is not built");
        compared += 1;
    }
    compared
}
