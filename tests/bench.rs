//! What a build costs, by the size of the plan. Run by hand, never by the tests:
//!
//! ```text
//! cargo bench --bench bench -- 100 1000 10000
//! cargo bench --bench bench -- preview 42 10000 30000
//! cargo bench --bench bench -- again 10000
//! cargo bench --bench bench -- soak 600
//! ```
//!
//! For each size a made-up plan is written into a temporary folder and built from nothing, built
//! again, and built after one body was changed, each in a process of its own, so that its
//! processor time and its largest memory are those of the whole program. Medians of a few rounds
//! are shown. Then every stage is run by itself, one after another, with the clock around it, and
//! every page, of which those of a kind are summed up with the size of what they say.
//! `cargo bench --bench bench -- paper` measures a paper with an appendix of 42 rows as a Word file instead.
//! `again` runs what a preview does after one body was changed, step by step.
//! `soak` edits the sources of a preview at random for that many seconds and compares it with what a build writes.
//! Figures of memory come from Linux and are 0 elsewhere. Start reading at [`main`].

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark reads the clock and prints")]

#[path = "bench/again.rs"]
mod again;
#[path = "bench/latency.rs"]
mod latency;
#[path = "bench/plan.rs"]
mod plan;
#[path = "bench/preview.rs"]
mod preview;
#[path = "suite/docx/sample.rs"]
mod sample;
#[path = "suite/serve/server.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "the tests' own client, of which the bench needs a part")]
mod server;
#[path = "bench/soak.rs"]
mod soak;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Parser;
use headway::bodies::Bodies;
use headway::content::{self, Audience, Options};
use headway::diagnostic::Diagnostics;
use headway::files::Files;
use headway::publish;
use headway::routes::{Made, Making, Papers, Routes};
use headway::theme::Theme;
use headway::writers::docx;
use jiff::civil::{Date as Day, date};
use rayon::prelude::*;
use rustix::time::{ClockId, clock_gettime};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 4] = [100, 1_000, 10_000, 30_000];
const ROUNDS: usize = 3;
const AS_OF: Day = date(2026, 1, 31);

/// What one piece of work cost.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    cpu: Duration,
    wall: Duration,
    /// The most memory that the process has held so far, in MiB.
    memory: u64,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["build", project, out] => print_cost(measured(|| build(Path::new(project), Path::new(out))).1),
        ["stages", project, out] => stages(Path::new(project), Path::new(out)),
        ["paper", ..] => paper(),
        // The test runner's way of asking whether there are tests.
        given if !given.contains(&"--bench") => {}
        given if given.contains(&"soak") => {
            let seconds = sizes(given).first().copied().unwrap_or(600);
            soak::run(Duration::from_secs(u64::try_from(seconds).unwrap_or(600)));
        }
        given if given.contains(&"again") => {
            for size in sizes(given) {
                println!("\n{size} recommendations, of which one body was changed");
                println!("{:<46}{:>9}{:>9}{:>11}{:>9}", "step", "cpu ms", "wall ms", "peak MiB", "share");
                again::measure(size);
            }
        }
        given if given.contains(&"preview") => {
            println!("{:<46}{:>12}{:>12}", "from a saved file to the page that shows it", "median ms", "longest ms");
            for size in sizes(given) {
                let (median, longest) = latency::measure(size);
                let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
                println!("{size:<46}{:>12.1}{:>12.1}", milliseconds(median), milliseconds(longest));
            }
        }
        given => {
            let typed = sizes(given);
            for size in if typed.is_empty() { SIZES.to_vec() } else { typed } {
                report(size);
            }
        }
    }
}

fn sizes(given: &[&str]) -> Vec<usize> {
    given.iter().filter_map(|size| size.parse().ok()).collect()
}

fn report(size: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    plan::write(folder.path(), size);
    println!("\n{size} recommendations with {} updates", 4 * size);
    println!("{:<46}{:>9}{:>9}{:>11}", "build", "cpu s", "wall s", "peak MiB");
    let out = |round: usize| folder.path().join(format!("out-{round}"));
    // What the build wrote waits for the disk, and would slow the next one.
    let one = |round| {
        rustix::fs::sync();
        child("build", folder.path(), &out(round))[0].1
    };
    row("from nothing", median((0..ROUNDS).map(one)));
    row("nothing changed", median((0..ROUNDS).map(one)));
    row("one body changed", median((0..ROUNDS).map(|round| changed(folder.path(), round, one))));
    println!("{:<46}{:>9}{:>9}{:>11}{:>9}", "stage", "cpu s", "wall s", "peak MiB", "share");
    let told = child("stages", folder.path(), &out(ROUNDS));
    let (mut kinds, stages): (Vec<_>, Vec<_>) = told.into_iter().partition(|(name, _)| name.starts_with('/'));
    shares(&stages);
    println!("{:<46}{:>9}{:>9}{:>11}{:>9}", "page", "cpu s", "wall s", "MiB", "share");
    kinds.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.cpu));
    shares(&kinds);
}

