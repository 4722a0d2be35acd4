//! OpenID Connect Core §5.1, set by the person themselves: the profile page, its picture, the sign-in name, the language.

use serde_json::json;
use vestibule_test_support::browser::Site;
use vestibule_test_support::fixture::{ADA, GRACE, WEB};
use vestibule_test_support::{Browser, Page, RelyingParty, TestApp};

async fn save(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    browser.get("/account/profile").await;
    browser
        .submit("#profile-form", fields, "#profile-submit")
        .await
        .page()
}

/// What a person says about themselves is what apps are told, under the names of §5.1, and `updated_at` says when.
#[tokio::test]
async fn what_is_saved_is_what_apps_are_told() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let before = rp.userinfo(&tokens.access_token).await.json();
    app.advance(100);
    let page = save(
        &mut browser,
        &[
            ("name", "  Augusta Ada King  "),
            ("nickname", ""),
            ("website", "https://analytical.example/"),
            ("birthdate", "0000-12-10"),
            ("zoneinfo", "Europe/Paris"),
            ("phone_number", "+33 1 23 45 67 89"),
            ("locality", "Paris"),
        ],
    )
    .await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "account-profile"),
        "{}",
        page.text()
    );
    assert_eq!(page.texts("[role=status]"), ["Your profile was saved."]);
    let claims = rp.userinfo(&tokens.access_token).await.json();
    assert_eq!(claims["name"], "Augusta Ada King");
    assert_eq!(claims.get("nickname"), None, "absent, never null or empty");
    assert_eq!(claims["website"], "https://analytical.example/");
    assert_eq!(claims["birthdate"], "0000-12-10");
    // "True if the End-User's phone number has been verified": another one has not.
    assert_eq!(claims["phone_number"], "+33 1 23 45 67 89");
    assert_eq!(claims["phone_number_verified"], false);
    assert_eq!(claims["address"]["locality"], "Paris");
    assert_eq!(
        claims["address"].get("formatted"),
        None,
        "those lines named another city"
    );
    assert_eq!(claims["address"]["region"], before["address"]["region"]);
    // What has no field on the page stays.
    for kept in ["sub", "picture", "email", "email_verified", "locale"] {
        assert_eq!(claims[kept], before[kept], "{kept}");
    }
    assert!(claims["updated_at"].as_i64() > before["updated_at"].as_i64());
}

/// Everything is checked as the specification writes it; what was typed stays in the fields, and nothing is saved.
#[tokio::test]
async fn what_is_no_such_claim_is_refused_beside_its_field() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let long = "x".repeat(201);
    for (field, value) in [
        ("website", "javascript:alert(1)"),
        ("profile", "ada.example"),
        ("birthdate", "10.12.1815"),
        ("zoneinfo", "../etc/passwd"),
        ("locale", "tlh"),
        ("phone_number", "020 7946 0018"),
        ("name", long.as_str()),
        ("given_name", "A\u{0}da"),
        ("country", long.as_str()),
    ] {
        let page = save(&mut browser, &[(field, value), ("nickname", "unsaved")]).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.has(&format!("#{field}-problem")), "{field}");
        assert!(
            page.has(&format!("#problems a[href='#{field}']")),
            "{field}"
        );
        assert_eq!(
            page.attribute("#nickname", "value").as_deref(),
            Some("unsaved")
        );
        let saved = browser.get("/account/profile").await;
        assert_eq!(
            saved.attribute("#nickname", "value").as_deref(),
            Some("Countess"),
            "{field}"
        );
    }
}

/// A person takes another name to sign in with, if nobody has it.
#[tokio::test]
async fn the_sign_in_name_can_be_changed_to_a_free_one() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    for (name, problem) in [
        ("Grace", true),
        ("ada@example.com", true),
        ("", true),
        ("countess", false),
    ] {
        browser.get("/account/profile").await;
        let page = browser
            .submit("#profile-username", &[("username", name)], "button")
            .await
            .page();
        assert_eq!(page.has("#username-problem"), problem, "{name}");
    }
    let mut other = app.browser();
    other.sign_in("countess", ADA.password).await;
    other.get("/sign-in").await;
    assert_eq!(
        other
            .fill_sign_in("ada", ADA.password)
            .await
            .page()
            .page_name(),
        "sign-in"
    );
}

