//! The pages of a person's own account: whose they are, where somebody is signed in, what was allowed, what happened.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE, WEB};
use vestibule_test_support::{Browser, Outcome, RelyingParty, TestApp};

/// The token of the forms of a page.
async fn csrf(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    page.attribute("main input[name=csrf]", "value")
        .unwrap_or_else(|| panic!("{path} has no form:\n{}", page.body))
}

/// "the signed-in person": nobody sees an account's pages without having signed in, and comes back to the page they wanted.
#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back() {
    let app = TestApp::with_fixture().await;
    for (path, name) in [
        ("/account", "account"),
        ("/account/sessions", "account-sessions"),
        ("/account/apps", "account-apps"),
        ("/account/activity", "account-activity"),
    ] {
        let mut browser = app.browser();
        let page = browser.get(path).await;
        assert_eq!(page.page_name(), "sign-in", "{path}");
        assert_eq!(page.url.query(), Some(format!("to={name}").as_str()));
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!((page.page_name().as_str(), page.status), (name, 200));
        assert_eq!(
            page.count("nav [aria-current=page]"),
            2,
            "folded and unfolded"
        );
    }
}

/// Of several accounts in a browser the last to sign in is shown, until another is chosen.
#[tokio::test]
async fn the_account_that_is_shown_can_be_switched() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    app.advance(1);
    browser.sign_in_as(GRACE).await;
    let page = browser.get("/account").await;
    assert!(
        page.texts(".rooms-who .person-login, .rooms-who .person-name")
            .join(" ")
            .contains("grace")
    );
    let ada = page.attribute(".other", "value").unwrap();
    let token = page.attribute(".others input[name=csrf]", "value").unwrap();
    let fields = [("csrf", token.as_str()), ("account", ada.as_str())];
    // Another site cannot switch.
    let page = browser
        .post("/account/switch", &fields, Site::Cross)
        .await
        .page();
    assert_eq!(page.page_name(), "sign-in", "no cookie came along");
    let page = browser
        .post("/account/switch", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.page_name(), "account");
    assert!(
        page.texts(".rooms-who .person-login")
            .join(" ")
            .contains("ada@example.com")
    );
    // A form of Ada's page changes nothing of Grace's account.
    let adas = csrf(&mut browser, "/account/sessions").await;
    app.advance(1);
    browser.sign_in_as(GRACE).await;
    let outcome = browser
        .post(
            "/account/sessions",
            &[("csrf", &adas), ("which", "all")],
            Site::Same,
        )
        .await;
    assert_eq!(outcome.page().status, 403);
    assert_eq!(browser.get("/account").await.page_name(), "account");
    // And a new sign-in is what is shown again.
    assert!(
        browser
            .get("/account")
            .await
            .texts(".rooms-who")
            .join(" ")
            .to_lowercase()
            .contains("grace")
    );
}

/// "sign out one or all": another browser is signed out at once, and this one goes on.
#[tokio::test]
async fn a_browser_can_sign_another_one_out() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let (mut here, mut there, mut third) = (app.browser(), app.browser(), app.browser());
    there.user_agent =
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36".to_owned();
    let tokens = rp
        .sign_in_and_exchange_with(&mut there, ADA, &[("scope", "openid")])
        .await;
    let offline = rp.sign_in_and_exchange(&mut there).await;
    app.advance(10);
    third.sign_in_as(ADA).await;
    app.advance(10);
    here.sign_in_as(ADA).await;
    let page = here.get("/account/sessions").await;
    let devices = page.texts(".thing-name");
    assert_eq!(devices.len(), 3, "{devices:?}");
    assert!(devices[0].contains("This browser"), "{devices:?}");
    assert!(devices[2].contains("Chrome on Windows"), "{devices:?}");
    let other = page
        .attribute(".things li:nth-child(3) button", "value")
        .unwrap();
    let token = page
        .attribute("#sessions input[name=csrf]", "value")
        .unwrap();
    let page = here
        .post(
            "/account/sessions",
            &[("csrf", &token), ("login", &other)],
            Site::Same,
        )
        .await
        .page();
    assert_eq!(page.texts("[role=status]").len(), 1);
    assert_eq!(page.count(".things > li"), 2);
    assert_eq!(there.get("/account").await.page_name(), "sign-in");
    // What came of that sign-in is void, as after any signing out.
    rp.userinfo(&tokens.access_token).await.expect(401);
    // And what the person allowed to stay connected goes on, as the page says.
    rp.userinfo(&offline.access_token).await.expect(200);
    rp.refresh(offline.refresh_token()).await.expect(200);
    // Everywhere else, then everywhere.
    let page = here
        .submit("#sessions", &[], "#sessions-others")
        .await
        .page();
    assert_eq!(page.count(".things > li"), 1);
    assert_eq!(third.get("/account").await.page_name(), "sign-in");
    let page = here.submit("#sessions", &[], "#sessions-all").await.page();
    assert_eq!(page.page_name(), "home");
    assert!(here.cookie("sid").is_none());
    assert_eq!(here.get("/account").await.page_name(), "sign-in");
}

