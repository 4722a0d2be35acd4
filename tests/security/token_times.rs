//! SECURITY C19, C20: times that overflow, are no times, or lie where no clock is.

use serde_json::Value;
use vestibule::model::SigningAlg;
use vestibule_test_support::jwt::read;

use super::operator::stolen_key;
use super::verifiers::Verifiers;

fn replaced(claims: &Value, name: &str, text: &str) -> String {
    let mut others = claims.clone();
    others.as_object_mut().unwrap().remove(name);
    let others = others.to_string();
    format!("{},\"{name}\":{text}}}", &others[..others.len() - 1])
}

/// RFC 7519 §2, §4.1.4: NumericDate; whole seconds that a calendar has, or nothing.
#[tokio::test]
async fn a_time_that_is_none_is_refused() {
    let verifiers = Verifiers::start().await;
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    let token = read(&verifiers.tokens.access_token);
    let header = token
        .clone()
        .with_header("kid", own.kid())
        .header
        .to_string();
    let exp = token.claims["exp"].as_i64().unwrap();
    verifiers
        .believe_access_token(
            &own.sign_texts(&header, &replaced(&token.claims, "exp", &exp.to_string())),
        )
        .await;
    verifiers
        .believe_access_token(
            &own.sign_texts(&header, &replaced(&token.claims, "exp", "4102444800")),
        )
        .await;
    for text in [
        "-1",
        "0",
        "-9223372036854775808",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "99999999999999999999999999",
        "1e400",
        "1e10",
        "-1e400",
        "4102444800.5",
        "4102444800.0",
        "\"4102444800\"",
        "null",
        "true",
        "[4102444800]",
        "{}",
        "253402300800",
        "4102444800000000",
        "NaN",
        "Infinity",
        "",
    ] {
        verifiers
            .refuse_access_token(&own.sign_texts(&header, &replaced(&token.claims, "exp", text)))
            .await;
    }
    for name in ["iat", "nbf"] {
        for text in ["-1", "1.5", "1e400", "\"0\"", "9223372036854775808", "[]"] {
            verifiers
                .refuse_access_token(&own.sign_texts(&header, &replaced(&token.claims, name, text)))
                .await;
        }
    }
    for name in ["exp", "iat", "sub", "iss", "aud", "jti", "client_id"] {
        let missing = token
            .clone()
            .with_header("kid", own.kid())
            .with_claim(name, Value::Null)
            .signed_with(&own);
        verifiers.refuse_access_token(&missing.text()).await;
    }
    // A `jti` that is not ours belongs to no family that could be revoked.
    for jti in ["", "x", "g", "g.x", "x.y", "gAAAA.x"] {
        let forged = token
            .clone()
            .with_header("kid", own.kid())
            .with_claim("jti", jti)
            .signed_with(&own);
        verifiers.refuse_access_token(&forged.text()).await;
    }
}

/// "Implementers MAY provide for some small leeway, usually no more than a few minutes, to account for clock skew."  RFC 7519
/// §4.1.4: ten seconds for what lies ahead, none for what is over.
#[tokio::test]
async fn the_skew_is_small_and_one_sided() {
    let verifiers = Verifiers::start().await;
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    let now = verifiers.app.now();
    let with = |name: &str, offset: i64| {
        let token = read(&verifiers.tokens.access_token)
            .with_header("kid", own.kid())
            .with_claim("exp", now + 3600);
        // A token of its own, in the same family: what one attempt revokes is not the next one.
        let jti = format!("{}{name}{offset}", token.claims["jti"].as_str().unwrap());
        token
            .with_claim("jti", jti)
            .with_claim(name, now + offset)
            .signed_with(&own)
            .text()
    };
    for (name, offset, good) in [
        ("nbf", -3600, true),
        ("nbf", 8, true),
        ("nbf", 61, false),
        ("nbf", 600, false),
        ("iat", -5, true),
        ("iat", 8, true),
        ("iat", 61, false),
        ("exp", 30, true),
        ("exp", -1, false),
        ("exp", 0, false),
        ("exp", -3600, false),
    ] {
        let token = with(name, offset);
        if good {
            verifiers.believe_access_token(&token).await;
        } else {
            verifiers.refuse_access_token(&token).await;
        }
    }
}

/// The life of our own tokens, by the server's clock.
#[tokio::test]
async fn a_token_ends_at_the_second_it_names() {
    let verifiers = Verifiers::start().await;
    let token = &verifiers.tokens.access_token;
    let claims = verifiers.tokens.access_claims();
    assert_eq!(
        claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(),
        600
    );
    verifiers.app.advance(595);
    verifiers.rp.userinfo(token).await.expect(200);
    verifiers.app.advance(5);
    verifiers.rp.userinfo(token).await.expect(401);
    // Years from now nothing wraps round into validity.
    for years in [12, 20, 80, 400] {
        verifiers.app.advance(years * 365 * 86_400);
        verifiers.rp.userinfo(token).await.expect(401);
    }
}
