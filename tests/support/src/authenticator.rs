//! An authenticator in software (WebAuthn §6): it makes passkeys and signs with them, as told, and lies when asked to.
//!
//! It writes the little CBOR it needs itself, so that what the server reads was not written by the library it reads with.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::nid::Nid;
use openssl::pkey::Private;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

mod cbor;

/// User present.
pub const UP: u8 = 0b0000_0001;
/// User verified.
pub const UV: u8 = 0b0000_0100;
/// The key may leave the device.
pub const BE: u8 = 0b0000_1000;
/// The key has left the device.
pub const BS: u8 = 0b0001_0000;
/// An attested credential follows.
const AT: u8 = 0b0100_0000;

/// One authenticator in one browser: its passkeys and its habits.
#[derive(Debug)]
pub struct Authenticator {
    /// The origin that the browser is at.
    pub origin: String,
    /// Flags of everything it says: [`UP`] and [`UV`] at first.
    pub flags: u8,
    /// Whether its passkeys count their uses.
    pub counts: bool,
    /// What model it says it is.
    pub aaguid: [u8; 16],
    /// Its passkeys, the last one made last.
    pub keys: Vec<SoftKey>,
}

/// One passkey.
#[derive(Clone, Debug)]
pub struct SoftKey {
    key: EcKey<Private>,
    /// Its credential id.
    pub id: Vec<u8>,
    /// Whose it is, as the server said.
    pub user_handle: Vec<u8>,
    /// Where it is good.
    pub rp_id: String,
    /// How often it was used.
    pub counter: u32,
}

/// What is about to be said: an honest one, to be bent before it is signed.
#[derive(Clone, Debug)]
pub struct Saying {
    /// `clientDataJSON`.
    pub client_data: Value,
    /// Whose hash the data begins with.
    pub rp_id: String,
    /// The flags.
    pub flags: u8,
    /// The counter.
    pub counter: u32,
    /// Which credential.
    pub id: Vec<u8>,
    /// `userHandle` of an assertion.
    pub user_handle: Option<Vec<u8>>,
    /// The attestation format of a new passkey: `none`, or `packed` for one that vouches for itself.
    pub format: &'static str,
    /// Spoil the signature.
    pub broken_signature: bool,
}

impl Authenticator {
    /// One without passkeys, in a browser at that issuer.
    pub fn new(issuer: &str) -> Self {
        let origin = url::Url::parse(issuer).unwrap().origin();
        Self {
            origin: origin.ascii_serialization(),
            flags: UP | UV,
            counts: true,
            aaguid: [0; 16],
            keys: Vec::new(),
        }
    }

    /// `navigator.credentials.create`: a new passkey, as a browser would send it to its page.
    pub fn create(&mut self, begun: &Value) -> Value {
        self.create_as(begun, |_| {})
    }

    /// The same, with something bent.
    pub fn create_as(&mut self, begun: &Value, bend: impl FnOnce(&mut Saying)) -> Value {
        let options = &begun["publicKey"];
        let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
        let key = EcKey::generate(&group).unwrap();
        let id = uuid::Uuid::new_v4().into_bytes().repeat(2);
        let mut saying = self.saying("webauthn.create", options, 0);
        saying.id = id;
        saying.rp_id = text(&options["rp"]["id"]);
        bend(&mut saying);
        let mut data = saying.head(AT);
        data.extend(self.aaguid);
        data.extend(u16::try_from(saying.id.len()).unwrap().to_be_bytes());
        data.extend(&saying.id);
        data.extend(public_key(&group, &key));
        let client_data = saying.client_data.to_string();
        let signature = saying.signed(&key, &data, &client_data);
        let statement = if saying.format == "packed" {
            cbor::map(&[
                (cbor::text("alg"), cbor::negative(-7)),
                (cbor::text("sig"), cbor::bytes(&signature)),
            ])
        } else {
            cbor::map(&[])
        };
        let object = cbor::map(&[
            (cbor::text("fmt"), cbor::text(saying.format)),
            (cbor::text("attStmt"), statement),
            (cbor::text("authData"), cbor::bytes(&data)),
        ]);
        self.keys.push(SoftKey {
            key,
            id: saying.id.clone(),
            user_handle: URL_SAFE_NO_PAD
                .decode(text(&options["user"]["id"]))
                .unwrap(),
            rp_id: saying.rp_id.clone(),
            counter: saying.counter,
        });
        json!({
            "id": encoded(&saying.id), "rawId": encoded(&saying.id), "type": "public-key",
            "response": {
                "clientDataJSON": encoded(client_data.as_bytes()),
                "attestationObject": encoded(&object),
                "transports": ["internal"],
            },
        })
    }

