//! YAML text to a tree of nodes, each with its byte range.
//!
//! One flat vector in the order of the text: the children of a node follow it, and `next` is the
//! node after its last descendant. All limits are held here, without recursion, so whatever walks
//! the tree later may recurse. Nothing here knows a source type. Start reading at [`Tree::parse`].

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span as Mark, StructureStyle};

use super::{CUT_SHORT, DUPLICATE_KEY, YAML_SYNTAX, YAML_TOO_LARGE, YAML_UNSUPPORTED, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Span};

/// How many levels lists and mappings may stand in each other, aliases followed.
pub(super) const DEPTH_LIMIT: usize = 64;
/// How many nodes all aliases of a file may stand for.
pub(super) const ALIAS_LIMIT: u64 = 250_000;
/// How many nodes a file may have.
pub(super) const NODE_LIMIT: usize = 4_000_000;

pub(super) type NodeId = u32;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
    Literal,
    Folded,
}

#[derive(Debug)]
pub(super) enum Kind<'t> {
    Text(Cow<'t, str>, Style),
    List,
    /// The children are a key, its value, the next key and so on.
    Mapping,
    /// Stands for a finished node before it, which is never an alias itself.
    Alias(NodeId),
}

#[derive(Debug)]
pub(super) struct Node<'t> {
    /// Bytes from the start of the text, without the base.
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) next: NodeId,
    pub(super) kind: Kind<'t>,
    /// A reported mistake stands here: reading goes on as if it were not written.
    pub(super) out: Cell<bool>,
}

#[derive(Debug)]
pub(super) struct Tree<'t> {
    nodes: Vec<Node<'t>>,
    pub(super) source: &'t str,
    pub(super) file: FileId,
    pub(super) base: usize,
}

impl<'t> Tree<'t> {
    /// The tree of a text with one document, or nothing if it is not YAML or is too large.
    pub(super) fn parse(source: &'t str, file: FileId, base: usize, diagnostics: &mut Diagnostics) -> Option<Self> {
        let tree = Tree { nodes: Vec::with_capacity(source.len() / 24 + 1), source, file, base };
        let mut builder =
            Builder { tree, open: Vec::new(), anchors: Vec::new(), aliased: 0, documents: 0, diagnostics };
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.emit_unresolved_aliases = true;
        options.disallow_directives = true;
        for event in Parser::new_from_str_with_options(source, options) {
            match event {
                Ok((event, mark)) => match builder.take(event, mark) {
                    Next::More => {}
                    Next::Done => break,
                    Next::Impossible => return None,
                },
                Err(error) => {
                    let found = syntax::explain(&error, source);
                    builder.error(YAML_SYNTAX, found.range, found.message, found.hint);
                    return None;
                }
            }
        }
        if builder.tree.nodes.is_empty() {
            builder.push(0..0, Kind::Text(Cow::Borrowed(""), Style::Plain));
        }
        Some(builder.tree)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id as usize]
    }

    /// The node itself, or what an alias stands for.
    pub(super) fn content_id(&self, id: NodeId) -> NodeId {
        if let Kind::Alias(target) = self.node(id).kind { target } else { id }
    }

    pub(super) fn content(&self, id: NodeId) -> &Node<'t> {
        self.node(self.content_id(id))
    }

    /// The text of a scalar as written.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        if let Kind::Text(text, _) = &self.content(id).kind { Some(text) } else { None }
    }

    /// `~`, `null` or nothing at all, without quotes.
    pub(super) fn is_null(&self, id: NodeId) -> bool {
        match &self.content(id).kind {
            Kind::Text(text, Style::Plain) => matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    pub(super) fn is_out(&self, id: NodeId) -> bool {
        self.node(id).out.get() || self.content(id).out.get()
    }

    /// The children of a list, or the keys and values of a mapping in turn.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let content = self.content_id(id);
        let end = self.node(content).next;
        let mut at = content + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(at)?;
            at = self.node(child).next;
            Some(child)
        })
    }

    /// The keys of a mapping, each with its value, those that are left out among them.
    pub(super) fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let mut children = self.children(id);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// Where a node stands; of a list or mapping the first line, for carets below ten lines help nobody.
    pub(super) fn span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        let mut range = node.start as usize..node.end as usize;
        if matches!(node.kind, Kind::List | Kind::Mapping) {
            range.end = range.end.min(line_end(self.source, range.start));
        }
        self.place(range)
    }

    /// A range of the text as a place in the file.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.base + range.start..self.base + range.end)
    }
}

