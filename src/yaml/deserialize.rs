//! A tree read into a type: serde's `Deserializer` over nodes.
//!
//! Nothing is guessed: a scalar is the text that is written, and only a type that asks for a number
//! or a boolean makes one. May recurse, since the tree's depth is limited. A mistake is returned as
//! a `Fault`; what becomes of it is the business of `context`. Start reading at [`Reader`].

use std::fmt::Display;
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::context::Context;
use super::fault::{Fault, Why};
use super::invented::Invented;
use super::shapes::{KEPT, ONE_OR_MANY, PLACED};
use super::text::{Offsets, TEXT};
use super::tree::{Kind, NodeId};

pub(super) const TEXT_KIND: &str = "text";
pub(super) const LIST_KIND: &str = "a list";
pub(super) const KEYS_KIND: &str = "a set of keys";
pub(super) const WORD_KIND: &str = "one word";

/// What a node is to those who read the file: the value of a key, an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Top,
    Key,
    Value(NodeId),
    /// The key is the one whose value the list is.
    Item(Option<NodeId>),
}

impl Label {
    /// What an item of this one is.
    fn item(self) -> Self {
        match self {
            Self::Value(key) | Self::Item(Some(key)) => Self::Item(Some(key)),
            _ => Self::Item(None),
        }
    }
}

/// One node, to be read into a type.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) context: &'t Context<'t>,
    pub(super) node: NodeId,
    pub(super) label: Label,
}

impl<'t> Reader<'t> {
    fn at(self, node: NodeId, label: Label) -> Self {
        Self { node, label, ..self }
    }

    fn fault(self, why: Why) -> Fault {
        Fault::new(why).at(self.node, self.label)
    }

    /// Reads, and says of a mistake that it is at this node unless it is known to be deeper.
    fn run<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self).map_err(|fault| fault.at(self.node, self.label))
    }

    fn is_null(self) -> bool {
        self.label != Label::Key && self.context.tree.is_null(self.node)
    }

    fn kind(self) -> &'t Kind<'t> {
        &self.context.tree.content(self.node).kind
    }

    fn text(self) -> Result<&'t str, Fault> {
        match self.kind() {
            Kind::Text(..) if self.is_null() => Err(self.fault(Why::NoValue)),
            Kind::Text(text, _) => Ok(text),
            _ => Err(self.fault(Why::Kind(TEXT_KIND))),
        }
    }

    /// Fails if the node is nothing or of another kind.
    fn expect(self, kind: &'static str, right: bool) -> Result<(), Fault> {
        match right {
            true => Ok(()),
            false if self.is_null() => Err(self.fault(Why::NoValue)),
            false => Err(self.fault(Why::Kind(kind))),
        }
    }

    fn items(self) -> Items<'t> {
        let tree = self.context.tree;
        let content = tree.content_id(self.node);
        match &tree.node(content).kind {
            Kind::List => {
                Items { reader: self, at: content + 1, end: tree.node(content).next, label: self.label.item() }
            }
            _ if self.is_null() => Items { reader: self, at: 0, end: 0, label: self.label },
            _ => Items { reader: self, at: self.node, end: self.node + 1, label: self.label },
        }
    }

    fn entries(self, fields: &'static [&'static str]) -> Entries<'t> {
        let tree = self.context.tree;
        let content = tree.content_id(self.node);
        let mut entries = Entries {
            reader: self,
            at: content + 1,
            end: tree.node(content).next,
            value: Pending::None,
            fields,
            invented: 0,
        };
        if !matches!(tree.node(content).kind, Kind::Mapping) {
            entries.at = entries.end;
        }
        entries
    }

    fn placed<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let span = self.context.tree.span(self.node);
        let numbers = [span.file.0, span.start, span.end, 0, 0, 0];
        visitor.visit_seq(Parts { numbers, count: 3, more: Vec::new(), at: 0, value: Some(self) })
    }

    fn placed_text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.text()?;
        let tree = self.context.tree;
        let span = tree.span(tree.content_id(self.node));
        let ([kind, first, second], more) = Offsets::of(tree, self.node).encode();
        let numbers = [span.file.0, span.start, span.end, kind, first, second];
        visitor.visit_seq(Parts { numbers, count: 6, more, at: 0, value: Some(self) })
    }

    fn number<N: FromStr + Display>(self, least: &N, most: &N) -> Result<N, Fault> {
        let text = self.text()?;
        text.parse().map_err(|_| {
            let (expected, hint) = match text.parse::<i128>() {
                Ok(_) => (format!("a whole number from {least} to {most}"), "write a number between the two"),
                Err(_) => ("a whole number".to_owned(), "write the digits alone, such as `3`"),
            };
            self.fault(Why::Word { expected, hint: hint.to_owned() })
        })
    }
}

