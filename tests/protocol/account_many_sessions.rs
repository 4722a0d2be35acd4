//! "sign out one or all … which travels to clients by back-channel logout", also for somebody who is signed in more often than any
//! page shows.

use vestibule::model::{Acr, LoginId, UserId};
use vestibule::storage::{Idle, NewLogin, Notices, TenantDb};
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{LogoutReceiver, RelyingParty, TestApp};

/// More than a page shows, together with those that sign in by HTTP.
const MANY: usize = 240;

/// Signs somebody in so many times, as fast as the database can.
async fn sign_in_often(app: &TestApp, db: &TenantDb, user: UserId, times: usize) {
    let inner = app.app();
    let credentials = db.credentials_of(user).await.unwrap().unwrap();
    for _ in 0..times {
        let now = app.clock().now();
        let login = NewLogin {
            id: LoginId(inner.entropy.uuid(now)),
            user,
            credential_version: credentials.version,
            old_session: None,
            new_session: inner.entropy.secret("").digest(),
            proven_at: app.clock().now(),
            amr: vec!["pwd".to_owned()],
            acr: Acr::Aal1,
            user_agent: "A browser among many".to_owned(),
            address: "192.0.2.7".to_owned(),
            expires_at: now.plus_seconds(3600),
            remembered_device: false,
            device: None,
            upstream: None,
            direct: None,
            rests_on: None,
            notices: Notices::default(),
        };
        assert!(db.sign_in(login, now).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn signing_out_everywhere_ends_more_than_a_page_shows() {
    for which in ["others", "all"] {
        let app = TestApp::with_fixture().await;
        let receiver = LogoutReceiver::start().await;
        app.apply(&receiver.client(&FIRST)).await;
        let rp = RelyingParty::new(&app, FIRST);
        let ctx = app.context().await;
        let db = ctx.db();
        let ada = db.credentials(ADA.username).await.unwrap().unwrap().user.id;
        let grace = db
            .credentials(GRACE.username)
            .await
            .unwrap()
            .unwrap()
            .user
            .id;
        // Before, among and after many others: the first are those that the page does not show.
        let mut told = Vec::new();
        let mut browsers = Vec::new();
        for _ in 0..3 {
            for _ in 0..2 {
                let mut browser = app.browser();
                let tokens = rp.again().sign_in_and_exchange(&mut browser).await;
                told.push(tokens.id_claims()["sid"].to_string());
                browsers.push(browser);
            }
            app.advance(1);
            sign_in_often(&app, &db, ada, MANY / 3).await;
            app.advance(1);
        }
        sign_in_often(&app, &db, grace, 3).await;
        let mut here = app.browser();
        here.sign_in_as(ADA).await;
        assert_eq!(
            here.get("/account/sessions").await.count(".things > li"),
            200
        );
        let button = format!("#sessions-{which}");
        let page = here.submit("#sessions", &[], &button).await.page();
        assert_eq!(page.status, 200, "{}", page.text());

        let (now, day) = (app.clock().now(), Idle::after(24 * 3600));
        let left = db.logins_of_user(ada, day, now).await.unwrap();
        assert_eq!(left.len(), usize::from(which == "others"), "{which}");
        assert_eq!(db.logins_of_user(grace, day, now).await.unwrap().len(), 3);
        for mut browser in browsers {
            assert_eq!(browser.get("/account").await.page_name(), "sign-in");
        }
        let page = here.get("/account").await;
        let name = if which == "others" {
            "account"
        } else {
            "sign-in"
        };
        assert_eq!(page.page_name(), name);
        // Every application hears of every login that it knew.
        let mut heard: Vec<String> = receiver
            .wait_for(told.len())
            .await
            .iter()
            .map(|received| received.token().claims["sid"].to_string())
            .collect();
        heard.sort_unstable();
        told.sort_unstable();
        assert_eq!(heard, told, "{which}");
    }
}
