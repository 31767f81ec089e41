//! An author's Markdown made safe.
//!
//! Raw HTML is shown as the text that it is, link schemes are limited, images come from the site
//! itself, and headings are put under those of the page: nothing that an author types can run in
//! a reader's browser. Start at [`render`].

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options as Extensions, Parser, Tag, TagEnd, html};

use crate::refs::slug;

/// What a link's destination leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A path from the site's root, without a leading slash.
    Address(Cow<'a, str>),
    /// Another site, or an e-mail address.
    External(Cow<'a, str>),
    /// Nowhere: only the link's text is shown.
    Broken,
}

/// Where the prose will stand.
pub struct Setting<'a> {
    /// From the page to the site's root: `../../`.
    pub root: &'a str,
    /// The level of the author's first heading: 2 to 6.
    pub heading_base: u8,
    /// Resolves what is not plainly external.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
}

/// Deeper nesting is flattened, so that no writer of it runs out of stack.
const DEEPEST: usize = 32;

fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES | Extensions::ENABLE_STRIKETHROUGH | Extensions::ENABLE_TASKLISTS
}

/// Appends the Markdown as safe HTML.
pub fn render(markdown: &str, setting: &Setting<'_>, out: &mut String) {
    html::push_html(out, safe(markdown, setting).into_iter());
}

/// The events that may be written.
fn safe<'a>(markdown: &'a str, setting: &Setting<'_>) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = Vec::new();
    let mut depth = 0_usize;
    // Which of the open links and images were let through.
    let mut links: Vec<Written> = Vec::new();
    let mut headings = Headings { base: setting.heading_base.clamp(2, 6), shown: Vec::new() };
    for event in Parser::new_ext(markdown, extensions()) {
        match event {
            Event::Start(tag) => {
                depth += 1;
                match tag {
                    Tag::Link { dest_url, .. } => links.push(open_link(&dest_url, setting, &mut events)),
                    Tag::Image { dest_url, title, id, .. } => {
                        links.push(open_image(dest_url, title, id, setting, &mut events));
                    }
                    Tag::Heading { level, .. } => events.push(Event::Start(headings.open(level))),
                    Tag::HtmlBlock => events.push(Event::Start(Tag::Paragraph)),
                    tag if depth <= DEEPEST => events.push(Event::Start(tag)),
                    _ => {}
                }
            }
            Event::End(end) => {
                let kept = depth <= DEEPEST;
                depth = depth.saturating_sub(1);
                match end {
                    TagEnd::Link | TagEnd::Image => events.extend(links.pop().and_then(Written::end)),
                    TagEnd::Heading(_) => Headings::close(&mut events),
                    TagEnd::HtmlBlock => events.push(Event::End(TagEnd::Paragraph)),
                    end if kept => events.push(Event::End(end)),
                    _ => {}
                }
            }
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            Event::TaskListMarker(done) => events.push(Event::Text(if done { "☑ " } else { "☐ " }.into())),
            other => events.push(other),
        }
    }
    events
}

/// What became of a link or image.
enum Written {
    Link,
    Image,
    Nothing,
}

impl Written {
    fn end<'a>(self) -> Option<Event<'a>> {
        match self {
            Self::Link => Some(Event::End(TagEnd::Link)),
            Self::Image => Some(Event::End(TagEnd::Image)),
            Self::Nothing => None,
        }
    }
}

fn open_link(destination: &str, setting: &Setting<'_>, events: &mut Vec<Event<'_>>) -> Written {
    let url = match target(destination, setting) {
        Target::Address(path) => format!("{}{path}", setting.root),
        Target::External(url) => url.into_owned(),
        Target::Broken => return Written::Nothing,
    };
    events.push(Event::Start(Tag::Link {
        link_type: LinkType::Inline,
        dest_url: url.into(),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }));
    Written::Link
}

/// An image of this site; one of another host is named by its alternative text alone, since no
/// page asks another host for anything.
fn open_image<'a>(
    destination: CowStr<'a>,
    title: CowStr<'a>,
    id: CowStr<'a>,
    setting: &Setting<'_>,
    events: &mut Vec<Event<'a>>,
) -> Written {
    let Target::Address(path) = target(&destination, setting) else { return Written::Nothing };
    let dest_url = format!("{}{path}", setting.root).into();
    events.push(Event::Start(Tag::Image { link_type: LinkType::Inline, dest_url, title, id }));
    Written::Image
}

/// Where a destination leads: `https://…`, `mailto:…`, `tel:…`, `#anchor`, or what the site resolves.
fn target<'a>(destination: &'a str, setting: &Setting<'_>) -> Target<'a> {
    let plain = !destination.chars().any(|c| c.is_control() || c == '\\');
    let lower = destination.to_ascii_lowercase();
    let external = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    if !plain || lower.starts_with("//") {
        Target::Broken
    } else if external || destination.starts_with('#') {
        Target::External(destination.into())
    } else {
        (setting.resolve)(destination).map_or(Target::Broken, |path| Target::Address(path.into()))
    }
}

