//! Credentials, tokens, cookies and form tokens, damaged.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, COOKIE, HeaderValue};
use vestibule_test_support::fixture::{ADA, FIRST, SPA, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty};

use super::input::{Edit, edited, edits};
use super::{CASES, Target, assert_authorization_answer, assert_page, assert_standard_error};
use crate::visits::pair;

#[test]
fn credentials_of_any_shape_get_a_standard_error() {
    let mut target = Target::new();
    let genuine = basic(WEB.id, WEB.secret);
    let halves = (edits(), edits(), any::<bool>());
    target.attack(CASES * 2, &halves, async |app, (edits, inner, inside)| {
        let header = if inside {
            // Valid base64 around damaged credentials.
            let credentials = edited(format!("{}:{}", WEB.id, WEB.secret).as_bytes(), &inner);
            format!("Basic {}", STANDARD.encode(credentials)).into_bytes()
        } else {
            edited(genuine.as_bytes(), &edits)
        };
        let Ok(header) = HeaderValue::from_bytes(&header) else {
            return;
        };
        let request = app
            .wire()
            .request(Method::POST, &format!("{}/token", app.issuer()))
            .header(AUTHORIZATION, &header);
        let answer = Answer::of(request.form(&[("grant_type", "client_credentials")])).await;
        let scheme_and_space = header
            .to_str()
            .is_ok_and(|text| text.trim().eq_ignore_ascii_case(&genuine));
        if answer.status == 200 && (scheme_and_space || inside) {
            return;
        }
        assert_standard_error(&answer);
    });
}

#[test]
fn a_token_with_any_change_is_no_token() {
    let mut target = Target::new();
    let (access, id) = target.runtime.block_on(async {
        let tokens = RelyingParty::new(&target.app, WEB)
            .sign_in_and_exchange(&mut target.app.browser())
            .await;
        (tokens.access_token.clone(), tokens.id_token().to_owned())
    });
    let header = prop::sample::select(vec![None, Some(0), Some(1), Some(2)]);
    target.attack(CASES, &(edits(), header), async |app, (edits, part)| {
        let rp = RelyingParty::new(app, WEB);
        for genuine in [&access, &id] {
            let text = String::from_utf8_lossy(&damaged(genuine, part, &edits)).into_owned();
            if text.trim() == genuine {
                continue;
            }
            let hint = rp.authorization_url(&[("id_token_hint", &text)]);
            if hint.len() < 20_000 && !text.is_empty() {
                assert_authorization_answer(
                    &Answer::of(app.wire().request(Method::GET, &hint)).await,
                    app.issuer(),
                );
            }
            let request = app
                .wire()
                .request(Method::POST, &rp.endpoint("/end_session"))
                .form(&[("id_token_hint", &text)]);
            let answer = Answer::of(request).await;
            assert!([200, 400].contains(&answer.status), "{answer:?}");
            assert_page(&answer);
            if !text.is_empty() {
                assert_eq!(
                    rp.introspect(&text).await.expect(200).json(),
                    serde_json::json!({ "active": false })
                );
                assert_eq!(rp.revoke(&text).await.expect(200).body, "");
            }
            let Ok(value) = HeaderValue::from_str(&format!("Bearer {text}")) else {
                continue;
            };
            let request = app
                .wire()
                .request(Method::GET, &rp.endpoint("/userinfo"))
                .header(AUTHORIZATION, value);
            let answer = Answer::of(request).await.expect(401);
            assert_eq!(
                answer.error().as_deref(),
                Some("invalid_token"),
                "{answer:?}"
            );
        }
    });
    target.runtime.block_on(async {
        RelyingParty::new(&target.app, WEB)
            .userinfo(&access)
            .await
            .expect(200);
    });
}