/// Rows with the share that each has of all processor time.
fn shares(rows: &[(String, Cost)]) {
    let whole: Duration = rows.iter().map(|(_, cost)| cost.cpu).sum();
    for (name, cost) in rows {
        let share = 100.0 * cost.cpu.as_secs_f64() / whole.as_secs_f64();
        println!("{}{share:>8.0}%", line(name, *cost));
    }
}

/// One word more in one recommendation, and the build that follows.
fn changed(folder: &Path, round: usize, build: impl Fn(usize) -> Cost) -> Cost {
    let path = plan::recommendation_file(folder, 1 + round);
    let text = std::fs::read_to_string(&path).expect("the file was written before");
    std::fs::write(&path, text + "Done.\n").expect("a temporary folder can be written");
    build(round)
}

/// Runs this program again, for one measurement in a fresh process.
fn child(what: &str, project: &Path, out: &Path) -> Vec<(String, Cost)> {
    let program = std::env::current_exe().expect("this program is somewhere");
    let output = Command::new(program).arg(what).args([project, out]).output().expect("this program can run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |line: &str| {
        let mut fields = line.split('\t');
        let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let (cpu, wall, memory) = (number(), number(), number());
        let name = fields.next().unwrap_or_default().to_owned();
        (name, Cost { cpu: Duration::from_micros(cpu), wall: Duration::from_micros(wall), memory })
    };
    String::from_utf8_lossy(&output.stdout).lines().map(read).collect()
}

fn print_cost(cost: Cost) {
    tell("", cost);
}

fn tell(name: &str, cost: Cost) {
    println!("{}\t{}\t{}\t{name}", cost.cpu.as_micros(), cost.wall.as_micros(), cost.memory);
}

fn build(project: &Path, out: &Path) {
    let arguments = ["headway", "build", "--as-of", "2026-01-31", "--project"].map(std::ffi::OsStr::new);
    let named = [project.as_os_str(), std::ffi::OsStr::new("--out"), out.as_os_str()];
    let cli = headway::cli::Cli::parse_from(arguments.into_iter().chain(named));
    let mut errors = std::io::stderr().lock();
    let outcome = headway::run(&cli, || AS_OF, headway::terminal::Look::PLAIN, &mut std::io::sink(), &mut errors)
        .expect("the project can be built");
    assert_eq!(outcome, headway::commands::Outcome::Done);
    errors.flush().expect("errors can be written");
}

