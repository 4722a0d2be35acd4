//! F09: a mail scanner opens every link before its reader does.

use reqwest::Method;
use vestibule_test_support::{Answer, TestApp};

use crate::mail_ways::{is_void, one_of_each, open_app};

async fn events(app: &TestApp) -> usize {
    let dump = app.dump().await;
    dump.matches("email.verified").count() + dump.matches("account.created").count()
}

/// "the GET, HEAD, OPTIONS, and TRACE methods are defined to be safe"  RFC 9110 §9.2.1: twenty looks change nothing, and the
/// button works afterwards.
#[tokio::test]
async fn looking_at_a_link_does_nothing() {
    let app = open_app().await;
    let asked = one_of_each(&app).await;
    let before = events(&app).await;
    for mut asked in asked {
        for _ in 0..20 {
            let mut scanner = app.browser();
            assert_eq!(scanner.get(&asked.link).await.status, 200, "{}", asked.link);
            assert!(scanner.cookie("sid").is_none());
            for method in [Method::GET, Method::HEAD] {
                let answer = Answer::of(app.wire().request(method, &asked.link)).await;
                assert_eq!(answer.status, 303);
            }
        }
        assert_eq!(events(&app).await, before, "{}", asked.link);
        if asked.form == "#reset-password" {
            assert_eq!(asked.open().await.page_name(), "reset-password");
            assert_eq!(asked.press().await.status, 200, "{}", asked.link);
        }
    }
}

/// Nor does it do anything in another browser but show what the button would do.
#[tokio::test]
async fn a_button_is_needed() {
    let app = open_app().await;
    for mut asked in one_of_each(&app).await {
        let page = asked.open().await;
        assert!(!is_void(&page));
        assert!(page.body.contains("method=\"post\""), "{}", page.body);
        assert!(!page.body.contains("http-equiv=\"refresh\""));
    }
}
