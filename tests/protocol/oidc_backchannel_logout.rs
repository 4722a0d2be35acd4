//! OpenID Connect Back-Channel Logout 1.0: what an application is told when somebody signs out, and what its answer does.

use serde_json::{Value, json};
use vestibule_test_support::fixture::{ADA, FIRST, POST, WEB};
use vestibule_test_support::logout_receiver::client_told_at;
use vestibule_test_support::{Answer, LogoutReceiver, RelyingParty, ResourceServer, TestApp};

use crate::oidc_logout::url;

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A server at which FIRST wants to be told, and where.
async fn told() -> (TestApp, LogoutReceiver) {
    let app = TestApp::with_fixture().await;
    let receiver = LogoutReceiver::start().await;
    app.apply(&receiver.client(&FIRST)).await;
    (app, receiver)
}

/// Signs Ada in at FIRST in a browser of its own and out again; the `sid` of that login.
async fn in_and_out(app: &TestApp) -> Value {
    let rp = RelyingParty::new(app, FIRST);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    browser
        .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
        .await;
    tokens.id_claims()["sid"].clone()
}

/// Lets time pass on the server until something that failed is tried again, and the job look.
async fn later(app: &TestApp, receiver: &LogoutReceiver, seconds: i64, many: usize) {
    app.advance(seconds);
    receiver.wait_for(many).await;
}

