//! Private keys: made by OpenSSL, parsed once, shared by every thread that signs.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use josekit::jwk::KeyPair;
use josekit::jwk::alg::ec::{EcCurve, EcKeyPair};
use josekit::jwk::alg::ed::{EdCurve, EdKeyPair};
use josekit::jwk::alg::rsa::RsaKeyPair;
use josekit::jws::{ES256, EdDSA, JwsSigner, PS256, RS256};
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::header::{Headers, Typ};
use super::public::{VerifyingKey, broken};
use super::verify::LONGEST_TOKEN;
use super::{JoseError, json};
use crate::model::SigningAlg;

/// `RFC 7518 §3.3`: 2048 bits or more. More would cost every token a multiple of the time.
const RSA_BITS: u32 = 2048;

/// A private key, parsed once and shared by every thread that signs.
pub struct SigningKey {
    public: VerifyingKey,
    signer: Box<dyn JwsSigner>,
    pair: Box<dyn KeyPair>,
    headers: Headers,
}

impl SigningKey {
    /// A new key from OpenSSL's generator: RSA of 2048 bits, P-256 or Ed25519. RSA takes a tenth of a second.
    ///
    /// # Errors
    /// When OpenSSL fails.
    pub fn generate(alg: SigningAlg) -> Result<Self, JoseError> {
        let made: Result<Box<dyn KeyPair>, _> = match alg {
            SigningAlg::RS256 | SigningAlg::PS256 => {
                RsaKeyPair::generate(RSA_BITS).map(|pair| Box::new(pair) as _)
            }
            SigningAlg::ES256 => EcKeyPair::generate(EcCurve::P256).map(|pair| Box::new(pair) as _),
            SigningAlg::EdDSA => {
                EdKeyPair::generate(EdCurve::Ed25519).map(|pair| Box::new(pair) as _)
            }
        };
        let pair = made.map_err(|error| broken(alg, &error))?;
        Self::from_pkcs8(alg, &pkcs8(alg, pair.as_ref())?)
    }

    /// Reads what [`SigningKey::to_pkcs8`] wrote (`RFC 5208`), and signs once to see that both halves belong together.
    ///
    /// # Errors
    /// When it is not a key for `alg`, or an RSA key of less than 2048 bits.
    pub fn from_pkcs8(alg: SigningAlg, der: &[u8]) -> Result<Self, JoseError> {
        let fail = |error| broken(alg, &error);
        let (pair, signer): (Box<dyn KeyPair>, Box<dyn JwsSigner>) = match alg {
            SigningAlg::RS256 => (
                Box::new(RS256.key_pair_from_der(der).map_err(fail)?),
                Box::new(RS256.signer_from_der(der).map_err(fail)?),
            ),
            // A key pair of plain RSA: the format that every tool reads. The signer alone knows of PSS.
            SigningAlg::PS256 => (
                Box::new(RS256.key_pair_from_der(der).map_err(fail)?),
                Box::new(PS256.signer_from_der(der).map_err(fail)?),
            ),
            SigningAlg::ES256 => (
                Box::new(ES256.key_pair_from_der(der).map_err(fail)?),
                Box::new(ES256.signer_from_der(der).map_err(fail)?),
            ),
            SigningAlg::EdDSA => (
                Box::new(EdDSA.key_pair_from_der(der).map_err(fail)?),
                Box::new(EdDSA.signer_from_der(der).map_err(fail)?),
            ),
        };
        let public = VerifyingKey::of(alg, pair.to_jwk_public_key().as_ref())?;
        let headers = Headers::of(alg, public.kid());
        let key = Self {
            public,
            signer,
            pair,
            headers,
        };
        let probe = b"both halves of this key belong together";
        let signature = key.signer.sign(probe).map_err(fail)?;
        if !key.public.accepts(probe, &signature) {
            let reason = "its halves do not belong together".to_owned();
            return Err(JoseError::Key { alg, reason });
        }
        Ok(key)
    }

