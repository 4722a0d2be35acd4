//! The name of a record. There is one constructor and it asks for the tenant, so no key of one tenant can meet another's.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::Kind;
use crate::model::TenantId;

/// The longest identifier, in bytes, that stands in a key as it is.
const LONGEST_PLAIN_ID: usize = 64;

/// The name of a record: tenant, kind and identifier.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    text: String,
    kind: Kind,
}

impl Key {
    /// The key of the record `id` of this kind in this tenant. Different arguments give different keys.
    pub fn new(tenant: TenantId, kind: Kind, id: &str) -> Self {
        // `#` is not a plain character: no plain identifier can equal the hash of another one.
        let id = if is_plain(id) {
            id.to_owned()
        } else {
            format!("#{}", URL_SAFE_NO_PAD.encode(Sha256::digest(id)))
        };
        Self {
            text: format!("{}:{}:{id}", tenant.0.as_simple(), kind.name()),
            kind,
        }
    }

    /// What sort of record it names.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The key as the stores write it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

/// The identifier may be the handle that admits a browser to its sign-in, so it is not shown.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, ***)", self.kind.name())
    }
}

fn is_plain(id: &str) -> bool {
    (1..=LONGEST_PLAIN_ID).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~@+".contains(&byte))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn key(tenant: u128, kind: Kind, id: &str) -> Key {
        Key::new(TenantId(Uuid::from_u128(tenant)), kind, id)
    }

    #[test]
    fn a_plain_identifier_is_legible_and_any_other_is_hashed() {
        assert_eq!(
            key(1, Kind::SignIn, "abc-1").as_str(),
            "00000000000000000000000000000001:sign-in:abc-1"
        );
        for odd in ["", "a:b", "ä", "a b", "#x", "a\n", &"x".repeat(65)] {
            let hashed = key(1, Kind::SignIn, odd);
            assert_eq!(
                hashed.as_str().len(),
                32 + 1 + "sign-in".len() + 1 + 1 + 43,
                "{odd:?}"
            );
            assert!(hashed.as_str().is_ascii());
        }
    }

    #[test]
    fn no_plain_identifier_equals_the_hash_of_another() {
        let hashed = key(1, Kind::SignIn, &"x".repeat(65));
        let tail = hashed.as_str().rsplit(':').next().unwrap();
        assert_ne!(key(1, Kind::SignIn, tail), hashed);
    }

    #[test]
    fn kinds_do_not_meet() {
        let keys: HashSet<_> = Kind::ALL
            .iter()
            .map(|kind| key(1, *kind, "same").text)
            .collect();
        assert_eq!(keys.len(), Kind::ALL.len());
    }

    #[test]
    fn debug_does_not_show_the_identifier() {
        assert_eq!(
            format!("{:?}", key(1, Kind::SignIn, "handle")),
            "Key(sign-in, ***)"
        );
    }

    proptest! {
        /// SECURITY K05: whatever the identifiers are, keys of different tenants differ.
        #[test]
        fn tenants_are_disjoint(one: u128, other: u128, id in ".*", id2 in ".*") {
            prop_assume!(one != other);
            prop_assert_ne!(key(one, Kind::SignIn, &id).text, key(other, Kind::SignIn, &id2).text);
        }

        #[test]
        fn different_identifiers_give_different_keys(id in ".*", id2 in ".*") {
            prop_assert_eq!(id == id2, key(1, Kind::SignIn, &id) == key(1, Kind::SignIn, &id2));
        }
    }
}
