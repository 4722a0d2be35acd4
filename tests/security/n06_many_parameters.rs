//! N06: so many parameters that finding one becomes work (hash flooding).

use std::time::{Duration, Instant};

use vestibule_test_support::assertions::assert_oauth_error;
use vestibule_test_support::fixture::WEB;
use vestibule_test_support::{RelyingParty, TestApp};

fn more(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|number| (format!("p{number}"), "x".to_owned()))
        .collect()
}

/// "≤200 params"
#[tokio::test]
async fn a_request_has_at_most_200_parameters() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let token = |count: usize| {
        let extra = more(count);
        let rp = rp.clone();
        async move {
            let extra: Vec<_> = extra
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            rp.client_credentials(&extra).await
        }
    };
    token(199).await.expect(200);
    assert_oauth_error(&token(200).await, 400, "invalid_request");
    assert_oauth_error(&token(5000).await, 400, "invalid_request");
    let query = |count: usize| {
        more(count)
            .iter()
            .map(|(name, value)| format!("&{name}={value}"))
            .collect::<String>()
    };
    let url = rp.authorization_url(&[]);
    let own = rp.parameters().len();
    let page = app
        .browser()
        .authorize(&format!("{url}{}", query(200 - own)))
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (200, "sign-in"));
    let page = app
        .browser()
        .authorize(&format!("{url}{}", query(201 - own)))
        .await
        .page();
    assert_eq!((page.status, page.page_name().as_str()), (400, "error"));
    let page = app
        .browser()
        .get(&format!("/sign-in?{}", query(1000)))
        .await;
    assert_eq!(page.status, 400);
}

/// Names that differ in nothing a weak hash would see cost no more than others.
#[tokio::test]
async fn parameters_made_to_collide_are_answered_at_once() {
    let app = TestApp::with_fixture().await;
    let form: String = (0..20_000)
        .map(|number| format!("{}=&", if number % 2 == 0 { "Aa" } else { "BB" }))
        .collect();
    let begun = Instant::now();
    let request = app
        .http()
        .post(app.url("/token"))
        .header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(
        request
            .body(form[..65_000].to_owned())
            .send()
            .await
            .unwrap()
            .status(),
        400
    );
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
}