    /// `navigator.credentials.get`: an assertion of the first passkey that may be used.
    ///
    /// # Panics
    /// When there is none.
    pub fn get(&mut self, begun: &Value) -> Value {
        self.get_as(begun, |_| {})
    }

    /// The same, with something bent.
    ///
    /// # Panics
    /// When there is no passkey that may be used.
    pub fn get_as(&mut self, begun: &Value, bend: impl FnOnce(&mut Saying)) -> Value {
        let options = &begun["publicKey"];
        let allowed: Vec<String> = options["allowCredentials"]
            .as_array()
            .map(|list| list.iter().map(|one| text(&one["id"])).collect())
            .unwrap_or_default();
        let position = self.keys.iter().position(|key| {
            key.rp_id == text(&options["rpId"])
                && (allowed.is_empty() || allowed.contains(&encoded(&key.id)))
        });
        let position = position.expect("a passkey that may be used");
        if self.counts {
            self.keys[position].counter += 1;
        }
        let key = self.keys[position].clone();
        let mut saying = self.saying("webauthn.get", options, key.counter);
        saying.rp_id.clone_from(&key.rp_id);
        saying.id.clone_from(&key.id);
        saying.user_handle = Some(key.user_handle.clone());
        bend(&mut saying);
        let data = saying.head(0);
        let client_data = saying.client_data.to_string();
        let signature = saying.signed(&key.key, &data, &client_data);
        let mut response = json!({
            "clientDataJSON": encoded(client_data.as_bytes()),
            "authenticatorData": encoded(&data),
            "signature": encoded(&signature),
        });
        if let Some(handle) = &saying.user_handle {
            response["userHandle"] = encoded(handle).into();
        }
        json!({ "id": encoded(&saying.id), "rawId": encoded(&saying.id), "type": "public-key", "response": response })
    }

    fn saying(&self, kind: &str, options: &Value, counter: u32) -> Saying {
        Saying {
            client_data: json!({
                "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false,
            }),
            rp_id: String::new(),
            flags: self.flags,
            counter,
            id: Vec::new(),
            user_handle: None,
            format: "none",
            broken_signature: false,
        }
    }
}

impl Saying {
    /// "rpIdHash, flags, signCount"  WebAuthn §6.1
    fn head(&self, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        data.push(self.flags | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// "the concatenation authenticatorData || hash"  WebAuthn §6.3.3
    fn signed(&self, key: &EcKey<Private>, data: &[u8], client_data: &str) -> Vec<u8> {
        let mut hash = Sha256::new();
        hash.update(data);
        hash.update(Sha256::digest(client_data.as_bytes()));
        let mut digest = hash.finalize();
        if self.broken_signature {
            digest[0] ^= 1;
        }
        EcdsaSig::sign(&digest, key).unwrap().to_der().unwrap()
    }
}

/// A COSE key of ES256 (RFC 9053 §7.1.1).
fn public_key(group: &EcGroup, key: &EcKey<Private>) -> Vec<u8> {
    let (mut x, mut y) = (BigNum::new().unwrap(), BigNum::new().unwrap());
    let mut context = BigNumContext::new().unwrap();
    key.public_key()
        .affine_coordinates(group, &mut x, &mut y, &mut context)
        .unwrap();
    cbor::map(&[
        (cbor::positive(1), cbor::positive(2)),
        (cbor::positive(3), cbor::negative(-7)),
        (cbor::negative(-1), cbor::positive(1)),
        (
            cbor::negative(-2),
            cbor::bytes(&x.to_vec_padded(32).unwrap()),
        ),
        (
            cbor::negative(-3),
            cbor::bytes(&y.to_vec_padded(32).unwrap()),
        ),
    ])
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
        .to_owned()
}

/// base64url without padding, as in JSON.
pub fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