/// Puts an author's headings under the page's, without jumps, each with an id of its words.
struct Headings {
    base: u8,
    /// The author's levels that are open, and the id that each id-less heading will get.
    shown: Vec<(HeadingLevel, u8)>,
}

impl Headings {
    fn open<'a>(&mut self, level: HeadingLevel) -> Tag<'a> {
        while self.shown.last().is_some_and(|(open, _)| *open >= level) {
            self.shown.pop();
        }
        let under = self.shown.last().map_or(self.base, |(_, shown)| shown + 1).min(6);
        self.shown.push((level, under));
        Tag::Heading { level: level_of(under), id: None, classes: Vec::new(), attrs: Vec::new() }
    }

    /// Ends the heading whose start is the last one among the events, and gives it its id.
    fn close(events: &mut Vec<Event<'_>>) {
        let Some(start) = events.iter().rposition(|event| matches!(event, Event::Start(Tag::Heading { .. }))) else {
            return;
        };
        let text: String = events[start..].iter().filter_map(text_of).collect();
        if let Event::Start(Tag::Heading { id, level, .. }) = &mut events[start] {
            *id = Some(slug(&text).into());
            let end = Event::End(TagEnd::Heading(*level));
            events.push(end);
        }
    }
}

fn text_of<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

fn level_of(number: u8) -> HeadingLevel {
    match number {
        0..=2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// The text alone, paragraphs apart by a line: for data and feeds.
pub fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, extensions()) {
        match &event {
            Event::Html(raw) | Event::InlineHtml(raw) => text.push_str(raw),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
            ) if !text.ends_with('\n') => {
                text.push('\n');
            }
            Event::End(TagEnd::TableCell) => text.push(' '),
            other => text.extend(text_of(other)),
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The beginning of the text on one line, cut at a word.
pub fn summary(markdown: &str, longest: usize) -> String {
    let text = plain(markdown).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= longest {
        return text;
    }
    let cut: String = text.chars().take(longest).collect();
    let kept = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{}…", kept.trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(markdown: &str) -> String {
        let resolve = |destination: &str| destination.strip_prefix('/').map(str::to_owned);
        let mut out = String::new();
        render(markdown, &Setting { root: "../", heading_base: 3, resolve: &resolve }, &mut out);
        out
    }

    #[test]
    fn markdown_is_put_under_the_page() {
        let table = [
            ("# One\n### Two", "<h3 id=\"one\">One</h3>\n<h4 id=\"two\">Two</h4>\n"),
            ("[a](/plans/x/)", "<p><a href=\"../plans/x/\">a</a></p>\n"),
            ("[a](nowhere)", "<p>a</p>\n"),
            ("[a](https://example.org)", "<p><a href=\"https://example.org\">a</a></p>\n"),
            ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"),
            ("![seen](https://example.org/x.png)", "<p>seen</p>\n"),
            ("![seen](/x.png)", "<p><img src=\"../x.png\" alt=\"seen\" /></p>\n"),
            ("- [x] done", "<ul>\n<li>☑ done</li>\n</ul>\n"),
        ];
        for (markdown, expected) in table {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn nothing_typed_can_run() {
        for destination in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//evil.example",
            "vbscript:x",
            "&#106;avascript:x",
            "\u{1}javascript:x",
        ] {
            let html = html(&format!("[x](<{destination}>) ![y](<{destination}>)"));
            assert!(!html.contains("href") && !html.contains("src"), "{html}");
        }
        let deep = format!("{}x", ">".repeat(20_000));
        assert!(html(&deep).matches("<blockquote>").count() <= DEEPEST);
    }

    #[test]
    fn text_alone_is_cut_at_a_word() {
        assert_eq!(plain("# A\n\n*b* [c](d)\n\n- e\n- f"), "A\nb c\ne\nf");
        assert_eq!(summary("One two three", 9), "One two…");
        assert_eq!(summary("One two", 9), "One two");
    }

    proptest! {
        #[test]
        fn no_mixture_gets_through(parts in proptest::collection::vec(prop_oneof![
            Just("<script>".to_owned()), Just("</p>".to_owned()), Just("[x](javascript:a)".to_owned()), Just("<img onerror=x>".to_owned()),
            Just("\n\n".to_owned()), Just("`".to_owned()), Just("> ".to_owned()), Just("# ".to_owned()), Just("| a |\n|---|\n".to_owned()), "\\PC{0,6}"
        ], 0..24)) {
            let html = html(&parts.concat());
            prop_assert!(!html.contains("<script") && !html.contains("<img onerror") && !html.contains("href=\"javascript"), "{}", html);
        }
    }
}
