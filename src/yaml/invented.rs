//! Values made up for missing keys, so that what else is wrong in a record is found as well.
//!
//! Nothing made up is ever kept: a record that needed it is left out (see `context`).

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, VariantAccess, Visitor,
};

use super::deserialize::Parts;
use super::fault::Fault;
use super::shapes::{KEPT, ONE_OR_MANY, PLACED};
use super::text::TEXT;

/// Texts that types with rules of their own may take: a word, a number, a day, an address.
const TEXTS: [&str; 4] = ["a", "1", "2000-01-01", "https://example.org/"];

/// How often another value may be tried.
pub(super) const ATTEMPTS: usize = TEXTS.len();

/// Records that must hold themselves would go on for ever.
const DEPTH_LIMIT: usize = 8;

#[derive(Clone, Copy)]
pub(super) struct Invented {
    text: &'static str,
    depth: usize,
}

impl Invented {
    pub(super) fn new(attempt: usize) -> Self {
        Self { text: TEXTS[attempt % ATTEMPTS], depth: 0 }
    }

    fn deeper(self) -> Result<Self, Fault> {
        if self.depth >= DEPTH_LIMIT {
            return Err(Fault::custom("too deep"));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

macro_rules! plain {
    ($($method:ident $visit:ident $value:expr,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit($value)
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_str(self.text)
        }
    )*};
}

impl<'de> Deserializer<'de> for Invented {
    type Error = Fault;

    plain! {
        deserialize_bool visit_bool false,
        deserialize_i8 visit_i8 1,
        deserialize_i16 visit_i16 1,
        deserialize_i32 visit_i32 1,
        deserialize_i64 visit_i64 1,
        deserialize_u8 visit_u8 1,
        deserialize_u16 visit_u16 1,
        deserialize_u32 visit_u32 1,
        deserialize_u64 visit_u64 1,
        deserialize_f32 visit_f32 1.0,
        deserialize_f64 visit_f64 1.0,
        deserialize_seq visit_seq Parts::<Self> { numbers: [0; 6], count: 0, more: Vec::new(), at: 0, value: None },
        deserialize_map visit_map Fields { fields: [].iter(), value: Self { text: "", depth: 0 } },
    }

    texts! {
        deserialize_any deserialize_str deserialize_string deserialize_char deserialize_bytes deserialize_byte_buf
        deserialize_identifier
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self.deeper()?)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let count = match name {
            PLACED => 3,
            TEXT => 6,
            KEPT | ONE_OR_MANY => 0,
            _ => return self.deserialize_seq(visitor),
        };
        let value = (count > 0).then_some(self.deeper()?);
        visitor.visit_seq(Parts { numbers: [0; 6], count, more: Vec::new(), at: 0, value })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Fields { fields: fields.iter(), value: self.deeper()? })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(Word { word: words.first().copied().unwrap_or_default(), value: self.deeper()? })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

/// Every key that a type knows, each with a made-up value.
struct Fields {
    fields: std::slice::Iter<'static, &'static str>,
    value: Invented,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        let field: StrDeserializer<'_, Fault> = (*field).into_deserializer();
        seed.deserialize(field).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.value)
    }
}

struct Word {
    word: &'static str,
    value: Invented,
}

impl<'de> EnumAccess<'de> for Word {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let word: StrDeserializer<'_, Fault> = self.word.into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Word {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.value.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.value.deserialize_struct("", fields, visitor)
    }
}