/// Each stage by itself; what publishing costs is what is left when the pages are rendered
/// without being written.
fn stages(project: &Path, out: &Path) {
    let mut found = Diagnostics::default();
    let (files, cost) = measured(|| Files::read(project, &mut found).expect("the project can be read"));
    tell("read files", cost);
    let options = Options { as_of: AS_OF, audience: Audience::Public, exempt: None };
    let mut start = Start::now();
    let editions = content::load_in_steps(&files, None, options, &mut found, &mut |step| {
        tell(step, Cost { memory: peak_memory(), ..start.cost() });
        start = Start::now();
    });
    let public = Arc::new(editions.into_iter().next().expect("a site has a language"));
    let files = Arc::new(files);
    let (theme, cost) = measured(|| Theme::load(&files, None, "en", &mut found).expect("the theme compiles"));
    tell("theme", cost);
    let bodies = Arc::new(Bodies::fill(&public, &theme, &mut found));
    let made = Made { public, theme: Arc::new(theme), files: Arc::clone(&files), bodies };
    let (routes, cost) = measured(|| Routes::of(made, &Arc::new(Papers::new(Making::WithPage))));
    tell("routes", cost);
    let (paths, cost) = measured(|| routes.paths());
    tell("search index", cost);
    let render = |path: &String, bytes: &mut Vec<u8>| {
        bytes.clear();
        routes.render(path, bytes)
    };
    let kinds: Mutex<BTreeMap<String, Cost>> = Mutex::default();
    let render_and_note = |bytes: &mut Vec<u8>, path: &String| {
        let start = Start::of(ClockId::ThreadCPUTime);
        let rendered = render(path, bytes);
        let cost = Cost { memory: bytes.len() as u64, ..start.cost() };
        let mut kinds = kinds.lock().expect("no thread panics");
        let sum = kinds.entry(kind(path)).or_default();
        *sum = Cost { cpu: sum.cpu + cost.cpu, wall: sum.wall + cost.wall, memory: sum.memory + cost.memory };
        rendered
    };
    let (rendered, rendering) =
        measured(|| paths.par_iter().try_for_each_init(Vec::new, |bytes, path| render_and_note(bytes, path)));
    rendered.expect("every page can be rendered");
    tell("render", rendering);
    let (published, both) = measured(|| publish::publish(out, &paths, &|index, bytes| render(&paths[index], bytes)));
    published.expect("the site can be published");
    let (cpu, wall) = (both.cpu.saturating_sub(rendering.cpu), both.wall.saturating_sub(rendering.wall));
    tell("publish", Cost { cpu, wall, ..both });
    for (kind, cost) in kinds.into_inner().expect("no thread panicked") {
        tell(&kind, Cost { memory: cost.memory >> 20, ..cost });
    }
}

/// One paper as a Word file, in milliseconds: the costs of writing it take no whole hundredths of a second.
fn paper() {
    let document = sample::full(42);
    let styles = include_str!("../themes/default/paper/styles.xml");
    let mut out = Vec::new();
    let cost = median((0..3 * ROUNDS).map(|_| {
        out.clear();
        let (written, cost) = measured(|| docx::write(&document, styles, &mut out));
        written.expect("the theme has a style sheet");
        cost
    }));
    let (cpu, wall, kilobytes) = (cost.cpu.as_micros(), cost.wall.as_micros(), out.len() / 1000);
    println!("a paper with an appendix of 42 rows as a Word file: {cpu} µs cpu, {wall} µs wall, {kilobytes} kB");
}

/// The path with `*` for what the authors named.
fn kind(path: &str) -> String {
    let parents = ["plans", "recommendations", "topics", "rounds", "leads"];
    let mut before = "";
    let parts = path.split('/').map(|part| {
        let is_named = parents.contains(&before) && part != "index.html";
        before = part;
        if is_named { "*" } else { part }
    });
    format!("/{}", parts.collect::<Vec<_>>().join("/"))
}

struct Start {
    clock: ClockId,
    cpu: Duration,
    wall: Instant,
}

impl Start {
    fn now() -> Self {
        Self::of(ClockId::ProcessCPUTime)
    }

    fn of(clock: ClockId) -> Self {
        Self { clock, cpu: processor_time(clock), wall: Instant::now() }
    }

    fn cost(&self) -> Cost {
        Cost { cpu: processor_time(self.clock).saturating_sub(self.cpu), wall: self.wall.elapsed(), memory: 0 }
    }
}

fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let start = Start::now();
    let value = work();
    (value, Cost { memory: peak_memory(), ..start.cost() })
}

/// In user and system, of this thread or of the whole process.
fn processor_time(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.try_into().unwrap_or(0), time.tv_nsec.try_into().unwrap_or(0))
}

/// In MiB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The cost in the middle, each of its figures by itself.
fn median(costs: impl Iterator<Item = Cost>) -> Cost {
    let costs: Vec<Cost> = costs.collect();
    let middle = costs.len() / 2;
    let mut cpus: Vec<Duration> = costs.iter().map(|cost| cost.cpu).collect();
    let mut walls: Vec<Duration> = costs.iter().map(|cost| cost.wall).collect();
    let mut memories: Vec<u64> = costs.iter().map(|cost| cost.memory).collect();
    cpus.sort_unstable();
    walls.sort_unstable();
    memories.sort_unstable();
    Cost { cpu: cpus[middle], wall: walls[middle], memory: memories[middle] }
}

fn row(name: &str, cost: Cost) {
    println!("{}", line(name, cost));
}

fn line(name: &str, cost: Cost) -> String {
    format!("{name:<46}{:>9.2}{:>9.2}{:>11}", cost.cpu.as_secs_f64(), cost.wall.as_secs_f64(), cost.memory)
}
