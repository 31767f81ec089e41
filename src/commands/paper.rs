//! `headway paper`: one paper to files; the only way to one that is exempt, and never into the site.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::civil::Date as Day;

use super::Outcome;
use crate::cli::{Paper, PaperFormat};
use crate::content::{Audience, Options};
use crate::diagnostic::{Diagnostics, FileId, nearest};
use crate::files::Files;
use crate::publish;
use crate::report::{self, Format};
use crate::routes::Form;
use crate::site::Site;

/// How long a writer may take before it is said that something is going on.
const PATIENCE: Duration = Duration::from_millis(500);

/// Diagnostics go to `errors`, a line for each file that was made to `out`.
///
/// # Errors
/// If there is no such paper, it may not be written where it was asked for, or the project cannot be read.
pub fn run(paper: &Paper, today: Day, out: &mut dyn Write, errors: &mut dyn Write) -> Result<Outcome> {
    let mut found = Diagnostics::default();
    let project = &paper.project.project;
    let files = Files::read(project, &mut found)?;
    let file = named(&files, &paper.name)?;
    let folder = paper.exempt_to.clone().or_else(|| paper.out.clone()).unwrap_or_else(|| PathBuf::from("."));
    if paper.exempt_to.is_some() && is_inside(&folder, &project.join("site")) {
        bail!(
            "an exempt paper is never written into the site: give `--exempt-to` a folder outside {}",
            project.join("site").display()
        );
    }
    let exempt = paper.exempt_to.is_some().then_some(file);
    let options = Options { as_of: paper.project.as_of.unwrap_or(today), audience: Audience::Preview, exempt };
    let site = Site::load(files, options, &mut found)?;
    let found = found.sorted();
    errors.write_all(report::report(&found, &site.files, Format::Text).as_bytes()).context("writing the report")?;
    if found.has_errors() {
        let tally = report::tally(&found).unwrap_or_default();
        writeln!(errors, "{tally}: no paper was made").context("writing the report")?;
        return Ok(Outcome::Mistakes);
    }
    let editions = site.routes();
    let Some((routes, route)) = editions.first().and_then(|routes| Some((routes, routes.paper_in(file)?))) else {
        bail!(
            "`{}` may not be published: it is exempt (`--exempt-to DIR` writes it for those who may read it), or speaks for a day to come",
            paper.name
        );
    };
    let formats: Vec<Form> = paper.format.iter().map(|format| form(*format)).collect();
    for form in formats {
        let name = format!("{}.{}", routes.paper_name(route), form.ending());
        let bytes = patiently(&name, errors, || {
            let mut bytes = Vec::new();
            routes.write_paper(route, form, &mut bytes).map(|()| bytes)
        })?;
        let path = publish::write_alone(&folder, &name, &bytes)?;
        writeln!(out, "{}", path.display()).context("writing the report")?;
        if paper.open {
            open::that_detached(&path).with_context(|| format!("opening {}: open it by hand", path.display()))?;
        }
    }
    Ok(Outcome::Done)
}

fn form(format: PaperFormat) -> Form {
    match format {
        PaperFormat::Html => Form::Page,
        PaperFormat::Pdf => Form::Pdf,
        PaperFormat::Docx => Form::Word,
    }
}

/// The file of the paper of this name, which is that of its file without `.md`, perhaps behind its plan's.
fn named(files: &Files, name: &str) -> Result<FileId> {
    let papers = files.under("content/").filter_map(|id| {
        let path = files.path(id).strip_suffix(".md")?;
        let (home, stem) = path.rsplit_once("/papers/")?;
        (!stem.contains('/')).then(|| (id, home.rsplit('/').next().unwrap_or_default(), stem))
    });
    let papers: Vec<(FileId, &str, &str)> = papers.collect();
    let (plan, wanted) = name.rsplit_once('/').map_or((None, name), |(plan, name)| (Some(plan), name));
    let mut matching = papers.iter().filter(|(_, home, stem)| *stem == wanted && plan.is_none_or(|plan| plan == *home));
    match (matching.next(), matching.next()) {
        (Some((id, ..)), None) => Ok(*id),
        (Some((_, first, _)), Some((_, second, _))) => {
            bail!("there are several papers `{wanted}`: write `{first}/{wanted}` or `{second}/{wanted}`")
        }
        (None, _) => match nearest(wanted, papers.iter().map(|(_, _, stem)| *stem)) {
            Some(near) => bail!("there is no paper `{name}`: did you mean `{near}`?"),
            None => {
                bail!("there is no paper `{name}`: a paper is named by its file in a folder `papers/`, without `.md`")
            }
        },
    }
}

/// Whether a folder, which need not be there yet, lies in another.
fn is_inside(folder: &Path, outer: &Path) -> bool {
    let real = |path: &Path| {
        let there = path.ancestors().find_map(|part| Some((part, part.canonicalize().ok()?)));
        there.map_or_else(|| path.to_owned(), |(part, real)| real.join(path.strip_prefix(part).unwrap_or(path)))
    };
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    real(&absolute(folder)).starts_with(real(&absolute(outer)))
}

/// Does the work, and says so if it takes its time.
fn patiently<T: Send>(name: &str, errors: &mut dyn Write, work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let (done, waiting) = mpsc::channel();
        let worker = scope.spawn(move || {
            let made = work();
            // Nobody listens any more if the time was up.
            let _ = done.send(());
            made
        });
        if waiting.recv_timeout(PATIENCE).is_err() {
            let _ = writeln!(errors, "making {name} …");
        }
        worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
