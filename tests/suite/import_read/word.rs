//! What Word documents say: numbers that Word counts, merged cells, changes, links, and what is left out.

use headway::import::read::read;

use super::made::{p, tc, tr, word};
use super::shown::{same, shown};

fn seen(body: &str, parts: &[(&str, &str)]) -> String {
    shown(&read("plan.docx", &word(body, parts)).unwrap())
}

#[test]
fn words_keep_their_look_breaks_and_signs() {
    let body = r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Bold </w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:i w:val="1"/></w:rPr><w:t>slanted</w:t></w:r><w:r><w:t xml:space="preserve"> one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>four &amp; fi</w:t><w:softHyphen/><w:t>ve&#10;six</w:t></w:r></w:p>
        <w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> done </w:t><w:sym w:font="Wingdings" w:char="F0FB"/><w:sym w:font="Wingdings" w:char="F001"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>l</w:t></w:r></w:p>
        <w:p><w:smartTag><w:r><w:t>Har</w:t></w:r></w:smartTag><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>row</w:t></w:r></w:sdtContent></w:sdt></w:p>
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>old</w:t></w:r></w:p>
        <w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p><w:p/>"#;
    same(
        &seen(body, &[]),
        "
        **Bold **_slanted_ one⏎two⇥three\u{2011}four & five six
        ✓ done ✗●
        Harrow
        old
        a+b
        left out: a symbol that only its font knows (F001 of `Wingdings`)
        left out: text that Word hides or has as a placeholder: `secret`
        left out: the line through `old` (the words are kept)
        left out: 1 formula's layout (its letters are kept)
        ",
    );
}

#[test]
fn links_are_known_by_relationship_and_by_field() {
    let body = r#"<w:p><w:hyperlink r:id="link"><w:r><w:t>by relationship</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> and </w:t></w:r><w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/simple&quot; "><w:r><w:t>simple field</w:t></w:r></w:fldSimple></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK </w:instrText></w:r><w:r><w:instrText>"https://example.org/field" \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>by field</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> after</w:t></w:r></w:p>
        <w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>within the document</w:t></w:r></w:hyperlink></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>never seen</w:t></w:r></w:p>
        <w:p><w:r><w:t>not swallowed by a field without an end</w:t></w:r></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> ticked</w:t></w:r></w:p>"#;
    same(
        &seen(body, &[]),
        "
        by relationship<https://example.org/plan?a=1&b=2> and simple field<https://example.org/simple>
        by field<https://example.org/field> after
        within the document
        not swallowed by a field without an end
        ☒ ticked
        ",
    );
}

const STYLES: &str = r#"
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="House"><w:name w:val="House head"/><w:basedOn w:val="berschrift2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
    <w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Head"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Ph"><w:name w:val="Placeholder Text"/></w:style>
    <w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>"#;

const NUMBERING: &str = r#"
    <w:abstractNum w:abstractNumId="0">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
      <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:isLgl/><w:lvlText w:val="%1.%2.%3.%4"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:pStyle w:val="berschrift1"/><w:lvlText w:val="Part %1:"/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="berschrift2"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2">
      <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>"#;

fn item(list: u32, level: u32, words: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#
    )
}

