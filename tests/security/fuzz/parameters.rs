//! Parameters, bodies and bytes that no client would send.

use proptest::prelude::*;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty};

use super::input::{changed, changes, edited, edits, noise};
use super::{CASES, FORM, Target, assert_authorization_answer, assert_page, assert_standard_error};
use crate::socket::{Socket, address};

const AUTHORIZE: &[&str] = &[
    "request",
    "request_uri",
    "registration",
    "response_mode",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "ui_locales",
    "acr_values",
    "display",
    "claims",
    "claims_locales",
    "resource",
    "scope",
    "redirect_uri",
    "client_id",
];

#[test]
fn an_authorization_request_of_any_shape_gets_a_page_or_a_standard_error() {
    let mut target = Target::new();
    target.attack(
        CASES * 2,
        &(changes(AUTHORIZE), any::<bool>()),
        async |app, (changes, by_get)| {
            let rp = RelyingParty::new(app, WEB);
            let parameters = rp.parameters();
            let form: Vec<(&str, &str)> = parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let text = changed(&form, &changes);
            let endpoint = rp.endpoint("/authorize");
            let request = if by_get && text.len() < 20_000 {
                app.wire()
                    .request(Method::GET, &format!("{endpoint}?{text}"))
            } else {
                app.wire()
                    .request(Method::POST, &endpoint)
                    .header(CONTENT_TYPE, FORM)
                    .body(text)
            };
            assert_authorization_answer(&Answer::of(request).await, app.issuer());
        },
    );
}

const TOKEN: &[&str] = &[
    "grant_type",
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    "scope",
    "resource",
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "token",
    "token_type_hint",
    "username",
    "password",
];

#[test]
fn a_token_request_of_any_shape_gets_a_standard_error() {
    let mut target = Target::new();
    let grant_types = prop::sample::select(vec![
        "authorization_code",
        "refresh_token",
        "client_credentials",
    ]);
    let paths = prop::sample::select(vec!["/token", "/token", "/introspect", "/revoke"]);
    target.attack(
        CASES * 2,
        &(changes(TOKEN), grant_types, paths),
        async |app, (changes, grant_type, path)| {
            let rp = RelyingParty::new(app, WEB);
            let form = [
                ("grant_type", grant_type),
                ("code", "ac_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
                ("redirect_uri", WEB.redirect_uri),
                ("code_verifier", rp.verifier.as_str()),
                (
                    "refresh_token",
                    "rt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                ),
                ("token", "rt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            ];
            let request = app
                .wire()
                .request(Method::POST, &rp.endpoint(path))
                .header(CONTENT_TYPE, FORM);
            let answer = Answer::of(
                request
                    .header(AUTHORIZATION, basic(WEB.id, WEB.secret))
                    .body(changed(&form, &changes)),
            )
            .await;
            match (answer.status, path) {
                (200, "/token") => assert_eq!(answer.json()["token_type"], "Bearer", "{answer:?}"),
                (200, "/introspect") => {
                    assert_eq!(answer.json(), serde_json::json!({ "active": false }))
                }
                (200, "/revoke") => assert_eq!(answer.body, ""),
                _ => assert_standard_error(&answer),
            }
        },
    );
}

#[test]
fn a_body_that_is_no_form_gets_a_standard_error() {
    let mut target = Target::new();
    let kinds = prop::sample::select(vec![
        FORM,
        "application/json",
        "text/plain",
        "multipart/form-data; boundary=x",
        "x",
        FORM,
    ]);
    let paths = prop::sample::select(vec![
        "/token",
        "/introspect",
        "/revoke",
        "/authorize",
        "/sign-in",
        "/consent",
        "/end_session",
    ]);
    target.attack(
        CASES,
        &(proptest::collection::vec(any::<u8>(), 0..300), kinds, paths),
        async |app, (bytes, kind, path)| {
            let request = app
                .http()
                .post(app.url(path))
                .header(CONTENT_TYPE, kind)
                .body(bytes);
            let answer = Answer::of(request).await;
            match path {
                "/token" | "/introspect" | "/revoke" => assert_standard_error(&answer),
                "/end_session" if answer.status == 200 => assert_page(&answer),
                _ => {
                    assert!([400, 403].contains(&answer.status), "{answer:?}");
                    assert_page(&answer);
                }
            }
        },
    );
}

#[test]
fn any_bytes_on_the_socket_end_in_an_answer_or_a_closed_connection() {
    let mut target = Target::new();
    target.attack(CASES / 2, &(noise(), edits(), any::<bool>()), async |app, (noise, edits, is_http)| {
        let genuine = format!("POST /token HTTP/1.1\r\nHost: {}\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b", address(app));
        let bytes = if is_http { edited(genuine.as_bytes(), &edits) } else { noise };
        let mut socket = Socket::to(app).await;
        let _ = socket.send(bytes).await;
        socket.finish().await;
        let answer = socket.rest().await;
        let status: Vec<&str> = answer.split("HTTP/1.1 ").skip(1).collect();
        assert!(status.iter().all(|text| text.starts_with(['2', '3', '4'])), "{answer}");
    });
}
