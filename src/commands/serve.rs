//! `headway serve`: the site while it is being written, in a browser on this computer.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::Serve;
use crate::content::{Audience, Options};
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::preview::{Change, Preview, SourceLinks, View};
use crate::report::{self, Format};
use crate::server::{self, Answer, Bell, Service};
use crate::watcher::{Method, Watcher};

/// Why the sources are looked at again.
enum Cause {
    /// Something happened at these paths.
    Files(Vec<PathBuf>, Instant),
    /// Another day is to be shown; `None` for today.
    AsOf(Option<Day>),
    Audience(Audience),
    /// Nothing has happened for a while, and not everything has been looked at.
    Rest,
    /// The watcher or the server has ended.
    End(Result<()>),
}

/// How long nothing has to happen until what was looked at in part is looked at as a whole.
const REST: Duration = Duration::from_millis(150);

/// Runs until it is stopped. One line for each change goes to `out`, mistakes go to `errors`.
///
/// # Errors
/// If the project cannot be read at the start, no port can be had, or its folders cannot be watched.
pub fn run(serve: &Serve, today: fn() -> Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let mut day = serve.project.as_of;
    let audience = if serve.public { Audience::Public } else { Audience::Preview };
    let sources = if serve.editor.is_some() { SourceLinks::Opened } else { SourceLinks::Named };
    let mut view = View { options: Options { as_of: day.unwrap_or_else(today), audience, exempt: None }, sources };
    let root = &serve.project.project;
    // What happens while the sources are read for the first time is heard of as well.
    let method = if serve.poll { Method::Polling } else { Method::Events };
    let watcher = Watcher::new(root, &["content", "themes"], method)?;
    let mut faults = Diagnostics::default();
    let files = Files::read(root, &mut faults)?;
    let (preview, change) = Preview::new(files, faults, view)?;
    let preview = Arc::new(preview);
    tell_mistakes(&change, errors)?;

    let listener = server::bind(serve.host, serve.port)?;
    let address = listener.local_addr().context("listening")?;
    let url = format!("http://{address}/");
    writeln!(out, "preview at {url} (Ctrl-C ends it)").context("writing to the terminal")?;
    if !serve.host.is_loopback() {
        let warning = "everybody who reaches this computer on the network can read this preview, drafts included";
        writeln!(errors, "warning: {warning}").context("writing to the terminal")?;
    }
    if serve.open {
        open::that_detached(&url).context("opening the browser: open the address by hand")?;
    }
    out.flush().context("writing to the terminal")?;

    let (causes, heard) = channel();
    let bell = Bell::new();
    let service = service(&preview, &causes, serve.editor.clone(), root.clone());
    start(watcher, (listener, service, bell.clone()), &causes);
    let mut glanced = false;
    while let Some(cause) = next(&heard, glanced) {
        let (doubtful, since) = match cause {
            Cause::End(ended) => return ended.map(|()| Outcome::Done),
            Cause::Files(paths, since) => match glance(&preview, &paths) {
                Some(change) => {
                    glanced = true;
                    bell.ring();
                    tell(Ok(Some(change)), since, out, errors)?;
                    continue;
                }
                None => (paths, since),
            },
            Cause::Rest => (Vec::new(), now()),
            Cause::AsOf(wished) => {
                day = wished;
                (Vec::new(), now())
            }
            Cause::Audience(audience) => {
                view.options.audience = audience;
                (Vec::new(), now())
            }
        };
        glanced = false;
        view.options.as_of = day.unwrap_or_else(today);
        let told = look_again(&preview, &doubtful, view);
        bell.ring();
        tell(told, since, out, errors)?;
    }
    Ok(Outcome::Done)
}

#[expect(clippy::disallowed_methods, reason = "the edge says how long a change took to be seen")]
fn now() -> Instant {
    Instant::now()
}

/// The watcher and the server, each on a thread of its own.
fn start(watcher: Watcher, (listener, service, bell): (std::net::TcpListener, Service, Bell), causes: &Sender<Cause>) {
    let to = causes.clone();
    thread::spawn(move || {
        for batch in watcher {
            if to.send(Cause::Files(batch.paths, now())).is_err() {
                return;
            }
        }
        // If nobody listens any more, the program is ending.
        let _ = to.send(Cause::End(Err(anyhow::anyhow!("the system has stopped telling of changes"))));
    });
    let to = causes.clone();
    thread::spawn(move || {
        let _ = to.send(Cause::End(server::serve(listener, service, bell)));
    });
}

