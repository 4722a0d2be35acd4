//! SECURITY C01, C03, C12: tokens without a signature, with one that anybody can make, and with one that is none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use vestibule::model::SigningAlg;
use vestibule_test_support::fixture::{Client, WEB};
use vestibule_test_support::jwt::{ForeignKey, Jwt, half_hash, read};
use vestibule_test_support::{Answer, TestApp};

use super::operator::stolen_key;
use super::verifiers::Verifiers;

async fn refused(verifiers: &Verifiers, forge: impl Fn(Jwt) -> String) {
    let (access, id) = (
        read(&verifiers.tokens.access_token),
        read(verifiers.tokens.id_token()),
    );
    verifiers.refuse_access_token(&forge(access)).await;
    verifiers.refuse_hint(&forge(id)).await;
}

/// "JWT libraries SHOULD NOT consume JWTs using "none" unless explicitly requested by the caller."  RFC 8725 §3.2
#[tokio::test]
async fn an_unsecured_token_is_refused_in_every_spelling() {
    let verifiers = Verifiers::start().await;
    verifiers
        .believe_access_token(&verifiers.tokens.access_token)
        .await;
    verifiers.believe_hint(verifiers.tokens.id_token()).await;
    for none in [
        "none",
        "None",
        "NONE",
        "nOnE",
        " none",
        "none\u{0}",
        "",
        "null",
        "HS256",
        "rs256",
        "RS257",
        "RS256 ",
    ] {
        refused(&verifiers, |token| token.unsecured(none).text()).await;
    }
    // The signature stays, the algorithm goes; the algorithm stays, the signature goes.
    refused(&verifiers, |token| token.with_header("alg", "none").text()).await;
    refused(&verifiers, |token| {
        token.with_header("alg", Value::Null).text()
    })
    .await;
    refused(&verifiers, |token| {
        token
            .with_header("alg", serde_json::json!(["RS256", "none"]))
            .text()
    })
    .await;
    refused(&verifiers, |token| {
        Jwt {
            signature: String::new(),
            ..token
        }
        .text()
    })
    .await;
    refused(&verifiers, |token| {
        Jwt {
            signature: String::new(),
            ..token
        }
        .text()
        .trim_end_matches('.')
        .to_owned()
    })
    .await;
    refused(&verifiers, |token| {
        Jwt {
            signature: "AA".into(),
            ..token
        }
        .text()
    })
    .await;
    refused(&verifiers, |token| token.with_broken_signature().text()).await;
    refused(&verifiers, |token| token.with_claim("sub", "eve").text()).await;
    // Another spelling of the very signature (RFC 7515 §2: base64url without padding, and no stray bits).
    refused(&verifiers, |token| format!("{}=", token.text())).await;
    refused(&verifiers, |token| format!("{}A", token.text())).await;
    refused(&verifiers, |token| format!("{}.", token.text())).await;
    refused(&verifiers, |token| format!(".{}", token.text())).await;
}

