//! `GET /api/v1/auth/providers` and `…/{provider}/start`

use vestibule_test_support::api::problem;
use vestibule_test_support::authenticator_app::turn_on;
use vestibule_test_support::fixture::{ADA, FIRST};
use vestibule_test_support::upstream::{FakeOpenId, came_back};
use vestibule_test_support::{Answer, RelyingParty, TestApp, jwt};

const OPEN: &str = "[[tenant]]\nslug = \"default\"\nsign_up = { mode = \"open\" }\n";
const LINKS: &str = "trusted_email = true\nfirst_sign_in = \"link\"";

async fn with_providers() -> (TestApp, FakeOpenId) {
    let app = TestApp::with_fixture().await;
    let fake = FakeOpenId::start(app.clock()).await;
    let toml = [
        OPEN.to_owned(),
        fake.toml("fake", LINKS),
        fake.toml("off", "disabled = true"),
        fake.toml("secret", "hidden = true"),
    ];
    app.apply(&toml.concat()).await;
    (app, fake)
}

async fn get(app: &TestApp, path: &str) -> Answer {
    Answer::of(app.http().get(app.url(path))).await
}

/// "social login: Google, GitHub, Facebook, 42, any OpenID provider"
#[tokio::test]
async fn the_providers_of_the_sign_in_page_are_listed() {
    let (app, _fake) = with_providers().await;
    let listed = get(&app, "/api/v1/auth/providers").await.expect(200).json();
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "neither disabled nor hidden ones: {listed}");
    assert_eq!(items[0]["id"], "fake");
    assert_eq!(items[0]["kind"], "openid");
    let start = format!("{}/api/v1/auth/providers/fake/start", app.issuer());
    assert_eq!(items[0]["start_url"], start);
    assert!(!listed.to_string().contains("client_id"), "{listed}");
}

/// "user created or linked; 2FA still asked": by the same rules, since it is the same way.
#[tokio::test]
async fn an_application_gets_a_code_of_somebody_who_came_by_a_provider() {
    let (app, fake) = with_providers().await;
    let rp = RelyingParty::new(&app, FIRST);
    let start = rp
        .authorization_url(&[])
        .replace("/authorize?", "/api/v1/auth/providers/fake/start?");
    let mut browser = app.browser();
    let there = browser.follow(&start).await.redirect();
    assert!(there.as_str().starts_with(fake.issuer()), "{there}");
    let back = came_back(&mut browser, &fake.agree(&there)).await;
    let tokens = rp.exchange(&rp.code_of(&back)).await;
    assert_eq!(jwt::claims(tokens.id_token())["aud"], FIRST.id);
    // Another time the account has a second factor.
    turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    let start = rp
        .again()
        .authorization_url(&[])
        .replace("/authorize?", "/api/v1/auth/providers/fake/start?");
    let there = browser.follow(&start).await.redirect();
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_eq!(page.page_name(), "second-factor", "{}", page.text());
}

/// What names no provider, or is no authorization request, goes nowhere; where a request may go, the authorization endpoint
/// decides (A01).
#[tokio::test]
async fn what_is_no_request_goes_nowhere() {
    let (app, _fake) = with_providers().await;
    for provider in ["nobody", "off", "..%2ffake", "FAKE"] {
        let path = format!("/api/v1/auth/providers/{provider}/start?client_id=first");
        problem(&get(&app, &path).await, 404, "not-found");
    }
    for query in [
        "",
        "?state=x",
        "?client_id=first&client_id=spa",
        "?client_id=first&idp=other",
        "?client_id=%ff",
    ] {
        let path = format!("/api/v1/auth/providers/fake/start{query}");
        problem(&get(&app, &path).await, 400, "invalid-query");
    }
    let path =
        "/api/v1/auth/providers/fake/start?client_id=first&redirect_uri=https://evil.example/";
    let answer = get(&app, path).await.expect(303);
    let to = answer.header("location").unwrap();
    assert!(
        to.starts_with(&format!("{}/authorize?", app.issuer())),
        "{to}"
    );
    let page = app.browser().get(to).await;
    assert_eq!(page.status, 400, "{}", page.text());
}