fn styled(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

#[test]
fn numbers_are_counted_as_word_counts_them() {
    let body = [
        item(1, 0, "one"),
        item(1, 1, "one a"),
        item(1, 1, "one b"),
        item(1, 2, "first of b"),
        item(1, 3, "in figures"),
        p("a paragraph between"),
        item(1, 0, "two"),
        item(1, 1, "anew"),
        item(3, 0, "dot"),
        item(3, 1, "dot below"),
        item(4, 0, "seven, where another list starts"),
        item(4, 0, "eight"),
        item(1, 0, "the same definition goes on"),
        item(1, 0, ""),
        item(99, 0, "no such list"),
        item(0, 0, "taken out of its list"),
    ];
    same(
        &seen(&body.concat(), &[("numbering", NUMBERING)]),
        "
        1 (1.) one
          1 (1a) one a
          1 (1b) one b
            1 ((i)) first of b
              1 (1.2.1.1) in figures
        a paragraph between
        1 (2.) two
          1 (2a) anew
        * dot
          * dot below
        1 (7.) seven, where another list starts
        1 (8.) eight
        1 (9.) the same definition goes on
        1 (10.)
        no such list
        taken out of its list
        ",
    );
}

#[test]
fn styles_make_headings_and_lists_by_name_outline_and_what_they_are_based_on() {
    let body = [
        styled("TOC1", "People 3"),
        styled("berschrift1", "People"),
        styled("berschrift2", "Staff"),
        styled("berschrift2", "Members"),
        styled("House", "Without a number"),
        styled("Outlined", "By outline"),
        styled("Loop", "Based on itself"),
        styled("Nowhere", "No such style"),
        styled("Strong", "Bold by style"),
        r#"<w:p><w:pPr><w:pStyle w:val="Strong"/></w:pPr><w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t>twice is plain</w:t></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="Ph"/></w:rPr><w:t>Choose an item.</w:t></w:r></w:p>"#.to_owned(),
        styled("Bullets", "in a list by style"),
        r#"<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>said here</w:t></w:r></w:p>"#.to_owned(),
    ];
    same(
        &seen(&body.concat(), &[("styles", STYLES), ("numbering", NUMBERING)]),
        "
        # (Part A:) People
        ## (A.1) Staff
        ## (A.2) Members
        ## Without a number
        ### By outline
        Based on itself
        No such style
        **Bold by style**
        twice is plain
        * in a list by style
        ## said here
        left out: text that Word hides or has as a placeholder: `Choose an item.`
        left out: 1 line of the table of contents
        ",
    );
}

#[test]
fn typed_lists_become_lists() {
    let body = r"<w:p><w:r><w:t>To do:</w:t><w:br/><w:t>- first</w:t><w:br/><w:t>  • </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>below</w:t></w:r></w:p><w:p><w:r><w:t>–</w:t><w:tab/><w:t>dash</w:t></w:r></w:p><w:p><w:r><w:t>-5 degrees</w:t></w:r></w:p><w:p><w:r><w:t>first line</w:t><w:br/><w:t>second line</w:t></w:r></w:p>";
    same(
        &seen(body, &[]),
        "
        To do:
        * first
          * **below**
        * dash
        -5 degrees
        first line⏎second line
        ",
    );
}

#[test]
fn tracked_changes_are_taken_as_made() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">By </w:t></w:r><w:del><w:r><w:delText>May</w:delText></w:r></w:del><w:ins><w:r><w:t>June</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">joined </w:t></w:r></w:p><w:p><w:r><w:t>to one</w:t></w:r></w:p>
        <w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"#;
    same(
        &seen(body, &[]),
        "
        By June
        joined to one
        [table 1]
          row 1
            0: 1
            1: kept
          row 2
            0: 2
            1:
        left out: 2 pieces of text that tracked changes delete
        left out: 1 row that a tracked change deletes
        ",
    );
}

