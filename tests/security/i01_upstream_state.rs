//! I01: an answer to nobody's question: `state` missing, foreign or used (next-auth GHSA-x445-f3h2-j279, omniauth CVE-2015-9284).

use url::Url;
use vestibule_test_support::TestApp;
use vestibule_test_support::browser::{Browser, Site};
use vestibule_test_support::upstream::{FakeOpenId, came_back, through};

use crate::upstream::{LINKS, assert_nobody, with_provider};

async fn begun(app: &TestApp, fake: &FakeOpenId) -> (Browser, Url) {
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let there = through(&mut browser, "fake").await;
    (browser, fake.agree(&there))
}

fn with(url: &Url, name: &str, value: Option<&str>) -> Url {
    let mut changed = url.clone();
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    changed.set_query(None);
    for (key, old) in pairs {
        if key != name {
            changed.query_pairs_mut().append_pair(&key, &old);
        }
    }
    if let Some(value) = value {
        changed.query_pairs_mut().append_pair(name, value);
    }
    changed
}

/// "the client MUST … any request sent to the redirection URI endpoint to include a value that binds the request to the
/// user-agent's authenticated state"  RFC 6749 §10.12
#[tokio::test]
async fn an_answer_without_the_state_of_this_browser_signs_nobody_in() {
    let (app, fake) = with_provider(LINKS).await;
    let (mut browser, honest) = begun(&app, &fake).await;
    let (mut attacker, theirs) = begun(&app, &fake).await;
    let state_of = |url: &Url| {
        url.query_pairs()
            .find(|(name, _)| name == "state")
            .unwrap()
            .1
            .into_owned()
    };
    for forged in [
        with(&honest, "state", None),
        with(&honest, "state", Some("")),
        with(&honest, "state", Some("guessed")),
        // Login CSRF: the attacker's own answer in somebody else's browser.
        theirs.clone(),
        with(&honest, "state", Some(&state_of(&theirs))),
    ] {
        let page = came_back(&mut browser, &forged).await.page();
        assert_nobody(&browser, &page, 400);
    }
    // Nor in a browser without any cookie, nor when the state stands twice.
    let page = came_back(&mut app.browser(), &honest).await.page();
    assert_eq!(page.status, 400);
    let mut twice = honest.clone();
    twice
        .query_pairs_mut()
        .append_pair("state", &state_of(&honest));
    let page = came_back(&mut browser, &twice).await.page();
    assert_nobody(&browser, &page, 400);
    // None of that spent anybody's sign-in.
    assert_eq!(
        came_back(&mut browser, &honest).await.page().page_name(),
        "home"
    );
    assert_eq!(
        came_back(&mut attacker, &theirs).await.page().page_name(),
        "home"
    );
}

/// "one-use": of two answers to one question one counts, and ten minutes later none.
#[tokio::test]
async fn a_state_is_good_for_one_answer_within_ten_minutes() {
    let (app, fake) = with_provider(LINKS).await;
    let (mut browser, answer) = begun(&app, &fake).await;
    assert_eq!(
        came_back(&mut browser, &answer).await.page().page_name(),
        "home"
    );
    let state = answer
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap()
        .1
        .into_owned();
    // A fresh code with a used state.
    let (_, fresh) = begun(&app, &fake).await;
    let page = came_back(&mut browser, &with(&fresh, "state", Some(&state)))
        .await
        .page();
    assert_eq!(page.status, 400);
    let (mut late, answer) = begun(&app, &fake).await;
    app.advance(601);
    let page = came_back(&mut late, &answer).await.page();
    assert_nobody(&late, &page, 400);
}

/// Of several tabs that bring the same answer at once one is signed in by it.
#[tokio::test]
async fn of_several_answers_at_once_one_counts() {
    let (app, fake) = with_provider(LINKS).await;
    let (browser, answer) = begun(&app, &fake).await;
    let mut tabs: Vec<_> = (0..4).map(|_| browser.clone()).collect();
    let [one, two, three, four] = &mut tabs[..] else {
        unreachable!()
    };
    let pages = tokio::join!(
        came_back(one, &answer),
        came_back(two, &answer),
        came_back(three, &answer),
        came_back(four, &answer)
    );
    let pages = [pages.0, pages.1, pages.2, pages.3].map(|outcome| outcome.page().status);
    assert_eq!(
        pages.iter().filter(|status| **status == 200).count(),
        1,
        "{pages:?}"
    );
    assert_eq!(fake.asked("/token").len(), 1);
}

/// An answer that another site posts is kept only if somebody waits for it, and is worth nothing in another browser.
#[tokio::test]
async fn a_posted_answer_is_for_the_browser_that_asked() {
    let (app, fake) = with_provider(LINKS).await;
    let (mut browser, answer) = begun(&app, &fake).await;
    let fields: Vec<(String, String)> = answer.query_pairs().into_owned().collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let target = format!("{}/sign-in/through/fake/callback", app.issuer());
    let page = app
        .browser()
        .post(&target, &[("state", "guessed"), ("code", "x")], Site::Cross)
        .await
        .page();
    assert_eq!(page.status, 400);
    // Posted into the attacker's own browser, it is not theirs.
    let mut attacker = app.browser();
    attacker.get("/sign-in").await;
    let page = attacker.post(&target, &fields, Site::Cross).await.page();
    assert_nobody(&attacker, &page, 400);
    let page = browser.post(&target, &fields, Site::Cross).await.page();
    assert_eq!(page.page_name(), "home", "{}", page.text());
    // The code never stood in a URL of ours.
    for hop in browser.hops() {
        assert!(!hop.url.as_str().contains("fake-code"), "{}", hop.url);
    }
}
