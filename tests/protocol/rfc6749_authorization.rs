//! RFC 6749 §3.1, §3.3, §4.1.1, §4.1.2.1: the parameters of an authorization request, and errors that go to the client.

use std::collections::{BTreeSet, HashMap};

use url::Url;
use vestibule_test_support::assertions::assert_redirect_error;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "The exact value received from the client": every kind of character that encoders get wrong.
const AWKWARD: &str = "a b+c%20&d=e#f;\"<>'\\/?é☃\u{1f511}\t\r\n~";

/// "If an authorization request is missing the "response_type" parameter, or if the response type is not understood, the
/// authorization server MUST return an error response"  §3.1.1
#[tokio::test]
async fn a_response_type_other_than_code_is_an_error_for_the_client() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let state = rp.state.clone();
    let answer = app
        .browser()
        .authorize(&rp.authorization_url_without(&["response_type"], &[]))
        .await;
    assert_redirect_error(
        &answer.redirect(),
        "invalid_request",
        Some(&state),
        app.issuer(),
    );
    for kind in [
        "token",
        "id_token",
        "code token",
        "code id_token",
        "code id_token token",
        "none",
        "CODE",
        "code code",
        " code",
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[("response_type", kind)]))
            .await;
        assert_redirect_error(
            &answer.redirect(),
            "unsupported_response_type",
            Some(&state),
            app.issuer(),
        );
    }
}

/// "unauthorized_client  The client is not authorized to request an authorization code using this method."  §4.1.2.1
#[tokio::test]
async fn a_client_without_the_code_grant_is_refused_by_redirect() {
    let app = TestApp::with_fixture().await;
    app.apply(
        r#"[[client]]
        client_id = "machine"
        client_secret = "machine-secret-0123456789abcdef0123456789abcdef"
        grant_types = ["client_credentials"]
        redirect_uris = ["https://app.example/callback"]"#,
    )
    .await;
    let rp = RelyingParty::new(&app, WEB);
    let answer = app
        .browser()
        .authorize(&rp.authorization_url(&[("client_id", "machine")]))
        .await;
    assert_redirect_error(
        &answer.redirect(),
        "unauthorized_client",
        Some(&rp.state),
        app.issuer(),
    );
}

/// "The authorization server MUST ignore unrecognized request parameters."  "Parameters sent without a value MUST be
/// treated as if they were omitted from the request."  §3.1
#[tokio::test]
async fn unknown_and_empty_parameters_are_ignored() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let url = rp.authorization_url(&[
        ("foo", "bar"),
        ("code", "x"),
        ("error", "x"),
        ("vendor:thing[]", "1"),
        ("prompt", ""),
        ("max_age", ""),
        ("request", ""),
        ("request_uri", ""),
        ("claims", ""),
        ("response_mode", ""),
        ("id_token_hint", ""),
    ]);
    let outcome = app
        .browser()
        .authorize_as(&url, ADA.username, ADA.password)
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    assert_eq!(tokens.id_claims()["nonce"], *rp.nonce);
}

/// "Request and response parameters MUST NOT be included more than once."  §3.1
#[tokio::test]
async fn a_repeated_parameter_is_an_error_and_a_repeated_state_is_not_returned() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for name in [
        "scope",
        "nonce",
        "response_type",
        "code_challenge",
        "prompt",
        "anything",
    ] {
        let url = rp.authorization_url(&[(name, "openid"), (name, "openid")]);
        let answer = app.browser().authorize(&url).await.redirect();
        assert_redirect_error(&answer, "invalid_request", Some(&rp.state), app.issuer());
    }
    let url = rp.authorization_url(&[("state", "one"), ("state", "two")]);
    let answer = app.browser().authorize(&url).await.redirect();
    assert_redirect_error(&answer, "invalid_request", None, app.issuer());
}

