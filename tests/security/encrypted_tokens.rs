//! SECURITY C07, C11: encryption is no signature, and a token that inflates is not unpacked.

use josekit::jwe::{JweHeader, RSA_OAEP_256, serialize_compact};
use josekit::jwk::Jwk;
use vestibule_test_support::Answer;

use super::verifiers::Verifiers;

/// RFC 8725 §3.11: anybody can encrypt with a public key.
#[tokio::test]
async fn an_encrypted_token_is_refused_whatever_is_in_it() {
    let verifiers = Verifiers::start().await;
    let request = verifiers
        .app
        .wire()
        .request(reqwest::Method::GET, &verifiers.rp.endpoint("/jwks"));
    let jwks = Answer::of(request).await.expect(200).json();
    let key = jwks["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["kty"] == "RSA")
        .unwrap();
    let kid = key["kid"].as_str().unwrap();
    let public = serde_json::json!({ "kty": "RSA", "n": key["n"], "e": key["e"] });
    let jwk = Jwk::from_bytes(public.to_string()).unwrap();
    let encrypter = RSA_OAEP_256.encrypter_from_jwk(&jwk).unwrap();
    let claims = |token: &str| {
        vestibule_test_support::jwt::claims(token)
            .to_string()
            .into_bytes()
    };
    let bomb = vec![b' '; 8 * 1024 * 1024];
    let (access, id) = (&verifiers.tokens.access_token, verifiers.tokens.id_token());
    for (typ, compressed, payload) in [
        ("at+jwt", false, claims(access)),
        ("at+jwt", true, claims(access)),
        // A genuine token inside: whoever wrapped it is not who signed it, and we have no use for wrappers.
        ("at+jwt", false, access.clone().into_bytes()),
        ("at+jwt", true, access.clone().into_bytes()),
        ("JWT", true, claims(id)),
        ("JWT", true, bomb),
    ] {
        let mut header = JweHeader::new();
        header.set_content_encryption("A256GCM");
        header.set_token_type(typ);
        header.set_key_id(kid);
        if compressed {
            header.set_compression("DEF");
        }
        if payload.starts_with(b"eyJ") {
            header.set_content_type("JWT");
        }
        let token = serialize_compact(&payload, &header, &encrypter).unwrap();
        assert_eq!(token.split('.').count(), 5);
        verifiers.refuse_access_token(&token).await;
        verifiers.refuse_hint(&token).await;
    }
    // Five parts that are none, with every algorithm whose mere reading has cost others their memory or their time.
    for alg in [
        "dir",
        "RSA1_5",
        "RSA-OAEP",
        "A128KW",
        "ECDH-ES",
        "PBES2-HS512+A256KW",
    ] {
        let header = serde_json::json!({ "alg": alg, "enc": "A256GCM", "zip": "DEF", "kid": kid, "p2c": 2_147_483_647, "p2s": "AAAA", "typ": "at+jwt" });
        let part = base64::Engine::encode(
            &base64::engine::general_purpose::URL_SAFE_NO_PAD,
            header.to_string(),
        );
        for token in [
            format!("{part}..AAAA.AAAA.AAAA"),
            format!("{part}.AAAA.AAAA.AAAA.AAAA"),
            format!("{part}.AAAA.AAAA"),
        ] {
            verifiers.refuse_access_token(&token).await;
            verifiers.refuse_hint(&token).await;
        }
    }
    verifiers.believe_hint(id).await;
}

/// Nobody is told that encrypted tokens might be taken.
#[tokio::test]
async fn metadata_offers_no_encryption() {
    let verifiers = Verifiers::start().await;
    let request = verifiers.app.wire().request(
        reqwest::Method::GET,
        &verifiers.rp.endpoint("/.well-known/openid-configuration"),
    );
    let metadata = Answer::of(request).await.expect(200).json();
    for name in metadata.as_object().unwrap().keys() {
        assert!(!name.contains("encryption"), "{name}");
    }
    assert_eq!(metadata["request_parameter_supported"], false);
}
