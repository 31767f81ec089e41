//! The media type of a file, by the ending of its name.

pub const HTML: &str = "text/html; charset=utf-8";

const KINDS: [(&str, &str); 22] = [
    (".html", HTML),
    (".css", "text/css; charset=utf-8"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    (".xml", "application/xml; charset=utf-8"),
    (".csv", "text/csv; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".ics", "text/calendar; charset=utf-8"),
    (".svg", "image/svg+xml"),
    (".png", "image/png"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".gif", "image/gif"),
    (".webp", "image/webp"),
    (".woff2", "font/woff2"),
    (".pdf", "application/pdf"),
    (".zip", "application/zip"),
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".odt", "application/vnd.oasis.opendocument.text"),
    (".ods", "application/vnd.oasis.opendocument.spreadsheet"),
];

pub fn kind(name: &str) -> &'static str {
    let lower = name.to_lowercase();
    let known = KINDS.iter().find(|(ending, _)| lower.ends_with(ending));
    known.map_or("application/octet-stream", |(_, kind)| kind)
}