/// "scope … a list of space-delimited, case-sensitive strings … their order does not matter"  §3.3
#[tokio::test]
async fn the_order_of_scopes_and_of_parameters_does_not_matter() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.code_for(&mut browser, ADA).await;
    let mut tokens: Vec<&str> = WEB.scope.split(' ').collect();
    tokens.reverse();
    let mut parameters = rp.parameters();
    parameters.reverse();
    for (name, value) in &mut parameters {
        if name == "scope" {
            *value = tokens.join(" ");
        }
    }
    let mut url = Url::parse(&rp.endpoint("/authorize")).unwrap();
    url.query_pairs_mut().extend_pairs(parameters);
    // Nothing is asked again, so the order did not make it another request.
    let outcome = browser.authorize(url.as_str()).await;
    let granted = rp.exchange(&rp.code_of(&outcome)).await.scope.unwrap();
    let set = |text: &str| text.split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(set(&granted), set(WEB.scope));
}

/// "If the issued access token scope is different from the one requested by the client, the authorization server MUST
/// include the "scope" response parameter to inform the client of the actual scope granted."  §3.3
#[tokio::test]
async fn scope_values_that_cannot_be_granted_are_left_out_and_the_client_is_told() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp
        .sign_in_and_exchange_with(
            &mut browser,
            ADA,
            &[("scope", "openid unknown:thing OPENID email")],
        )
        .await;
    assert_eq!(tokens.scope.as_deref(), Some("openid email"));
    // "invalid_scope  The requested scope is invalid, unknown, or malformed."  §4.1.2.1
    for scope in [
        "unknown:thing",
        "OPENID",
        "open\"id",
        "openid \\",
        "openid é",
        &"openid ".repeat(400),
    ] {
        let answer = browser
            .authorize(&rp.authorization_url(&[("scope", scope)]))
            .await
            .redirect();
        assert_redirect_error(&answer, "invalid_scope", Some(&rp.state), app.issuer());
    }
}

/// "state  REQUIRED if the "state" parameter was present in the client authorization request. The exact value received
/// from the client."  §4.1.2; FAPI 2.0 clients send 1000 characters.
#[tokio::test]
async fn state_comes_back_byte_for_byte_or_not_at_all() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, FIRST);
    rp.code_for(&mut browser, ADA).await;
    let (short, long, limit) = ("s".repeat(128), "S~1".repeat(333) + "x", "é".repeat(1024));
    assert_eq!(long.len(), 1000);
    for state in [AWKWARD, &short, &long, &limit, "0"] {
        // An HTML form sends each line break as CR LF, whatever it was: what the browser here has read is LF.
        let expected = |mode: &str| match mode {
            "form_post" => state.replace("\r\n", "\n"),
            _ => state.to_owned(),
        };
        for mode in ["query", "fragment", "form_post"] {
            let changes = [("state", state), ("response_mode", mode)];
            let answer = browser.authorize(&rp.authorization_url(&changes)).await;
            assert_eq!(
                answer.parameter("state").as_deref(),
                Some(expected(mode).as_str())
            );
            assert!(answer.parameter("code").is_some());
            let answer = browser
                .authorize(&rp.authorization_url(&[changes[0], changes[1], ("scope", "none")]))
                .await;
            assert_eq!(
                answer.parameter("state").as_deref(),
                Some(expected(mode).as_str())
            );
            assert_eq!(answer.parameter("error").as_deref(), Some("invalid_scope"));
        }
    }
    let answer = browser
        .authorize(&rp.authorization_url_without(&["state"], &[]))
        .await;
    assert_eq!(answer.parameter("state"), None);
    assert!(answer.parameter("code").is_some());
    let refused = browser
        .authorize(&rp.authorization_url_without(&["state"], &[("scope", "none")]))
        .await;
    assert_redirect_error(&refused.redirect(), "invalid_scope", None, app.issuer());
    // What cannot be returned whole is refused, never cut.
    let answer = browser
        .authorize(&rp.authorization_url(&[("state", &"s".repeat(2049))]))
        .await;
    assert_redirect_error(&answer.redirect(), "invalid_request", None, app.issuer());
}