/// Waits until nothing waits to be delivered.
async fn nothing_waits(app: &TestApp) {
    for _ in 0..500 {
        let dump = app.dump().await;
        let mut lines = dump.lines();
        lines
            .find(|line| line.starts_with("# logout_deliveries"))
            .expect("the table is there");
        if lines.next() == Some("") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("a delivery waits");
}

/// "backchannel_logout_supported … Boolean value specifying whether the OP supports back-channel logout" and
/// "backchannel_logout_session_supported … whether the OP can pass a sid (session ID) Claim in the Logout Token"  §2.1
#[tokio::test]
async fn the_metadata_says_so() {
    let app = TestApp::with_fixture().await;
    let metadata = Answer::of(app.http().get(app.url("/.well-known/openid-configuration")))
        .await
        .expect(200)
        .json();
    assert_eq!(metadata["backchannel_logout_supported"], true);
    assert_eq!(metadata["backchannel_logout_session_supported"], true);
}

/// "The RP's back-channel logout URI … MUST NOT include a fragment component", "This URL SHOULD use the https scheme … it MAY
/// use the http scheme, provided that the Client Type is confidential"  §2.2
#[tokio::test]
async fn only_a_uri_that_can_be_told_may_be_registered() {
    let app = TestApp::with_fixture().await;
    for (client, uri, good) in [
        (FIRST, "https://app.example/logout?x=1", true),
        (FIRST, "http://127.0.0.1:3000/logout", true),
        (FIRST, "https://app.example/logout#x", false),
        (FIRST, "https://app.example/logout#", false),
        (FIRST, "http://app.example/logout", false),
        (FIRST, "https://user@app.example/logout", false),
        (FIRST, "ftp://app.example/logout", false),
        (FIRST, "/logout", false),
        (FIRST, "", false),
        (
            vestibule_test_support::fixture::SPA,
            "https://spa.example/logout",
            true,
        ),
        (
            vestibule_test_support::fixture::SPA,
            "http://127.0.0.1:3000/logout",
            false,
        ),
    ] {
        let toml = client_told_at(&client, uri);
        let applied = vestibule::administration::apply::apply(
            app.app(),
            &toml,
            vestibule::administration::apply::Unnamed::Keep,
            vestibule::administration::apply::Mode::Write,
        )
        .await;
        assert_eq!(applied.is_ok(), good, "{uri:?}");
        if let Err(problems) = applied {
            assert!(
                problems.to_string().contains("backchannel_logout_uri"),
                "{problems}"
            );
        }
    }
}

/// §2.4, claim by claim: "iss REQUIRED", "sub OPTIONAL … sid OPTIONAL … A Logout Token MUST contain either a sub or a sid Claim,
/// and MAY contain both", "aud REQUIRED", "iat REQUIRED", "exp REQUIRED … preferably at most two minutes in the future", "jti
/// REQUIRED", "events REQUIRED", "a nonce Claim MUST NOT be present", "It is RECOMMENDED that … typ … logout+jwt". §2.5: "The OP
/// uses an HTTP POST to the registered back-channel logout URI … The POST body uses the application/x-www-form-urlencoded
/// encoding and must include a logout_token parameter".
#[tokio::test]
async fn a_logout_token_has_the_claims_it_must_have_and_no_nonce() {
    let (app, receiver) = told().await;
    let before = app.now();
    let sid = in_and_out(&app).await;
    let received = receiver.wait_for(1).await.remove(0);
    assert_eq!(received.line, "POST /backchannel-logout?app=1 HTTP/1.1");
    assert_eq!(
        received.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    for absent in ["authorization", "cookie", "referer"] {
        assert_eq!(received.header(absent), None, "{absent}");
    }
    let token = received.token();
    let header = token.header.as_object().unwrap();
    assert_eq!(header["typ"], "logout+jwt");
    assert_eq!(header["alg"], "RS256");
    let keys = ResourceServer::new(&app, "x").await;
    assert_eq!(
        keys.verify_signature(&received.token_text()).unwrap(),
        token,
        "signed with a key of the JWKS"
    );
    let claims = token.claims.as_object().unwrap();
    let mut names: Vec<&str> = claims.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"]
    );
    assert_eq!(claims["iss"], *app.issuer());
    assert_eq!(claims["aud"], FIRST.id);
    assert_eq!(claims["sid"], sid);
    assert_eq!(claims["events"], json!({ EVENT: {} }));
    let (iat, exp) = (
        claims["iat"].as_i64().unwrap(),
        claims["exp"].as_i64().unwrap(),
    );
    assert!((before..=app.now()).contains(&iat));
    assert_eq!(exp - iat, 120);
    assert!(claims["jti"].as_str().is_some_and(|jti| jti.len() >= 20));
    // "sub … Subject Identifier": the same as in the ID token.
    let again = RelyingParty::new(&app, FIRST)
        .sign_in_and_exchange(&mut app.browser())
        .await;
    assert_eq!(claims["sub"], again.id_claims()["sub"]);
    nothing_waits(&app).await;
}

/// "The same keys are used to sign and encrypt Logout Tokens as are used for ID Tokens"  §2.4: the client's own algorithm.
#[tokio::test]
async fn it_is_signed_with_the_algorithm_of_the_clients_id_tokens() {
    let (app, receiver) = told().await;
    for (number, alg) in ["RS256", "PS256", "ES256", "EdDSA"].into_iter().enumerate() {
        let toml = receiver.client(&FIRST);
        app.apply(&format!("{toml}id_token_signed_response_alg = {alg:?}\n"))
            .await;
        in_and_out(&app).await;
        let received = receiver.wait_for(number + 1).await.pop().unwrap();
        assert_eq!(received.token().header["alg"], alg);
        let keys = ResourceServer::new(&app, "x").await;
        keys.verify_signature(&received.token_text()).unwrap();
    }
}

/// "the set of logged-in RPs"  §2.3: those of the login that ended, and each of them once.
#[tokio::test]
async fn every_client_of_the_login_is_told_once_and_no_other() {
    let app = TestApp::with_fixture().await;
    let [first, web, post] = [
        LogoutReceiver::start().await,
        LogoutReceiver::start().await,
        LogoutReceiver::start().await,
    ];
    for (receiver, client) in [(&first, FIRST), (&web, WEB), (&post, POST)] {
        app.apply(&receiver.client(&client)).await;
    }
    // Another login of the same person, which stays.
    RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut app.browser())
        .await;
    let mut browser = app.browser();
    let rp = RelyingParty::new(&app, FIRST);
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    // Twice at one client, and a code that its client never redeems.
    rp.again().sign_in_and_exchange(&mut browser).await;
    RelyingParty::new(&app, WEB)
        .sign_in_and_exchange(&mut browser)
        .await;
    RelyingParty::new(&app, POST)
        .code_for(&mut browser, ADA)
        .await;
    browser.get("/end_session").await;
    browser.submit("#sign-out", &[], "#sign-out-confirm").await;
    let sid = &tokens.id_claims()["sid"];
    for receiver in [&first, &web] {
        let received = receiver.wait_for(1).await;
        assert_eq!(received[0].token().claims["sid"], *sid);
    }
    nothing_waits(&app).await;
    assert_eq!(first.received().len(), 1);
    assert_eq!(web.received().len(), 1);
    assert_eq!(post.received().len(), 0);
    let audience = |receiver: &LogoutReceiver| receiver.received()[0].token().claims["aud"].clone();
    assert_eq!(
        (audience(&first), audience(&web)),
        (json!("first"), json!("web"))
    );
}

/// A login may last a day; an application that signed somebody in at its beginning is told at its end, although its code and its
/// tokens are long gone.
#[tokio::test]
async fn an_application_is_remembered_as_long_as_the_login_lasts() {
    let (app, receiver) = told().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let no_offline = [("scope", "openid")];
    let outcome = browser
        .authorize_as(
            &rp.authorization_url(&no_offline),
            ADA.username,
            ADA.password,
        )
        .await;
    let tokens = rp.exchange(&rp.code_of(&outcome)).await;
    for _ in 0..23 {
        app.advance(3590);
        browser.get("/").await;
        app.app().database.sweep(app.clock().now()).await.unwrap();
    }
    browser
        .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
        .await;
    let received = receiver.wait_for(1).await;
    assert_eq!(received[0].token().claims["sid"], tokens.id_claims()["sid"]);
}

