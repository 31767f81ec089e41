//! What Word asks of a file before it opens it: parts, ids, references, and the order of elements.

use std::collections::BTreeSet;

use crate::docx::word::{Element, Word};

/// The children of elements in the order of the sequences of ECMA-376, 5th edition, part 1, annex A; those
/// that no writer of ours has are left out.
const ORDER: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:strike",
            "w:color",
            "w:sz",
            "w:szCs",
            "w:u",
            "w:vertAlign",
            "w:rtl",
            "w:lang",
        ],
    ),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tcPr", &["w:tcW", "w:shd", "w:vAlign"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tblStylePr", &["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar"]),
    ("w:sdt", &["w:sdtPr", "w:sdtContent"]),
    ("w:numbering", &["w:abstractNum", "w:num"]),
    ("w:abstractNum", &["w:multiLevelType", "w:lvl"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr"]),
    ("w:styles", &["w:docDefaults", "w:latentStyles", "w:style"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:tblStylePr",
        ],
    ),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:defaultTabStop",
            "w:characterSpacingControl",
            "w:footnotePr",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
    ("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
];

/// All that is wrong with the file.
pub fn faults(word: &Word) -> Vec<String> {
    let mut faults = Vec::new();
    if word.order[0] != "[Content_Types].xml" {
        faults.push("the types of the parts do not come first".to_owned());
    }
    let types = word.part("[Content_Types].xml");
    for (name, _) in word.files.iter().filter(|(name, _)| *name != "[Content_Types].xml") {
        let is_named = types.children.iter().any(|one| {
            one.attribute("PartName") == Some(&format!("/{name}"))
                || one.attribute("Extension").is_some_and(|ending| name.ends_with(&format!(".{ending}")))
        });
        if !is_named {
            faults.push(format!("{name} has no type"));
        }
    }
    for part in types.children.iter().filter_map(|one| one.attribute("PartName")) {
        if !word.files.contains_key(&part[1..]) {
            faults.push(format!("{part} has a type and is not there"));
        }
    }
    for name in word.files.keys().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let root = word.part(name);
        for element in root.all() {
            order(element, &mut faults);
            paragraphs(element, &mut faults);
        }
        if name.starts_with("word/") && !name.contains("_rels") {
            references(word, name, &root, &mut faults);
        }
    }
    ids(&word.body(), &mut faults);
    styles(word, &mut faults);
    faults
}

fn order(element: &Element, faults: &mut Vec<String>) {
    let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name) else { return };
    let mut last = 0;
    for child in &element.children {
        match order.iter().position(|name| *name == child.name) {
            Some(at) if at >= last => last = at,
            Some(_) => faults.push(format!("{} stands too late in {}", child.name, element.name)),
            None => faults.push(format!("{} is not known in {}", child.name, element.name)),
        }
    }
}

/// A cell ends with a paragraph; two tables in a row would be one; a row has its cells.
fn paragraphs(element: &Element, faults: &mut Vec<String>) {
    let names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
    if element.name == "w:tc" && names.last() != Some(&"w:p") {
        faults.push("a cell does not end with a paragraph".to_owned());
    }
    if names.windows(2).any(|two| two == ["w:tbl", "w:tbl"]) {
        faults.push("two tables meet".to_owned());
    }
    if element.name == "w:tbl" {
        let columns = element.child("w:tblGrid").unwrap().children.len();
        let rows = element.children.iter().filter(|child| child.name == "w:tr");
        for row in rows {
            let cells = row.children.iter().filter(|child| child.name == "w:tc").count();
            if cells != columns || !(1..=63).contains(&cells) {
                faults.push(format!("{cells} cells in {columns} columns"));
            }
        }
    }
    if element.name == "w:hyperlink" && element.all().iter().skip(1).any(|inner| inner.name == "w:hyperlink") {
        faults.push("a link in a link".to_owned());
    }
}

fn references(word: &Word, name: &str, root: &Element, faults: &mut Vec<String>) {
    let relations = word.relations(name);
    let ids: BTreeSet<&str> = relations.iter().map(|(id, ..)| id.as_str()).collect();
    if ids.len() != relations.len() {
        faults.push(format!("{name} has two relationships of one id"));
    }
    for element in root.all() {
        for (attribute, id) in &element.attributes {
            if matches!(attribute.as_str(), "r:id" | "r:embed") && !ids.contains(id.as_str()) {
                faults.push(format!("{name} has no relationship {id}"));
            }
        }
    }
    for (id, target, is_outside) in &relations {
        if !is_outside && !word.files.contains_key(&format!("word/{target}")) {
            faults.push(format!("{id} of {name} leads to nothing: {target}"));
        }
        if *is_outside && !target.is_ascii() {
            faults.push(format!("{target} is no address"));
        }
    }
    let bookmarks: Vec<&str> = root.named("w:bookmarkStart").iter().filter_map(|one| one.attribute("w:name")).collect();
    for anchor in root.all().iter().filter_map(|one| one.attribute("w:anchor")) {
        if name == "word/document.xml" && !bookmarks.contains(&anchor) {
            faults.push(format!("no bookmark {anchor}"));
        }
    }
}

fn ids(body: &Element, faults: &mut Vec<String>) {
    let kinds = [
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("w:bookmarkEnd", "w:id"),
        ("wp:docPr", "id"),
        ("w:footnoteReference", "w:id"),
    ];
    for (name, attribute) in kinds {
        let all: Vec<&str> = body.named(name).iter().map(|one| one.attribute(attribute).unwrap()).collect();
        if all.iter().collect::<BTreeSet<_>>().len() != all.len() {
            faults.push(format!("{name} has the same {attribute} twice"));
        }
    }
    for bookmark in body.named("w:bookmarkStart") {
        let name = bookmark.attribute("w:name").unwrap();
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if name.len() > 40 || !is_plain {
            faults.push(format!("{name} is no name of a bookmark"));
        }
    }
    let starts = body.named("w:sectPr").len();
    let in_paragraphs = body.named("w:p").iter().filter(|one| one.named("w:sectPr").len() == 1).count();
    if starts != in_paragraphs + 1 || body.children.last().is_none_or(|last| last.name != "w:sectPr") {
        faults.push("the body does not end with its pages".to_owned());
    }
}

/// Every style that is named is there.
fn styles(word: &Word, faults: &mut Vec<String>) {
    let sheet = word.part("word/styles.xml");
    let known: Vec<&str> = sheet.named("w:style").iter().filter_map(|style| style.attribute("w:styleId")).collect();
    let parts = ["document", "header", "footer", "footnotes", "styles"].map(|name| format!("word/{name}.xml"));
    for part in parts.iter().filter(|part| word.files.contains_key(*part)) {
        for element in word.part(part).all() {
            let kinds = ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"];
            let named = element.attribute("w:val").filter(|_| kinds.contains(&element.name.as_str()));
            if let Some(name) = named.filter(|name| !known.contains(name)) {
                faults.push(format!("{part} names the style {name}"));
            }
        }
    }
}
