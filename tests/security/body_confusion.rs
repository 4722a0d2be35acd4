//! SECURITY B41: bodies that are not the one form a token request may be.

use reqwest::Method;
use vestibule_test_support::assertions::{assert_oauth_error, assert_token_json};
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";

async fn send(
    app: &TestApp,
    path: &str,
    kind: Option<&str>,
    body: impl Into<reqwest::Body>,
) -> Answer {
    let request = app
        .wire()
        .request(Method::POST, &format!("{}{path}", app.issuer()))
        .header("authorization", basic(WEB.id, WEB.secret));
    let request = match kind {
        Some(kind) => request.header("content-type", kind),
        None => request,
    };
    Answer::of(request.body(body)).await
}

/// "using the "application/x-www-form-urlencoded" format … in the HTTP request entity-body"  RFC 6749 §4.4.2
#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let app = TestApp::with_fixture().await;
    let form = "grant_type=client_credentials";
    let json = "{\"grant_type\":\"client_credentials\",\"token\":\"x\"}";
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--x--\r\n";
    for path in ["/token", "/introspect", "/revoke"] {
        for (kind, body) in [
            (Some("application/json"), json),
            (Some("application/json"), form),
            (Some("text/plain"), form),
            (Some("multipart/form-data; boundary=x"), multipart),
            (
                Some("application/xml"),
                "<grant_type>client_credentials</grant_type>",
            ),
            (Some("application/x-www-form-urlencoded-evil"), form),
            (
                Some("application/x-www-form-urlencoded, application/json"),
                form,
            ),
            (Some(""), form),
            (None, form),
        ] {
            let answer = send(&app, path, kind, body).await;
            assert_oauth_error(&answer, 400, "invalid_request");
        }
    }
    // The type in another case and with a parameter is the type; JSON under its name is one strange parameter.
    for kind in [
        FORM,
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "application/x-www-form-urlencoded;charset=utf-8",
    ] {
        send(&app, "/token", Some(kind), form).await.expect(200);
    }
    assert_oauth_error(
        &send(&app, "/token", Some(FORM), json).await,
        400,
        "invalid_request",
    );
}

/// Duplicates, too many parameters, broken encoding and too many bytes end before anything is believed.
#[tokio::test]
async fn a_hostile_form_is_refused() {
    let app = TestApp::with_fixture().await;
    let many = |count: usize| {
        format!(
            "grant_type=client_credentials{}",
            (1..count).map(|n| format!("&p{n}=1")).collect::<String>()
        )
    };
    for body in [
        "grant_type=client_credentials&grant_type=client_credentials".to_owned(),
        "grant_type=authorization_code&grant_type=client_credentials".to_owned(),
        "grant_type=client_credentials&grant%5Ftype=password".to_owned(),
        "grant_type=&grant_type=client_credentials".to_owned(),
        "grant_type=client_credentials&scope=%ff".to_owned(),
        "grant_type=client_credentials&%c3%28=x".to_owned(),
        many(201),
        String::new(),
        "&&&".to_owned(),
        "=client_credentials".to_owned(),
        "grant_type".to_owned(),
        "GRANT_TYPE=client_credentials".to_owned(),
        "grant_type[]=client_credentials".to_owned(),
    ] {
        let answer = send(&app, "/token", Some(FORM), body.clone()).await;
        assert_eq!(answer.status, 400, "{body:.60}: {answer:?}");
        assert_oauth_error(&answer, 400, "invalid_request");
    }
    send(&app, "/token", Some(FORM), many(200))
        .await
        .expect(200);
    for path in ["/token", "/introspect", "/revoke"] {
        let body = format!(
            "grant_type=client_credentials&token=x&x={}",
            "a".repeat(70_000)
        );
        let answer = send(&app, path, Some(FORM), body).await;
        assert_eq!(answer.status, 413, "{path}: {answer:?}");
        assert_token_json(&answer);
    }
    let body = format!("grant_type=client_credentials&x={}", "a".repeat(60_000));
    send(&app, "/token", Some(FORM), body).await.expect(200);
}
