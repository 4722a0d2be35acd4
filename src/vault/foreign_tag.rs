//! Tags under keys that others gave us (RFC 2104), as their interfaces ask for them.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::model::Secret;

/// HMAC-SHA-256 of a text, in lower-case hexadecimal digits.
pub fn foreign_tag(key: &Secret, text: &Secret) -> Secret {
    // A key of any length is one (RFC 2104 §2), so that there is no failure to tell.
    let tag = <Hmac<Sha256> as Mac>::new_from_slice(key.expose().as_bytes()).map(|mut mac| {
        mac.update(text.expose().as_bytes());
        mac.finalize().into_bytes()
    });
    let digits = tag.iter().flatten().map(|byte| format!("{byte:02x}"));
    Secret::new(digits.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4231 §4.3
    #[test]
    fn it_is_the_tag_of_the_specification() {
        let key = Secret::new("Jefe");
        let text = Secret::new("what do ya want for nothing?");
        assert_eq!(
            foreign_tag(&key, &text).expose(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
