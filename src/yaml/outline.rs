//! A YAML text as it stands: its keys and values with their places, for whoever changes a part and keeps the rest.

use std::ops::Range;

use super::tree::{Kind, NodeId, Style, Tree};
use crate::diagnostic::{Diagnostics, FileId};

pub struct Outline<'t> {
    tree: Tree<'t>,
}

/// One value of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(NodeId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A null, written or not.
    Nothing,
    Text,
    /// A text below `|` or `>`.
    Block,
    /// A key a line.
    Lines,
    /// A mapping in braces.
    Braces,
    /// A list, or a part that stands for another.
    Other,
}

/// A key of a mapping, where it stands, and its value.
pub struct Entry<'o> {
    pub key: &'o str,
    pub place: Range<usize>,
    pub value: Part,
}

impl<'t> Outline<'t> {
    /// Nothing if the text is no YAML, or a key stands in it twice.
    pub fn parse(text: &'t str) -> Option<Self> {
        let mut found = Diagnostics::default();
        let tree = Tree::parse(text, FileId(0), 0, &mut found);
        tree.filter(|_| !found.has_errors()).map(|tree| Self { tree })
    }

    pub fn root(&self) -> Part {
        Part(0)
    }

    pub fn shape(&self, part: Part) -> Shape {
        match &self.tree.node(part.0).kind {
            Kind::Text(..) if self.tree.is_null(part.0) => Shape::Nothing,
            Kind::Text(_, Style::Literal | Style::Folded) => Shape::Block,
            Kind::Text(..) => Shape::Text,
            Kind::Mapping if self.tree.source[self.place(part)].starts_with('{') => Shape::Braces,
            Kind::Mapping => Shape::Lines,
            Kind::List | Kind::Alias(_) => Shape::Other,
        }
    }

    /// Where it stands. A block is without its `|`, and what is not written is the place for it.
    pub fn place(&self, part: Part) -> Range<usize> {
        let node = self.tree.node(part.0);
        node.start as usize..node.end as usize
    }

    /// A text as it is read; nothing for a null.
    pub fn text(&self, part: Part) -> Option<&str> {
        self.tree.text(part.0).filter(|_| !self.tree.is_null(part.0))
    }

    /// The entries of a mapping, in order; none of anything else.
    pub fn entries(&self, part: Part) -> Vec<Entry<'_>> {
        if !matches!(self.tree.node(part.0).kind, Kind::Mapping) {
            return Vec::new();
        }
        let entry = |(key, value): (NodeId, NodeId)| {
            Some(Entry { key: self.tree.text(key)?, place: self.place(Part(key)), value: Part(value) })
        };
        self.tree.entries(part.0).filter_map(entry).collect()
    }

    /// What a mapping has under a key, whatever its case.
    pub fn get(&self, part: Part, key: &str) -> Option<Part> {
        if !matches!(self.tree.node(part.0).kind, Kind::Mapping) {
            return None;
        }
        let is = |found: NodeId| self.tree.text(found).is_some_and(|text| text.eq_ignore_ascii_case(key));
        self.tree.entries(part.0).find(|(found, _)| is(*found)).map(|(_, value)| Part(value))
    }

    /// What stands under keys within keys.
    pub fn find(&self, path: &[&str]) -> Option<Part> {
        path.iter().try_fold(self.root(), |part, key| self.get(part, key))
    }

    /// All texts and nulls, each behind its path, in order; lists count from 0.
    pub fn leaves(&self) -> Vec<(Vec<String>, Option<String>)> {
        let mut leaves = Vec::new();
        self.walk(self.root(), &mut Vec::new(), &mut leaves);
        leaves
    }

    /// The tree holds nesting below its own limit.
    fn walk(&self, part: Part, path: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, Option<String>)>) {
        match &self.tree.content(part.0).kind {
            Kind::Text(..) => leaves.push((path.clone(), self.text(part).map(ToOwned::to_owned))),
            Kind::List => {
                for (number, item) in self.tree.children(part.0).enumerate() {
                    path.push(number.to_string());
                    self.walk(Part(item), path, leaves);
                    path.pop();
                }
            }
            Kind::Mapping | Kind::Alias(_) => {
                for (key, value) in self.tree.entries(part.0) {
                    path.push(self.tree.text(key).unwrap_or_default().to_lowercase());
                    self.walk(Part(value), path, leaves);
                    path.pop();
                }
            }
        }
    }
}
