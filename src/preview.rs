//! A project as its author sees it while it is being written: the pages that a build would make, each with a bar.
//!
//! Invariants. A page is rendered by the routes that a build uses, when it is asked for; all that is
//! added is one block at the end of its body. What is shown is one whole state of the sources: a
//! state with errors is told of, over the last that had none. Where only promises were reworded, that state is had without
//! resolving the rest again ([`Preview::reword`]), and whoever calls that lets [`Preview::load`] look at everything soon
//! after, so that nothing can stay stale. Nothing here reads a file, a clock or the network: files come in, answers go out.
//! Start at [`Preview::load`] and [`Preview::answer`].

mod bar;
mod media;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::Result;

use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, FileId};
use crate::files::Files;
use crate::report;
use crate::routes::{Editions, Making, Papers, Route};
use crate::server::{Answer, News, Origin, PREFIX};
use crate::site::{Memory, Site};
use crate::theme::Layer;

use bar::Bar;

/// How a preview is shown, whatever the sources say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub options: Options,
    /// Whether a source can be opened in an editor from its page.
    pub sources: SourceLinks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceLinks {
    /// Its name is shown.
    Named,
    /// It opens at a click.
    Opened,
}

pub struct Preview {
    state: RwLock<Arc<State>>,
    /// Locked by the one who loads.
    memory: Mutex<Memory>,
}

/// One state of the sources, and what is shown of it.
struct State {
    view: View,
    /// As they were read last.
    files: Arc<Files>,
    found: Arc<Diagnostics>,
    tally: Option<String>,
    shown: Arc<Shown>,
    /// What is shown is older than the sources, for these have errors.
    is_behind: bool,
    /// Why the sources could not be read at all.
    trouble: Option<String>,
    depth: Depth,
}

/// How much was looked at for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Whole,
    /// The words that were changed.
    Words,
}

/// A site that can be looked at.
struct Shown {
    site: Site,
    routes: Editions,
    /// Of the style sheets.
    styles: String,
}

/// What a new state brought.
#[derive(Debug)]
pub struct Change {
    /// Paths of sources that are new, gone or different.
    pub files: Vec<String>,
    /// "2 errors and 1 warning".
    pub tally: Option<String>,
    /// The sources have errors, so the pages are those of before.
    pub is_behind: bool,
    pub found: Arc<Diagnostics>,
    pub sources: Arc<Files>,
}

impl Preview {
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn new(files: Files, faults: Diagnostics, view: View) -> Result<(Self, Change)> {
        let mut memory = Memory::default();
        let (state, change) = State::load((files, faults), &mut memory, view, None)?;
        Ok((Self { state: RwLock::new(Arc::new(state)), memory: Mutex::new(memory) }, change))
    }

    /// Takes in new sources or another view; nothing is told if both are as they were.
    ///
    /// # Errors
    /// If the built-in theme itself is broken.
    pub fn load(&self, files: Files, faults: Diagnostics, view: View) -> Result<Option<Change>> {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.state();
        let same = before.view == view && before.trouble.is_none() && files.differing(&before.files).is_empty();
        if same && before.depth == Depth::Whole {
            return Ok(None);
        }
        let (state, change) = State::load((files, faults), &mut memory, view, Some(&before))?;
        let is_news = !same || state.tally != before.tally;
        self.show(state);
        Ok(is_news.then_some(change))
    }

    /// Takes in files of which some `changed`, if that changes nothing but the words of promises; then [`Preview::load`]
    /// is owed a look at everything.
    pub fn reword(&self, files: Files, changed: &[FileId]) -> Option<Change> {
        let _alone = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.state();
        if changed.is_empty() || before.is_behind {
            return None;
        }
        let state = before.reworded(files, changed)?;
        let change = Change {
            files: changed.iter().map(|file| state.files.path(*file).to_owned()).collect(),
            tally: state.tally.clone(),
            is_behind: false,
            found: Arc::clone(&state.found),
            sources: Arc::clone(&state.files),
        };
        self.show(state);
        Some(change)
    }

    fn show(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
    }