macro_rules! whole_numbers {
    ($($method:ident $visit:ident $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.number(&<$type>::MIN, &<$type>::MAX)?)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_str(self.text()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    whole_numbers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    texts! {
        deserialize_str deserialize_string deserialize_char deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.kind() {
            Kind::Text(..) if self.is_null() => visitor.visit_unit(),
            Kind::Text(text, _) => visitor.visit_str(text),
            Kind::Mapping => visitor.visit_map(self.entries(&[])),
            Kind::List | Kind::Alias(_) => visitor.visit_seq(self.items()),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.text()?;
        if let "true" | "false" = text {
            return visitor.visit_bool(text == "true");
        }
        let hint = match text.to_lowercase().as_str() {
            "yes" | "y" | "on" | "true" | "1" => "write `true`",
            "no" | "n" | "off" | "false" | "0" => "write `false`",
            _ => "write `true` or `false`",
        };
        let hint = hint.to_owned();
        Err(self.fault(Why::Word { expected: "`true` or `false`".to_owned(), hint }))
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.text()?.parse::<f64>() {
            Ok(number) if number.is_finite() => visitor.visit_f64(number),
            _ => {
                let hint = "write the digits alone, such as `3` or `3.5`".to_owned();
                Err(self.fault(Why::Word { expected: "a number".to_owned(), hint }))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.expect("nothing", self.is_null())?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.expect(LIST_KIND, self.is_null() || matches!(self.kind(), Kind::List))?;
        visitor.visit_seq(self.items())
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.expect(LIST_KIND, matches!(self.kind(), Kind::List))?;
        let tree = self.context.tree;
        if tree.children(self.node).any(|item| tree.is_out(item)) {
            return Err(self.fault(Why::Again));
        }
        let found = tree.children(self.node).count();
        if found != length {
            let items = if found == 1 { "item" } else { "items" };
            let said = format!("the list has {found} {items}, expected {length}\ngive {length} items");
            return Err(self.fault(Why::Said(said)));
        }
        visitor.visit_seq(self.items())
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match name {
            PLACED => self.placed(visitor),
            TEXT => self.placed_text(visitor),
            KEPT => visitor.visit_seq(Attempts { reader: self, inventions: self.context.inventions() }),
            ONE_OR_MANY => visitor.visit_seq(self.items()),
            _ => self.deserialize_tuple(length, visitor),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.expect(KEYS_KIND, self.is_null() || matches!(self.kind(), Kind::Mapping))?;
        visitor.visit_map(self.entries(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let empty_file = self.label == Label::Top && self.is_null();
        self.expect(KEYS_KIND, empty_file || matches!(self.kind(), Kind::Mapping))?;
        visitor.visit_map(self.entries(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if let Kind::Mapping = self.kind() {
            let tree = self.context.tree;
            if tree.children(self.node).any(|child| tree.is_out(child)) {
                return Err(self.fault(Why::Again));
            }
            let mut entries = tree.entries(self.node);
            if let (Some((key, value)), None) = (entries.next(), entries.next()) {
                return visitor.visit_enum(Choice {
                    reader: self,
                    key,
                    value: Some(self.at(value, Label::Value(key))),
                });
            }
            return Err(self.fault(Why::Kind(WORD_KIND)));
        }
        self.expect(WORD_KIND, matches!(self.kind(), Kind::Text(..)) && !self.is_null())?;
        visitor.visit_enum(Choice { reader: self, key: self.node, value: None })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

/// The items of a list that are not left out.
struct Items<'t> {
    reader: Reader<'t>,
    at: NodeId,
    end: NodeId,
    label: Label,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let tree = self.reader.context.tree;
        while self.at < self.end {
            let node = self.at;
            self.at = tree.node(node).next;
            if !tree.is_out(node) {
                return self.reader.at(node, self.label).run(seed).map(Some);
            }
        }
        Ok(None)
    }
}

/// What belongs to the key that was given last.
enum Pending {
    None,
    Value(NodeId, NodeId),
    Invention(usize),
}

/// The keys and values of a mapping that are not left out, and then the inventions for it.
struct Entries<'t> {
    reader: Reader<'t>,
    at: NodeId,
    end: NodeId,
    value: Pending,
    /// The keys that the type knows; none if any key may be given.
    fields: &'static [&'static str],
    invented: usize,
}

impl Entries<'_> {
    /// Reports a key that the type does not know, and says that it is one.
    fn is_unknown(&self, key: NodeId) -> bool {
        let context = self.reader.context;
        let known = || context.tree.text(key).is_some_and(|text| self.fields.contains(&text));
        if self.fields.is_empty() || known() {
            return false;
        }
        context.unknown_key(key, self.fields);
        true
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let tree = self.reader.context.tree;
        while self.at < self.end {
            let key = self.at;
            let value = tree.node(key).next;
            self.at = tree.node(value).next;
            if tree.is_out(key) || tree.is_out(value) || self.is_unknown(key) {
                continue;
            }
            self.value = Pending::Value(key, value);
            return self.reader.at(key, Label::Key).run(seed).map(Some);
        }
        while let Some(invention) = self.reader.context.invention(self.invented) {
            self.invented += 1;
            if invention.node == tree.content_id(self.reader.node) {
                self.value = Pending::Invention(self.invented - 1);
                let field: StrDeserializer<'_, Fault> = invention.field.into_deserializer();
                return seed.deserialize(field).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match std::mem::replace(&mut self.value, Pending::None) {
            Pending::Value(key, value) => self.reader.at(value, Label::Value(key)).run(seed),
            Pending::Invention(number) => {
                let attempt = self.reader.context.invention(number).map_or(0, |invention| invention.attempt);
                let failed = |_| self.reader.fault(Why::InventionFailed(number));
                seed.deserialize(Invented::new(attempt)).map_err(failed)
            }
            Pending::None => Err(self.reader.fault(Why::NoValue)),
        }
    }
}

/// One value, given as often as it is asked for until it could be read.
struct Attempts<'t> {
    reader: Reader<'t>,
    /// How many inventions there were before.
    inventions: usize,
}

impl<'de> SeqAccess<'de> for Attempts<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let context = self.reader.context;
        if context.tree.is_out(self.reader.node) || context.has_stopped() {
            context.forget_inventions(self.inventions);
            return Ok(None);
        }
        match self.reader.run(seed) {
            Ok(value) if context.inventions() == self.inventions => Ok(Some(value)),
            Ok(_) => {
                context.drop_inventions(self.inventions);
                Err(self.reader.fault(Why::Again))
            }
            Err(fault) => {
                context.note(fault, self.reader.node);
                Err(self.reader.fault(Why::Again))
            }
        }
    }
}

/// A few numbers, and then a value: how a place passes through serde.
pub(super) struct Parts<D> {
    pub(super) numbers: [u32; 6],
    pub(super) count: usize,
    pub(super) more: Vec<u32>,
    pub(super) at: usize,
    pub(super) value: Option<D>,
}

impl<'de, D: Deserializer<'de, Error = Fault>> SeqAccess<'de> for Parts<D> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let at = self.at;
        self.at += 1;
        let number = if at < self.count { self.numbers.get(at) } else { self.more.get(at - self.count) };
        match number {
            Some(number) => seed.deserialize((*number).into_deserializer()).map(Some),
            None => self.value.take().map(|value| seed.deserialize(value)).transpose(),
        }
    }
}

/// One of several words, with the value that belongs to it if the words are keys.
struct Choice<'t> {
    reader: Reader<'t>,
    key: NodeId,
    value: Option<Reader<'t>>,
}

impl<'t> Choice<'t> {
    fn value(&self) -> Result<Reader<'t>, Fault> {
        self.value.ok_or_else(|| self.reader.fault(Why::Kind(KEYS_KIND)))
    }
}

impl<'de> EnumAccess<'de> for Choice<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let word = self.reader.at(self.key, if self.value.is_some() { Label::Key } else { self.reader.label });
        Ok((word.run(seed)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        self.reader.expect(WORD_KIND, self.value.is_none_or(Reader::is_null))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        self.value()?.run(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.value()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.value()?.deserialize_struct("", fields, visitor)
    }
}
