//! bcrypt: `$2b$12$` and 53 characters.

use std::str::FromStr as _;

/// The dearest: each step more doubles the time, and this one takes about two seconds.
const DEAREST: u32 = 15;

/// A well-formed hash within bounds.
#[derive(Clone, Debug)]
pub struct BcryptHash(String);

impl BcryptHash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let known = ["$2a$", "$2b$", "$2y$"]
            .iter()
            .any(|prefix| text.starts_with(prefix));
        let parts = known.then(|| bcrypt::HashParts::from_str(text).ok())??;
        (4..=DEAREST)
            .contains(&parts.get_cost())
            .then(|| Self(text.to_owned()))
    }

    pub(super) fn matches(&self, password: &str) -> Option<bool> {
        bcrypt::verify(password, &self.0).ok()
    }
}