    /// Tells that the sources cannot be read now, over the pages of before.
    pub fn fail(&self, trouble: String) {
        let before = self.state();
        let state = State {
            view: before.view,
            files: Arc::clone(&before.files),
            found: Arc::clone(&before.found),
            tally: before.tally.clone(),
            shown: Arc::clone(&before.shown),
            is_behind: true,
            trouble: Some(trouble),
            depth: before.depth,
        };
        self.show(state);
    }

    pub fn view(&self) -> View {
        self.state().view
    }

    pub fn files(&self) -> Arc<Files> {
        Arc::clone(&self.state().files)
    }

    /// What stands at a path that begins with a slash.
    pub fn answer(&self, path: &str) -> Answer {
        let state = self.state();
        match path.strip_prefix(PREFIX) {
            Some(name) => state.of_preview(name),
            None => state.answer(path.trim_start_matches('/')),
        }
    }

    /// What a page should hear of which the query tells: where it is (`page`) and what it shows (`seen`, `styles`).
    pub fn news(&self, query: &str) -> Option<News> {
        let state = self.state();
        let value = |name: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let found = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()?;
            Some(percent_encoding::percent_decode_str(found).decode_utf8_lossy().into_owned())
        };
        let page = value("page").unwrap_or_default();
        let now = state.page(page.trim_start_matches('/')).map(|page| page.seen);
        if let Some(now) = now.filter(|now| value("seen").as_ref() != Some(now)) {
            return Some(News { event: "reload", data: now });
        }
        let styles = &state.shown.styles;
        (value("styles").as_ref() != Some(styles)).then(|| News { event: "styles", data: styles.clone() })
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn load(
        (files, faults): (Files, Diagnostics),
        memory: &mut Memory,
        view: View,
        before: Option<&Self>,
    ) -> Result<(Self, Change)> {
        let changed = before.map(|before| files.differing(&before.files)).unwrap_or_default();
        let mut found = faults;
        let site = Site::load_again(files, memory, view.options, &mut found)?;
        let found = found.sorted();
        let files = Arc::clone(&site.files);
        // Without anything better, what can be read of a faulty state is shown.
        let last = before.map(|before| Arc::clone(&before.shown));
        let is_behind = found.has_errors() && last.is_some();
        let papers = last.as_ref().map(|last| last.routes.papers());
        let shown = match last.filter(|_| is_behind) {
            Some(last) => last,
            None => Arc::new(Shown::of(site, papers)),
        };
        let (tally, found) = (report::tally(&found), Arc::new(found));
        let state = Self {
            view,
            files: Arc::clone(&files),
            found: Arc::clone(&found),
            tally: tally.clone(),
            shown,
            is_behind,
            trouble: None,
            depth: Depth::Whole,
        };
        Ok((state, Change { files: changed, tally, is_behind, found, sources: files }))
    }

    /// What was found stays: nothing was found in the words of before, and nothing is in the new ones.
    fn reworded(&self, files: Files, changed: &[FileId]) -> Option<Self> {
        let site = self.shown.site.reworded(files, changed, &self.found)?;
        let files = Arc::clone(&site.files);
        let routes = site.routes_as(&self.shown.routes);
        let shown = Arc::new(Shown { site, routes, styles: self.shown.styles.clone() });
        let (found, tally) = (Arc::clone(&self.found), self.tally.clone());
        Some(Self { view: self.view, files, found, tally, shown, is_behind: false, trouble: None, depth: Depth::Words })
    }

    fn answer(&self, path: &str) -> Answer {
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let routes = &self.shown.routes;
        if routes.find(&file).is_none() && routes.find(&format!("{path}/index.html")).is_some() {
            let (body, kind) = (Vec::new(), "text/plain; charset=utf-8");
            return Answer { status: 302, kind, body, location: Some(format!("/{path}/")), origin: Origin::Ours };
        }
        let is_found = routes.find(&file).is_some();
        if is_found && media::kind(&file) != media::HTML {
            return self.plain(&file);
        }
        match self.page(path) {
            Some(page) => Answer {
                status: if is_found { 200 } else { 404 },
                kind: media::HTML,
                body: page.bytes,
                location: None,
                origin: self.origin(&file),
            },
            None => Answer::text(404, "there is no page here\n"),
        }
    }