/// "take it back": the consent is forgotten, every token is dead at once on every node, and the person is asked again.
#[tokio::test]
async fn what_an_app_was_allowed_can_be_taken_back() {
    let app = TestApp::with_fixture().await;
    let node = app.another_node().await;
    let (rp, other) = (RelyingParty::new(&app, WEB), RelyingParty::new(&app, FIRST));
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let untouched = other.sign_in_and_exchange(&mut browser).await;
    let page = browser.get("/account/apps").await;
    assert_eq!(page.count(".things > li"), 2);
    assert!(page.text().contains("See your email address"));
    let token = page.attribute("main input[name=csrf]", "value").unwrap();
    let fields = [("csrf", token.as_str()), ("app", WEB.id)];
    let page = browser
        .post("/account/apps", &fields, Site::Same)
        .await
        .page();
    assert_eq!((page.status, page.count(".things > li")), (200, 1));
    assert_eq!(
        rp.introspect(&tokens.access_token).await.expect(200).body,
        "{\"active\":false}"
    );
    rp.userinfo(&tokens.access_token).await.expect(401);
    rp.refresh(tokens.refresh_token()).await.expect(400);
    node.app().directory.catch_up().await.unwrap();
    let there = RelyingParty::new(&node, WEB);
    there.userinfo(&tokens.access_token).await.expect(401);
    other.userinfo(&untouched.access_token).await.expect(200);
    // Nothing is there to be taken back again, nor from an app that nobody knows.
    for id in [WEB.id, "nobody", "x\0y"] {
        let fields = [("csrf", token.as_str()), ("app", id)];
        let page = browser
            .post("/account/apps", &fields, Site::Same)
            .await
            .page();
        assert_eq!(page.status, 404, "{id:?}");
    }
    let Outcome::Page(page) = browser.authorize(&rp.authorization_url(&[])).await else {
        panic!("the consent was not forgotten");
    };
    assert_eq!(page.page_name(), "consent");
}

/// "activity log of one's own account": what happened is told in sentences, newest first, and to its owner alone.
#[tokio::test]
async fn what_happened_is_told_to_the_owner() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    rp.sign_in_and_exchange(&mut browser).await;
    app.advance(5);
    let token = csrf(&mut browser, "/account/apps").await;
    browser
        .post(
            "/account/apps",
            &[("csrf", &token), ("app", WEB.id)],
            Site::Same,
        )
        .await;
    let page = browser.get("/account/activity").await;
    let sentences = page.texts(".thing-name");
    assert_eq!(sentences[0], "What an app was allowed was taken back");
    assert!(sentences.contains(&"An app was allowed to use your account".to_owned()));
    assert!(page.text().contains("Web App"));
    let mut stranger = app.browser();
    stranger.sign_in_as(GRACE).await;
    assert!(
        !stranger
            .get("/account/activity")
            .await
            .text()
            .contains("Web App")
    );
}

/// Keyset pages: every entry is shown once, also when many happened in one instant.
#[tokio::test]
async fn a_long_log_is_read_page_by_page() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let rp = RelyingParty::new(&app, WEB);
    for _ in 0..35 {
        let url = rp.authorization_url(&[("prompt", "consent")]);
        browser.authorize(&url).await;
        browser.submit("#consent", &[], "#consent-deny").await;
    }
    let page = browser.get("/account/activity").await;
    let first = page.count(".things > li");
    let older = page.attribute("#activity-older", "href").unwrap();
    let page = browser.get(&older).await;
    assert_eq!(first, 30);
    assert!(page.count(".things > li") >= 5);
    assert!(!page.has("#activity-older"));
    for nonsense in ["x", "1.2", "999999999999999999999.0", "%00"] {
        let page = browser
            .get(&format!("/account/activity?before={nonsense}"))
            .await;
        assert_eq!(page.status, 200, "{nonsense}");
    }
}
