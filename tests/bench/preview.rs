//! A running preview of a made-up plan, as the bench drives it.

use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use crate::plan;
use crate::server::Server;

pub const AS_OF: &str = "2026-01-31";

pub struct Preview {
    folder: TempDir,
    pub server: Server,
}

impl Preview {
    /// Of a plan of that many recommendations.
    pub fn of(size: usize, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        plan::write(folder.path(), size);
        let server = Server::of(folder.path(), &[&["--as-of", AS_OF], arguments].concat());
        Self { folder, server }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn shows(&self, page: &str, word: &str) -> bool {
        self.server.get(page).text().contains(word)
    }

    /// Waits until the server has used no processor time for a while; elsewhere than on Linux, for a second.
    pub fn rest(&self) {
        let used = || {
            let told = std::fs::read_to_string(format!("/proc/{}/stat", self.server.child.id())).unwrap_or_default();
            let after_name = told.rsplit(')').next().unwrap_or_default();
            after_name.split_whitespace().skip(11).take(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let pause = Duration::from_millis(if used().is_empty() { 1000 } else { 300 });
        loop {
            let before = used();
            std::thread::sleep(pause);
            if used() == before {
                return;
            }
        }
    }

    /// How much memory it holds now, in MiB; 0 where only Linux would tell.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}