/// The end of the line that `at` is on, without its line break.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or("");
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// The start of the line that `at` is on.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |line_break| line_break + 1)
}

enum Next {
    More,
    Done,
    /// Reported, and too bad to go on.
    Impossible,
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: NodeId,
    anchor: usize,
    /// Nodes in it, aliases followed.
    size: u64,
    /// Levels in it, aliases followed.
    height: usize,
}

/// What an alias would stand for.
#[derive(Clone, Copy)]
struct Anchor {
    node: NodeId,
    size: u64,
    height: usize,
}

struct Builder<'t, 'd> {
    tree: Tree<'t>,
    open: Vec<Open>,
    /// By the parser's number; nothing while the node is unfinished.
    anchors: Vec<Option<Anchor>>,
    aliased: u64,
    documents: usize,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Builder<'t, '_> {
    fn take(&mut self, event: Event<'t>, mark: Mark) -> Next {
        let range = mark.byte_range().unwrap_or(0..0);
        let tag = match &event {
            Event::Scalar(_, _, _, tag) | Event::SequenceStart(_, _, tag) | Event::MappingStart(_, _, tag) => tag,
            _ => &None,
        };
        if tag.is_some() {
            self.tagged(mark, &range);
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let start = self.tree.source[..range.end].rfind("---").unwrap_or(range.start);
                    let end = line_end(self.tree.source, start);
                    let message = "a second document starts here";
                    let hint = "take the line `---` away, or move what follows it to a file of its own";
                    self.error(YAML_UNSUPPORTED, start..end, message, hint);
                    return Next::Done;
                }
            }
            Event::Scalar(text, style, anchor, _) => return self.scalar(text, style, anchor, range),
            Event::SequenceStart(style, anchor, _) => {
                let start =
                    if style == StructureStyle::Block { dash(self.tree.source, range.start) } else { range.start };
                return self.start(start..range.end.max(start), Kind::List, anchor);
            }
            Event::MappingStart(_, anchor, _) => return self.start(range, Kind::Mapping, anchor),
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            Event::Alias(anchor) => return self.alias(anchor, range),
            Event::UnresolvedAlias(name) => {
                let message = format!("`*{name}` refers to a part named `&{name}`, and there is none before it");
                let hint = "if the `*` belongs to the text, put the whole value in quotes";
                self.error(YAML_SYNTAX, range.clone(), message, hint);
                return self.broken(range);
            }
            _ => {}
        }
        Next::More
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, anchor: usize, range: Range<usize>) -> Next {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Quoted,
        };
        // The parser says `~` for a value that is not written at all; an empty text tells the two apart.
        let unwritten = range.is_empty() && style == Style::Plain;
        let text = if unwritten { Cow::Borrowed("") } else { text };
        let range = if unwritten { after_colon(self.tree.source, range.start) } else { range };
        if style == Style::Plain {
            self.cut_short(&range);
        }
        let node = self.push(range, Kind::Text(text, style));
        self.count(anchor, Anchor { node, size: 1, height: 0 })
    }

    fn start(&mut self, range: Range<usize>, kind: Kind<'t>, anchor: usize) -> Next {
        if self.open.len() >= DEPTH_LIMIT {
            return self.too_deep(range);
        }
        let node = self.push(range, kind);
        self.open.push(Open { node, anchor, size: 1, height: 1 });
        Next::More
    }

    fn end(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.tree.nodes[open.node as usize].next = self.next_id();
        let closed = end > 0 && matches!(self.tree.source.as_bytes().get(end - 1), Some(b']' | b'}'));
        // A block ends where its last value ends; the parser says so only at the next key.
        let end = if closed && is_flow(&self.tree, open.node) {
            offset(end)
        } else {
            self.tree.children(open.node).last().map_or(0, |last| self.tree.node(last).end)
        };
        let node = &mut self.tree.nodes[open.node as usize];
        node.end = end.max(node.start);
        if matches!(node.kind, Kind::Mapping) {
            self.check_keys(open.node);
        }
        self.count(open.anchor, Anchor { node: open.node, size: open.size, height: open.height });
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) -> Next {
        let Some(target) = self.anchors.get(anchor).copied().flatten() else {
            let hint = "write the part out instead of repeating it inside itself";
            self.error(YAML_UNSUPPORTED, range.clone(), "a part cannot be repeated inside itself", hint);
            return self.broken(range);
        };
        self.aliased += target.size;
        if self.aliased > ALIAS_LIMIT {
            let hint = "write the repeated parts out, or repeat fewer of them";
            self.error(YAML_TOO_LARGE, range, "the aliases of this file expand to too much", hint);
            return Next::Impossible;
        }
        if self.open.len() + target.height > DEPTH_LIMIT {
            return self.too_deep(range);
        }
        let node = self.push(range, Kind::Alias(target.node));
        self.count(0, Anchor { node, ..target })
    }

    /// A node that is in the tree only so that keys and values stay in step.
    fn broken(&mut self, range: Range<usize>) -> Next {
        let node = self.push(range, Kind::Text(Cow::Borrowed(""), Style::Plain));
        self.tree.node(node).out.set(true);
        self.count(0, Anchor { node, size: 1, height: 0 })
    }

    fn too_deep(&mut self, range: Range<usize>) -> Next {
        let message = format!("lists and keys stand more than {DEPTH_LIMIT} levels deep in each other");
        self.error(YAML_TOO_LARGE, range, message, "write it with fewer levels; a stray `[` or `{` may be the cause");
        Next::Impossible
    }

    /// Adds a finished node to the one around it, and remembers it if it has an anchor.
    fn count(&mut self, anchor: usize, finished: Anchor) -> Next {
        if let Some(around) = self.open.last_mut() {
            around.size += finished.size;
            around.height = around.height.max(finished.height + 1);
        }
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            self.anchors[anchor] = Some(finished);
        }
        if self.tree.nodes.len() > NODE_LIMIT {
            let message = format!("this file has more than {NODE_LIMIT} values");
            self.error(YAML_TOO_LARGE, 0..0, message, "split it into several files");
            return Next::Impossible;
        }
        Next::More
    }

    fn push(&mut self, range: Range<usize>, kind: Kind<'t>) -> NodeId {
        let id = self.next_id();
        let (start, end) = (offset(range.start), offset(range.end.max(range.start)));
        self.tree.nodes.push(Node { start, end, next: id + 1, kind, out: Cell::new(false) });
        id
    }

    fn next_id(&self) -> NodeId {
        // Never reached: the number of nodes is held below `NODE_LIMIT`.
        NodeId::try_from(self.tree.nodes.len()).unwrap_or(NodeId::MAX)
    }

    fn error(&mut self, code: &'static str, range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let place = self.tree.place(range);
        self.diagnostics.push(Diagnostic::error(code, place, message, hint));
    }

    fn tagged(&mut self, mark: Mark, range: &Range<usize>) {
        let tag = mark.tag_span().and_then(|span| span.byte_range()).unwrap_or(range.clone());
        let word = self.tree.source.get(tag.clone()).unwrap_or("!").to_owned();
        let hint = "take it away; if the `!` belongs to the text, put the value in quotes";
        self.error(YAML_UNSUPPORTED, tag, format!("the tag `{word}` is not used in these files"), hint);
    }

    /// Warns of a plain value that one space and a `#` end: more often lost text than a comment.
    fn cut_short(&mut self, value: &Range<usize>) {
        let source = self.tree.source;
        let Some(comment) = source.get(value.end..).and_then(|rest| rest.strip_prefix(' ')) else { return };
        if !comment.starts_with('#') {
            return;
        }
        // `key: # words` over a block is a plain comment; `ref: #3` is a value that was lost.
        if value.is_empty() && !comment[1..].starts_with(|c: char| c.is_alphanumeric()) {
            return;
        }
        let start = value.end + 1;
        let range = start..line_end(source, start);
        let lost = shortened(source[range.clone()].trim_end());
        let message = if value.is_empty() {
            format!("the value is empty: `{lost}` is read as a comment")
        } else {
            format!("the value ends before ` #`: `{lost}` is read as a comment")
        };
        let hint = "put the whole value in quotes; if it is a comment, leave two spaces before the `#`";
        let place = self.tree.place(range);
        self.diagnostics.push(Diagnostic::warning(CUT_SHORT, place, message, hint));
    }

    /// Every key must be a text of its own; the first of two equal ones stands.
    fn check_keys(&mut self, mapping: NodeId) {
        let tree = &self.tree;
        let mut keys = Vec::new();
        for (key, _) in tree.entries(mapping) {
            if tree.is_out(key) {
                continue;
            }
            let node = tree.content(key);
            let fault = match &node.kind {
                Kind::Text(text, _) if text.is_empty() && node.start == node.end => NO_KEY,
                Kind::Text(text, Style::Plain) if text == "<<" => MERGE_KEY,
                Kind::Text(text, _) => {
                    keys.push((text.as_ref(), key));
                    continue;
                }
                _ => COMPOUND_KEY,
            };
            // `{{ name }}` is no mapping with a bad key but a text that needs quotes: it goes as a whole.
            let braces = fault == COMPOUND_KEY && is_flow(tree, mapping);
            let faulty = if braces { mapping } else { key };
            tree.node(faulty).out.set(true);
            let (code, message, hint) = if braces { BRACES } else { fault };
            self.diagnostics.push(Diagnostic::error(code, tree.span(faulty), message, hint));
            if braces {
                return;
            }
        }
        keys.sort_unstable();
        let mut first = 0;
        for at in 1..keys.len() {
            let ((text, id), (first_text, first_id)) = (keys[at], keys[first]);
            if text != first_text {
                first = at;
                continue;
            }
            tree.node(id).out.set(true);
            let hint = "keep one of the two and take the other away";
            let message = format!("`{}` is given twice", shortened(text));
            let error = Diagnostic::error(DUPLICATE_KEY, tree.span(id), message, hint);
            self.diagnostics.push(error.with_related(tree.span(first_id), "given here first"));
        }
    }
}