/// "adding the following parameters to the query component …: error, error_description, error_uri, state"  §4.1.2.1, and
/// "iss"  RFC 9207 §2. "Values for the "error_description" parameter MUST NOT include characters outside the set
/// %x20-21 / %x23-5B / %x5D-7E."
#[tokio::test]
async fn error_redirects_carry_registered_parameters_in_permitted_characters() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let known = ["error", "error_description", "error_uri", "state", "iss"];
    for (name, code) in [
        ("scope", "invalid_scope"),
        ("response_type", "unsupported_response_type"),
        ("response_mode", "invalid_request"),
        ("prompt", "invalid_request"),
        ("max_age", "invalid_request"),
        ("code_challenge", "invalid_request"),
        ("code_challenge_method", "invalid_request"),
        ("claims", "invalid_request"),
        ("id_token_hint", "invalid_request"),
        ("resource", "invalid_target"),
        ("request", "request_not_supported"),
        ("request_uri", "request_uri_not_supported"),
        ("registration", "registration_not_supported"),
    ] {
        let answer = app
            .browser()
            .authorize(&rp.authorization_url(&[(name, AWKWARD)]))
            .await
            .redirect();
        assert_redirect_error(&answer, code, Some(&rp.state), app.issuer());
        for (parameter, value) in answer.query_pairs() {
            assert!(known.contains(&parameter.as_ref()), "{answer}");
            assert!(
                !value.contains('\u{2603}') && !value.contains("a b+c"),
                "reflected: {answer}"
            );
        }
    }
}

/// "Authorization Servers MUST support the use of the HTTP GET and POST methods defined in RFC 7231 at the Authorization
/// Endpoint."  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_request_may_be_posted_by_the_application() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let parameters = rp.parameters();
    let fields: Vec<(&str, &str)> = parameters
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for site in [Site::Cross, Site::Same, Site::Typed] {
        let mut browser = app.browser();
        let page = browser.post("/authorize", &fields, site).await.page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (200, "sign-in"),
            "{site:?}"
        );
        browser.fill_sign_in(ADA.username, ADA.password).await;
        let outcome = match browser.page().page_name().as_str() {
            "consent" => browser.submit("#consent", &[], "#consent-allow").await,
            // The next rounds: the consent is remembered.
            _ => browser.post("/authorize", &fields, site).await,
        };
        let first = rp.code_of(&outcome);
        // Signed in already: the same POST, without a page. Browsers keep the cookies from another site's POST.
        let again = browser.post("/authorize", &fields, site).await;
        // Another site's form comes again by GET; ours is answered by a page that goes on.
        let statuses: Vec<u16> = browser.hops().iter().map(|hop| hop.status).collect();
        let by_page = site != Site::Cross;
        assert_eq!(statuses, if by_page { vec![200] } else { vec![303, 303] });
        assert_ne!(rp.code_of(&again), first);
        let wrong = [fields.clone(), vec![("max_age", "x")]].concat();
        let refused = browser.post("/authorize", &wrong, site).await.redirect();
        assert_redirect_error(&refused, "invalid_request", Some(&rp.state), app.issuer());
    }
}

/// The parameters of one request stand in one place: merged ones would let a form override the link it came by.
#[tokio::test]
async fn a_query_beside_a_posted_form_and_a_form_of_another_type_are_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let parameters = rp.parameters();
    let query = Url::parse(&rp.authorization_url(&[]))
        .unwrap()
        .query()
        .unwrap()
        .to_owned();
    let url = app.url("/authorize");
    let posts = [
        app.http().post(format!("{url}?{query}")).form(&parameters),
        app.http()
            .post(format!("{url}?{query}"))
            .form(&[("x", "y")]),
        app.http().post(format!("{url}?state=x")).form(&parameters),
        app.http()
            .post(&url)
            .header("content-type", "text/plain")
            .body(query.clone()),
        app.http()
            .post(&url)
            .header("content-type", "application/json")
            .json(&HashMap::<_, _>::from_iter(parameters.clone())),
        app.http()
            .post(&url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("{query}&x=%ff")),
    ];
    for post in posts {
        let answer = Answer::of(post).await.expect(400);
        assert!(
            answer.body.contains("data-error=\"invalid_request\""),
            "{answer:?}"
        );
        assert_eq!(answer.header("location"), None);
    }
    let answer = Answer::of(app.http().post(&url).form(&parameters))
        .await
        .expect(303);
    assert!(
        answer
            .header("location")
            .unwrap()
            .starts_with("/sign-in?txn="),
        "{answer:?}"
    );
    let answer = Answer::of(app.http().head(format!("{url}?{query}")))
        .await
        .expect(405);
    assert_eq!(answer.header("allow"), Some("GET, POST"));
}
