//! Reading tokens without believing them, changing them, and forging them.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use vestibule::jose::SigningKey;
use vestibule::model::SigningAlg;

/// The three parts of a JWS in compact form (RFC 7515 §7.1). Public: tests change what they like and call [`Jwt::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwt {
    /// The JOSE header.
    pub header: Value,
    /// The claims.
    pub claims: Value,
    /// The signature, encoded.
    pub signature: String,
}

impl Jwt {
    /// Takes a token apart. Nothing is verified.
    ///
    /// # Panics
    /// When it is no JWS of JSON.
    pub fn read(token: &str) -> Self {
        let parts: Vec<&str> = token.split('.').collect();
        let [header, claims, signature] = parts[..] else {
            panic!("{token:?} has {} parts", parts.len())
        };
        Self {
            header: json_of(header),
            claims: json_of(claims),
            signature: signature.to_owned(),
        }
    }

    /// Puts it together again, with the signature it has.
    pub fn text(&self) -> String {
        format!("{}.{}", self.signed_text(), self.signature)
    }

    /// With another value in the header. The signature stays.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.header[name] = value.into();
        self
    }

    /// With another value among the claims; `null` removes it. The signature stays.
    #[must_use]
    pub fn with_claim(mut self, name: &str, value: impl Into<Value>) -> Self {
        match value.into() {
            Value::Null => {
                self.claims.as_object_mut().unwrap().remove(name);
            }
            value => self.claims[name] = value,
        }
        self
    }

    /// "An Unsecured JWS uses the "alg" value "none" and is formatted identically …, except that it uses the empty string for
    /// its JWS Signature value." RFC 7515 appendix A.5. The name may be spelled in any way that a check might miss.
    #[must_use]
    pub fn unsecured(self, none: &str) -> Self {
        Self {
            signature: String::new(),
            ..self.with_header("alg", none)
        }
    }

    /// With one bit of the signature changed.
    #[must_use]
    pub fn with_broken_signature(mut self) -> Self {
        let mut bytes = URL_SAFE_NO_PAD
            .decode(&self.signature)
            .expect("a signature");
        bytes[0] ^= 1;
        self.signature = URL_SAFE_NO_PAD.encode(bytes);
        self
    }

    /// Signed with another key, under that key's algorithm. The `kid` stays, unless the test changes it.
    #[must_use]
    pub fn signed_with(self, key: &ForeignKey) -> Self {
        let mut changed = self.with_header("alg", key.alg.name());
        changed.signature = key.sign(changed.signed_text().as_bytes());
        changed
    }

    /// Signed under `HS256` with any bytes as the secret, such as a public key that everyone knows (RFC 8725 §2.1).
    #[must_use]
    pub fn signed_with_secret(self, secret: &[u8]) -> Self {
        let mut changed = self.with_header("alg", "HS256");
        let key = EncodingKey::from_secret(secret);
        let signed =
            jsonwebtoken::crypto::sign(changed.signed_text().as_bytes(), &key, Algorithm::HS256);
        changed.signature = signed.expect("a signature");
        changed
    }

    fn signed_text(&self) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}", part(&self.header), part(&self.claims))
    }
}

fn json_of(part: &str) -> Value {
    let bytes = URL_SAFE_NO_PAD
        .decode(part)
        .unwrap_or_else(|error| panic!("{part:?}: {error}"));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{part:?}: {error}"))
}

/// Takes a token apart: see [`Jwt::read`].
pub fn read(token: &str) -> Jwt {
    Jwt::read(token)
}

/// The claims of a token, unverified.
pub fn claims(token: &str) -> Value {
    Jwt::read(token).claims
}

/// A key pair that no issuer knows.
#[derive(Debug)]
pub struct ForeignKey {
    alg: SigningAlg,
    private: EncodingKey,
    public: Map<String, Value>,
}

impl ForeignKey {
    /// A new one.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn new(alg: SigningAlg) -> Self {
        Self::stolen(&SigningKey::generate(alg).expect("a key"))
    }

    /// A key of the issuer's own, as a thief would hold it: for tokens that are wrong in one point and right in all others.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn stolen(key: &SigningKey) -> Self {
        let alg = key.alg();
        let pem = STANDARD.encode(key.to_pkcs8().expect("PKCS #8").as_slice());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
        let private = match alg {
            SigningAlg::RS256 | SigningAlg::PS256 => EncodingKey::from_rsa_pem(pem.as_bytes()),
            SigningAlg::ES256 => EncodingKey::from_ec_pem(pem.as_bytes()),
            SigningAlg::EdDSA => EncodingKey::from_ed_pem(pem.as_bytes()),
        };
        Self {
            alg,
            private: private.expect("a private key"),
            public: key.public_jwk().clone(),
        }
    }

    /// Its public half as a JWK, to put where a careless verifier might look.
    pub fn public_jwk(&self) -> Value {
        json!(self.public)
    }

    /// Its thumbprint.
    pub fn kid(&self) -> &str {
        self.public["kid"].as_str().expect("a kid")
    }

    /// Signs two texts as header and claims, whatever they are: JSON that no serialiser would write.
    pub fn sign_texts(&self, header: &str, claims: &str) -> String {
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(claims)
        );
        format!("{signed}.{}", self.sign(signed.as_bytes()))
    }

    fn sign(&self, text: &[u8]) -> String {
        let alg = match self.alg {
            SigningAlg::RS256 => Algorithm::RS256,
            SigningAlg::PS256 => Algorithm::PS256,
            SigningAlg::ES256 => Algorithm::ES256,
            SigningAlg::EdDSA => Algorithm::EdDSA,
        };
        jsonwebtoken::crypto::sign(text, &self.private, alg).expect("a signature")
    }
}

/// "…hashing the octets of the ASCII representation of the `access_token` value with the hash algorithm …, then take the
/// left-most half of the hash and base64url encode it."  OpenID Connect Core §3.1.3.6, for the algorithms with SHA-256.
pub fn half_hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..16])
}
