//! SECURITY C13: one text, two readings: a member that is there twice.

use serde_json::json;
use vestibule::model::SigningAlg;
use vestibule_test_support::jwt::read;

use super::operator::stolen_key;
use super::verifiers::Verifiers;

/// "The Claim Names within a JWT Claims Set MUST be unique; JWT parsers MUST either reject JWTs with duplicate Claim Names or
/// use a JSON parser that returns only the lexically last"  RFC 7519 §4: we reject, so that no two servers disagree.
#[tokio::test]
async fn a_token_with_a_member_twice_is_refused_although_we_signed_it() {
    let verifiers = Verifiers::start().await;
    let own = stolen_key(&verifiers.app, SigningAlg::RS256).await;
    for (token, is_hint) in [
        (&*verifiers.tokens.access_token, false),
        (verifiers.tokens.id_token(), true),
    ] {
        let genuine = read(token);
        let header =
            json!({ "alg": "RS256", "typ": genuine.header["typ"], "kid": own.kid() }).to_string();
        let claims = genuine.claims.to_string();
        let inside = |text: &str| text[1..text.len() - 1].to_owned();
        let sub = genuine.claims["sub"].as_str().unwrap();
        let plain = own.sign_texts(&header, &claims);
        if is_hint {
            verifiers.believe_hint(&plain).await;
        } else {
            verifiers.believe_access_token(&plain).await;
        }
        for (header, claims) in [
            (
                header.clone(),
                format!("{{\"sub\":\"eve\",{}}}", inside(&claims)),
            ),
            (
                header.clone(),
                format!("{{{},\"sub\":\"{sub}\"}}", inside(&claims)),
            ),
            (
                header.clone(),
                format!("{{{},\"\\u0073ub\":\"eve\"}}", inside(&claims)),
            ),
            (
                header.clone(),
                format!("{{{},\"exp\":9999999999}}", inside(&claims)),
            ),
            (
                header.clone(),
                format!("{{{},\"x\":{{\"a\":1,\"a\":2}}}}", inside(&claims)),
            ),
            (
                format!("{{{},\"alg\":\"none\"}}", inside(&header)),
                claims.clone(),
            ),
            (
                format!("{{\"alg\":\"none\",{}}}", inside(&header)),
                claims.clone(),
            ),
            (
                format!("{{{},\"kid\":\"x\"}}", inside(&header)),
                claims.clone(),
            ),
            (
                format!("{{{},\"\\u006bid\":\"{}\"}}", inside(&header), own.kid()),
                claims.clone(),
            ),
            // JSON that some parsers take and others do not.
            (header.clone(), format!("{claims} x")),
            (header.clone(), format!("{claims}{claims}")),
            (header.clone(), format!("\u{feff}{claims}")),
            (header.clone(), format!("[{claims}]")),
            (header.clone(), format!("{{{},}}", inside(&claims))),
            (
                header.clone(),
                format!(
                    "{{{},\"x\":{}}}",
                    inside(&claims),
                    ["[".repeat(3000), "]".repeat(3000)].concat()
                ),
            ),
            (header.clone(), "null".to_owned()),
            (header.clone(), String::new()),
        ] {
            let forged = own.sign_texts(&header, &claims);
            if is_hint {
                verifiers.refuse_hint(&forged).await;
            } else {
                verifiers.refuse_access_token(&forged).await;
            }
        }
    }
}