/// What happens next; a rest is owed after a glance.
fn next(heard: &Receiver<Cause>, glanced: bool) -> Option<Cause> {
    if !glanced {
        return heard.recv().ok();
    }
    match heard.recv_timeout(REST) {
        Err(RecvTimeoutError::Timeout) => Some(Cause::Rest),
        heard => heard.ok(),
    }
}

/// Shows at once what was changed at some paths, if it is nothing but the words of promises.
fn glance(preview: &Preview, paths: &[PathBuf]) -> Option<Change> {
    let (files, changed) = preview.files().with_edits(paths)?;
    preview.reword(files, &changed)
}

/// Reads what may have changed and shows it; an error is told on the pages as well.
fn look_again(preview: &Preview, doubtful: &[PathBuf], view: View) -> Result<Option<Change>> {
    let mut faults = Diagnostics::default();
    let read = preview.files().read_again(doubtful, &mut faults);
    let told = read.and_then(|files| preview.load(files, faults, view));
    if let Err(error) = &told {
        preview.fail(format!("{error:#}"));
    }
    told
}

fn tell(told: Result<Option<Change>>, since: Instant, out: &mut dyn Write, errors: &mut dyn Write) -> Result<()> {
    let took = now().saturating_duration_since(since).as_millis();
    match told {
        Ok(None) => return Ok(()),
        Ok(Some(change)) => {
            let what = match change.files.as_slice() {
                [] => "shown anew".to_owned(),
                [one] => format!("{one} changed"),
                [first, rest @ ..] => format!("{first} and {} more changed", rest.len()),
            };
            let tally = change.tally.as_ref().map(|tally| format!(", {tally}")).unwrap_or_default();
            let behind = if change.is_behind { "; the pages are those of before" } else { "" };
            writeln!(out, "{what}: {took} ms{tally}{behind}").context("writing to the terminal")?;
            if change.is_behind {
                tell_mistakes(&change, errors)?;
            }
        }
        Err(error) => {
            writeln!(errors, "headway: {error:#}; the pages are those of before").context("writing to the terminal")?;
        }
    }
    out.flush().context("writing to the terminal")
}

fn tell_mistakes(change: &Change, errors: &mut dyn Write) -> Result<()> {
    let text = report::report(&change.found, &change.sources, Format::Text);
    errors.write_all(text.as_bytes()).context("writing to the terminal")
}

fn service(preview: &Arc<Preview>, causes: &Sender<Cause>, editor: Option<String>, root: PathBuf) -> Service {
    let (answers, news, known) = (Arc::clone(preview), Arc::clone(preview), Arc::clone(preview));
    let causes = causes.clone();
    let command = move |name: &str, words: &str| {
        let cause = match name {
            "as-of" if words.is_empty() => Cause::AsOf(None),
            "as-of" => match words.parse() {
                Ok(day) => Cause::AsOf(Some(day)),
                Err(_) => return Answer::text(400, "that is no date\n"),
            },
            "audience" if words == "public" => Cause::Audience(Audience::Public),
            "audience" => Cause::Audience(Audience::Preview),
            "open" => return open_source(&known, editor.as_deref(), &root, words),
            _ => return Answer::text(404, "there is nothing here\n"),
        };
        match causes.send(cause) {
            Ok(()) => Answer::text(202, ""),
            Err(_) => Answer::text(503, "the preview is ending\n"),
        }
    };
    Service {
        answer: Box::new(move |path| answers.answer(path)),
        command: Box::new(command),
        news: Box::new(move |query| news.news(query)),
    }
}

/// Runs the editor on `path:line`, if that is a source of the project.
fn open_source(preview: &Preview, editor: Option<&str>, root: &Path, words: &str) -> Answer {
    let Some(editor) = editor else { return Answer::text(404, "start the preview with `--editor`\n") };
    let place = words.rsplit_once(':').filter(|(file, _)| preview.files().find(file).is_some());
    let Some((file, line)) = place.and_then(|(file, line)| Some((file, line.parse::<u32>().ok()?))) else {
        return Answer::text(404, "there is no such source\n");
    };
    let path = root.join(file).display().to_string();
    let put_in = |word: &str| word.replace("{file}", &path).replace("{line}", &line.to_string());
    let mut parts = editor.split_whitespace().map(put_in);
    let Some(program) = parts.next() else { return Answer::text(404, "`--editor` names no program\n") };
    match process::Command::new(&program).args(parts).stdin(process::Stdio::null()).spawn() {
        Ok(mut child) => {
            // It is waited for, so that nothing of it is left when it ends.
            thread::spawn(move || child.wait());
            Answer::text(202, "")
        }
        Err(error) => Answer::text(500, format!("starting `{program}`: {error}\n")),
    }
}
