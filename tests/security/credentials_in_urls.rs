//! SECURITY B40, C24: secrets in URLs, where logs, histories and referrers keep them.

use reqwest::Method;
use vestibule_test_support::assertions::{assert_bearer_error, assert_oauth_error};
use vestibule_test_support::fixture::{POST, WEB};
use vestibule_test_support::relying_party::basic;
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// "The parameters can only be transmitted in the request-body and MUST NOT be included in the request URI."  RFC 6749 §2.3.1
#[tokio::test]
async fn parameters_in_the_query_of_a_client_endpoint_are_refused() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, POST);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let credentials = [("client_id", POST.id), ("client_secret", POST.secret)];
    for (path, parameters) in [
        ("/token", vec![("grant_type", "client_credentials")]),
        (
            "/token",
            vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", tokens.refresh_token()),
            ],
        ),
        ("/introspect", vec![("token", &*tokens.access_token)]),
        ("/revoke", vec![("token", tokens.refresh_token())]),
    ] {
        let all = [credentials.as_slice(), &parameters].concat();
        // All of it in the query, half of it, or a single harmless parameter.
        for (in_query, in_body) in [
            (all.as_slice(), &[][..]),
            (&credentials[..], &parameters[..]),
            (&parameters[..], &credentials[..]),
            (&[("x", "1")][..], all.as_slice()),
        ] {
            let mut url = url::Url::parse(&rp.endpoint(path)).unwrap();
            url.query_pairs_mut().extend_pairs(in_query);
            let answer =
                Answer::of(app.wire().request(Method::POST, url.as_str()).form(in_body)).await;
            assert_oauth_error(&answer, 400, "invalid_request");
        }
    }
    // Nothing of that was done: the token still refreshes.
    rp.refresh(tokens.refresh_token()).await.expect(200);
    let request = app.wire().request(
        Method::POST,
        &format!("{}?client_id=web", rp.endpoint("/token")),
    );
    let request = request
        .header("authorization", basic(WEB.id, WEB.secret))
        .form(&[("grant_type", "client_credentials")]);
    assert_oauth_error(&Answer::of(request).await, 400, "invalid_request");
}

/// "Clients MUST NOT pass access tokens in a URI query parameter"  RFC 9700 §4.3.2
#[tokio::test]
async fn an_access_token_in_a_query_is_no_access_token() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let url = format!(
        "{}?access_token={}",
        rp.endpoint("/userinfo"),
        tokens.access_token
    );
    for method in [Method::GET, Method::POST] {
        let answer = Answer::of(app.wire().request(method.clone(), &url)).await;
        assert_bearer_error(&answer, 401, None);
        assert!(!answer.body.contains("\"sub\""));
    }
    let request = app
        .wire()
        .request(Method::GET, &rp.endpoint("/userinfo"))
        .header("cookie", format!("access_token={}", tokens.access_token));
    assert_bearer_error(&Answer::of(request).await, 401, None);
    // "Clients MUST NOT use more than one method to transmit the token in each request."  RFC 6750 §2
    let request = app
        .wire()
        .request(Method::POST, &rp.endpoint("/userinfo"))
        .bearer_auth(&tokens.access_token);
    let answer = Answer::of(request.form(&[("access_token", &tokens.access_token)])).await;
    assert_eq!(
        (answer.status, answer.error().as_deref()),
        (400, Some("invalid_request"))
    );
    // The header, and the form (RFC 6750 §2.2).
    rp.userinfo(&tokens.access_token).await.expect(200);
    let request = app.wire().request(Method::POST, &rp.endpoint("/userinfo"));
    Answer::of(request.form(&[("access_token", &tokens.access_token)]))
        .await
        .expect(200);
}

/// No page, redirect or header of a whole sign-in carries a secret, apart from the code on its way to the client.
#[tokio::test]
async fn no_url_of_a_sign_in_carries_a_secret() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let mut urls = Vec::new();
    browser.authorize(&rp.authorization_url(&[])).await;
    urls.extend(browser.hops().iter().map(|hop| hop.url.to_string()));
    browser
        .fill_sign_in("ada", vestibule_test_support::fixture::ADA.password)
        .await;
    urls.extend(browser.hops().iter().map(|hop| hop.url.to_string()));
    let outcome = browser.submit("#consent", &[], "#consent-allow").await;
    urls.extend(browser.hops().iter().map(|hop| hop.url.to_string()));
    assert!(urls.len() >= 5, "{urls:?}");
    let session = &browser.cookie("sid").unwrap().value;
    let code = rp.code_of(&outcome);
    for url in &urls {
        for secret in [
            session,
            &code,
            &"correct".to_owned(),
            &rp.verifier,
            &"csrf".to_owned(),
        ] {
            assert!(!url.contains(secret.as_str()), "{url}");
        }
    }
    for hop in browser.hops() {
        assert_eq!(hop.headers["referrer-policy"], "no-referrer");
        assert_eq!(hop.headers["cache-control"], "no-store");
    }
}