/// The token with its text changed, or with one part decoded, changed and encoded again.
fn damaged(token: &str, part: Option<usize>, edits: &[Edit]) -> Vec<u8> {
    let Some(part) = part else {
        return edited(token.as_bytes(), edits);
    };
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts[part] = URL_SAFE_NO_PAD.encode(edited(
        &URL_SAFE_NO_PAD.decode(&parts[part]).unwrap(),
        edits,
    ));
    parts.join(".").into_bytes()
}

#[test]
fn a_refresh_token_with_any_change_is_no_refresh_token() {
    let mut target = Target::new();
    let genuine = target.runtime.block_on(async {
        let tokens = RelyingParty::new(&target.app, SPA)
            .sign_in_and_exchange(&mut target.app.browser())
            .await;
        tokens.refresh_token().to_owned()
    });
    target.attack(CASES, &edits(), async |app, edits| {
        let rp = RelyingParty::new(app, SPA);
        let text = String::from_utf8_lossy(&edited(genuine.as_bytes(), &edits)).into_owned();
        if text == genuine {
            return;
        }
        assert_standard_error(&rp.refresh(&text).await);
        if !text.is_empty() {
            rp.revoke(&text).await.expect(200);
        }
    });
    target.runtime.block_on(async {
        RelyingParty::new(&target.app, SPA)
            .refresh(&genuine)
            .await
            .expect(200);
    });
}

#[test]
fn cookies_of_any_shape_are_read_or_ignored() {
    let mut target = Target::new();
    let genuine = target.runtime.block_on(async {
        let mut browser = target.app.browser();
        browser.sign_in_as(ADA).await;
        format!("{}; {}", pair(&browser, "sid"), pair(&browser, "browser"))
    });
    target.attack(CASES, &edits(), async |app, edits| {
        let Ok(cookies) = HeaderValue::from_bytes(&edited(genuine.as_bytes(), &edits)) else {
            return;
        };
        let rp = RelyingParty::new(app, FIRST);
        for url in [
            rp.endpoint("/"),
            rp.endpoint("/sign-in"),
            rp.authorization_url(&[("prompt", "select_account")]),
        ] {
            let answer = Answer::of(
                app.wire()
                    .request(Method::GET, &url)
                    .header(COOKIE, &cookies),
            )
            .await;
            assert!([200, 303].contains(&answer.status), "{answer:?}");
        }
    });
}

#[test]
fn a_form_with_any_change_to_its_token_or_request_is_refused() {
    let mut target = Target::new();
    let (cookies, form) = target.runtime.block_on(async {
        let mut browser = target.app.browser();
        browser.sign_in_as(ADA).await;
        browser
            .authorize(&RelyingParty::new(&target.app, WEB).authorization_url(&[]))
            .await;
        let cookies = format!("{}; {}", pair(&browser, "sid"), pair(&browser, "browser"));
        (cookies, browser.page().form("#consent"))
    });
    let which = prop::sample::select(vec!["csrf", "txn"]);
    let paths = prop::sample::select(vec!["/consent", "/select-account", "/sign-out", "/sign-in"]);
    target.attack(
        CASES,
        &(edits(), which, paths),
        async |app, (edits, which, path)| {
            let mut fields = form.fields.clone();
            let field = fields.iter_mut().find(|(name, _)| name == which).unwrap();
            let damaged = String::from_utf8_lossy(&edited(field.1.as_bytes(), &edits)).into_owned();
            if damaged == field.1 {
                return;
            }
            field.1 = damaged;
            fields.push(("decision".to_owned(), "allow".to_owned()));
            fields.push(("account".to_owned(), "other".to_owned()));
            let request = app
                .wire()
                .request(Method::POST, &format!("{}{path}", app.issuer()))
                .header(COOKIE, &cookies);
            let answer = Answer::of(request.form(&fields)).await;
            assert!([400, 403].contains(&answer.status), "{answer:?}");
            assert_page(&answer);
            assert!(!answer.headers.contains_key("set-cookie"), "{answer:?}");
        },
    );
}