    /// The private key in `PKCS #8` (`RFC 5208`), to be sealed before it is stored.
    ///
    /// # Errors
    /// When OpenSSL fails to write it.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, JoseError> {
        pkcs8(self.alg(), self.pair.as_ref())
    }

    /// The only algorithm it is for.
    pub fn alg(&self) -> SigningAlg {
        self.public.alg()
    }

    /// Its thumbprint (`RFC 7638`): 43 URL-safe characters.
    pub fn kid(&self) -> &str {
        self.public.kid()
    }

    /// The public half.
    pub fn verifying(&self) -> &VerifyingKey {
        &self.public
    }

    /// What is published: `kty`, `use`, `alg`, `kid` and the public members, no private one.
    pub fn public_jwk(&self) -> &Map<String, Value> {
        self.public.public_jwk()
    }

    /// Signs claims as a token of this kind.
    pub(super) fn sign(&self, typ: Typ, claims: &impl Serialize) -> Result<String, JoseError> {
        let payload =
            serde_json::to_vec(claims).map_err(|_| JoseError::Claims("not serialisable"))?;
        // Flattened claims can repeat a member: `sub` from a profile beside our own. Such a token is never made.
        json::check(&payload)
            .map_err(|_| JoseError::Claims("no object, or a member twice, or too deep"))?;
        let token = self.sign_parts(self.headers.get(typ), &payload)?;
        if token.len() > LONGEST_TOKEN {
            return Err(JoseError::Claims("too long"));
        }
        Ok(token)
    }

    /// The compact serialisation (`RFC 7515 §7.1`) of an encoded header and a payload.
    pub(super) fn sign_parts(&self, header: &str, payload: &[u8]) -> Result<String, JoseError> {
        let signature_room = 2 + self.signer.signature_len() * 4 / 3;
        let mut token =
            String::with_capacity(header.len() + payload.len() * 4 / 3 + signature_room + 4);
        token.push_str(header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(payload, &mut token);
        let signature = self
            .signer
            .sign(token.as_bytes())
            .map_err(|e| broken(self.alg(), &e))?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid())
            .field("alg", &self.alg())
            .finish_non_exhaustive()
    }
}

/// `PKCS #8` by way of PEM: the library's DER of an EC key is the older `RFC 5915` format.
fn pkcs8(alg: SigningAlg, pair: &dyn KeyPair) -> Result<Zeroizing<Vec<u8>>, JoseError> {
    let pem = Zeroizing::new(pair.to_pem_private_key());
    // As large as it can get, so that it never moves and leaves a copy behind.
    let mut base64 = Zeroizing::new(Vec::with_capacity(pem.len()));
    for line in pem.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        if !line.starts_with(b"-----") {
            base64.extend_from_slice(line);
        }
    }
    match STANDARD.decode(base64.as_slice()) {
        Ok(der) => Ok(Zeroizing::new(der)),
        Err(_) => Err(JoseError::Key {
            alg,
            reason: "OpenSSL wrote PEM that does not read".to_owned(),
        }),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_storage_and_shows_no_secret() {
        for alg in SigningAlg::ALL {
            let key = SigningKey::generate(alg).unwrap();
            let der = key.to_pkcs8().unwrap();
            assert!(der.starts_with(&[0x30]), "{alg:?}");
            let again = SigningKey::from_pkcs8(alg, &der).unwrap();
            assert_eq!((again.kid(), again.alg()), (key.kid(), alg));
            assert_eq!(again.to_pkcs8().unwrap(), der, "{alg:?}");

            let names: Vec<_> = key.public_jwk().keys().map(String::as_str).collect();
            let mut expected = match alg {
                SigningAlg::RS256 | SigningAlg::PS256 => vec!["kty", "use", "alg", "kid", "n", "e"],
                SigningAlg::ES256 => vec!["kty", "use", "alg", "kid", "crv", "x", "y"],
                SigningAlg::EdDSA => vec!["kty", "use", "alg", "kid", "crv", "x"],
            };
            let mut sorted = names.clone();
            sorted.sort_unstable();
            expected.sort_unstable();
            assert_eq!(sorted, expected);

            let public = VerifyingKey::from_public_jwk(key.public_jwk()).unwrap();
            assert_eq!((public.kid(), public.alg()), (key.kid(), alg));
            let shown = format!("{key:?}");
            assert_eq!(
                shown,
                format!("SigningKey {{ kid: {:?}, alg: {alg:?}, .. }}", key.kid())
            );
        }
    }

    #[test]
    fn what_is_no_key_of_the_algorithm_is_refused() {
        let keys = SigningAlg::ALL.map(|alg| SigningKey::generate(alg).unwrap());
        for key in &keys {
            for alg in SigningAlg::ALL {
                let rsa = |alg| matches!(alg, SigningAlg::RS256 | SigningAlg::PS256);
                let fits = alg == key.alg() || rsa(alg) && rsa(key.alg());
                assert_eq!(
                    SigningKey::from_pkcs8(alg, &key.to_pkcs8().unwrap()).is_ok(),
                    fits
                );
            }
        }
        for alg in SigningAlg::ALL {
            for junk in [
                &b""[..],
                b"0",
                b"\x30\x00",
                b"\x30\x82\xff\xff",
                &[0x30; 200],
                &[0; 64],
            ] {
                assert!(
                    SigningKey::from_pkcs8(alg, junk).is_err(),
                    "{alg:?} {junk:?}"
                );
            }
        }
        let from =
            |alg, pair: &dyn KeyPair| SigningKey::from_pkcs8(alg, &pkcs8(alg, pair).unwrap());
        let small = RsaKeyPair::generate(1024).unwrap();
        assert!(from(SigningAlg::RS256, &small).is_err());
        let other_curve = EdKeyPair::generate(EdCurve::Ed448).unwrap();
        assert!(from(SigningAlg::EdDSA, &other_curve).is_err());
    }
}