/// RFC 8725 §2.1, §3.1: what is public is no secret, and the algorithm is the key's and not the token's.
#[tokio::test]
async fn a_public_key_is_no_hmac_secret_and_an_algorithm_belongs_to_its_key() {
    let verifiers = Verifiers::start().await;
    let request = verifiers
        .app
        .wire()
        .request(reqwest::Method::GET, &verifiers.rp.endpoint("/jwks"));
    let jwks = Answer::of(request).await.expect(200);
    let keys = jwks.json()["keys"].as_array().unwrap().clone();
    let kid = read(&verifiers.tokens.access_token).header["kid"].clone();
    let key = keys.iter().find(|key| key["kid"] == kid).unwrap();
    let modulus = URL_SAFE_NO_PAD.decode(key["n"].as_str().unwrap()).unwrap();
    for secret in [
        modulus.as_slice(),
        key.to_string().as_bytes(),
        jwks.body.as_bytes(),
        key["n"].as_str().unwrap().as_bytes(),
        kid.as_str().unwrap().as_bytes(),
        WEB.secret.as_bytes(),
        b"",
        b"\0",
        b"null",
    ] {
        refused(&verifiers, |token| token.signed_with_secret(secret).text()).await;
        // With no kid, an unknown one and an empty one: no fallback to any key, and none to no key.
        for kid in [Value::Null, "".into(), "unknown".into(), 0.into()] {
            refused(&verifiers, |token| {
                token
                    .with_header("kid", kid.clone())
                    .signed_with_secret(secret)
                    .text()
            })
            .await;
        }
    }
    // Signed by the issuer's own keys, each under the name of another or by the wrong algorithm.
    for alg in SigningAlg::ALL {
        let own = stolen_key(&verifiers.app, alg).await;
        let token = read(&verifiers.tokens.access_token).with_header("kid", own.kid());
        verifiers
            .believe_access_token(&token.clone().signed_with(&own).text())
            .await;
        for other in SigningAlg::ALL.into_iter().filter(|other| *other != alg) {
            let mislabelled = token
                .clone()
                .signed_with(&own)
                .with_header("alg", other.name());
            verifiers.refuse_access_token(&mislabelled.text()).await;
            let named = stolen_key(&verifiers.app, other).await;
            let misnamed = token
                .clone()
                .with_header("kid", named.kid())
                .signed_with(&own);
            verifiers.refuse_access_token(&misnamed.text()).await;
        }
    }
    for alg in SigningAlg::ALL {
        let foreign = ForeignKey::new(alg);
        refused(&verifiers, |token| token.signed_with(&foreign).text()).await;
        refused(&verifiers, |token| {
            token
                .with_header("kid", foreign.kid())
                .signed_with(&foreign)
                .text()
        })
        .await;
        for kid in [Value::Null, "".into()] {
            refused(&verifiers, |token| {
                token
                    .with_header("kid", kid.clone())
                    .signed_with(&foreign)
                    .text()
            })
            .await;
        }
    }
}

const ES: Client = Client { id: "es", ..WEB };

/// CVE-2022-21449: an ECDSA signature of zeroes fits every text, where nobody checks its range.
#[tokio::test]
async fn a_degenerate_ecdsa_signature_is_refused() {
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[client]]\nclient_id = \"es\"\nclient_secret = {:?}\nredirect_uris = [{:?}]\ngrant_types = [\"authorization_code\", \"refresh_token\", \"client_credentials\"]\n\
         id_token_signed_response_alg = \"ES256\"\naccess_token_signed_response_alg = \"ES256\"\n",
        ES.secret, ES.redirect_uri
    ))
    .await;
    let verifiers = Verifiers::with(app, ES).await;
    let token = read(&verifiers.tokens.access_token);
    assert_eq!(token.header["alg"], "ES256");
    assert_eq!(
        verifiers.tokens.id_claims()["at_hash"],
        half_hash(&verifiers.tokens.access_token)
    );
    verifiers.believe_hint(verifiers.tokens.id_token()).await;
    let good = URL_SAFE_NO_PAD.decode(&token.signature).unwrap();
    assert_eq!(good.len(), 64);
    // The order of P-256 (SEC 2 §2.4.2).
    let order: Vec<u8> = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let (r, s) = good.split_at(32);
    let zero = [0_u8; 32];
    let der = [&[0x30, 0x44, 0x02, 0x20][..], r, &[0x02, 0x20], s].concat();
    for signature in [
        [zero, zero].concat(),
        [r, &zero].concat(),
        [&zero, s].concat(),
        [order.clone(), order.clone()].concat(),
        [&order[..], s].concat(),
        [r, &order[..]].concat(),
        vec![0xff; 64],
        good[..63].to_vec(),
        [&good[..], &[0]].concat(),
        [&[0], &good[..]].concat(),
        [&[0][..], r, &[0], s].concat(),
        [s, r].concat(),
        vec![0],
        der,
        [&good[..], &good[..]].concat(),
    ] {
        let signature = URL_SAFE_NO_PAD.encode(&signature);
        refused(&verifiers, |token| {
            Jwt {
                signature: signature.clone(),
                ..token
            }
            .text()
        })
        .await;
    }
    // 64 bytes leave stray bits in the last character: only one of its spellings is the signature.
    let last = token.signature.chars().last().unwrap();
    for other in ['A', 'B', 'Q', 'R', 'g', 'h', 'w', 'x'] {
        if other != last {
            let mut signature = token.signature.clone();
            signature.pop();
            signature.push(other);
            verifiers
                .refuse_access_token(
                    &Jwt {
                        signature,
                        ..token.clone()
                    }
                    .text(),
                )
                .await;
        }
    }
}
