//! HTTP on this computer, around a closure that answers: files, commands of the page shown, and its news.
//!
//! Knows nothing of sites. Invariants. What a request names is a name for the closure and never a
//! path of a disk. A request from a page of another origin, or for a host name that is none of ours
//! (DNS rebinding), is refused before it is answered. Nobody waits for a slow client: reading and
//! writing are asynchronous, and answers are made on threads of their own. Start at [`serve`].

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

/// The longest that a page may send, in bytes.
const LONGEST_COMMAND: usize = 4096;
/// How often a connection that waits for news is told that it lives.
const PULSE: Duration = Duration::from_secs(15);
/// How many further ports are tried if one is taken.
const FURTHER_PORTS: u16 = 20;

/// What is served.
pub struct Service {
    /// The bytes at a path, which begins with a slash and is decoded.
    pub answer: Box<Answering>,
    /// Does what a page asks for: a path below [`PREFIX`] and the words it sends.
    pub command: Box<Commanding>,
    /// What a page should hear that shows what the query says, if anything.
    pub news: Box<Telling>,
}

pub type Answering = dyn Fn(&str) -> Answer + Send + Sync;
pub type Commanding = dyn Fn(&str, &str) -> Answer + Send + Sync;
pub type Telling = dyn Fn(&str) -> Option<News> + Send + Sync;

/// Below this path stands what is the preview's own.
pub const PREFIX: &str = "/-/headway/";

pub struct Answer {
    pub status: u16,
    /// A media type, with its character set.
    pub kind: &'static str,
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
    /// Whether it is an author's own file, whose scripts must not run beside the preview's.
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Ours,
    Author,
}

/// An event of the stream that a page listens to.
pub struct News {
    pub event: &'static str,
    /// Not empty: browsers keep events without data to themselves (HTML, 9.2.6).
    pub data: String,
}

impl Answer {
    pub fn text(status: u16, text: impl Into<String>) -> Self {
        let body = text.into().into_bytes();
        Self { status, kind: "text/plain; charset=utf-8", body, location: None, origin: Origin::Ours }
    }
}

/// Rings when there may be news.
#[derive(Clone)]
pub struct Bell(watch::Sender<u64>);

impl Bell {
    pub fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    pub fn ring(&self) {
        self.0.send_modify(|count| *count += 1);
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes a port: the one that is wished for, or the next that is free.
///
/// # Errors
/// If none of them can be had.
pub fn bind(host: IpAddr, port: u16) -> Result<TcpListener> {
    let ports = port..=port.saturating_add(if port == 0 { 0 } else { FURTHER_PORTS });
    let mut last = None;
    for port in ports {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(error).with_context(|| format!("listening on {host}, port {port}")),
        }
    }
    let error = last.map_or_else(|| anyhow::anyhow!("no port is left"), anyhow::Error::from);
    Err(error)
        .with_context(|| format!("ports {port} and the next {FURTHER_PORTS} are taken: choose another by `--port`"))
}

/// Serves until the process ends.
///
/// # Errors
/// If the system gives no threads, or takes the port away.
pub fn serve(listener: TcpListener, service: Service, bell: Bell) -> Result<()> {
    listener.set_nonblocking(true).context("listening")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("starting the server's threads")?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener).context("listening")?;
        let shared = Arc::new(Shared { service, bell });
        let router = Router::new().fallback(respond).with_state(shared);
        axum::serve(listener, router).await.context("serving")
    })
}

struct Shared {
    service: Service,
    bell: Bell,
}

async fn respond(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    if let Err(refusal) = admit(&method, &headers) {
        return response(refusal);
    }
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8();
    let Some(path) = path.ok().filter(|path| !path.contains('\0')) else {
        return response(Answer::text(400, "the address is not UTF-8\n"));
    };
    let path = path.into_owned();
    match path.strip_prefix(PREFIX) {
        Some("events") if method == Method::GET => events(&shared, uri.query().unwrap_or_default()),
        Some(name) if method == Method::POST => {
            let Ok(words) = to_bytes(body, LONGEST_COMMAND).await else {
                return response(Answer::text(413, "that is too long\n"));
            };
            let (name, words) = (name.to_owned(), String::from_utf8_lossy(&words).into_owned());
            aside(move || (shared.service.command)(&name, &words)).await
        }
        _ if method == Method::GET || method == Method::HEAD => aside(move || (shared.service.answer)(&path)).await,
        _ => response(Answer::text(405, "only GET and HEAD are answered here\n")),
    }
}

/// Makes an answer on a thread where it may take its time.
async fn aside(make: impl FnOnce() -> Answer + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(make).await {
        Ok(answer) => response(answer),
        Err(_) => response(Answer::text(500, "the preview failed at this address; its terminal says why\n")),
    }
}

fn response(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(answer.kind));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, header::HeaderValue::from_static("DENY"));
    if answer.origin == Origin::Author {
        headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static("sandbox"));
    }
    if let Some(location) = answer.location.and_then(|to| header::HeaderValue::from_str(&to).ok()) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// Lets in who asks for us by a name that nobody else can give to our address, and from our own pages.
fn admit(method: &Method, headers: &HeaderMap) -> Result<(), Answer> {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    if !is_ours(host) {
        let hint = "open the preview by the address that Headway printed, not by a name for it\n";
        return Err(Answer::text(421, hint));
    }
    let origin = text(header::ORIGIN);
    let is_own = origin.map(|origin| origin.strip_prefix("http://") == Some(host));
    // A page's commands always tell their origin; what a link or the address bar asks for does not.
    if is_own == Some(false) || (method == Method::POST && is_own != Some(true)) {
        return Err(Answer::text(403, "only the preview's own pages may ask for this\n"));
    }
    Ok(())
}

/// Whether a host is `localhost` or a plain address: no name of another can be bound to those.
fn is_ours(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok()
}

/// The stream of news for one page: asked for at once, for the page may be older than the server, and whenever the
/// bell rings.
fn events(shared: &Arc<Shared>, query: &str) -> Response {
    let listener =
        Listener { shared: Arc::clone(shared), rung: shared.bell.0.subscribe(), query: query.to_owned(), asked: false };
    let stream = stream::unfold(listener, |mut listener| async move {
        let news = listener.next().await?;
        let event = Event::default().event(news.event).data(news.data);
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(stream).keep_alive(KeepAlive::new().interval(PULSE)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

struct Listener {
    shared: Arc<Shared>,
    rung: watch::Receiver<u64>,
    query: String,
    asked: bool,
}

impl Listener {
    /// The next thing that the page should hear; `None` when there will be nothing more.
    async fn next(&mut self) -> Option<News> {
        loop {
            if self.asked {
                self.rung.changed().await.ok()?;
            } else {
                self.rung.mark_unchanged();
            }
            self.asked = true;
            let (shared, query) = (Arc::clone(&self.shared), self.query.clone());
            if let Ok(Some(news)) = tokio::task::spawn_blocking(move || (shared.service.news)(&query)).await {
                return Some(news);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_names_that_cannot_be_rebound_are_ours() {
        for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000", "192.168.0.7:80"] {
            assert!(is_ours(host), "{host}");
        }
        for host in ["", "evil.example", "evil.example:4000", "127.0.0.1.evil.example", "localhost.evil.example:1"] {
            assert!(!is_ours(host), "{host}");
        }
    }
}
