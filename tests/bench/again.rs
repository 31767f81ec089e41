//! What a preview does after one body was changed, step by step, without a server.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use headway::bodies::Bodies;
use headway::content::{self, Audience, Memory, Options};
use headway::diagnostic::Diagnostics;
use headway::files::Files;
use headway::preview::{Preview, SourceLinks, View};
use headway::routes::{Made, Making, Papers, Routes};
use headway::theme::Theme;

use crate::{AS_OF, Cost, Start, plan};

const CHANGES: usize = 9;

/// Prints the median of each step.
pub fn measure(size: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    plan::write(folder.path(), size);
    let mut found = Diagnostics::default();
    let files = Files::read(folder.path(), &mut found).expect("the project can be read");
    let theme = Arc::new(Theme::load(&files, None, "en", &mut found).expect("the theme compiles"));
    let mut state = State { files, memory: Memory::default(), theme, shown: None };
    let mut rounds: Vec<Vec<(&'static str, Cost)>> = Vec::new();
    for change in 0..=CHANGES {
        let (steps, next) = state.again(write(folder.path(), change));
        state = next;
        rounds.push(steps);
    }
    let steps = &rounds[1..];
    let mut all = Cost::default();
    for (index, (name, _)) in steps[0].iter().enumerate() {
        let cost = crate::median(steps.iter().map(|steps| steps[index].1));
        all = Cost { cpu: all.cpu + cost.cpu, wall: all.wall + cost.wall, memory: cost.memory };
        print(name, cost);
    }
    print("all", all);
    print("all, where only the words are looked at", at_a_glance(folder.path()));
}

/// What is done before the first page shows the change.
fn at_a_glance(project: &Path) -> Cost {
    let mut found = Diagnostics::default();
    let files = Files::read(project, &mut found).expect("the project can be read");
    let options = Options { as_of: AS_OF, audience: Audience::Preview, exempt: None };
    let view = View { options, sources: SourceLinks::Named };
    let (preview, _) = Preview::new(files, found, view).expect("the theme compiles");
    crate::median((0..CHANGES).map(|change| {
        let path = write(project, change);
        let start = Start::now();
        let edited = preview.files().with_edits(&[path]);
        let shown = edited.and_then(|(files, changed)| preview.reword(files, &changed));
        assert!(shown.is_some(), "a word more changes nothing else");
        start.cost()
    }))
}

/// A word more in one recommendation.
fn write(project: &Path, change: usize) -> PathBuf {
    let path = plan::recommendation_file(project, 1 + change % 7);
    let text = std::fs::read_to_string(&path).expect("the file was written before");
    std::fs::write(&path, text + "Done.\n").expect("a temporary folder can be written");
    path
}

fn print(name: &str, cost: Cost) {
    let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    println!("{name:<46}{:>9.1}{:>9.1}", milliseconds(cost.cpu), milliseconds(cost.wall));
}

struct State {
    files: Files,
    memory: Memory,
    theme: Arc<Theme>,
    shown: Option<Routes>,
}

impl State {
    fn again(mut self, changed: PathBuf) -> (Vec<(&'static str, Cost)>, Self) {
        let mut steps = Vec::new();
        let mut start = Start::now();
        let mut done = |step| {
            steps.push((step, start.cost()));
            start = Start::now();
        };
        let mut found = Diagnostics::default();
        let files = self.files.read_again(&[changed], &mut found).expect("the project can be read");
        done("read files");
        assert_eq!(files.differing(&self.files).len(), 1);
        done("what differs");
        let options = Options { as_of: AS_OF, audience: Audience::Preview, exempt: None };
        let editions = content::load_in_steps(&files, Some(&mut self.memory), options, &mut found, &mut done);
        let public = Arc::new(editions.into_iter().next().expect("a site has a language"));
        let bodies = Arc::new(Bodies::fill(&public, &self.theme, &mut found));
        done("bodies");
        let shared = Arc::new(files);
        let made = Made { public, theme: Arc::clone(&self.theme), files: Arc::clone(&shared), bodies };
        let routes = Routes::of(made, &Arc::new(Papers::new(Making::WithPage)));
        done("routes");
        let found = found.sorted();
        done("what was found, in order");
        drop(self.shown);
        done("let go of the state before");
        drop(found);
        let files = self.files.read_again(&[], &mut Diagnostics::default()).expect("the project can be read");
        (steps, Self { files, shown: Some(routes), ..self })
    }
}
