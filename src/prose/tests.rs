//! Pairs of Markdown and HTML, hostile sources, and properties that hold for any source.

use std::borrow::Cow;

use proptest::prelude::*;

use super::events::Events;
use super::glossary::{Glossary, GlossaryUse};
use super::outline::FootnoteKind::{Definition, Reference, Undefined};
use super::{Options, Target, Words, outline, plain, render, summary};

const WORDS: Words = Words { back_to_reference: "Back to reference", done: "Done", not_done: "Not done" };

/// Knows a few destinations and, as a careless resolver would, hands back what it is given otherwise.
fn resolve(destination: &str) -> Target<'static> {
    match destination {
        "ref:9" => Target::Address(Cow::Borrowed("plans/peer-review/recommendations/9/")),
        "lead:cx" => Target::Address(Cow::Borrowed("/leads/cx/")),
        "home" => Target::Address(Cow::Borrowed("")),
        "partner" => Target::External(Cow::Borrowed("https://partner.example/")),
        "trap" => Target::External(Cow::Borrowed("JavaScript:alert(1)")),
        "ref:none" => Target::Broken,
        other => Target::Address(Cow::Owned(other.to_owned())),
    }
}

fn options() -> Options<'static> {
    Options { root: "../", heading_base: 2, id_prefix: "", resolve: &resolve, words: WORDS }
}

fn html_with(markdown: &str, options: &Options, pairs: &[(&str, &str)]) -> String {
    let glossary = Glossary::new(pairs.iter().copied());
    let mut html = String::new();
    render(markdown, options, &mut GlossaryUse::new(&glossary), &mut html);
    check_page(&html);
    html
}

fn html(markdown: &str) -> String {
    html_with(markdown, &options(), &[])
}

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(html(markdown).trim_end(), expected, "{markdown}");
}

const NAMES: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "abbr",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "img",
    "li",
    "ol",
    "pre",
    "section",
    "span",
    "strong",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const ATTRIBUTES: &[&str] =
    &["href", "src", "alt", "title", "rel", "id", "class", "scope", "start", "lang", "role", "aria-label"];

/// Reads HTML as we write it, and panics at whatever we never write.
fn check_page(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>']) {
        assert!(rest[at..].starts_with('<'), "a bare > in {html}");
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("a tag without an end");
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "out of order in {html}");
            continue;
        }
        let (name, mut attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        assert!(NAMES.contains(&name), "element {name} in {html}");
        while !attributes.is_empty() {
            let (key, value) = attributes.strip_prefix(' ').and_then(|a| a.split_once("=\"")).expect("an attribute");
            assert!(ATTRIBUTES.contains(&key), "attribute {key} in {html}");
            let (value, others) = value.split_once('"').expect("a closed attribute");
            check_value(key, value);
            if key == "id" {
                assert!(!ids.contains(&value), "id {value} twice in {html}");
                ids.push(value);
            }
            attributes = others;
        }
        if !["br", "hr", "img"].contains(&name) {
            assert!(!(name == "a" && open.contains(&"a")), "a link in a link in {html}");
            assert!(!(name == "p" && open.contains(&"p")), "a paragraph in a paragraph in {html}");
            open.push(name);
            assert!(open.len() <= super::events::NESTING + 4, "too deep");
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "left open in {html}");
}

fn check_value(key: &str, value: &str) {
    let is_web = ["http://", "https://"].iter().any(|scheme| value.to_lowercase().starts_with(scheme));
    let is_ours = value.starts_with("../");
    match key {
        "src" => assert!(is_ours, "src {value}"),
        "href" => {
            let lower = value.to_lowercase();
            let is_contact = lower.starts_with("mailto:") || lower.starts_with("tel:");
            assert!(is_ours || is_web || is_contact || value.starts_with('#'), "href {value}");
            assert!(!is_ours || !value[3..].starts_with(['/', '\\']), "href {value}");
            assert!(!value.contains(|c: char| c.is_control() || c == ' '), "href {value}");
        }
        _ => {}
    }
}

