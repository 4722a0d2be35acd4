//! RFC 6749 §2.3, §3.2.1, §5.2: how a client proves who it is, at every endpoint that asks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, API, AuthMethod, Client, POST, SPA, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{RelyingParty, TestApp};

use super::by_hand::{credentials, post};

const ENDPOINTS: [&str; 3] = ["/token", "/introspect", "/revoke"];

/// What each endpoint answers with 200 once the client is known.
fn good(path: &str) -> Vec<(&'static str, &'static str)> {
    match path {
        "/token" => vec![("grant_type", "client_credentials")],
        _ => vec![("token", "anything")],
    }
}

/// "If the client attempted to authenticate via the "Authorization" request header field, the authorization server MUST
/// respond with an HTTP 401 (Unauthorized) status code and include the "WWW-Authenticate" response header field matching
/// the authentication scheme used by the client."  §5.2
#[tokio::test]
async fn a_wrong_secret_is_invalid_client_with_a_challenge_everywhere() {
    let app = TestApp::with_fixture().await;
    for path in ENDPOINTS {
        post(&app, path, Some(&credentials(&WEB)), &good(path))
            .await
            .expect(200);
        for (id, secret) in [
            ("web", "wrong"),
            ("web", POST.secret),
            ("nobody", WEB.secret),
            ("WEB", WEB.secret),
        ] {
            let answer = post(&app, path, Some(&basic(id, secret)), &good(path)).await;
            assert_oauth_error(&answer, 401, "invalid_client");
            assert!(
                answer
                    .header("www-authenticate")
                    .is_some_and(|value| value.starts_with("Basic realm="))
            );
        }
    }
}

