//! G04, G05, G12: guessing codes: in one sign-in, across sign-ins and addresses, by beginning again, at once, with odd spellings
//! (Zitadel CVE-2025-64102, Keycloak CVE-2018-14657, Vault CVE-2025-6015).

use reqwest::header::RETRY_AFTER;
use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::{TestApp, authenticator_app};

use crate::second_step::{enter, half_way, is_in};

/// "the verifier SHALL implement a rate-limiting mechanism that effectively limits the number of failed authentication attempts
/// that can be made on the subscriber account"  NIST SP 800-63B-4 §3.2.2
#[tokio::test]
async fn five_wrong_codes_end_a_sign_in_and_ten_begin_a_pause() {
    let mut app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let (grace, _) = authenticator_app::turn_on(&mut app.browser(), &app, GRACE).await;
    for _ in 0..2 {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        let url = browser.page().url.clone();
        for _ in 0..4 {
            let page = enter(&mut browser, &ada.wrong_code(&app)).await;
            assert_eq!(
                (page.status, page.page_name().as_str()),
                (422, "second-factor")
            );
        }
        let page = enter(&mut browser, &ada.wrong_code(&app)).await;
        assert_eq!(
            (page.status, page.error_code().as_deref()),
            (403, Some("access_denied"))
        );
        let page = browser.get(url.as_str()).await;
        assert_eq!(page.status, 400, "the sign-in is over: {}", page.text());
        // Neither a new process nor somebody else's right code gives tries back.
        app.restart().await;
        let mut other = app.browser();
        half_way(&mut other, GRACE).await;
        assert!(is_in(&enter(&mut other, &grace.next_code(&app)).await));
    }
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (429, "second-factor")
    );
    let wait: i64 = page.header(RETRY_AFTER.as_str()).unwrap().parse().unwrap();
    assert!((800..=900).contains(&wait), "{wait}");
    // The pause ends, and a right code begins the count anew.
    app.advance(wait);
    half_way(&mut browser, ADA).await;
    assert!(is_in(&enter(&mut browser, &ada.next_code(&app)).await));
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    for _ in 0..4 {
        assert_eq!(enter(&mut browser, &ada.wrong_code(&app)).await.status, 422);
    }
}

/// After a pause there is one try for each further pause: waiting does not buy ten more.
#[tokio::test]
async fn a_pause_is_followed_by_one_try() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    for _ in 0..2 {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        for _ in 0..5 {
            enter(&mut browser, &ada.wrong_code(&app)).await;
        }
    }
    app.advance(15 * 60);
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    assert_eq!(enter(&mut browser, &ada.wrong_code(&app)).await.status, 422);
    assert_eq!(enter(&mut browser, &ada.wrong_code(&app)).await.status, 429);
}

/// An attempt is counted before it is judged: a burst gets no more of them than one after the other.
#[tokio::test]
async fn a_burst_has_no_more_tries() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut racing = Vec::new();
    for _ in 0..5 {
        let mut browser = app.browser();
        half_way(&mut browser, ADA).await;
        // Four tries in each of five sign-ins: none of them ends, and ten are judged.
        for _ in 0..4 {
            let (mut tab, code) = (browser.clone(), ada.wrong_code(&app));
            racing.push(tokio::spawn(
                async move { enter(&mut tab, &code).await.status },
            ));
        }
    }
    let mut statuses = Vec::new();
    for racer in racing {
        statuses.push(racer.await.unwrap());
    }
    let of = |status: u16| statuses.iter().filter(|found| **found == status).count();
    assert_eq!((of(422), of(429)), (10, 10), "{statuses:?}");
}

#[tokio::test]
async fn a_burst_in_one_sign_in_has_five_tries() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    let racing: Vec<_> = (0..12)
        .map(|_| {
            let (mut tab, code) = (browser.clone(), ada.wrong_code(&app));
            tokio::spawn(async move { enter(&mut tab, &code).await.status })
        })
        .collect();
    let mut judged = 0;
    for racer in racing {
        judged += usize::from(racer.await.unwrap() == 422);
    }
    // The fifth ends it with 403; a page that comes after that end is 400.
    assert!(judged <= 4, "{judged}");
    let page = enter(&mut browser, &ada.next_code(&app)).await;
    assert!(!is_in(&page), "{}", page.text());
}

/// G05: what is not six digits is no code, however it is spelled; it costs no try and gains none.
#[tokio::test]
async fn odd_spellings_are_no_codes() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let code = ada.next_code(&app);
    let mut browser = app.browser();
    half_way(&mut browser, ADA).await;
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let signed = format!("+{}", &code[1..]);
    let wide: String = code
        .chars()
        .filter_map(|digit| char::from_u32(u32::from(digit) + 0xfee0))
        .collect();
    for odd in [
        "",
        "0",
        &spaced,
        &signed,
        &wide,
        &format!("{code}0"),
        &format!("0{code}"),
        "０",
    ] {
        let page = enter(&mut browser, odd).await;
        assert_eq!(page.status, 422, "{odd:?}");
    }
    let padded = format!("  {code}\t");
    assert!(
        is_in(&enter(&mut browser, &padded).await),
        "eight odd ones ended nothing"
    );
}

/// G12: whether a code is right is nobody's business who does not know the password, and their guesses cost its owner nothing.
#[tokio::test]
async fn a_wrong_password_never_reaches_the_code() {
    let app = TestApp::with_fixture().await;
    let (ada, _) = authenticator_app::turn_on(&mut app.browser(), &app, ADA).await;
    let mut browser = app.browser();
    for _ in 0..6 {
        browser.get("/sign-in").await;
        let page = browser
            .fill_sign_in(ADA.username, "not her password")
            .await
            .page();
        assert_eq!(page.page_name(), "sign-in");
        // Passwords have a limit of their own.
        app.advance(20);
    }
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    assert!(is_in(&enter(&mut owner, &ada.next_code(&app)).await));
}