#[test]
fn blocks_and_marks_become_elements() {
    check("a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>");
    check("a\\\nb\nc", "<p>a<br>\nb\nc</p>");
    check("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
    check("3. a\n\n   b", "<ol start=\"3\">\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ol>");
    check("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>");
    check("```x\" onload=y\na<b\n```", "<pre><code>a&lt;b\n</code></pre>");
    check("\"Quotes\" -- stay...", "<p>&quot;Quotes&quot; -- stay...</p>");
    check(
        "- [x] a\n- [ ] b",
        "<ul>\n<li><span role=\"img\" aria-label=\"Done\">☑</span> a</li>\n\
         <li><span role=\"img\" aria-label=\"Not done\">☐</span> b</li>\n</ul>",
    );
}

#[test]
fn tables_have_headers_that_say_what_they_head() {
    check(
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr>\n</thead>\n\
         <tbody>\n<tr><td>1</td><td class=\"align-right\">2</td></tr>\n</tbody>\n</table>",
    );
    check("| | |\n|---|---|\n| 1 | 2 |", "<table>\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>");
    assert!(html("| | b |\n|---|---|\n| 1 | 2 |").contains("<tr><td></td><th scope=\"col\">b</th></tr>"));
}

#[test]
fn headings_fit_under_the_page_without_gaps_and_have_ids_of_their_own() {
    check(
        "### A\n# A\n#### B & C\n### D\n##### `E`\n",
        "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n<h3 id=\"b-c\">B &amp; C</h3>\n<h3 id=\"d\">D</h3>\n<h4 id=\"e\">\
         <code>E</code></h4>",
    );
    check("# A\n# A-2\n# A\n# A", {
        "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A-2</h2>\n<h2 id=\"a-3\">A</h2>\n<h2 id=\"a-4\">A</h2>"
    });
    check("# !\n# Tŷ'r Cyngor", "<h2 id=\"section\">!</h2>\n<h2 id=\"tŷr-cyngor\">Tŷ'r Cyngor</h2>");
    let deep = Options { heading_base: 5, id_prefix: "u1-", ..options() };
    let expected = "<h5 id=\"u1-a\">A</h5>\n<h6 id=\"u1-b\">B</h6>\n<h6 id=\"u1-c\">C</h6>\n\
                    <p><a href=\"#u1-c\">c</a> <a href=\"#top\">top</a></p>\n";
    assert_eq!(html_with("# A\n## B\n### C\n[c](#c) [top](#top)", &deep, &[]), expected);
}

#[test]
fn raw_html_is_shown() {
    check("a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>");
    check("<script>\nx()\n</script>\n\ny", "<p>&lt;script&gt;\nx()\n&lt;/script&gt;</p>\n<p>y</p>");
    check("<!-- a -->", "<p>&lt;!-- a --&gt;</p>");
}

#[test]
fn links_lead_where_the_resolver_says() {
    check("[a](ref:9)", "<p><a href=\"../plans/peer-review/recommendations/9/\">a</a></p>");
    check("[a](lead:cx \"T\")", "<p><a href=\"../leads/cx/\" title=\"T\">a</a></p>");
    check("[a *b*](ref:none)", "<p>a <em>b</em></p>");
    check("[a](home)", "<p><a href=\"../\">a</a></p>");
    check("[a](</plans/x y/?q=1&b#c>)", "<p><a href=\"../plans/x%20y/?q=1&amp;b#c\">a</a></p>");
    check("[a](partner)", "<p><a href=\"https://partner.example/\" rel=\"external\">a</a></p>");
    check("[a](HTTPS://x.example)", "<p><a href=\"HTTPS://x.example\" rel=\"external\">a</a></p>");
    check("[a](//x.example/y)", "<p><a href=\"https://x.example/y\" rel=\"external\">a</a></p>");
    check("<policy@x.example>", "<p><a href=\"mailto:policy@x.example\">policy@x.example</a></p>");
    check("[](ref:9)b", "<p>b</p>");
    let bare = Options { root: "", ..options() };
    assert_eq!(html_with("plain", &bare, &[]), "<p>plain</p>\n");
    let glossary = Glossary::new([]);
    let mut out = String::new();
    render("[a](home) [b](//x) [c](/\\\\x)", &bare, &mut GlossaryUse::new(&glossary), &mut out);
    assert_eq!(out, "<p><a href=\"./\">a</a> <a href=\"https://x\" rel=\"external\">b</a> c</p>\n");
}

#[test]
fn dangerous_destinations_lead_nowhere() {
    for destination in [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#x73;cript:alert(1)",
        "java&Tab;script:alert(1)",
        "<java\tscript:alert(1)>",
        "<  javascript:alert(1)>",
        "&#1;javascript:alert(1)",
        "&colon;javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "<java script:alert(1)>",
        "http:x.example",
        "https:///x.example",
        "\\\\\\\\x.example",
        "/\\\\x.example",
        "//",
        "mailto:",
        "trap",
    ] {
        check(&format!("[a]({destination})"), "<p>a</p>");
        check(&format!("![a]({destination})"), "<p>a</p>");
    }
    check("<javascript:alert(1)>", "<p>javascript:alert(1)</p>");
    check("[a](javascript%3Aalert(1))", "<p><a href=\"../javascript%3Aalert(1)\">a</a></p>");
}

#[test]
fn images_are_of_this_site() {
    check("![A *b*](files/x.png \"T\")", "<p><img src=\"../files/x.png\" alt=\"A b\" title=\"T\"></p>");
    check("![\"](x.png)", "<p><img src=\"../x.png\" alt=\"&quot;\"></p>");
    check("![A](https://x.example/a.png)", "<p><a href=\"https://x.example/a.png\" rel=\"external\">A</a></p>");
    check("[![A](https://x.example/a.png)](ref:9)", {
        "<p><a href=\"../plans/peer-review/recommendations/9/\">A</a></p>"
    });
    check("![a ![b](b.png) c](a.png)", "<p><img src=\"../a.png\" alt=\"a b c\"></p>");
    check("# ![A](a.png) b", "<h2 id=\"a-b\"><img src=\"../a.png\" alt=\"A\"> b</h2>");
}

#[test]
fn footnotes_are_numbered_by_reference_and_lead_back() {
    let options = Options { id_prefix: "u-", ..options() };
    let html = html_with("[^b]: Bee\n[^a]: Aye\n\nOne[^A] two[^b] three[^a]", &options, &[]);
    let expected = "<p>One<sup><a href=\"#u-fn:1\" id=\"u-fnref:1\" role=\"doc-noteref\">1</a></sup> \
        two<sup><a href=\"#u-fn:2\" id=\"u-fnref:2\" role=\"doc-noteref\">2</a></sup> \
        three<sup><a href=\"#u-fn:1\" id=\"u-fnref:1.2\" role=\"doc-noteref\">1</a></sup></p>\n\
        <section class=\"footnotes\">\n<ol>\n\
        <li id=\"u-fn:1\"><p>Aye <a href=\"#u-fnref:1\" role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩\u{fe0e}</a> \
        <a href=\"#u-fnref:1.2\" role=\"doc-backlink\" aria-label=\"Back to reference 1.2\">↩\u{fe0e}</a></p></li>\n\
        <li id=\"u-fn:2\"><p>Bee <a href=\"#u-fnref:2\" role=\"doc-backlink\" aria-label=\"Back to reference 2\">↩\u{fe0e}</a>\
        </p></li>\n</ol>\n</section>\n";
    assert_eq!(html, expected);
    check("a[^x]", "<p>a[^x]</p>");
    check("[^x]: Alone", {
        "<section class=\"footnotes\">\n<ol>\n<li id=\"fn:1\"><p>Alone</p></li>\n</ol>\n</section>"
    });
}

#[test]
fn passages_have_their_language() {
    check("the [Cynllun *Gweithredu*]{lang=cy} here", {
        "<p>the <span lang=\"cy\">Cynllun <em>Gweithredu</em></span> here</p>"
    });
    check("[a]{lang=pt-BR}{lang=cy}", "<p><span lang=\"pt-BR\">a</span>{lang=cy}</p>");
    check("# [Cynllun]{lang=cy}\n| [a]{lang=cy} |\n|---|", {
        "<h2 id=\"cynllun\"><span lang=\"cy\">Cynllun</span></h2>\n<table>\n<thead>\n<tr><th scope=\"col\">\
         <span lang=\"cy\">a</span></th></tr>\n</thead>\n<tbody>\n</tbody>\n</table>"
    });
    for text in ["[a]{lang=welsh}", "[a]{lang=}", "[a] {lang=cy}", "![a]{lang=cy}", "[a]{lang=c\"}", "[a]{lang=cy"] {
        check(text, &format!("<p>{}</p>", text.replace('"', "&quot;")));
    }
    check("[a](ref:9){lang=cy}", "<p><a href=\"../plans/peer-review/recommendations/9/\">a</a>{lang=cy}</p>");
    assert_eq!(plain("[a]{lang=cy} b"), "a b");
}

#[test]
fn abbreviations_are_spelt_out_once_in_prose() {
    let pairs = [
        ("MTFS", "medium-term financial strategy"),
        ("R&D", "research & development"),
        ("KPI", "key performance indicator"),
        ("CfPS", "Centre for Public Scrutiny"),
        ("CIPFA", "Chartered Institute of Public Finance"),
        ("CIPFA Code", "Prudential Code"),
        ("Q", "quarter"),
    ];
    let check = |markdown: &str, expected: &str| {
        assert_eq!(html_with(markdown, &options(), &pairs), format!("<p>{expected}</p>\n"), "{markdown}");
    };
    check("The MTFS, MTFS.", "The <abbr>MTFS</abbr> (medium-term financial strategy), MTFS.");
    check("MTFSX `MTFS` XMTFS mtfs", "MTFSX <code>MTFS</code> XMTFS mtfs");
    check("Medium-Term Financial\nStrategy (MTFS)", "Medium-Term Financial\nStrategy (<abbr>MTFS</abbr>)");
    check("*Medium-Term Financial Strategy* (MTFS) MTFS", {
        "<em>Medium-Term Financial Strategy</em> (<abbr>MTFS</abbr>) MTFS"
    });
    check("MTFS (the medium term financial strategy)", "<abbr>MTFS</abbr> (the medium term financial strategy)");
    check("KPIs, KPI", "<abbr>KPIs</abbr> (key performance indicator), KPI");
    check("Key performance indicators (KPIs)", "Key performance indicators (<abbr>KPIs</abbr>)");
    check("R&D and *R&D*", "<abbr>R&amp;D</abbr> (research &amp; development) and <em>R&amp;D</em>");
    check("two Qs", "two <abbr>Qs</abbr> (quarter)");
    check("the CIPFA Code, CIPFA", {
        "the <abbr>CIPFA Code</abbr> (Prudential Code), <abbr>CIPFA</abbr> (Chartered Institute of Public Finance)"
    });
    check(
        "[MTFS](ref:none) CfPS's",
        "<abbr>MTFS</abbr> (medium-term financial strategy) \
        <abbr>CfPS</abbr> (Centre for Public Scrutiny)'s",
    );
    check(
        "[MTFS](https://x.example) MTFS",
        "<a href=\"https://x.example\" rel=\"external\">MTFS</a> \
        <abbr>MTFS</abbr> (medium-term financial strategy)",
    );
    let glossary = Glossary::new(pairs);
    let mut cursor = GlossaryUse::new(&glossary);
    let mut out = String::new();
    render("# MTFS", &options(), &mut cursor, &mut out);
    render("MTFS", &options(), &mut cursor, &mut out);
    render("MTFS", &options(), &mut cursor, &mut out);
    assert_eq!(
        out,
        "<h2 id=\"mtfs\">MTFS</h2>\n<p><abbr>MTFS</abbr> (medium-term financial strategy)</p>\n<p>MTFS</p>\n"
    );
    let twins = [("KPI", "key performance indicator"), ("KPIs", "key performance indicators")];
    assert_eq!(
        html_with("KPIs KPI", &options(), &twins),
        "<p><abbr>KPIs</abbr> (key performance indicators) KPI</p>\n"
    );
}

#[test]
fn plain_text_keeps_the_words() {
    assert_eq!(plain("# A\n\nb *c*\nd\n\n- e\n  - f\n- g[^1]\n\n[^1]: Note"), "A\nb c d\ne\nf\ng");
    assert_eq!(plain("| a | b |\n|---|---|\n| 1 | `2` |\n\n![x](y.png) &amp;"), "a | b\n1 | 2\nx &");
    assert_eq!(plain("a\n\n    b\n      c\n"), "a\nb\n  c");
}

#[test]
fn summaries_end_at_a_word() {
    let text = "# Title\n\nOne two,\nthree.\n\nFour";
    assert_eq!(summary(text, 100), "One two, three. Four");
    assert_eq!(summary(text, 20), "One two, three. Four");
    assert_eq!(summary(text, 19), "One two, three…");
    assert_eq!(summary(text, 11), "One two…");
    assert_eq!(summary(text, 8), "One two…");
    assert_eq!(summary("Three aims:\n\n- One\n- Two.\n- Three", 100), "Three aims: One; Two. Three");
    assert_eq!(summary("ŵŵŵŵ", 3), "ŵŵ…");
    assert_eq!(summary("a b", 0), "");
    assert_eq!(summary("a b", usize::MAX), "a b");
}

#[test]
fn outlines_say_what_stands_where() {
    let markdown = "# A `b`\n\nSee [x *y*](ref:9 \"T\"), ![p](q.png) and <b>.\nR&amp;D [^n] [^m]\n\n<div>\n</div>\n\n\
                    [^n]: N\n\n| | |\n|-|-|\n| 1 | 2 |\n\n`code` [w]{lang=cy} <a@b.example>";
    let outline = outline(markdown);
    let slice = |range: &std::ops::Range<usize>| &markdown[range.clone()];
    let link = &outline.links[0];
    assert_eq!((&*link.destination, &*link.title, &*link.text), ("ref:9", "T", "x y"));
    assert_eq!(slice(&link.range), "[x *y*](ref:9 \"T\")");
    assert_eq!(outline.links[1].destination, "mailto:a@b.example");
    assert_eq!(outline.links.len(), 2);
    let image = &outline.images[0];
    assert_eq!((&*image.destination, &*image.alternative, slice(&image.range)), ("q.png", "p", "![p](q.png)"));
    let heading = &outline.headings[0];
    assert_eq!((heading.level, &*heading.text, &*heading.id), (1, "A b", "a-b"));
    assert_eq!(slice(&heading.range).trim_end(), "# A `b`");
    assert_eq!(outline.raw_html.iter().map(slice).collect::<Vec<_>>(), ["<b>", "<div>\n</div>\n"]);
    let notes: Vec<_> = outline.footnotes.iter().map(|note| (note.kind, &*note.name)).collect();
    assert_eq!(notes, [(Reference, "n"), (Undefined, "m"), (Definition, "n")]);
    assert_eq!(slice(&outline.footnotes[1].range), "[^m]");
    assert_eq!(outline.headerless_tables.iter().map(slice).collect::<Vec<_>>(), ["| | |\n|-|-|\n| 1 | 2 |\n"]);
    let runs: Vec<_> = outline.text.iter().map(|run| (slice(&run.range), run.in_link)).collect();
    let expected = [
        ("A ", false),
        ("See ", false),
        ("x ", true),
        ("y", true),
        (", ", false),
        ("p", false),
        (" and ", false),
        (".\nR&amp;D ", false),
        (" [^m]", false),
        ("N", false),
        ("1", false),
        ("2", false),
        (" ", false),
        ("w", false),
        (" ", false),
        ("a@b.example", true),
    ];
    assert_eq!(runs, expected);
}

/// All that reads Markdown, on one source.
fn read_all(markdown: &str) {
    let pairs = [("AB", "alpha beta"), ("R&D", "research"), ("x", "unknown")];
    for (id_prefix, pairs) in [("", &pairs[..0]), ("p\"<-", &pairs[..])] {
        html_with(markdown, &Options { id_prefix, ..options() }, pairs);
    }
    let listed = outline(markdown);
    for run in &listed.text {
        assert!(!markdown[run.range.clone()].is_empty());
    }
    for heading in &listed.headings {
        assert!(!markdown[heading.range.clone()].is_empty());
    }
    for link in &listed.links {
        let source = &markdown[link.range.clone()];
        assert!(source.starts_with(['[', '<']) && source.ends_with([')', ']', '>']), "{source}");
    }
    for image in &listed.images {
        assert!(markdown[image.range.clone()].starts_with("!["));
    }
    for footnote in &listed.footnotes {
        let source = &markdown[footnote.range.clone()];
        assert!(source.starts_with("[^") && source.contains(&footnote.name), "{source}");
    }
    listed
        .raw_html
        .iter()
        .chain(&listed.headerless_tables)
        .for_each(|range| assert!(!markdown[range.clone()].is_empty()));
    plain(markdown);
    assert!(summary(markdown, 20).chars().count() <= 20);
}

#[test]
fn hostile_sources_are_read_in_bounded_time() {
    let n = 10_000;
    let numbered = |text: &str| (0..n).map(|i| text.replace('N', &i.to_string())).collect::<String>();
    for markdown in [
        ">".repeat(n) + "a",
        "- ".repeat(n) + "a",
        "- ".repeat(1_000) + "a" + &"\n".repeat(n),
        "*a **b ".repeat(n),
        "*".repeat(n) + "a" + &"*".repeat(n),
        "[".repeat(n),
        "![".repeat(n) + "a" + &"](b)".repeat(n),
        "[a](".repeat(n),
        "[^".repeat(n),
        "[^a]".repeat(n) + "\n\n[^a]: b",
        numbered("[^N] ") + "\n\n" + &numbered("[^N]: x\n"),
        "# A\n".repeat(n),
        "`".repeat(n) + "a",
        "<".repeat(n),
        "<a ".repeat(n),
        "<!--".repeat(n),
        "&".repeat(n),
        "| a ".repeat(2_000) + "|\n" + &"|-".repeat(2_000) + "|\n" + &"| b |\n".repeat(2_000),
        "[a]{lang=cy}".repeat(n),
        "[a]{lang=".repeat(n),
        "AB R&D ".repeat(n),
        "[x](#a) ".repeat(n),
        "> - ".repeat(200) + "| a |\n" + &"> - ".repeat(200) + "|-|",
        format!("{}# a\n{}b", "> ".repeat(40), "- ".repeat(40)),
        "\0\u{b}\u{1b}[a](b\u{7f})".to_owned(),
    ] {
        // A quadratic reader would take minutes here.
        read_all(&markdown);
    }
}

/// What hostile and ordinary sources are made of.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "<script>", "</script>", "<img onerror=x src=y>", "<a href=\"", "javascript:", "jAvA\tScript:", "data:", "//x",
    "\\", "[a](", "[", "]", "(", ")", "](", "![", "<", ">", "\"", "'", "&quot;", "&#x3c;", "&colon;", "&Tab;", "\n",
    "\n\n", "> ", "- ", "1. ", "    ", "# ", "## ", "=", "---", "|", "|-|\n", "| a | b |\n|---|--:|\n", "`", "```",
    "~~", "*", "**", "_", "[^1]", "[^1]: ", "\n[^n]: x\n\n", "[x]: javascript:a\n", "[x]", "- [x] ", "- [ ] ",
    "{lang=cy}", "[b]{lang=", "]{lang=pt-BR}", "<!--", "-->", "<![CDATA[", "<?", "\0", "\u{1}", "\t", "\r\n", "ŵ",
    "😀", "AB", "ABs", "R&D", "alpha beta (", "ref:9", "ref:none", "#", "https://x.example", "mailto:a@b.c", "<a@b.c>",
    " onclick=x", "a", " ", "\u{2028}", "\u{fffe}",
];

fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// What plain paragraphs are made of, and what is next to plain.
#[rustfmt::skip]
const NEARLY_PLAIN: &[&str] = &[
    "We agreed", " the plan", ", with", " 3.5 km", ".", "\n", "\n", "\n\n", "\n\n\n", " ", "  ", "a", "é", "ŵ", "“fit”", "1", "1. ",
    "2) ", "- ", "+ ", "# ", "=", "===", "---", ">", ":", ":-:", "!", "(c)", "'", "\"", "--", "...", "$x$", "{", "}", "^", "%",
    "www.example.org", "https://example.org", "a@b.c", "\u{a0}", "\u{2003}", "\u{2028}", "#1", "24/7", "*", "|", "\\", "&", "😀",
];

/// The parser's events with neighbouring texts put together, as every reader of them does.
fn merged(events: Events<'_>) -> Vec<String> {
    let mut merged: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    for (event, range) in events {
        let told = format!("{event:?}");
        let text = |told: &str| told.strip_prefix("Text(Borrowed(\"").is_some();
        match merged.last_mut() {
            Some((last, before)) if text(last) && text(&told) && before.end == range.start => before.end = range.end,
            _ => merged.push((told, range)),
        }
    }
    let told = |(told, range): (String, std::ops::Range<usize>)| match told.split_once('(') {
        Some(("Text", _)) => format!("Text {range:?}"),
        _ => format!("{told} {range:?}"),
    };
    merged.into_iter().map(told).collect()
}