type KeyFault = (&'static str, &'static str, &'static str);
const NO_KEY: KeyFault = (YAML_SYNTAX, "there is no key before this colon", "write the key before the colon");
const MERGE_KEY: KeyFault =
    (YAML_UNSUPPORTED, "the merge key `<<` is not used in these files", "write the keys out where they are needed");
const COMPOUND_KEY: KeyFault = (
    YAML_UNSUPPORTED,
    "a list or a set of keys cannot be a key itself",
    "put a text that starts with `{` or `[` in quotes",
);
const BRACES: KeyFault =
    (YAML_UNSUPPORTED, "a text that starts with `{` must stand in quotes", "put the whole value in quotes");

/// The parser puts the start of some block lists after their first dash; this is the dash.
fn dash(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    if bytes.get(at) == Some(&b'-') && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) {
        return at;
    }
    let before = source.get(..at).unwrap_or("").trim_end_matches([' ', '\n', '\r']);
    if before.ends_with('-') { before.len() - 1 } else { at }
}

/// The parser puts a value that is not written at the end of its key; this is the end of the colon.
fn after_colon(source: &str, at: usize) -> Range<usize> {
    let rest = source.get(at..).unwrap_or("");
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let end = if rest[spaces..].starts_with(':') { at + spaces + 1 } else { at };
    end..end
}

/// Whether a list or mapping is written with brackets.
fn is_flow(tree: &Tree<'_>, id: NodeId) -> bool {
    matches!(tree.source.as_bytes().get(tree.node(id).start as usize), Some(b'[' | b'{'))
}

/// The first words of a text, for a message.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    if line.chars().count() <= LONGEST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Files are refused above 64 MiB (see `files`), so every offset fits.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
