//! What a request costs the database: nothing where a token suffices, one commit where something is written.
//!
//! A server looks by itself for what changed and what is to be sent, so that statements are counted over many requests and
//! those of the clock are allowed for.

use vestibule::clock::Stopwatch;
use vestibule_test_support::fixture::{ADA, API, AUDIENCE, SPA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp, Tokens};

use super::by_hand::get;

const REQUESTS: u64 = 60;

/// What a server may have asked by itself since: the changes and the sign-outs each second, the outbox every five.
fn by_the_clock(begun: &Stopwatch) -> u64 {
    let seconds = begun.elapsed().as_secs() + 1;
    2 * seconds + 3 * (seconds / 5 + 1)
}

/// Sends the request often and counts: at most what the clock reads.
async fn assert_no_statement<F: Future<Output = Answer>>(
    app: &TestApp,
    what: &str,
    request: impl Fn() -> F,
) {
    for _ in 0..2 {
        request().await.expect(200);
    }
    let (begun, before) = (Stopwatch::start(), app.sql_statements());
    for _ in 0..REQUESTS {
        request().await.expect(200);
    }
    let by_the_clock = by_the_clock(&begun);
    let sent = app.sql_statements() - before;
    assert!(
        by_the_clock < REQUESTS / 2,
        "the machine is too slow to tell"
    );
    assert!(
        sent <= by_the_clock,
        "{what}: {sent} statements in {REQUESTS} requests, {by_the_clock} by the clock"
    );
}

fn commits(app: &TestApp) -> u64 {
    app.app().database.counters().commits()
}

/// DESIGN: "`client_credentials` touches no database"; "none for client credentials".
#[tokio::test]
async fn client_credentials_needs_no_statement_once_warm() {
    let app = TestApp::with_fixture().await;
    let (web, api) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, API));
    let before = commits(&app);
    assert_no_statement(&app, "client_credentials", || {
        web.client_credentials(&[("resource", AUDIENCE)])
    })
    .await;
    assert_no_statement(&app, "with a scope", || {
        api.client_credentials(&[("scope", "orders:read")])
    })
    .await;
    assert_eq!(commits(&app), before, "nothing is written");
}

/// "Introspection, userinfo and verify-token read that set, not SQL"
#[tokio::test]
async fn userinfo_and_introspection_need_no_statement_once_warm() {
    let app = TestApp::with_fixture().await;
    let (web, api) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, API));
    let tokens = web
        .sign_in_and_exchange_with(&mut app.browser(), ADA, &[("resource", AUDIENCE)])
        .await;
    let token = tokens.access_token.as_str();
    let before = commits(&app);
    assert_no_statement(&app, "userinfo", || web.userinfo(token)).await;
    assert_no_statement(&app, "introspection", || api.introspect(token)).await;
    assert_no_statement(&app, "introspection of rubbish", || {
        api.introspect("rubbish")
    })
    .await;
    assert_eq!(commits(&app), before, "nothing is written");
    assert_eq!(api.introspect(token).await.json()["active"], true);
}

/// Metadata and keys are serialised once.
#[tokio::test]
async fn metadata_and_keys_need_no_statement_once_warm() {
    let app = TestApp::with_fixture().await;
    for path in [
        "/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
    ] {
        assert_no_statement(&app, path, || get(&app, path, None)).await;
    }
}

/// "one per refresh": the rotation itself.
#[tokio::test]
async fn a_refresh_is_one_statement_and_one_commit() {
    let app = TestApp::with_fixture().await;
    for client in [WEB, SPA] {
        let rp = RelyingParty::new(&app, client);
        let mut tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
        let (begun, statements, before) = (Stopwatch::start(), app.sql_statements(), commits(&app));
        for _ in 0..20 {
            tokens = Tokens::of(rp.refresh(tokens.refresh_token()).await);
        }
        assert_eq!(commits(&app) - before, 20);
        let sent = app.sql_statements() - statements;
        assert!(
            (20..=20 + by_the_clock(&begun)).contains(&sent),
            "{sent} statements for 20 refreshes"
        );
    }
}

/// Redeeming a code is one guarded statement.
#[tokio::test]
async fn redeeming_a_code_is_one_commit() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let code = rp.code_for(&mut browser, ADA).await;
    let before = commits(&app);
    rp.exchange(&code).await;
    assert_eq!(commits(&app) - before, 1);
    // A second time, silently: the code is one commit, its redemption another.
    rp.sign_in_and_exchange(&mut browser).await;
    let before = commits(&app);
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    let code = rp.code_of(&outcome);
    assert_eq!(commits(&app) - before, 1);
    rp.exchange(&code).await;
    assert_eq!(commits(&app) - before, 2);
}

/// "one commit per login": the row of the login.
#[tokio::test]
async fn a_login_is_one_commit_and_one_password_hash() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let (before, hashes) = (commits(&app), app.password_hashes());
    browser.fill_sign_in(ADA.username, ADA.password).await;
    assert_eq!(commits(&app) - before, 1);
    assert_eq!(app.password_hashes() - hashes, 1);
    assert!(browser.cookie("sid").is_some());
}

/// Refusals write nothing.
#[tokio::test]
async fn refused_requests_commit_nothing_lasting() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    let before = commits(&app);
    rp.refresh("forged").await.expect(400);
    rp.token(&[
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh_token()),
        ("scope", "wider"),
    ])
    .await
    .expect(400);
    rp.client_credentials(&[("scope", "wider")])
        .await
        .expect(400);
    rp.revoke("unknown").await.expect(200);
    rp.userinfo("x").await.expect(401);
    assert_eq!(commits(&app), before);
}
