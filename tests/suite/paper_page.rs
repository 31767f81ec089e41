//! A paper as a page of the site: a document made by hand through the theme's `paper.html`.

use headway::diagnostic::Diagnostics;
use headway::document::Document;
use headway::files::Files;
use headway::theme::Theme;
use headway::writers::html;
use serde_json::json;

use crate::{expected, sample};

/// The page, as its route makes it.
pub fn page(document: &Document) -> String {
    // Around the paper stands no more than it needs, so that the test knows nothing of the site's frame.
    let blocks = ["head", "marks", "find", "over", "lead", "main"];
    let base: String = blocks.map(|name| format!("{{% block {name} %}}{{% endblock {name} %}}")).concat();
    let files = Files::from_texts([("themes/own/templates/base.html", base.as_str())]);
    let mut found = Diagnostics::default();
    let theme = Theme::load(&files, Some("own"), "en", &mut found).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let frame = json!({ "root": "../../../../", "base": "../../../../", "language": "en-GB" });
    let made = [
        json!({"format": "PDF", "path": "plans/people/papers/update/update.pdf", "bytes": 98_500}),
        json!({"format": "Word", "path": "plans/people/papers/update/update.docx", "bytes": 2_500_000}),
    ];
    let context = json!({"frame": frame, "document": html::view(document).unwrap(), "files": made});
    let mut out = Vec::new();
    theme.render("paper.html", &context, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn article(page: &str) -> String {
    let start = page.find("<article").unwrap();
    page[start..page.find("</article>").unwrap()].to_owned()
}

#[test]
fn a_paper_is_a_page_with_all_its_parts() {
    expected::same("paper-page.html", &article(&page(&sample::short())));
}

#[test]
fn its_other_forms_are_offered_with_format_and_size() {
    let page = page(&sample::full());
    for link in [
        "<a href=\"../../../../plans/people/papers/update/update.pdf\">Download as PDF</a> (97 KB)",
        "<a href=\"../../../../plans/people/papers/update/update.docx\">Download as Word</a> (2 MB)",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
}

#[test]
fn footnotes_are_numbered_and_lead_back() {
    let page = page(&sample::full());
    for part in [
        "<sup class=\"reference\"><a href=\"#note-1\" id=\"reference-1\">1</a></sup>",
        "<li id=\"note-1\">Three days; <em>see the report</em>. <a href=\"#reference-1\" aria-label=\"Back to where it is named\">↩</a></li>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn nothing_in_it_is_markup_but_the_templates() {
    let page = page(&sample::full());
    assert!(page.contains("#panic(1) *stars* _low_ &lt;angle&gt; $x$ @ref // \\"), "{page}");
    assert!(!article(&page).contains(" style="));
}
