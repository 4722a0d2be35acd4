//! O01: the database fails at any step (GHSA-8fpg-xm3f-6cx3): nobody gets in, nothing is called active, and it heals by itself.

use std::time::{Duration, Instant};

use reqwest::Method;
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection};
use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::{ADA, FIRST, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

use crate::visits::silently;

/// Takes a table away from under the server, and gives it back.
struct Saboteur(DatabaseConnection);

impl Saboteur {
    async fn of(app: &TestApp) -> Self {
        Self(
            Database::connect(app.app().config.database.url.expose())
                .await
                .unwrap(),
        )
    }

    async fn take(&self, table: &str) {
        self.0
            .execute_unprepared(&format!("ALTER TABLE {table} RENAME TO {table}_gone"))
            .await
            .unwrap();
    }

    async fn give_back(&self, table: &str) {
        self.0
            .execute_unprepared(&format!("ALTER TABLE {table}_gone RENAME TO {table}"))
            .await
            .unwrap();
    }
}

fn assert_unavailable(answer: &Answer) {
    assert_oauth_error(answer, 503, "temporarily_unavailable");
    assert!(
        answer
            .header("retry-after")
            .unwrap()
            .parse::<u32>()
            .unwrap()
            > 0
    );
    // "Verify that a generic message is returned … no … stack traces, queries"  ASVS 16.5.1
    for detail in ["SELECT", "UPDATE", "no such table", "relation", "grants"] {
        assert!(!answer.body.contains(detail), "{answer:?}");
    }
}

/// "Verify that the application fails gracefully and securely, preventing fail-open conditions"  ASVS 16.5.3
#[tokio::test]
async fn without_the_table_of_grants_no_code_and_no_token_is_given() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let code = silently(&mut browser, &rp).await.unwrap();
    let saboteur = Saboteur::of(&app).await;

    saboteur.take("grants").await;
    assert_unavailable(&rp.redeem(&code).await);
    assert_unavailable(&rp.refresh(tokens.refresh_token()).await);
    assert_unavailable(&rp.introspect(tokens.refresh_token()).await);
    assert_unavailable(&rp.revoke(tokens.refresh_token()).await);
    // The client is told what RFC 6749 §4.1.2.1 has for it, and gets no code.
    assert_eq!(
        silently(&mut browser, &rp).await,
        Err("temporarily_unavailable".to_owned())
    );
    saboteur.give_back("grants").await;

    // Nothing was lost and nothing needs a restart.
    rp.redeem(&code).await.expect(200);
    rp.refresh(tokens.refresh_token()).await.expect(200);
    silently(&mut browser, &rp).await.unwrap();
}

/// A sign-in that cannot be recorded is none.
#[tokio::test]
async fn without_the_table_of_logins_nobody_signs_in() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let form = browser.clone();
    let saboteur = Saboteur::of(&app).await;
    for table in ["logins", "users"] {
        browser = form.clone();
        saboteur.take(table).await;
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!(
            (page.status, page.page_name().as_str()),
            (503, "error"),
            "{table}"
        );
        assert!(page.header("retry-after").is_some());
        assert!(browser.cookie("sid").is_none(), "{table}");
        assert!(
            !page.body.contains(table) && !page.body.contains("SELECT"),
            "{}",
            page.body
        );
        saboteur.give_back(table).await;
    }
    browser.get("/sign-in").await;
    browser.fill_sign_in(ADA.username, ADA.password).await;
    assert!(silently(&mut browser, &rp).await.is_ok());
    // A session that cannot be read is nobody's, and nothing is answered in its name.
    saboteur.take("logins").await;
    let outcome = browser
        .authorize(&rp.authorization_url(&[("prompt", "none")]))
        .await;
    assert_eq!(outcome.page().status, 503);
    saboteur.give_back("logins").await;
    assert!(silently(&mut browser, &rp).await.is_ok());
}

/// A sign-out or a revocation that could not be written is not called done.
#[tokio::test]
async fn what_could_not_be_ended_is_not_called_ended() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    browser.get("/end_session").await;
    let saboteur = Saboteur::of(&app).await;
    saboteur.take("changes").await;
    assert_unavailable(&rp.revoke(&tokens.access_token).await);
    assert_unavailable(&rp.revoke(tokens.refresh_token()).await);
    let page = browser
        .submit("#sign-out", &[], "#sign-out-confirm")
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (503, "error"));
    saboteur.give_back("changes").await;
    assert!(browser.cookie("sid").is_some());
    assert!(
        silently(&mut browser, &rp).await.is_ok(),
        "half a sign-out was written"
    );
    rp.refresh(tokens.refresh_token()).await.expect(200);
    rp.userinfo(&tokens.access_token).await.expect(200);
}

/// "readiness 503, liveness 200", and what is not known to be good is never called active: a node that has not heard of
/// revocations for ten seconds says that it does not know.
#[tokio::test]
async fn without_any_database_nothing_is_active_for_long() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
    assert_eq!(
        rp.introspect(&tokens.access_token).await.expect(200).json()["active"],
        true
    );
    let get = |path: &str| {
        Answer::of(
            app.wire()
                .request(Method::GET, &format!("{}{path}", app.issuer())),
        )
    };
    get("/health/ready").await.expect(200);
    app.app().database.close().await;

    let ready = get("/health/ready").await.expect(503);
    assert_eq!(ready.json()["database"], "failing");
    get("/health/live").await.expect(200);
    assert_unavailable(&rp.refresh(tokens.refresh_token()).await);
    let begun = Instant::now();
    let last = loop {
        let answer = rp.introspect(&tokens.access_token).await;
        if answer.status != 200 {
            break answer;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(11),
            "still active: {answer:?}"
        );
        tokio::time::sleep(Duration::from_millis(250)).await;
    };
    assert_unavailable(&last);
    let userinfo = rp.userinfo(&tokens.access_token).await.expect(503);
    assert!(!userinfo.body.contains("Ada"), "{userinfo:?}");
}
