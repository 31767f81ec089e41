//! The builder: files in a temporary folder, a command of the real program, and what it said.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A project in a folder of its own that goes away with it.
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// A small plan that has no mistake.
    pub fn small() -> Self {
        Self::empty()
            .file("content/site.yaml", "title: Progress\norganisation: Borough of Example\n")
            .file("content/leads.yaml", "director-hr: {title: Director of HR, kind: officer}\n")
            .file("content/plans/people/plan.yaml", "title: People plan\ntopics:\n  - {id: staff, title: Staff}\n")
            .file(
                "content/plans/people/recommendations/9a.md",
                "---\nref: 9a\ntitle: Workforce strategy\ntopic: staff\nleads: [director-hr]\ndue: 2024-04\n---\nWe will write one.\n",
            )
            .file(
                "content/plans/people/updates/2024-01-31.yaml",
                "as_at: 2024-01-31\nupdates:\n  9a: {status: on-track, progress: A draft is out.}\n",
            )
    }

    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file, in place of what was there.
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let this = self.file(path, "");
        std::fs::write(this.path(path), bytes).unwrap();
        this
    }

    /// A file of zeros that takes no room on the disk.
    pub fn sized(self, path: &str, bytes: u64) -> Self {
        let this = self.file(path, "");
        std::fs::OpenOptions::new().write(true).open(this.path(path)).unwrap().set_len(bytes).unwrap();
        this
    }

    pub fn without(self, path: &str) -> Self {
        std::fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// A link on the disk; what it leads to need not exist.
    #[cfg(unix)]
    pub fn link(self, path: &str, to: &str) -> Self {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(to, self.path(path)).unwrap();
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program on the project, as at 29 February 2024.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_as_of("2024-02-29", arguments)
    }

    pub fn run_as_of(&self, day: &str, arguments: &[&str]) -> Output {
        headway(self.folder.path(), day, arguments)
    }
}

pub fn headway(folder: &Path, day: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(arguments)
        .args(["--as-of", day])
        .current_dir(folder)
        .output()
        .unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
