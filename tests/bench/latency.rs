//! How long it takes from a saved file to the response that shows it, with the real server on a real folder.
//!
//! A word is written into the body of one recommendation, and its page is asked for again and again
//! until it is there; what a request costs is therefore a part of each figure.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::plan;

const CHANGES: usize = 21;

/// The median and the longest of some changes.
pub fn measure(size: usize) -> (Duration, Duration) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    plan::write(folder.path(), size);
    let mut server = Command::new(env!("CARGO_BIN_EXE_headway"))
        .args(["serve", "--port", "0", "--as-of", "2026-01-31", "--project"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can run");
    let mut out = BufReader::new(server.stdout.take().expect("its output is piped"));
    let mut line = String::new();
    out.read_line(&mut line).expect("it says its address");
    let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
    // What it says further is taken, so that it never waits to say it.
    std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
    let mut times: Vec<Duration> = (0..CHANGES).map(|change| one(folder.path(), &address, change)).collect();
    server.kill().expect("the server runs");
    server.wait().expect("the server ends");
    times.sort_unstable();
    (times[CHANGES / 2], times[CHANGES - 1])
}

fn one(folder: &Path, address: &str, change: usize) -> Duration {
    let number = 1 + change % 7;
    let path = plan::recommendation_file(folder, number);
    let page = format!("/plans/{}/recommendations/{number}/", plan::ID);
    let word = format!("seen{change}x");
    let text = std::fs::read_to_string(&path).expect("the file was written before");
    assert!(!get(address, &page).contains(&word));
    let start = Instant::now();
    std::fs::write(&path, text + &word + ".\n").expect("a temporary folder can be written");
    while !get(address, &page).contains(&word) {}
    start.elapsed()
}

fn get(address: &str, page: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    let request = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("the server reads");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("the server answers");
    String::from_utf8_lossy(&reply).into_owned()
}
