//! G01, G03: a code of an authenticator app that was used before, or is older than one that was
//! (Rodauth CVE-2026-82470, Vault CVE-2025-6014).

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{TestApp, authenticator_app};

use crate::second_step::{enter, half_way, is_in};

/// "The verifier MUST NOT accept the second attempt of the OTP after the successful validation has been issued for the first
/// OTP, which ensures one-time only use of an OTP."  RFC 6238 §5.2
#[tokio::test]
async fn a_code_signs_in_once() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    // The code that set it up has been used.
    let used = ada.code(&app);
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    let page = enter(&mut browser, &used).await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (422, "second-factor")
    );
    let fresh = ada.next_code(&app);
    assert!(is_in(&enter(&mut browser, &fresh).await));
    let mut other = app.browser();
    half_way(&mut other, ADA).await;
    let page = enter(&mut other, &fresh).await;
    assert_eq!(page.status, 422, "{}", page.text());
    // The answer is that of any wrong code.
    let wrong = enter(&mut other, &ada.wrong_code(&app)).await;
    assert_eq!(page.texts("#problems"), wrong.texts("#problems"));
}

/// A step before one that was accepted is over, although its code is within the drift.
#[tokio::test]
async fn an_earlier_code_does_not_come_after_a_later_one() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    app.advance(120);
    let (earlier, later) = (ada.code_at(app.now() - 30), ada.code_at(app.now() + 30));
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    assert!(
        is_in(&enter(&mut browser, &later).await),
        "one step ahead is within the drift"
    );
    for code in [&earlier, &ada.code(&app), &later] {
        let mut other = app.browser();
        half_way(&mut other, ADA).await;
        assert_eq!(enter(&mut other, code).await.status, 422, "{code}");
    }
}

/// "at most one time step is allowed as the network delay"  RFC 6238 §5.2
#[tokio::test]
async fn clocks_may_differ_by_one_step() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    for (seconds, good) in [(-60, false), (60, false), (-30, true)] {
        app.advance(300);
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        let page = enter(&mut browser, &ada.code_at(app.now() + seconds)).await;
        assert_eq!(is_in(&page), good, "{seconds}");
    }
}

/// Of many requests with one code at one moment, one signs in, on every database.
#[tokio::test]
async fn a_code_wins_one_race() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let code = ada.next_code(&app);
    let mut browsers = Vec::new();
    for _ in 0..8 {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        browsers.push(browser);
    }
    let racing: Vec<_> = browsers
        .into_iter()
        .map(|mut browser| {
            let code = code.clone();
            tokio::spawn(async move { is_in(&enter(&mut browser, &code).await) })
        })
        .collect();
    let mut winners = 0;
    for racer in racing {
        winners += usize::from(racer.await.unwrap());
    }
    assert_eq!(winners, 1);
}
