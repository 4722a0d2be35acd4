//! F05: a link is used twice, one after the other or at once (CVE-2026-37982, CVE-2026-4325).

use vestibule_test_support::fixture::ADA;

use crate::mail_ways::{self, Asked, is_void, one_of_each, open_app};

/// "…used only once"  ASVS 6.5.1. The second use says no more than that the link does not work.
#[tokio::test]
async fn a_link_works_once() {
    let app = open_app().await;
    for mut asked in one_of_each(&app).await {
        // Meanwhile Ada's other links are void: by the reset, or the change of her address.
        if is_void(&asked.open().await) {
            continue;
        }
        let page = asked.press().await;
        assert!(!is_void(&page), "{}: {}", asked.link, page.text());
        let link = asked.link.clone();
        assert!(is_void(&asked.browser.get(&link).await), "{link}");
    }
}

async fn raced(makers: Vec<Asked>) -> Vec<bool> {
    let mut tasks = tokio::task::JoinSet::new();
    for mut asked in makers {
        tasks.spawn(async move { !is_void(&asked.press().await) });
    }
    tasks.join_all().await
}

/// Of several uses in the same moment, one succeeds.
#[tokio::test]
async fn of_several_uses_at_once_one_succeeds() {
    let app = open_app().await;
    let links = [
        mail_ways::proof(&app).await,
        mail_ways::mail_link(&app, ADA).await,
        mail_ways::account(&app, "hedy", "hedy@example.com").await,
        mail_ways::change(&app, ADA, "ada@new.example").await,
    ];
    for mut asked in links {
        let page = asked.open().await;
        assert_eq!(page.status, 200, "{}: {}", asked.link, page.text());
        let copies = (0..8)
            .map(|_| Asked {
                link: asked.link.clone(),
                form: asked.form,
                button: asked.button,
                fields: asked.fields,
                browser: asked.browser.clone(),
            })
            .collect();
        let won = raced(copies).await;
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "{}", asked.link);
    }
    let mut asked = mail_ways::reset_at(&app, "ada@new.example").await;
    asked.open().await;
    let words = [
        "copper", "violet", "saffron", "emerald", "scarlet", "indigo",
    ];
    let copies: Vec<_> = words
        .iter()
        .map(|word| {
            (
                asked.browser.clone(),
                format!("{word} kettles sing at noon"),
            )
        })
        .collect();
    let mut tasks = tokio::task::JoinSet::new();
    for (mut browser, password) in copies {
        tasks.spawn(async move {
            let fields = [("password", password.as_str())];
            let page = browser
                .submit("#reset-password", &fields, "#reset-password-submit")
                .await
                .page();
            (page.status == 200).then_some(password)
        });
    }
    let won: Vec<String> = tasks.join_all().await.into_iter().flatten().collect();
    assert_eq!(won.len(), 1, "{won:?}");
    app.browser().sign_in(ADA.username, &won[0]).await;
}
