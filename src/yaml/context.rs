//! What becomes of a mistake: it is reported, its node is left out, and reading goes on.
//!
//! A record with a missing key cannot be made, yet more may be wrong in it; so a value is invented
//! for the key while its mistakes are collected, and the record left out in the end. A key whose value
//! was left out, or that is there misspelt, has been reported and is not missed a second time.

use std::cell::{Cell, RefCell};

use super::deserialize::{Label, Reader};
use super::fault::{Fault, Inner, Why};
use super::invented::ATTEMPTS;
use super::tree::{NodeId, Tree};
use super::{YAML_TOO_LARGE, words};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};

/// A file with more mistakes than this is of another kind altogether; the rest would be noise.
pub(super) const MISTAKES_LIMIT: usize = 200;

/// Mistakes that are not told twice cost a reading each, and aliases can multiply them.
const READINGS_LIMIT: usize = 2_000;

/// A value made up for a key that a mapping should have.
#[derive(Clone, Copy)]
pub(super) struct Invention {
    pub(super) node: NodeId,
    pub(super) field: &'static str,
    pub(super) attempt: usize,
}

/// The reading of one tree into one type.
pub(super) struct Context<'t> {
    pub(super) tree: &'t Tree<'t>,
    diagnostics: RefCell<Diagnostics>,
    inventions: RefCell<Vec<Invention>>,
    mistakes: Cell<usize>,
    readings: Cell<usize>,
}

impl<'t> Context<'t> {
    pub(super) fn new(tree: &'t Tree<'t>) -> Self {
        let (diagnostics, inventions) = (RefCell::default(), RefCell::default());
        Self { tree, diagnostics, inventions, mistakes: Cell::new(0), readings: Cell::new(0) }
    }

    pub(super) fn root(&'t self) -> Reader<'t> {
        Reader { context: self, node: 0, label: Label::Top }
    }

    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }

    /// Reports a mistake and takes care that the next reading will not meet it. `whole` is the node
    /// that is going to be read again.
    pub(super) fn note(&self, fault: Fault, whole: NodeId) {
        let Inner { why, place } = *fault.0;
        let (node, label) = place.unwrap_or((whole, Label::Top));
        self.readings.set(self.readings.get() + 1);
        if self.readings.get() > READINGS_LIMIT {
            self.stop();
        }
        match why {
            Why::Missing(field) => self.missing(field, (node, label), whole),
            Why::InventionFailed(number) => self.try_another(number, whole),
            Why::Again => self.leave_out(node, whole),
            why => {
                self.report(words::describe(self.tree, &why, node, label));
                self.leave_out(node, whole);
            }
        }
    }

    /// Reports a key that its mapping does not know. It is ignored from now on.
    pub(super) fn unknown_key(&self, key: NodeId, known: &'static [&'static str]) {
        self.report(words::describe(self.tree, &Why::UnknownKey { known }, key, Label::Key));
        self.tree.node(key).out.set(true);
    }

    pub(super) fn has_stopped(&self) -> bool {
        self.mistakes.get() > MISTAKES_LIMIT
    }

    pub(super) fn inventions(&self) -> usize {
        self.inventions.borrow().len()
    }

    pub(super) fn invention(&self, number: usize) -> Option<Invention> {
        self.inventions.borrow().get(number).copied()
    }

    /// Leaves out every record that needed an invention since there were `before` of them.
    pub(super) fn drop_inventions(&self, before: usize) {
        for invention in self.inventions.borrow().iter().skip(before) {
            self.tree.node(invention.node).out.set(true);
        }
        self.forget_inventions(before);
    }

    pub(super) fn forget_inventions(&self, before: usize) {
        self.inventions.borrow_mut().truncate(before);
    }

    fn missing(&self, field: &'static str, (node, label): (NodeId, Label), whole: NodeId) {
        // What aliases repeat is one record, wrong once.
        let node = self.tree.content_id(node);
        let is_known = self.inventions.borrow().iter().any(|known| known.node == node && known.field == field);
        if is_known {
            // The type does not take it from a mapping, so there is no way to go on inside.
            return self.leave_out(node, whole);
        }
        if !self.was_written(node, field) {
            self.report(words::describe(self.tree, &Why::Missing(field), node, label));
        }
        self.inventions.borrow_mut().push(Invention { node, field, attempt: 0 });
    }

    fn try_another(&self, number: usize, whole: NodeId) {
        let failed = {
            let mut inventions = self.inventions.borrow_mut();
            let Some(invention) = inventions.get_mut(number) else { return };
            invention.attempt += 1;
            *invention
        };
        if failed.attempt >= ATTEMPTS {
            self.leave_out(failed.node, whole);
        }
    }

    /// Whether the key is there after all, with a mistake that was reported.
    fn was_written(&self, mapping: NodeId, field: &str) -> bool {
        let tree = self.tree;
        tree.entries(mapping).any(|(key, value)| {
            let Some(text) = tree.text(key) else { return false };
            if tree.is_out(key) {
                text == "<<" || nearest(text, [field]).is_some()
            } else {
                tree.is_out(value) && text == field
            }
        })
    }

    fn leave_out(&self, node: NodeId, whole: NodeId) {
        // Each reading must have less to read than the one before, or it would not end.
        let already = self.tree.node(node).out.replace(true);
        if already {
            self.tree.node(whole).out.set(true);
        }
    }

    fn report(&self, diagnostic: Diagnostic) {
        let mistakes = self.mistakes.get() + 1;
        self.mistakes.set(mistakes);
        if mistakes <= MISTAKES_LIMIT {
            self.diagnostics.borrow_mut().push(diagnostic);
        } else if mistakes == MISTAKES_LIMIT + 1 {
            self.say_stopped();
        }
    }

    /// Gives up for good.
    fn stop(&self) {
        if !self.has_stopped() {
            self.mistakes.set(MISTAKES_LIMIT + 1);
            self.say_stopped();
        }
    }

    fn say_stopped(&self) {
        let message = "this file has too many mistakes to list them all";
        let hint = "mend the others first, then check again";
        let diagnostic = Diagnostic::error(YAML_TOO_LARGE, self.tree.place(0..0), message, hint);
        self.diagnostics.borrow_mut().push(diagnostic);
    }
}
