//! SECURITY C04, C05, B24: a token that says where the key to believe it with is.

use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream};

use serde_json::json;
use vestibule::model::SigningAlg;
use vestibule_test_support::jwt::{ForeignKey, read};

use super::operator::stolen_key;
use super::verifiers::Verifiers;

/// "blindly following a "jku" (JWK set URL) or "x5u" (X.509 URL) header, which may contain an arbitrary URL, could result in
/// server-side request forgery (SSRF) attacks"  RFC 8725 §3.10
#[tokio::test]
async fn keys_that_a_token_brings_or_points_to_are_not_looked_at() {
    let verifiers = Verifiers::start().await;
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let address = canary.local_addr().unwrap();
    let url = format!("http://{address}/jwks.json");
    for alg in SigningAlg::ALL {
        let thief = ForeignKey::new(alg);
        let jwk = thief.public_jwk();
        for (name, value) in [
            ("jwk", jwk.clone()),
            ("jku", json!(url)),
            ("x5u", json!(url)),
            ("x5c", json!(["MIIB"])),
            ("x5t", json!("AAAA")),
            ("jwks", json!({ "keys": [jwk] })),
            ("iss", json!(format!("http://{address}"))),
            ("kid", json!(url)),
        ] {
            for token in [&verifiers.tokens.access_token, verifiers.tokens.id_token()] {
                let kid = if name == "kid" {
                    value.clone()
                } else {
                    json!(thief.kid())
                };
                let forged = read(token)
                    .with_header("kid", kid)
                    .with_header(name, value.clone())
                    .signed_with(&thief)
                    .text();
                if token == verifiers.tokens.id_token() {
                    verifiers.refuse_hint(&forged).await;
                } else {
                    verifiers.refuse_access_token(&forged).await;
                }
            }
        }
    }
    // The same for whoever presents a client assertion with such a header, which is refused unread.
    let nobody = canary.accept().expect_err("nobody called");
    assert_eq!(nobody.kind(), ErrorKind::WouldBlock);
    // The canary hears.
    let _caller = TcpStream::connect(address).unwrap();
    assert!(
        (0..1000).any(|_| canary.accept().is_ok()),
        "the canary is deaf"
    );
    // A genuine token with such a header is genuine: the header has no meaning.
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    let token = read(&verifiers.tokens.access_token)
        .with_header("kid", own.kid())
        .with_header("jku", url);
    verifiers
        .believe_access_token(&token.signed_with(&own).text())
        .await;
}

/// `kid` is the name of a key in a map, and nothing else (RFC 8725 §3.10).
#[tokio::test]
async fn a_kid_is_neither_a_path_nor_a_query() {
    let verifiers = Verifiers::start().await;
    let key = ForeignKey::new(SigningAlg::RS256);
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    let long = "k".repeat(8_000);
    let doubled = format!("{}{}", own.kid(), own.kid());
    for kid in [
        "../../../../dev/null",
        "/dev/null",
        "file:///dev/null",
        "' OR '1'='1",
        "x' UNION SELECT 'key'--",
        "\n",
        "\u{0}",
        "",
        "${jndi:ldap://127.0.0.1/x}",
        "0",
        &long,
        &doubled,
        &own.kid()[1..],
        &own.kid().to_uppercase(),
        &format!("{} ", own.kid()),
        &format!("{}\u{0}", own.kid()),
    ] {
        let forged = read(&verifiers.tokens.access_token).with_header("kid", kid);
        verifiers
            .refuse_access_token(&forged.clone().signed_with(&key).text())
            .await;
        // Not even by the right key under a name that is not its own, nor with an empty secret behind the miss.
        verifiers
            .refuse_access_token(&forged.clone().signed_with(&own).text())
            .await;
        verifiers
            .refuse_access_token(&forged.signed_with_secret(b"").text())
            .await;
    }
    for kid in [
        json!(null),
        json!(1),
        json!([own.kid()]),
        json!({ "kid": own.kid() }),
        json!(true),
    ] {
        let forged = read(&verifiers.tokens.access_token).with_header("kid", kid);
        verifiers
            .refuse_access_token(&forged.signed_with(&own).text())
            .await;
    }
    let token = read(&verifiers.tokens.access_token).with_header("kid", own.kid());
    verifiers
        .believe_access_token(&token.clone().signed_with(&own).text())
        .await;
    // "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the JWS is
    // invalid."  RFC 7515 §4.1.11
    for crit in [
        json!(["exp"]),
        json!(["b64"]),
        json!([]),
        json!(null),
        json!("x"),
    ] {
        verifiers
            .refuse_access_token(
                &token
                    .clone()
                    .with_header("crit", crit)
                    .signed_with(&own)
                    .text(),
            )
            .await;
    }
    // A header of half a megabyte, or one that is no JSON, ends in a refusal and not in the log.
    for token in [
        format!("{}.e30.AA", "A".repeat(20_000)),
        "e30.e30.AA".to_owned(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        "a.b".to_owned(),
    ] {
        verifiers.refuse_access_token(&token).await;
    }
}