#[test]
fn plain_paragraphs_need_no_parser() {
    for plain in ["We agreed the plan.", "One line\nand another.\n\n\nA second paragraph, 24/7.\n", "\n\nÉtat (3.5%)"]
    {
        assert!(super::paragraphs::Paragraphs::of(plain).is_some(), "{plain}");
    }
    for marked in ["**We**", "1. We", "We \n", " We", "- We", "We & they", "a\r\nb", "[x]"] {
        assert!(super::paragraphs::Paragraphs::of(marked).is_none(), "{marked}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_source_gives_a_safe_and_balanced_page(pieces in prop::collection::vec(pieces(), 0..40)) {
        read_all(&pieces.concat());
    }

    #[test]
    fn plain_paragraphs_are_what_the_parser_makes_of_them(
        pieces in prop::collection::vec(prop::sample::select(NEARLY_PLAIN), 0..12)
    ) {
        let markdown = pieces.concat();
        prop_assert_eq!(merged(Events::new(&markdown)), merged(Events::parsed(&markdown)), "{:?}", markdown);
    }

    #[test]
    fn a_summary_needs_no_more_than_the_first_blocks(
        pieces in prop::collection::vec(prop_oneof![pieces(), Just("\n\na".to_owned())], 0..40),
        max_chars in 0_usize..30,
    ) {
        let markdown = pieces.concat();
        let whole = super::plain::summary_of_whole(&markdown, max_chars);
        prop_assert_eq!(summary(&markdown, max_chars), whole, "{:?}", markdown);
    }
}