/// An unknown client, a wrong secret and a method that was not registered are told alike, or the endpoint would say which
/// clients exist.
#[tokio::test]
async fn the_answer_does_not_tell_which_clients_exist() {
    let app = TestApp::with_fixture().await;
    let mut answers = Vec::new();
    for (id, secret) in [
        ("web", "wrong"),
        ("nobody", "wrong"),
        ("post", POST.secret),
        ("spa", "wrong"),
    ] {
        answers.push(
            post(&app, "/token", Some(&basic(id, secret)), &good("/token"))
                .await
                .body,
        );
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// "client_secret_post"; "client_secret_basic"; "none": "The authorization server … token_endpoint_auth_method: Indicator of
/// the requested authentication method"  RFC 7591 §2. No client may use a weaker way than it registered (RFC 9700 §2.5).
#[tokio::test]
async fn a_client_authenticates_by_the_method_it_registered_and_no_other() {
    let app = TestApp::with_fixture().await;
    let body = |client: &Client| vec![("client_id", client.id), ("client_secret", client.secret)];
    for path in ENDPOINTS {
        post(&app, path, None, &[good(path), body(&POST)].concat())
            .await
            .expect(200);
        for (authorization, form) in [
            (None, body(&WEB)),
            (Some(basic(POST.id, POST.secret)), vec![]),
            (None, vec![("client_id", WEB.id)]),
            (None, vec![("client_id", POST.id)]),
            (None, vec![("client_id", SPA.id), ("client_secret", "x")]),
            (Some(basic(SPA.id, "x")), vec![]),
            (None, vec![]),
        ] {
            let answer = post(
                &app,
                path,
                authorization.as_deref(),
                &[good(path), form].concat(),
            )
            .await;
            assert_oauth_error(&answer, 401, "invalid_client");
        }
    }
}

/// "The client MUST NOT use more than one authentication method in each request."  §2.3
#[tokio::test]
async fn two_ways_at_once_are_an_invalid_request() {
    let app = TestApp::with_fixture().await;
    for path in ENDPOINTS {
        let both = [
            good(path),
            vec![("client_id", WEB.id), ("client_secret", WEB.secret)],
        ]
        .concat();
        assert_oauth_error(
            &post(&app, path, Some(&credentials(&WEB)), &both).await,
            400,
            "invalid_request",
        );
        let assertion = [
            good(path),
            vec![("client_assertion", "x"), ("client_assertion_type", "y")],
        ]
        .concat();
        assert_oauth_error(
            &post(&app, path, Some(&credentials(&WEB)), &assertion).await,
            400,
            "invalid_request",
        );
        let twice = [
            good(path),
            vec![
                ("client_id", POST.id),
                ("client_id", POST.id),
                ("client_secret", POST.secret),
            ],
        ]
        .concat();
        assert_oauth_error(
            &post(&app, path, None, &twice).await,
            400,
            "invalid_request",
        );
    }
}

/// `client_id` may be repeated in the form beside the header (§3.2.1), but must not name somebody else.
#[tokio::test]
async fn the_form_may_repeat_the_client_of_the_header_but_not_name_another() {
    let app = TestApp::with_fixture().await;
    for path in ENDPOINTS {
        let same = [good(path), vec![("client_id", WEB.id)]].concat();
        post(&app, path, Some(&credentials(&WEB)), &same)
            .await
            .expect(200);
        let other = [good(path), vec![("client_id", API.id)]].concat();
        assert_oauth_error(
            &post(&app, path, Some(&credentials(&WEB)), &other).await,
            401,
            "invalid_client",
        );
    }
}

/// "The client identifier is encoded using the "application/x-www-form-urlencoded" encoding algorithm …, and the encoded
/// value is used as the username; the client password is encoded using the same algorithm and used as the password."  §2.3.1
#[tokio::test]
async fn basic_credentials_are_form_decoded() {
    const ODD: Client = Client {
        id: "odd:client/1+%&=",
        secret: "s: e+c%r/e=t&?~0123456789 0123456789",
        auth: AuthMethod::Basic,
        redirect_uri: "",
        scope: "",
    };
    let app = TestApp::with_fixture().await;
    app.apply(&format!(
        "[[client]]\nclient_id = {:?}\nclient_secret = {:?}\ngrant_types = [\"client_credentials\"]\nscope = \"orders:read\"\n",
        ODD.id, ODD.secret
    ))
    .await;
    let form = good("/token");
    post(&app, "/token", Some(&basic(ODD.id, ODD.secret)), &form)
        .await
        .expect(200);
    // The scheme's name has no case (RFC 9110 §11.1).
    post(
        &app,
        "/token",
        Some(&basic(ODD.id, ODD.secret).replacen("Basic", "bAsIc", 1)),
        &form,
    )
    .await
    .expect(200);
    // Not encoded, the same bytes mean another client.
    let raw = format!(
        "Basic {}",
        STANDARD.encode(format!("{}:{}", ODD.id, ODD.secret))
    );
    assert_oauth_error(
        &post(&app, "/token", Some(&raw), &form).await,
        401,
        "invalid_client",
    );
}

/// Broken headers are a failed authentication, never a fault of the server.
#[tokio::test]
async fn malformed_authorization_headers_are_invalid_client() {
    let app = TestApp::with_fixture().await;
    let broken = [
        "Basic".to_owned(),
        "Basic !!!".to_owned(),
        "Basic Og==".to_owned(),
        "Basic d2Vi".to_owned(),
        format!("Basic {}", STANDARD.encode(b"web:\xff\xfe")),
        format!("Basic {}", STANDARD.encode("web:%ff")),
        // PostgreSQL keeps no NUL: such a name is nobody's, and no failure of the database.
        basic("we\0b", WEB.secret),
        basic(WEB.id, "\0"),
        format!("Basic {}", STANDARD.encode("web:")),
        format!("Basic {}", STANDARD.encode(format!(":{}", WEB.secret))),
        format!("Basic {}", "QUFB".repeat(3000)),
        format!("Bearer {}", WEB.secret),
        "Digest username=\"web\"".to_owned(),
    ];
    for header in &broken {
        assert_oauth_error(
            &post(&app, "/token", Some(header), &good("/token")).await,
            401,
            "invalid_client",
        );
    }
    for id in ["\0", "we\0b", "Ω", "web ", "\u{feff}web"] {
        let form = [good("/token"), vec![("client_id", id)]].concat();
        assert_oauth_error(
            &post(&app, "/token", None, &form).await,
            401,
            "invalid_client",
        );
    }
    let token = RelyingParty::new(&app, WEB).endpoint("/token");
    let twice = app
        .wire()
        .request(reqwest::Method::POST, &token)
        .header("authorization", credentials(&WEB))
        .header("authorization", credentials(&WEB))
        .form(&good("/token"));
    assert_oauth_error(
        &vestibule_test_support::Answer::of(twice).await,
        400,
        "invalid_request",
    );
}

/// "client assertions": none are supported, and none is silently ignored in favour of something weaker (RFC 7521 §4.2).
#[tokio::test]
async fn a_client_assertion_is_refused_and_not_ignored() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("client_id", SPA.id),
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
        ("client_assertion", tokens.id_token()),
    ];
    assert_oauth_error(
        &post(&app, "/token", None, &form).await,
        401,
        "invalid_client",
    );
    rp.refresh(tokens.refresh_token()).await.expect(200);
}

/// "A public client MAY use the "client_id" request parameter to identify itself"  §3.2.1; and it must.
#[tokio::test]
async fn a_public_client_names_itself_and_needs_its_verifier() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, SPA);
    let code = rp.code_for(&mut app.browser(), ADA).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", SPA.redirect_uri),
        ("code_verifier", rp.verifier.as_str()),
    ];
    assert_oauth_error(
        &rp.token_without_credentials(&form).await,
        401,
        "invalid_client",
    );
    rp.token(&form).await.expect(200);
}

/// A disabled client is like an unknown one, from the next request on.
#[tokio::test]
async fn a_disabled_client_fails_to_authenticate() {
    let app = TestApp::with_fixture().await;
    post(&app, "/token", Some(&credentials(&API)), &good("/token"))
        .await
        .expect(200);
    app.apply("[[client]]\nclient_id = \"api\"\ngrant_types = [\"client_credentials\"]\ndisabled = true\n").await;
    for path in ENDPOINTS {
        assert_oauth_error(
            &post(&app, path, Some(&credentials(&API)), &good(path)).await,
            401,
            "invalid_client",
        );
    }
}