/// "If the logout succeeded, the RP MUST respond with HTTP status code 200 OK. However, … OPs should be prepared to also process
/// an HTTP 204 No Content response as a successful response. If the logout request was invalid or the logout failed, the RP MUST
/// respond with HTTP Status 400 Bad Request."  §2.8. None of them is told again.
#[tokio::test]
async fn whoever_answers_is_not_told_again() {
    let (app, receiver) = told().await;
    let answers = [
        (200, ""),
        (204, ""),
        (400, r#"{"error":"invalid_request"}"#),
        (404, ""),
    ];
    for (number, (status, body)) in answers.into_iter().enumerate() {
        receiver.answer(status, body);
        in_and_out(&app).await;
        receiver.wait_for(number + 1).await;
        nothing_waits(&app).await;
        app.advance(3600);
    }
    assert_eq!(receiver.received().len(), 4);
}

/// "The OP SHOULD NOT retransmit a Logout Token unless the OP suspects that previous transmissions might have failed due to
/// potentially recoverable errors (such as network outage or temporary service interruption at either the RP or OP)." Then with
/// a delay, and with a token that is valid at that time.
#[tokio::test]
async fn an_application_that_is_down_is_told_later_with_a_new_token() {
    let (app, receiver) = told().await;
    receiver.answer(503, "");
    in_and_out(&app).await;
    receiver.wait_for(1).await;
    later(&app, &receiver, 30, 2).await;
    receiver.answer(200, "");
    later(&app, &receiver, 60, 3).await;
    nothing_waits(&app).await;
    let tokens: Vec<Value> = receiver
        .received()
        .iter()
        .map(|received| received.token().claims)
        .collect();
    for pair in tokens.windows(2) {
        assert_ne!(pair[0]["jti"], pair[1]["jti"]);
        assert!(pair[0]["exp"].as_i64() < pair[1]["exp"].as_i64());
        for same in ["iss", "sub", "aud", "sid", "events"] {
            assert_eq!(pair[0][same], pair[1][same]);
        }
    }
}

/// The same when nobody listens at all; after four hours it is given up.
#[tokio::test]
async fn an_application_that_is_away_is_told_when_it_is_back_within_hours() {
    let (app, receiver) = told().await;
    let address = receiver.address();
    drop(receiver);
    in_and_out(&app).await;
    in_and_out(&app).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let back = LogoutReceiver::on(address).await;
    later(&app, &back, 1200, 2).await;
    nothing_waits(&app).await;
    drop(back);
    in_and_out(&app).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    app.advance(4 * 3600);
    app.app().database.sweep(app.clock().now()).await.unwrap();
    nothing_waits(&app).await;
}

/// One that does not answer holds up nobody else.
#[tokio::test]
async fn a_dead_application_does_not_delay_the_others() {
    // It takes minutes until it has been tried forty times.
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.timeout_seconds", 60);
    let app = app.start().await;
    let [dead, alive] = [LogoutReceiver::start().await, LogoutReceiver::start().await];
    dead.fall_silent();
    app.apply(&format!("{}{}", dead.client(&FIRST), alive.client(&WEB)))
        .await;
    // More than are told at a time.
    let mut browser = app.browser();
    for _ in 0..40 {
        let rp = RelyingParty::new(&app, FIRST);
        let tokens = rp.sign_in_and_exchange(&mut browser).await;
        browser
            .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
            .await;
    }
    dead.wait_for(1).await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    browser
        .authorize(&url(&rp, &[("id_token_hint", tokens.id_token())]))
        .await;
    alive.wait_for(1).await;
    // Most of what waits for the dead one still waits.
    assert!(dead.received().len() < 40, "{}", dead.received().len());
}

/// Two nodes, one database: each application is told once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_tell_each_application_once() {
    let (app, receiver) = told().await;
    let other = app.another_node().await;
    const MANY: usize = 12;
    let mut sids = Vec::new();
    for _ in 0..MANY {
        sids.push(in_and_out(&app).await.to_string());
    }
    receiver.wait_for(MANY).await;
    nothing_waits(&app).await;
    let mut told: Vec<String> = receiver
        .received()
        .iter()
        .map(|received| received.token().claims["sid"].to_string())
        .collect();
    told.sort_unstable();
    sids.sort_unstable();
    assert_eq!(told, sids);
    drop(other);
}
