//! Shapes that source types are made of: a placed value, a mapping in order, one or many.
//!
//! Each asks the deserializer for a tuple struct with a name of ours, which only our own knows;
//! that is how a place passes through serde.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::text::span;
use crate::diagnostic::Placed;

/// Asks for three numbers (file, start, end) and then the value.
pub(super) const PLACED: &str = "headway::yaml::Placed";
/// Asks for the items of a list, or a lone value as the only item.
pub(super) const ONE_OR_MANY: &str = "headway::yaml::OneOrMany";
/// Asks for a value that may be read again when it failed.
pub(super) const KEPT: &str = "headway::yaml::Kept";

/// A mapping in the order of the file, each key with its place. Nothing at all is an empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered<K, V>(pub Vec<(Placed<K>, V)>);

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Deref for Ordered<K, V> {
    type Target = [(Placed<K>, V)];
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, K, V> IntoIterator for &'a Ordered<K, V> {
    type Item = &'a (Placed<K>, V);
    type IntoIter = std::slice::Iter<'a, (Placed<K>, V)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// `leads: director-hr` as well as `leads: [director-hr, chief-executive]`. Nothing at all is an empty list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A value that is read again without its faulty parts, until it succeeds or nothing is left of it.
pub(super) struct Kept<T>(pub(super) Option<T>);

/// Our own deserializer makes progress each time; this bound is for any other.
const MOST_READINGS: usize = 100_000;

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(KEPT, 0, Shape::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(PLACED, 0, Shape::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(ONE_OR_MANY, 0, Shape::<Self>(PhantomData))
    }
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Ordered<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Shape::<Self>(PhantomData))
    }
}

/// For whoever writes it, a place is nothing.
impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({"anyOf": [one, {"type": "array", "items": one}]})
    }
}

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Ordered<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Ordered_{}_{}", K::schema_name(), V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (key, value) = (generator.subschema_for::<K>(), generator.subschema_for::<V>());
        json_schema!({"type": "object", "propertyNames": key, "additionalProperties": value})
    }
}

/// Visits for the shape it names.
struct Shape<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Shape<Kept<T>> {
    type Value = Kept<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Kept<T>, A::Error> {
        let mut read = seq.next_element();
        for _ in 0..MOST_READINGS {
            if let Ok(value) = read {
                return Ok(Kept(value));
            }
            read = seq.next_element();
        }
        read.map(Kept)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Shape<Placed<T>> {
    type Value = Placed<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Placed<T>, A::Error> {
        let span = span(&mut seq)?;
        let value = seq.next_element()?.ok_or_else(|| A::Error::custom("a value is expected"))?;
        Ok(Placed { value, span })
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Shape<OneOrMany<T>> {
    type Value = OneOrMany<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one value or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<Kept<T>>()? {
            items.extend(item.0);
        }
        Ok(OneOrMany(items))
    }
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for Shape<Ordered<K, V>> {
    type Value = Ordered<K, V>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a set of keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered<K, V>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Kept<Placed<K>>>()? {
            // Without its key a value is still read, for what is wrong in it.
            let value = map.next_value::<Kept<V>>()?;
            entries.extend(key.0.zip(value.0));
        }
        Ok(Ordered(entries))
    }
}
