//! A running preview of a made-up plan, as the bench drives it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::plan;

pub const AS_OF: &str = "2026-01-31";

pub struct Preview {
    pub folder: TempDir,
    address: String,
    child: Child,
}

impl Preview {
    /// Of a plan of that many recommendations.
    pub fn of(size: usize, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        plan::write(folder.path(), size);
        let mut child = Command::new(env!("CARGO_BIN_EXE_headway"))
            .args(["serve", "--port", "0", "--as-of", AS_OF])
            .args(arguments)
            .arg("--project")
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can run");
        let mut out = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        out.read_line(&mut line).expect("it says its address");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
        // What it says further is taken, so that it never waits to say it.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Self { folder, address, child }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The bytes at an address, without the head.
    pub fn get(&self, page: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).expect("the server listens");
        let request = format!("GET {page} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("the server reads");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("the server answers");
        let head = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").map_or(0, |end| end + 4);
        reply.split_off(head)
    }

    pub fn shows(&self, page: &str, word: &str) -> bool {
        self.get(page).windows(word.len()).any(|bytes| bytes == word.as_bytes())
    }

    /// How much memory it holds now, in MiB; 0 where only Linux would tell.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
