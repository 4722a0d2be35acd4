//! RFC 7636 §4: Proof Key for Code Exchange.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::model::ChallengeMethod;

use super::{OAuthError, Parameters};

/// The challenge of a request, if it has one.
pub fn challenge(parameters: &Parameters) -> Result<Option<String>, OAuthError> {
    let method = parameters.get("code_challenge_method");
    let Some(challenge) = parameters.get("code_challenge") else {
        return match method {
            None => Ok(None),
            Some(_) => Err(OAuthError::invalid_request(
                "code_challenge_method came without code_challenge",
            )),
        };
    };
    // "If the server supporting PKCE does not support the requested transformation, the authorization endpoint MUST
    // return … invalid_request"  RFC 7636 §4.4.1. An absent method means plain (§4.3), which is not supported.
    match ChallengeMethod::from_name(method.unwrap_or("plain")) {
        Some(ChallengeMethod::S256) => {}
        None => {
            return Err(OAuthError::invalid_request(
                "code_challenge_method must be S256",
            ));
        }
    }
    // BASE64URL-ENCODE(SHA256(ASCII(code_verifier))) has 43 characters  RFC 7636 §4.2
    let well_formed = challenge.len() == 43 && URL_SAFE_NO_PAD.decode(challenge).is_ok();
    if well_formed {
        Ok(Some(challenge.to_owned()))
    } else {
        Err(OAuthError::invalid_request("code_challenge is malformed"))
    }
}

/// Checks the verifier of a token request against what the authorization request bound the code to.
pub fn verify(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), OAuthError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        // "Authorization servers MUST mitigate PKCE downgrade attacks by ensuring that a token request containing a
        // code_verifier parameter is accepted only if a code_challenge parameter was present"  RFC 9700 §4.8.2
        (None, Some(_)) => Err(OAuthError::invalid_grant(
            "code_verifier came for a code that was asked without code_challenge",
        )),
        (Some(_), None) => Err(OAuthError::invalid_grant("code_verifier is missing")),
        (Some(challenge), Some(verifier)) => {
            // "code-verifier = 43*128unreserved"  RFC 7636 §4.1
            let well_formed = (43..=128).contains(&verifier.len())
                && verifier
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~'));
            let computed = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
            // "If the values are not equal, an error response indicating invalid_grant … MUST be returned."  RFC 7636 §4.6
            if well_formed && bool::from(computed.as_bytes().ct_eq(challenge.as_bytes())) {
                Ok(())
            } else {
                Err(OAuthError::invalid_grant("code_verifier does not match"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636 Appendix B.
    #[test]
    fn the_example_of_the_specification_verifies() {
        let challenge = Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(
            verify(
                challenge,
                Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
            )
            .is_ok()
        );
        assert!(
            verify(
                challenge,
                Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")
            )
            .is_err()
        );
        assert!(verify(challenge, None).is_err());
        assert!(verify(None, Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).is_err());
    }
}
