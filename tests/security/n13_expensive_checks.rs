//! N13: making the server compute before it knows who asks.

use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{RelyingParty, TestApp};

/// Cheap checks come first: a password is hashed only for a complete form of our own.
#[tokio::test]
async fn a_form_that_cannot_succeed_costs_no_password_hash() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    let csrf = browser
        .get("/sign-in")
        .await
        .form("#sign-in")
        .fields
        .into_iter()
        .find(|(name, _)| name == "csrf")
        .unwrap()
        .1;
    let long = "x".repeat(513);
    let many = "\u{1f511}".repeat(129);
    let forms: [(&[(&str, &str)], u16); 9] = [
        (&[("login", "ada"), ("password", "x")], 403),
        (&[("csrf", "x"), ("login", "ada"), ("password", "x")], 403),
        (
            &[
                ("csrf", &csrf),
                ("csrf", &csrf),
                ("login", "ada"),
                ("password", "x"),
            ],
            403,
        ),
        (
            &[
                ("csrf", &csrf),
                ("login", "ada"),
                ("login", "grace"),
                ("password", "x"),
            ],
            403,
        ),
        (&[("csrf", &csrf), ("password", "x")], 422),
        (&[("csrf", &csrf), ("login", "ada")], 422),
        (&[("csrf", &csrf), ("login", " "), ("password", "x")], 422),
        // "Longer input is refused before any hashing": 512 bytes, 128 characters.
        (
            &[("csrf", &csrf), ("login", "ada"), ("password", &long)],
            422,
        ),
        (
            &[("csrf", &csrf), ("login", "ada"), ("password", &many)],
            422,
        ),
    ];
    for (form, status) in forms {
        assert_eq!(
            browser
                .post("/sign-in", form, Site::Same)
                .await
                .page()
                .status,
            status
        );
    }
    assert_eq!(app.password_hashes(), 0);
    browser.get("/sign-in").await;
    assert_eq!(browser.fill_sign_in("ada", "x").await.page().status, 422);
    assert_eq!(app.password_hashes(), 1, "a complete form is one hash");
}

/// Requests of programs cost no password hash, right or wrong.
#[tokio::test]
async fn the_endpoints_of_programs_hash_no_password() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    rp.client_credentials(&[]).await.expect(200);
    for (id, secret) in [
        ("web", "wrong"),
        ("nobody", "wrong"),
        ("spa", "wrong"),
        ("post", WEB.secret),
    ] {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", id),
            ("client_secret", secret),
        ];
        rp.token_without_credentials(&form).await.expect(401);
    }
    rp.introspect("x").await.expect(200);
    rp.revoke("x").await.expect(200);
    assert_eq!(app.password_hashes(), 0);
}

/// "attempt is reserved atomically before verifying": after so many wrong passwords the next one is not looked at.
#[tokio::test]
async fn guessing_is_stopped_before_the_hash() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    for pause in [0, 0, 0, 1, 2, 4, 8, 10] {
        app.advance(pause);
        assert_eq!(
            browser
                .fill_sign_in(ADA.username, "wrong")
                .await
                .page()
                .status,
            422
        );
    }
    let hashes = app.password_hashes();
    for _ in 0..5 {
        let page = browser
            .fill_sign_in(ADA.username, ADA.password)
            .await
            .page();
        assert_eq!(page.status, 429);
        assert!(page.header("retry-after").unwrap().parse::<u32>().unwrap() > 0);
    }
    assert_eq!(app.password_hashes(), hashes);
    // Others sign in as before, and so does she some seconds later.
    app.browser().sign_in_as(GRACE).await;
    app.advance(10);
    app.browser().sign_in_as(ADA).await;
}