/// "order: ui_locales, profile, browser": the language of the profile is the language of the pages.
#[tokio::test]
async fn the_language_of_the_profile_is_that_of_the_pages() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.language = "es".to_owned();
    browser.sign_in_as(ADA).await;
    let lang = |page: &Page| page.attribute("html", "lang").unwrap();
    let page = browser.get("/account/profile").await;
    // What apps were told before is kept until another is chosen.
    let chosen = page.attribute("#locale option[selected]", "value");
    assert_eq!(
        (chosen.as_deref(), lang(&page).as_str()),
        (Some("en-GB"), "en")
    );
    let page = save(&mut browser, &[("locale", "de")]).await;
    assert_eq!(lang(&page), "de");
    for (path, language) in [
        ("/account", "de"),
        ("/", "de"),
        ("/account/activity?ui_locales=ja", "ja"),
    ] {
        assert_eq!(lang(&browser.get(path).await), language, "{path}");
    }
    let page = browser.authorize(&rp.authorization_url(&[])).await.page();
    assert_eq!(
        (page.page_name().as_str(), lang(&page).as_str()),
        ("consent", "de")
    );
    let url = rp.authorization_url(&[("ui_locales", "fr")]);
    assert_eq!(lang(&browser.authorize(&url).await.page()), "fr");
    // As the browser says.
    let page = save(&mut browser, &[("locale", "")]).await;
    assert_eq!(lang(&page), "es");
    assert!(!page.has("#locale option[selected]"));
}

/// "picture: URL of the End-User's profile picture … This URL MUST refer to an image file": ours, drawn anew.
#[tokio::test]
async fn a_picture_is_drawn_anew_and_told_to_apps() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let page = browser.get("/account/profile").await;
    assert!(
        !page.has("img.portrait"),
        "a picture from elsewhere is not loaded"
    );
    let outcome = browser
        .submit_file("#profile-picture", ("picture", "me.png", &png()))
        .await;
    let page = outcome.page();
    assert_eq!(
        page.texts("[role=status]"),
        ["Your picture was saved."],
        "{}",
        page.text()
    );
    let url = rp.userinfo(&tokens.access_token).await.json()["picture"].clone();
    let url = url.as_str().unwrap();
    assert!(
        url.starts_with(&format!("{}/pictures/", app.issuer())),
        "{url}"
    );
    let answer = app.http().get(url).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    for (name, value) in [
        ("content-type", "image/png"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(answer.headers()[name], value);
    }
    let bytes = answer.bytes().await.unwrap();
    assert_ne!(bytes.as_ref(), png());
    assert!(bytes.starts_with(b"\x89PNG"));
    // Taken away, it is gone, and so is the claim.
    browser.get("/account/profile").await;
    browser
        .submit("#profile-picture-remove", &[], "button")
        .await;
    assert_eq!(app.http().get(url).send().await.unwrap().status(), 404);
    assert_eq!(
        rp.userinfo(&tokens.access_token)
            .await
            .json()
            .get("picture"),
        None
    );
}

/// The form of one person changes nobody else, and an account that is another's is not there.
#[tokio::test]
async fn the_form_of_another_browser_saves_nothing() {
    let app = TestApp::with_fixture().await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    grace.sign_in_as(GRACE).await;
    let page = grace.get("/account/profile").await;
    let token = page
        .attribute("#profile-form input[name=csrf]", "value")
        .unwrap();
    let fields = [("csrf", token.as_str()), ("name", "Somebody else")];
    let page = ada
        .post("/account/profile", &fields, Site::Same)
        .await
        .page();
    assert_eq!(page.status, 403);
    let page = ada.get("/account/profile").await;
    assert_eq!(json!(page.attribute("#name", "value")), "Ada Lovelace");
}

/// A PNG of four by two pixels, half transparent.
fn png() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(4, 2, image::Rgba([200, 30, 60, 128]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}
