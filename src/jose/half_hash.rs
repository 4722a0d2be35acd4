//! `at_hash` and `c_hash`: what binds an ID token to the access token or code issued with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256, Sha512};

use crate::model::SigningAlg;

/// The left half of the hash of a token or code, base64url (`OpenID Connect Core 1.0 §3.1.3.6`, `§3.3.2.11`).
///
/// The hash is that of the ID token's `alg`. Core names none for `EdDSA`; we follow the convention that relying
/// party libraries share, SHA-512 for Ed25519, since that is the hash inside the signature (`RFC 8032 §5.1`).
pub fn half_hash(alg: SigningAlg, text: &str) -> String {
    let left = |hash: &[u8]| URL_SAFE_NO_PAD.encode(hash.get(..hash.len() / 2).unwrap_or_default());
    match alg {
        SigningAlg::RS256 | SigningAlg::PS256 | SigningAlg::ES256 => {
            left(&Sha256::digest(text.as_bytes()))
        }
        SigningAlg::EdDSA => left(&Sha512::digest(text.as_bytes())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_openid_connect_core_hold() {
        // Appendix A.3 and A.4.
        let token = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        assert_eq!(
            half_hash(SigningAlg::RS256, token),
            "77QmUPtjPfzWtF2AnpK9RQ"
        );
        let code = "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk";
        assert_eq!(half_hash(SigningAlg::ES256, code), "LDktKdoQak3Pk0cnXxCltA");
        assert_eq!(
            half_hash(SigningAlg::PS256, code),
            half_hash(SigningAlg::RS256, code)
        );
        assert_eq!(
            half_hash(SigningAlg::EdDSA, token).len(),
            43,
            "32 of 64 bytes"
        );
    }
}