#[test]
fn merged_cells_cover_columns_and_go_on_downwards() {
    let body = format!(
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        tc(r#"<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="FFC000"/>"#, &p("wide")),
        tc(r#"<w:shd w:fill="FFFFFF"/>"#, &p("c")),
        tc(r#"<w:vMerge w:val="restart"/>"#, &p("tall")),
        tc("", &p("x")),
        tc("<w:vMerge/>", &p("no begin above")),
        tc("<w:vMerge/>", "<w:p/>"),
        tc("", &p("y")),
        tc("<w:vMerge/>", &p("covered")),
        tc("", &p("after a gap")),
        tc(r#"<w:vMerge w:val="continue"/>"#, "<w:p/>"),
        tc(r#"<w:hMerge w:val="restart"/>"#, &p("old way")),
        tc("<w:hMerge/>", "<w:p/>"),
    );
    same(
        &seen(&body, &[]),
        "
        [table 1]
          row 1 repeats
            0 to 1 #ffc000: wide
            2: c
          row 2
            0: tall
            1: x
            2: no begin above
          row 3
            0 goes on: tall
            1: y
            2 goes on: no begin above
          row 4
            1: after a gap
            2 goes on: no begin above
          row 5
            0 to 1: old way
        left out: table 1, row 3: a merged cell covers `covered`
        ",
    );
}

#[test]
fn tables_within_tables_are_lines_or_tables_of_their_own() {
    let inner = format!("<w:tbl>{}{}</w:tbl>", tr(&["Step", "When"]), tr(&["Ask", "May"]));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr>{}</w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl><w:sdt><w:sdtContent><w:tbl>{}</w:tbl></w:sdtContent></w:sdt>",
        tc("", &p("1")),
        tc("", &(p("before") + &inner + &p("after"))),
        tr(&["2", "plain"]),
        tc("", &(p("frame") + &inner)),
        tr(&["a", "b"]),
    );
    same(
        &seen(&body, &[]),
        "
        [table 1]
          row 1
            0: 1
            1:
              before
              Step – When
              Ask – May
              after
          row 2
            0: 2
            1: plain
        [table 3]
          row 1
            0: frame
        [table 4]
          row 1
            0: Step
            1: When
          row 2
            0: Ask
            1: May
        [table 5]
          row 1
            0: a
            1: b
        left out: 1 table within a cell (its rows are kept as lines of the cell)
        ",
    );
}

#[test]
fn what_is_beside_the_text_is_kept_or_said() {
    let body = format!(
        r#"<w:p><w:r><w:t>Noted</w:t><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> and </w:t><w:endnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r></w:p>
        <w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="The council's arms"/><a:graphic><a:graphicData uri="x/picture"><pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:drawing><wp:inline><wp:docPr id="2" name="Chart 2"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r></w:p>
        <w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>beside a box</w:t></w:r></w:p>
        <w:p><w:r><w:pict><v:shape alt="A seal"><v:imagedata/></v:shape></w:pict></w:r></w:p>
        <w:altChunk r:id="x"/><w:bookmarkStart w:id="0" w:name="x"/>"#,
        p("in the box"),
        p("in the box"),
    );
    let footnotes = format!(
        r#"<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>the report</w:t></w:r></w:p>{}</w:footnote>"#,
        p("page 3")
    );
    let endnotes = format!(r#"<w:endnote w:id="2">{}</w:endnote>"#, p("at the end"));
    let parts: [(&str, &str); 4] = [
        ("footnotes", &footnotes),
        ("endnotes", &endnotes),
        ("header", &p("Official – sensitive")),
        (
            "footer",
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        ),
    ];
    same(
        &seen(&body, &parts),
        "
        Noted [See _the report_ page 3] and [at the end]
        beside a box
        in the box
        left out: the header of the pages: `Official – sensitive`
        left out: a picture, described as `The council's arms`
        left out: a picture, described as `A seal`
        left out: 1 chart
        left out: 1 comment in the margin
        left out: 1 part that Word fetches from another file (open the document in Word and save it, then it is read)
        ",
    );
}

#[test]
fn strict_documents_and_other_prefixes_are_read_as_well() {
    let strict = r#"<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main" xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body><p><q:r><q:rPr><b q:val="on"/></q:rPr><t>Strict</t></q:r></p></q:body></document>"#;
    let kind = r#"<Types><Override PartName="/word/Document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let root = r#"<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/></Relationships>"#;
    let files = [("[content_types].xml", kind), ("_rels/.rels", root), ("word/document.xml", strict)];
    let bytes = super::made::zipped(&files.map(|(name, text)| (name.to_owned(), text.to_owned())));
    same(&shown(&read("strict.docx", &bytes).unwrap()), "**Strict**");
}

#[test]
fn a_paper_of_ours_is_read_back() {
    const STYLES: &str = include_str!("../../../themes/default/paper/styles.xml");
    let mut bytes = Vec::new();
    headway::writers::docx::write(&crate::docx::sample::full(2), STYLES, &mut bytes).unwrap();
    crate::expected::same("import-own-paper.txt", &shown(&read("paper.docx", &bytes).unwrap()));
}
