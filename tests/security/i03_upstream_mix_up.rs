//! I03: the answer of one provider is taken for another's (RFC 9700 §4.4; next-auth GHSA-x445-f3h2-j279).

use serde_json::json;
use vestibule_test_support::TestApp;
use vestibule_test_support::upstream::{FakeOpenId, came_back, through};

use crate::upstream::{LINKS, OPEN, assert_nobody, with_provider};

async fn two() -> (TestApp, FakeOpenId, FakeOpenId) {
    let app = TestApp::with_fixture().await;
    let honest = FakeOpenId::start(app.clock()).await;
    let attacker = FakeOpenId::start(app.clock()).await;
    let toml = [honest.toml("honest", LINKS), attacker.toml("attacker", "")].concat();
    app.apply(&format!("{OPEN}{toml}")).await;
    (app, honest, attacker)
}

/// "clients MUST … use distinct redirection URIs for each issuer" and compare  RFC 9700 §4.4.2
#[tokio::test]
async fn the_answer_of_one_provider_is_none_at_another() {
    let (app, honest, attacker) = two().await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "honest").await;
    let answer = honest.agree(&there);
    // The attacker's callback gets the honest provider's code: it is never sent to the attacker.
    let crossed = answer
        .as_str()
        .replace("/through/honest/", "/through/attacker/");
    let page = browser.authorize(&crossed).await.page();
    assert_nobody(&browser, &page, 400);
    assert!(
        attacker.asked("/token").is_empty(),
        "the code went to the attacker"
    );
    assert_eq!(
        came_back(&mut browser, &answer).await.page().page_name(),
        "home"
    );
}

/// "If the value does not match the expected issuer identifier, clients MUST reject the authorization response and MUST NOT
/// proceed with the authorization grant."  RFC 9207 §2.4
#[tokio::test]
async fn an_answer_that_names_another_issuer_is_refused() {
    let (app, fake) = with_provider(LINKS).await;
    for iss in ["https://attacker.example", "", "/"] {
        let mut browser = app.browser();
        browser.get("/sign-in").await;
        let there = through(&mut browser, "fake").await;
        let mut answer = fake.agree(&there);
        let pairs: Vec<(String, String)> = answer.query_pairs().into_owned().collect();
        answer.set_query(None);
        for (name, value) in pairs {
            let value = match (name.as_str(), iss) {
                ("iss", "/") => format!("{value}/"),
                ("iss", other) => other.to_owned(),
                _ => value,
            };
            answer.query_pairs_mut().append_pair(&name, &value);
        }
        let page = came_back(&mut browser, &answer).await.page();
        assert_nobody(&browser, &page, 502);
    }
    assert!(fake.asked("/token").is_empty(), "no code was redeemed");
}

/// "Clients MUST … reject responses without the iss parameter from authorization servers which do support the parameter"
/// RFC 9207 §2.4; a provider that promises nothing says nothing.
#[tokio::test]
async fn an_answer_without_the_promised_issuer_is_refused() {
    let (app, fake) = with_provider(LINKS).await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    fake.sends_iss(false);
    let page = came_back(&mut browser, &fake.agree(&there)).await.page();
    assert_nobody(&browser, &page, 502);
    let (app, fake) = with_provider(LINKS).await;
    fake.sends_iss(false);
    fake.metadata(json!({"authorization_response_iss_parameter_supported": false}));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    assert_eq!(
        came_back(&mut browser, &fake.agree(&there))
            .await
            .page()
            .page_name(),
        "home"
    );
}

/// A token that the other provider signed, for its own client of the same name, is none of this one's.
#[tokio::test]
async fn a_token_of_another_provider_is_refused() {
    let (app, honest, attacker) = two().await;
    let theirs = std::sync::Arc::new(attacker);
    let forger = std::sync::Arc::clone(&theirs);
    honest.twist(move |jwt, _| forger.sign("JWT", jwt.claims));
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "honest").await;
    let page = came_back(&mut browser, &honest.agree(&there)).await.page();
    assert_nobody(&browser, &page, 502);
}

/// K01: two tenants have a provider of the same name. An answer to one is nothing at the other, and a person of one is nobody there.
#[tokio::test]
async fn an_answer_of_one_tenant_is_nothing_at_another() {
    let (app, fake) = crate::upstream::with_provider(crate::upstream::LINKS).await;
    let there = fake.toml("fake", crate::upstream::LINKS);
    app.apply(&format!(
        "[[tenant]]\nslug = \"other\"\nname = \"Other\"\n{}",
        there.replace("[[provider]]", "[[provider]]\ntenant = \"other\"")
    ))
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    vestibule_test_support::upstream::agreed(&mut browser, &fake, "fake").await;
    let mut other = app.browser();
    other.get("/sign-in").await;
    let begun = vestibule_test_support::upstream::through(&mut other, "fake").await;
    let mut answer = fake.agree(&begun);
    let path = answer.path().replace("/sign-in/", "/t/other/sign-in/");
    answer.set_path(&path);
    other.get("/t/other/sign-in").await;
    let page = vestibule_test_support::upstream::came_back(&mut other, &answer)
        .await
        .page();
    crate::upstream::assert_nobody(&other, &page, 400);
    assert_eq!(fake.asked("/token").len(), 1, "of the first sign-in alone");
}
