//! Tokens that must not pass: forged, confused, or signed by others.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod text;

use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{KeyRing, Rejection, SigningKey, Typ};
use crate::model::SigningAlg;

static RING: LazyLock<KeyRing> = LazyLock::new(|| {
    let keys = SigningAlg::ALL.map(|alg| Arc::new(SigningKey::generate(alg).unwrap()));
    KeyRing::new(keys.to_vec(), vec![]).unwrap()
});

fn key() -> &'static SigningKey {
    RING.active_key(SigningAlg::ES256).unwrap()
}

fn token() -> String {
    RING.sign(SigningAlg::ES256, Typ::IdToken, &json!({"sub": "ada"}))
        .unwrap()
}

fn read(token: &str) -> Result<Value, Rejection> {
    RING.verify::<Value>(token, Typ::IdToken)
        .map(super::Verified::into_claims)
}

/// A token with this header and payload, well signed by our P-256 key.
fn signed(header: &str, payload: &[u8]) -> String {
    key()
        .sign_parts(&URL_SAFE_NO_PAD.encode(header), payload)
        .unwrap()
}

/// The header we write, with more members or other values.
fn header(change: &Value) -> String {
    let mut header = json!({"alg": "ES256", "typ": "JWT", "kid": key().kid()});
    for (name, value) in change.as_object().unwrap() {
        header[name] = value.clone();
    }
    header.to_string()
}

fn with_header(change: &Value) -> Result<Value, Rejection> {
    read(&signed(&header(change), b"{}"))
}

fn with_payload(payload: &[u8]) -> Result<Value, Rejection> {
    read(&signed(&header(&json!({})), payload))
}

#[test]
fn c01_unsigned_tokens() {
    let payload = URL_SAFE_NO_PAD.encode(b"{}");
    for alg in [
        "none", "None", "nOnE", "NONE", "", "HS256", "ES384", "es256", "ES256 ",
    ] {
        assert_eq!(
            with_header(&json!({"alg": alg})),
            Err(Rejection::Algorithm),
            "{alg}"
        );
        let none = URL_SAFE_NO_PAD.encode(header(&json!({"alg": alg})));
        assert_eq!(
            read(&format!("{none}.{payload}.")),
            Err(Rejection::Malformed)
        );
        assert_eq!(
            read(&format!("{none}.{payload}.AA")),
            Err(Rejection::Algorithm)
        );
    }
    let missing = json!({"typ": "JWT", "kid": key().kid()}).to_string();
    assert_eq!(read(&signed(&missing, b"{}")), Err(Rejection::Algorithm));
    assert_eq!(
        with_header(&json!({"alg": null})),
        Err(Rejection::Algorithm)
    );
    assert_eq!(with_header(&json!({"alg": 1})), Err(Rejection::Malformed));
    let (unsigned, _) = token()
        .rsplit_once('.')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert_eq!(read(&unsigned), Err(Rejection::Malformed));
    assert_eq!(read(&format!("{unsigned}.")), Err(Rejection::Malformed));
}

#[test]
fn the_algorithm_is_that_of_the_key() {
    for alg in ["RS256", "PS256", "EdDSA"] {
        assert_eq!(
            with_header(&json!({"alg": alg})),
            Err(Rejection::Algorithm),
            "{alg}"
        );
    }
    // One RSA key never serves both paddings.
    let rs256 = RING.active_key(SigningAlg::RS256).unwrap();
    let header = json!({"alg": "PS256", "typ": "JWT", "kid": rs256.kid()}).to_string();
    let confused = rs256
        .sign_parts(&URL_SAFE_NO_PAD.encode(header), b"{}")
        .unwrap();
    assert_eq!(read(&confused), Err(Rejection::Algorithm));
}

#[test]
fn c03_c04_the_kid_is_looked_up_and_nothing_else() {
    for kid in [
        "",
        "../../dev/null",
        "' UNION SELECT 1",
        "a\nb",
        "\u{0}",
        &"k".repeat(128),
        &"ß".repeat(128),
    ] {
        assert_eq!(
            with_header(&json!({"kid": kid})),
            Err(Rejection::UnknownKey),
            "{kid}"
        );
    }
    for kid in [
        json!("k".repeat(129)),
        json!(null),
        json!(1),
        json!(["x"]),
        json!({}),
    ] {
        assert_eq!(
            with_header(&json!({"kid": kid})),
            Err(Rejection::Malformed),
            "{kid}"
        );
    }
    let missing = json!({"alg": "ES256", "typ": "JWT"}).to_string();
    assert_eq!(read(&signed(&missing, b"{}")), Err(Rejection::Malformed));
}

