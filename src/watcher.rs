//! File events, batched, to "something changed".
//!
//! Knows nothing of ours: it is given folders and says which paths have changed. A burst of events
//! (an editor's rename dance, a checkout, a synced folder) becomes one batch: it ends when nothing
//! has happened for a quiet time, which is short after one event and grows while they keep coming,
//! and after a longest time at any rate. What exactly happened is not told, for systems differ in
//! it: whoever listens looks for himself. Start at [`Watcher`].

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use notify::event::ModifyKind;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};

/// The least and the most quiet that ends a batch; in between, half as long as the batch has gone on.
const QUIET: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(20));
/// A batch ends after so many events at the latest, lest a listener wait for ever.
const LARGEST_BATCH: usize = 4096;
/// How often a drive is looked at that sends no events.
const POLL: Duration = Duration::from_millis(400);

/// How changes are found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The system tells.
    Events,
    /// The folders are looked at again and again: network drives tell nothing.
    Polling,
}

/// Watches a project.
pub struct Watcher {
    watch: Box<dyn notify::Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    folders: Vec<Folder>,
}

struct Folder {
    path: PathBuf,
    /// It was there when it was last looked for, and is watched.
    is_watched: bool,
}

/// What changed; without paths where the system lost count.
#[derive(Debug, Default)]
pub struct Batch {
    pub paths: Vec<PathBuf>,
}

impl Watcher {
    /// Watches some folders of `root`, those among them that come and go as well.
    ///
    /// # Errors
    /// If the system watches no folders, or not so many.
    pub fn new(root: &Path, folders: &[&str], method: Method) -> Result<Self> {
        let (sender, events) = channel();
        let hint = "watching the folders; `--poll` looks at them again and again instead";
        let tell = move |event| {
            // Nobody listens any more when the program ends.
            let _ = sender.send(event);
        };
        let mut watch: Box<dyn notify::Watcher + Send> = match method {
            Method::Events => Box::new(RecommendedWatcher::new(tell, Config::default()).context(hint)?),
            Method::Polling => {
                let config = Config::default().with_poll_interval(POLL).with_compare_contents(true);
                Box::new(PollWatcher::new(tell, config).context(hint)?)
            }
        };
        watch.watch(root, RecursiveMode::NonRecursive).context(hint)?;
        let folders = folders.iter().map(|name| Folder { path: root.join(name), is_watched: false }).collect();
        let mut watcher = Self { watch, events, root: root.to_owned(), folders };
        watcher.look_for_folders().context(hint)?;
        Ok(watcher)
    }

    /// Adds what an event tells of the folders; reading a file changes nothing.
    fn add(&mut self, event: notify::Result<Event>, batch: &mut Batch) {
        match event {
            Ok(event) if event.need_rescan() => batch.paths.push(self.root.clone()),
            Ok(event) if event.kind.is_access() => {}
            Ok(event) => {
                if !event.kind.is_modify() || is_rename(&event) {
                    self.doubt(&event.paths);
                }
                let is_within = |path: &PathBuf| self.folders.iter().any(|folder| path.starts_with(&folder.path));
                batch.paths.extend(event.paths.into_iter().filter(is_within));
            }
            // What went wrong with one path is no reason to stop: all is looked at again.
            Err(_) => batch.paths.push(self.root.clone()),
        }
    }

    /// A folder that went and came back between two looks is another, and its watch is gone.
    fn doubt(&mut self, paths: &[PathBuf]) {
        for folder in self.folders.iter_mut().filter(|folder| paths.contains(&folder.path)) {
            // It may have gone by itself.
            let _ = self.watch.unwatch(&folder.path);
            folder.is_watched = false;
        }
    }

    /// Watches folders that have come, and forgets those that have gone; says whether any has come.
    fn look_for_folders(&mut self) -> Result<bool> {
        let mut has_come = false;
        for folder in &mut self.folders {
            let is_there = folder.path.is_dir();
            if is_there && !folder.is_watched {
                self.watch.watch(&folder.path, RecursiveMode::Recursive)?;
                has_come = true;
            } else if !is_there && folder.is_watched {
                // It is gone, and so may its watch be.
                let _ = self.watch.unwatch(&folder.path);
            }
            folder.is_watched = is_there;
        }
        Ok(has_come)
    }
}

/// Waits for the next batch; there is always one more until the system stops telling.
impl Iterator for Watcher {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            let mut batch = Batch::default();
            self.add(self.events.recv().ok()?, &mut batch);
            let start = now();
            for _ in 0..LARGEST_BATCH {
                let quiet = (now().saturating_duration_since(start) / 2).clamp(QUIET.0, QUIET.1);
                match self.events.recv_timeout(quiet) {
                    Ok(event) => self.add(event, &mut batch),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            // A folder that cannot be watched now is looked for again at the next event of the root.
            let has_come_back = self.look_for_folders().unwrap_or(false);
            if has_come_back || !batch.paths.is_empty() {
                batch.paths.sort_unstable();
                batch.paths.dedup();
                return Some(batch);
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the edge: how long a burst has gone on is a matter of the clock")]
fn now() -> Instant {
    Instant::now()
}

fn is_rename(event: &Event) -> bool {
    matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)))
}
