//! The real server on a real folder, and a client of plain HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long something may take to show before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server that ends with the test.
pub struct Server {
    pub child: Child,
    pub address: String,
}

pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let line = |line: &&str| line.split_once(':').is_some_and(|(key, _)| key.eq_ignore_ascii_case(name));
        self.head.lines().find(line).and_then(|line| Some(line.split_once(':')?.1.trim()))
    }
}

impl Server {
    pub fn of(project: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
        command.args(["serve", "--project"]).arg(project);
        command.args(if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] }).args(arguments);
        Self::begun(command)
    }

    /// A command that ends in a preview, once it says where.
    pub fn begun(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let from = said.len();
            assert!(out.read_line(&mut said).unwrap() > 0, "it ends without a preview:\n{said}");
            let address = said[from..].split("http://").nth(1).and_then(|rest| rest.split('/').next());
            if let Some(address) = address {
                break address.to_owned();
            }
        };
        // What it says further is taken, so that it never waits to say it.
        std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
        Self { child, address }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[], "")
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let own_host = headers.iter().any(|(name, _)| *name == "Host");
        let host = if own_host { String::new() } else { format!("Host: {}\r\n", self.address) };
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\n{host}{more}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        let end = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a reply has a head");
        let head = String::from_utf8_lossy(&reply[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect(&head);
        Reply { status, head, body: reply.split_off(end + 4) }
    }

    /// A command, as the preview's own page sends it.
    pub fn send(&self, name: &str, words: &str) -> Reply {
        let origin = format!("http://{}", self.address);
        self.ask("POST", &format!("/-/headway/{name}"), &[("Origin", &origin)], words)
    }

    /// The page once it is as wished.
    pub fn wait(&self, path: &str, what: &str, is_so: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let text = self.get(path).text();
            if is_so(&text) {
                return text;
            }
            assert!(start.elapsed() < PATIENCE, "{what} has not come to {path}: {text}");
        }
    }

    /// The events of a page that shows what is there now.
    pub fn listen(&self, path: &str) -> Events {
        let page = self.get(path).text();
        let value = |name: &str| page.split(name).nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap().to_owned();
        let (seen, styles) = (value("data-seen="), value("data-styles="));
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let query = format!("page={path}&seen={seen}&styles={styles}");
        let request = format!("GET /-/headway/events?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The name of the next event; one without data would never reach a page.
    pub fn next(&mut self) -> String {
        let mut name = String::new();
        let mut data = String::new();
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            match line.trim_end().split_once(": ") {
                Some(("event", value)) => value.clone_into(&mut name),
                Some(("data", value)) => value.clone_into(&mut data),
                _ if line.trim().is_empty() && !name.is_empty() && !data.is_empty() => return name,
                _ => {}
            }
        }
    }
}

/// A page without what the preview adds.
pub fn without_bar(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let (start, end) =
        ("<link rel=\"stylesheet\" href=\"/-/headway/preview.css\">", "/-/headway/preview.js\"></script>\n");
    match (text.find(start), text.find(end)) {
        (Some(from), Some(to)) => [&page[..from], &page[to + end.len()..]].concat(),
        _ => page.to_vec(),
    }
}
