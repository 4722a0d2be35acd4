//! SECURITY B17, B18, B20: a client that proves itself in two ways, in the wrong way, or not at all.

use reqwest::Method;
use vestibule_test_support::assertions::{assert_absent, assert_oauth_error};
use vestibule_test_support::fixture::{API, CLIENTS, POST, SPA, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

async fn send(app: &TestApp, authorization: Option<&str>, form: &[(&str, &str)]) -> Answer {
    let mut request = app
        .wire()
        .request(Method::POST, &format!("{}/token", app.issuer()));
    if let Some(value) = authorization {
        request = request.header("authorization", value);
    }
    Answer::of(request.form(form)).await
}

/// "The client MUST NOT use more than one authentication method in each request."  RFC 6749 §2.3
#[tokio::test]
async fn two_ways_of_authentication_at_once_are_refused() {
    let app = TestApp::with_fixture().await;
    let (good, assertion) = (basic(WEB.id, WEB.secret), ("client_assertion", "x.y.z"));
    let kind = (
        "client_assertion_type",
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    );
    for form in [
        vec![GRANT, ("client_id", WEB.id), ("client_secret", WEB.secret)],
        vec![GRANT, ("client_secret", WEB.secret)],
        vec![
            GRANT,
            ("client_id", POST.id),
            ("client_secret", POST.secret),
        ],
        vec![GRANT, ("client_secret", "wrong")],
        vec![GRANT, assertion, kind],
        vec![GRANT, kind],
    ] {
        assert_oauth_error(
            &send(&app, Some(&good), &form).await,
            400,
            "invalid_request",
        );
    }
    let form = [
        GRANT,
        ("client_id", POST.id),
        ("client_secret", POST.secret),
        assertion,
        kind,
    ];
    assert_oauth_error(&send(&app, None, &form).await, 400, "invalid_request");
    // Two headers are two ways too.
    let request = app
        .wire()
        .request(Method::POST, &format!("{}/token", app.issuer()));
    let request = request
        .header("authorization", &good)
        .header("authorization", basic(API.id, API.secret));
    assert_oauth_error(
        &Answer::of(request.form(&[GRANT])).await,
        400,
        "invalid_request",
    );
    // One way, and the client's own name repeated in the form (RFC 6749 §3.2.1).
    send(&app, Some(&good), &[GRANT]).await.expect(200);
    send(&app, Some(&good), &[GRANT, ("client_id", WEB.id)])
        .await
        .expect(200);
    assert_oauth_error(
        &send(&app, Some(&good), &[GRANT, ("client_id", POST.id)]).await,
        401,
        "invalid_client",
    );
}

/// RFC 9700 §2.5: only the method that the client registered, so that nobody picks a weaker one for it.
#[tokio::test]
async fn only_the_registered_method_is_taken() {
    let app = TestApp::with_fixture().await;
    let assertion = [
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
        (
            "client_assertion",
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ3ZWIiLCJzdWIiOiJ3ZWIifQ.",
        ),
    ];
    for (header, form) in [
        // Basic is registered, the form is used; the other way round; a secret where none is registered.
        (
            None,
            vec![("client_id", WEB.id), ("client_secret", WEB.secret)],
        ),
        (Some(basic(POST.id, POST.secret)), vec![]),
        (None, vec![("client_id", SPA.id), ("client_secret", "x")]),
        (Some(basic(SPA.id, "x")), vec![]),
        // No secret, an empty one, a wrong one.
        (None, vec![("client_id", WEB.id)]),
        (None, vec![("client_id", POST.id)]),
        (None, vec![("client_id", POST.id), ("client_secret", "")]),
        (Some(basic(WEB.id, "")), vec![]),
        (Some(basic(SPA.id, "")), vec![]),
        (Some(basic("", "")), vec![]),
        (Some(basic("", WEB.secret)), vec![]),
        (Some(basic(WEB.id, "wrong")), vec![]),
        (Some(basic(WEB.id, POST.secret)), vec![]),
        (Some(basic(WEB.id, &WEB.secret[1..])), vec![]),
        (Some(basic(WEB.id, &WEB.secret.to_uppercase())), vec![]),
        (Some(basic("WEB", WEB.secret)), vec![]),
        (Some(basic("nobody", WEB.secret)), vec![]),
        (None, vec![("client_secret", POST.secret)]),
        (None, vec![]),
        // Methods that are not there.
        (
            None,
            [assertion.as_slice(), &[("client_id", WEB.id)]].concat(),
        ),
        (None, assertion.to_vec()),
        (Some(format!("Bearer {}", WEB.secret)), vec![]),
        (Some("Basic".to_owned()), vec![]),
        (Some("Basic ====".to_owned()), vec![]),
        (Some(format!("Digest username=\"{}\"", WEB.id)), vec![]),
    ] {
        let answer = send(
            &app,
            header.as_deref(),
            &[&[GRANT], form.as_slice()].concat(),
        )
        .await;
        assert_eq!(answer.status, 401, "{header:?} {form:?}: {answer:?}");
        assert_oauth_error(&answer, 401, "invalid_client");
    }
    for client in [WEB, POST, API] {
        RelyingParty::new(&app, client)
            .client_credentials(&[])
            .await
            .expect(200);
    }
    // A public client that names itself is heard, and refused for what it may not do.
    let answer = RelyingParty::new(&app, SPA).client_credentials(&[]).await;
    assert_oauth_error(&answer, 400, "unauthorized_client");
}

/// One answer for an unknown client, a wrong secret and a wrong method; nothing in it tells which it was.
#[tokio::test]
async fn a_failure_does_not_tell_whether_the_client_exists() {
    let app = TestApp::with_fixture().await;
    let mut bodies = Vec::new();
    for (id, secret) in [
        ("nobody", "x"),
        (WEB.id, "x"),
        (POST.id, POST.secret),
        (SPA.id, "x"),
        (WEB.id, SPA.redirect_uri),
    ] {
        let answer = send(&app, Some(&basic(id, secret)), &[GRANT]).await;
        assert_oauth_error(&answer, 401, "invalid_client");
        let challenge = answer
            .header("www-authenticate")
            .unwrap_or_default()
            .to_owned();
        assert_absent(&answer.body, id);
        bodies.push((answer.body.clone(), challenge));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    let form = |id| [GRANT, ("client_id", id), ("client_secret", "x")];
    assert_eq!(
        send(&app, None, &form("nobody")).await.body,
        send(&app, None, &form(POST.id)).await.body
    );
}

/// RFC 6819 §5.1.4.1.3: a copy of the database signs nobody in as a client.
#[tokio::test]
async fn client_secrets_are_not_in_the_database() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, POST, API] {
        RelyingParty::new(&app, client)
            .client_credentials(&[])
            .await
            .expect(200);
    }
    let dump = app.dump().await;
    assert!(
        dump.contains("web") && dump.contains("argon2"),
        "the dump has the clients"
    );
    for client in CLIENTS {
        if !client.secret.is_empty() {
            assert_absent(&dump, client.secret);
        }
    }
}
