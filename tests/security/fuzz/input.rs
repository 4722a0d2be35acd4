//! What strangers send: texts that once broke something, honest values with a few bytes changed, and noise.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Texts that parsers of this protocol fell over, here or elsewhere.
const HOSTILE: [&[u8]; 34] = [
    b"",
    b" ",
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"%",
    b"%zz",
    b"%00",
    b"%ff%fe",
    b"+",
    b"\r\nSet-Cookie: sid=x",
    b"'\"><script>alert(1)</script>",
    b"{{7*7}}",
    b"'; DROP TABLE grants; --",
    b"../../../../etc/passwd",
    b"null",
    b"undefined",
    b"[]",
    b"{}",
    b"{\"id_token\":{\"sub\":{\"value\":[[[[[[]]]]]]}}}",
    b"-1",
    b"18446744073709551616",
    b"1e309",
    b"NaN",
    b"openid openid openid",
    b"openid\tprofile",
    b"none login",
    b"https://attacker.example/",
    b"javascript:alert(1)",
    b"data:text/html,x",
    b"eyJhbGciOiJub25lIn0.e30.",
    b"eyJhbGciOiJub25lIn0..",
    b"\xe2\x80\xae\xef\xbb\xbf\xf0\x9f\x94\x91",
];

/// A value from nowhere.
pub fn noise() -> impl Strategy<Value = Vec<u8>> + Clone {
    prop_oneof![
        4 => select(HOSTILE.to_vec()).prop_map(<[u8]>::to_vec),
        2 => any::<String>().prop_map(String::into_bytes),
        2 => vec(any::<u8>(), 0..64),
        1 => (select(HOSTILE.to_vec()), 1..200_usize).prop_map(|(text, count)| text.repeat(count)),
    ]
}

/// One change to a value.
#[derive(Clone, Debug)]
pub enum Edit {
    Replace(Vec<u8>),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Double,
}

pub fn edit() -> impl Strategy<Value = Edit> + Clone {
    prop_oneof![
        2 => noise().prop_map(Edit::Replace),
        3 => (any::<Index>(), 1..=255_u8).prop_map(|(at, mask)| Edit::Flip(at, mask)),
        2 => (any::<Index>(), noise()).prop_map(|(at, text)| Edit::Insert(at, text)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Edit::Cut(from, to)),
        1 => Just(Edit::Double),
    ]
}

impl Edit {
    pub fn apply(&self, value: &[u8]) -> Vec<u8> {
        let mut bytes = value.to_vec();
        match self {
            Self::Replace(text) => return text.clone(),
            Self::Flip(at, mask) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] ^= mask;
            }
            Self::Flip(..) => {}
            Self::Insert(at, text) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, text.iter().copied());
            }
            Self::Cut(from, to) => {
                let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
                bytes.drain(from.min(to)..from.max(to));
            }
            Self::Double => bytes.extend_from_slice(value),
        }
        bytes
    }
}

/// Some changes, one after the other.
pub fn edits() -> impl Strategy<Value = Vec<Edit>> + Clone {
    vec(edit(), 1..4)
}

/// The value after all of them.
pub fn edited(value: &[u8], edits: &[Edit]) -> Vec<u8> {
    edits
        .iter()
        .fold(value.to_vec(), |value, edit| edit.apply(&value))
}

/// One change to a list of parameters.
#[derive(Clone, Debug)]
pub enum Change {
    Drop(Index),
    Repeat(Index),
    Value(Index, Edit),
    Name(Index, Edit),
    Add(&'static str, Vec<u8>),
    AddUnknown(Vec<u8>, Vec<u8>),
}

/// Changes to a form. `known` are further parameters of the endpoint.
pub fn changes(known: &'static [&'static str]) -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        1 => any::<Index>().prop_map(Change::Drop),
        1 => any::<Index>().prop_map(Change::Repeat),
        5 => (any::<Index>(), edit()).prop_map(|(at, edit)| Change::Value(at, edit)),
        1 => (any::<Index>(), edit()).prop_map(|(at, edit)| Change::Name(at, edit)),
        3 => (select(known.to_vec()), noise()).prop_map(|(name, text)| Change::Add(name, text)),
        1 => (noise(), noise()).prop_map(|(name, text)| Change::AddUnknown(name, text)),
    ];
    vec(change, 1..4)
}

/// The form after the changes, encoded.
pub fn changed(form: &[(&str, &str)], changes: &[Change]) -> String {
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = form
        .iter()
        .map(|(name, value)| (name.as_bytes().to_vec(), value.as_bytes().to_vec()))
        .collect();
    for change in changes {
        match change {
            Change::Add(name, text) => pairs.push((name.as_bytes().to_vec(), text.clone())),
            Change::AddUnknown(name, text) => pairs.push((name.clone(), text.clone())),
            _ if pairs.is_empty() => {}
            Change::Drop(at) => drop(pairs.remove(at.index(pairs.len()))),
            Change::Repeat(at) => pairs.push(pairs[at.index(pairs.len())].clone()),
            Change::Value(at, edit) => {
                let at = at.index(pairs.len());
                pairs[at].1 = edit.apply(&pairs[at].1);
            }
            Change::Name(at, edit) => {
                let at = at.index(pairs.len());
                pairs[at].0 = edit.apply(&pairs[at].0);
            }
        }
    }
    let encode = |bytes: &[u8]| url::form_urlencoded::byte_serialize(bytes).collect::<String>();
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}