    /// A file that is no page.
    fn plain(&self, file: &str) -> Answer {
        let mut body = Vec::new();
        match self.shown.routes.render(file, &mut body) {
            Ok(()) => Answer { status: 200, kind: media::kind(file), body, location: None, origin: self.origin(file) },
            Err(error) => Answer::text(500, format!("{error:#}\n")),
        }
    }

    /// The page at a path without a leading slash, or the one that says that there is none; with its bar.
    fn page(&self, path: &str) -> Option<Page> {
        let routes = &self.shown.routes;
        let asked = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let file = if routes.find(&asked).is_some() { asked } else { routes.missing(&asked)? };
        let mut bytes = Vec::new();
        let failure = routes.render(&file, &mut bytes).err().map(|error| format!("{error:#}"));
        if failure.is_none() && self.origin(&file) == Origin::Author {
            return Some(Page { bytes, seen: String::new() });
        }
        let mut bar = Bar::of(self, &file, failure);
        let bare = if bar.has_failed() { Vec::new() } else { bytes };
        let theme = routes.theme(&file)?;
        bar.seen = seen(&bare, &bar);
        bar.styles.clone_from(&self.shown.styles);
        let mut block = Vec::new();
        let template = if bar.has_failed() { "preview/failed.html" } else { "preview/bar.html" };
        if let Err(error) = theme.render(template, &bar, &mut block) {
            block = format!("{error:#}").into_bytes();
        }
        let seen = bar.seen;
        Some(Page { bytes: with_block(bare, &block), seen })
    }

    fn origin(&self, file: &str) -> Origin {
        match self.shown.routes.find(file) {
            Some(Route::File(_)) => Origin::Author,
            _ => Origin::Ours,
        }
    }

    /// A file of the preview's own.
    fn of_preview(&self, name: &str) -> Answer {
        let bytes = match self.shown.routes.theme("").and_then(|theme| theme.of_preview(name)) {
            Some(Layer::BuiltIn(bytes)) => Some(bytes.to_vec()),
            Some(Layer::Own(id)) => self.shown.site.files.bytes(id).ok(),
            None => None,
        };
        match bytes {
            Some(body) if !name.ends_with(".html") => {
                Answer { status: 200, kind: media::kind(name), body, location: None, origin: Origin::Ours }
            }
            _ => Answer::text(404, "there is nothing here\n"),
        }
    }
}

impl Shown {
    /// `papers` is what has been written of those of the state before.
    fn of(site: Site, papers: Option<Arc<Papers>>) -> Self {
        let papers = papers.unwrap_or_else(|| Arc::new(Papers::new(Making::WhenAsked)));
        let routes = site.routes_with(papers);
        let mut hasher = blake3::Hasher::new();
        let mut sheet = Vec::new();
        for path in ["site.css", "colours.css"].into_iter().filter(|path| routes.find(path).is_some()) {
            sheet.clear();
            // What cannot be read now is told where it is asked for.
            let _ = routes.render(path, &mut sheet);
            hasher.update(&sheet);
        }
        let styles = short(&hasher);
        Self { site, routes, styles }
    }
}

struct Page {
    bytes: Vec<u8>,
    /// Names what the page shows, its bar included.
    seen: String,
}

fn seen(page: &[u8], bar: &Bar) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(page);
    hasher.update(&serde_json::to_vec(bar).unwrap_or_default());
    short(&hasher)
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex()[..16].to_owned()
}

/// The block stands at the end of the page's body.
fn with_block(mut page: Vec<u8>, block: &[u8]) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let end = page.windows(END.len()).rposition(|window| window == END).unwrap_or(page.len());
    let tail = page.split_off(end);
    page.extend(block);
    page.extend(tail);
    page
}

/// Whether readers see drafts in a view.
fn shows_drafts(view: View) -> bool {
    view.options.audience == Audience::Preview
}
