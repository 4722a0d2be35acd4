//! OpenID Connect Core §3.1.2.1 `ui_locales` and RFC 9110 §12.5.4: each page speaks a language that its reader reads.

use serde_json::json;
use vestibule_test_support::browser::Page;
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Answer, RelyingParty, TestApp};

/// A language, what somebody from there asks for, how it is written, and its word on the button of the sign-in page.
const LANGUAGES: &[(&str, &[&str], &str, &str)] = &[
    ("en", &["en", "en-GB", "en-US"], "ltr", "Sign in"),
    ("ar", &["ar", "ar-EG", "ar-SA"], "rtl", "تسجيل الدخول"),
    ("de", &["de", "de-AT", "de-CH"], "ltr", "Anmelden"),
    ("es", &["es", "es-MX", "es-419"], "ltr", "Iniciar sesión"),
    ("fr", &["fr", "fr-CA", "fr-BE"], "ltr", "Se connecter"),
    ("ja", &["ja", "ja-JP"], "ltr", "ログイン"),
    (
        "zh-Hans",
        &["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-CN"],
        "ltr",
        "登录",
    ),
];

/// What the page's language, direction and button are.
fn spoken(page: &Page) -> [String; 3] {
    let html = |name| page.attribute("html", name).unwrap_or_default();
    [
        html("lang"),
        html("dir"),
        page.texts("#sign-in-submit").concat(),
    ]
}

/// "ui_locales_supported  OPTIONAL. Languages and scripts supported for the user interface, represented as a JSON array of
/// BCP47 [RFC5646] language tag values."  OpenID Connect Discovery §3
#[tokio::test]
async fn the_metadata_lists_every_language() {
    let app = TestApp::with_fixture().await;
    let url = app.url("/.well-known/openid-configuration");
    let answer = Answer::of(app.http().get(url)).await.expect(200);
    let languages: Vec<&str> = LANGUAGES.iter().map(|(language, ..)| *language).collect();
    assert_eq!(answer.json()["ui_locales_supported"], json!(languages));
}

/// `branding.language` of a tenant.
#[tokio::test]
async fn whoever_wishes_no_language_of_ours_is_spoken_to_in_the_houses() {
    let app = TestApp::with_fixture().await;
    app.apply("[[tenant]]\nslug = \"default\"\nbranding = { language = \"ja\" }\n")
        .await;
    for (wish, language) in [("fi", "ja"), ("", "ja"), ("fi, es;q=0.1", "es")] {
        let mut browser = app.browser();
        browser.language = wish.to_owned();
        let page = browser.get("/sign-in").await;
        assert_eq!(spoken(&page)[0], language, "{wish}");
    }
}

/// "ui_locales  OPTIONAL. End-User's preferred languages and scripts for the user interface, represented as a
/// space-separated list of BCP47 [RFC5646] language tag values, ordered by preference."  OpenID Connect Core §3.1.2.1
#[tokio::test]
async fn a_client_asks_for_the_language_of_its_user() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    for (language, tags, dir, button) in LANGUAGES {
        for tag in *tags {
            // Languages that nobody speaks here are passed over, and what follows does not count.
            for wish in [(*tag).to_owned(), format!("tlh x-none {tag} en ja")] {
                let url = rp.authorization_url(&[("ui_locales", &wish)]);
                let mut browser = app.browser();
                browser.language = "fi".to_owned();
                let page = browser.authorize(&url).await.page();
                assert_eq!(spoken(&page), [*language, dir, button], "{wish}");
            }
        }
    }
}

/// "The "Accept-Language" header field can be used by user agents to indicate the set of natural languages that are
/// preferred in the response."  RFC 9110 §12.5.4
#[tokio::test]
async fn a_browser_asks_for_the_language_of_its_owner() {
    let app = TestApp::with_fixture().await;
    for (language, tags, dir, button) in LANGUAGES {
        for tag in *tags {
            for wish in [
                (*tag).to_owned(),
                format!("fi, en;q=0.5, {tag};q=0.9, ja;q=0.4"),
                format!("{tag}, en;q=0.9"),
            ] {
                let mut browser = app.browser();
                browser.language.clone_from(&wish);
                let page = browser.get("/sign-in").await;
                assert_eq!(spoken(&page), [*language, dir, button], "{wish}");
            }
        }
    }
}

/// The client's wish comes before the browser's, on every page of the sign-in that it began.
#[tokio::test]
async fn the_clients_wish_comes_first_and_lasts() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    browser.language = "de".to_owned();
    let url = rp.authorization_url(&[("ui_locales", "ar"), ("prompt", "login consent")]);
    let page = browser.authorize(&url).await.page();
    let wrong = browser.fill_sign_in(ADA.username, "wrong").await.page();
    let consent = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    for (page, name) in [(page, "sign-in"), (wrong, "sign-in"), (consent, "consent")] {
        assert_eq!(page.page_name(), name);
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("ar"));
    }
}

/// A page that no sign-in leads to speaks the browser's language, the error page included.
#[tokio::test]
async fn an_error_speaks_the_language_of_the_browser() {
    let app = TestApp::with_fixture().await;
    for (language, tags, ..) in LANGUAGES {
        let mut browser = app.browser();
        browser.language = tags[0].to_owned();
        for path in [
            "/nothing-here",
            "/sign-in?txn=unknown",
            "/authorize?client_id=nobody",
        ] {
            let page = browser.get(path).await;
            assert_eq!(page.page_name(), "error", "{path}");
            assert_eq!(
                page.attribute("html", "lang").as_deref(),
                Some(*language),
                "{path}"
            );
        }
    }
}

/// Simplified characters are no answer to whoever reads traditional ones: the next wish is.
#[tokio::test]
async fn traditional_chinese_is_not_answered_in_simplified() {
    let app = TestApp::with_fixture().await;
    for (wish, language) in [
        ("zh-TW", "en"),
        ("zh-Hant, ja;q=0.5", "ja"),
        ("zh-HK, zh;q=0.9, en;q=0.8", "zh-Hans"),
    ] {
        let mut browser = app.browser();
        browser.language = wish.to_owned();
        let page = browser.get("/sign-in").await;
        assert_eq!(
            page.attribute("html", "lang").as_deref(),
            Some(language),
            "{wish}"
        );
    }
}