#[test]
fn c05_keys_in_the_header_are_ignored() {
    let theirs = SigningKey::generate(SigningAlg::ES256).unwrap();
    let bait = json!({
        "jwk": theirs.public_jwk(), "jku": "http://127.0.0.1:1/jwks", "x5u": "http://127.0.0.1:1/x5u", "x5c": ["AAAA"],
    });
    let forged = theirs
        .sign_parts(&URL_SAFE_NO_PAD.encode(header(&bait)), b"{}")
        .unwrap();
    assert_eq!(read(&forged), Err(Rejection::Signature));
    assert_eq!(
        with_header(&bait),
        Ok(json!({})),
        "signed by us, they change nothing"
    );
    let mut own_kid = bait;
    own_kid["kid"] = json!(theirs.kid());
    let forged = theirs
        .sign_parts(&URL_SAFE_NO_PAD.encode(header(&own_kid)), b"{}")
        .unwrap();
    assert_eq!(read(&forged), Err(Rejection::UnknownKey));
}

#[test]
fn critical_extensions_are_refused() {
    for crit in [
        json!(["exp"]),
        json!(["b64"]),
        json!([]),
        json!(null),
        json!("x"),
    ] {
        assert_eq!(
            with_header(&json!({"crit": crit})),
            Err(Rejection::Malformed),
            "{crit}"
        );
    }
}

#[test]
fn the_type_must_be_said_and_right() {
    for typ in ["at+jwt", "logout+jwt", "", "JWS", "application/jwt+x"] {
        assert_eq!(
            with_header(&json!({"typ": typ})),
            Err(Rejection::Type),
            "{typ}"
        );
    }
    let missing = json!({"alg": "ES256", "kid": key().kid()}).to_string();
    assert_eq!(read(&signed(&missing, b"{}")), Err(Rejection::Type));
    for typ in ["jwt", "application/JWT", "Application/jwt"] {
        assert!(with_header(&json!({"typ": typ})).is_ok(), "{typ}");
    }
}

#[test]
fn c12_no_other_signature_passes() {
    let good = token();
    let (signed, _) = good.rsplit_once('.').unwrap();
    let order = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    let order: Vec<u8> = (0..32)
        .map(|i| u8::from_str_radix(&order[2 * i..2 * i + 2], 16).unwrap())
        .collect();
    let mut one = vec![0; 64];
    (one[31], one[63]) = (1, 1);
    for signature in [
        vec![0; 64],
        vec![0xff; 64],
        [order.clone(), order].concat(),
        one,
        vec![0; 63],
        vec![0; 65],
        vec![0],
        vec![0; 1000],
    ] {
        let forged = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(&signature));
        assert_eq!(read(&forged), Err(Rejection::Signature), "{signature:?}");
    }
    for alg in SigningAlg::ALL {
        let good = RING
            .sign(alg, Typ::IdToken, &json!({"sub": "ada"}))
            .unwrap();
        let (signed, signature) = good.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        for at in 0..signature.len() {
            let mut changed = signature.clone();
            changed[at] ^= 1;
            let forged = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(&changed));
            assert_eq!(
                read(&forged),
                Err(Rejection::Signature),
                "{alg:?} byte {at}"
            );
        }
        for other in [
            vec![0; signature.len()],
            vec![0xff; signature.len()],
            [&signature[..], &[0]].concat(),
        ] {
            let forged = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(other));
            assert_eq!(read(&forged), Err(Rejection::Signature), "{alg:?}");
        }
        let (header, _) = signed.split_once('.').unwrap();
        let swapped = format!(
            "{header}.{}.{}",
            URL_SAFE_NO_PAD.encode(r#"{"sub":"eve"}"#),
            URL_SAFE_NO_PAD.encode(signature)
        );
        assert_eq!(read(&swapped), Err(Rejection::Signature), "{alg:?}");
    }
}
