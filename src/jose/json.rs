//! JSON that every parser reads alike.
//!
//! Of a member written twice some parsers keep the first and some the last, so that two servers can read two
//! subjects from one signed token. We refuse such text, as `RFC 7519 §4` allows.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};

/// How deeply objects and arrays may nest. The deepest claim we know of (`address`, `cnf.jwk`) needs three.
const DEEPEST: usize = 16;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not JSON, not an object, a member twice, or too deep.
    Text,
    /// An object, but not the one expected.
    Shape,
}

/// Whether the text is one JSON object without repeated members, at most 16 deep.
pub(super) fn check(text: &[u8]) -> Result<(), Fault> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer
        .deserialize_map(Strict { room: DEEPEST })
        .and_then(|()| deserializer.end())
        .map_err(|_| Fault::Text)
}

/// Whether the text is one JSON object that every parser reads alike: no member twice, at most 16 levels deep.
pub fn is_strict_object(text: &str) -> bool {
    check(text.as_bytes()).is_ok()
}

/// Reads a strict JSON object as `T`.
pub(super) fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, Fault> {
    check(text)?;
    serde_json::from_slice(text).map_err(|_| Fault::Shape)
}

/// Walks a value and keeps nothing of it but the names of the object it is in.
#[derive(Clone, Copy)]
struct Strict {
    /// How many more levels may open.
    room: usize,
}

impl Strict {
    fn inside<E: Error>(self) -> Result<Self, E> {
        let room = self.room.checked_sub(1);
        let room = room.ok_or_else(|| E::custom("nested too deeply"))?;
        Ok(Self { room })
    }
}

/// A member's name after unescaping: `"sub"` and `"\u0073ub"` are the same one.
#[derive(Deserialize, PartialEq, Eq, Hash)]
#[serde(transparent)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        while items.next_element_seed(inside)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        // A set, not a list: a token of 16 KiB holds thousands of names, and they come from strangers.
        let mut names = HashSet::new();
        while let Some(name) = members.next_key::<Name<'de>>()? {
            if !names.insert(name) {
                return Err(A::Error::custom("a member twice"));
            }
            members.next_value_seed(inside)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_objects_pass() {
        for text in [
            "{}",
            r#" {"a":1,"b":[true,null,-2,1.5,"x",{"a":1},{"a":2}],"c":{"a":{}}} "#,
            r#"{"\u0061":1,"A":2}"#,
        ] {
            assert_eq!(check(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn repeated_members_are_refused_at_any_depth() {
        for text in [
            r#"{"sub":"a","sub":"b"}"#,
            r#"{"sub":"a","\u0073ub":"b"}"#,
            r#"{"x":{"y":[{"z":1,"z":1}]}}"#,
            r#"{"":1,"":2}"#,
        ] {
            assert_eq!(check(text.as_bytes()), Err(Fault::Text), "{text}");
        }
    }

    #[test]
    fn other_text_is_refused() {
        let texts: [&[u8]; 14] = [
            b"",
            b" ",
            b"null",
            b"1",
            b"\"a\"",
            b"[]",
            b"[{}]",
            b"{",
            b"{} {}",
            b"{}x",
            b"{\"a\":1,}",
            b"{\"a\":1e400}",
            b"{\"a\":\"\xff\"}",
            b"\xef\xbb\xbf{}",
        ];
        for text in texts {
            assert_eq!(
                check(text),
                Err(Fault::Text),
                "{}",
                String::from_utf8_lossy(text)
            );
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| {
            format!(
                "{{\"a\":{}1{}}}",
                "[".repeat(depth - 1),
                "]".repeat(depth - 1)
            )
        };
        assert_eq!(check(nested(DEEPEST).as_bytes()), Ok(()));
        assert_eq!(check(nested(DEEPEST + 1).as_bytes()), Err(Fault::Text));
        assert_eq!(check(nested(8000).as_bytes()), Err(Fault::Text));
    }

    #[test]
    fn the_shape_is_told_from_the_text() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Wanted {
            sub: String,
        }
        let sub = "a".to_owned();
        assert_eq!(parse::<Wanted>(br#"{"sub":"a","x":1}"#), Ok(Wanted { sub }));
        assert_eq!(parse::<Wanted>(br#"{"sub":1}"#), Err(Fault::Shape));
        assert_eq!(
            parse::<Wanted>(br#"["a"]"#),
            Err(Fault::Text),
            "no arrays for structs"
        );
    }
}
