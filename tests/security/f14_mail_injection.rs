//! F14: markup, line breaks and links get into a mail by the names in it (CVE-2024-41953).

use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{Mail, TestApp};

async fn forgot_password(app: &TestApp, login: &str) -> u16 {
    let mut browser = app.browser();
    browser
        .get(&format!("{}/forgot-password", app.issuer()))
        .await;
    let fields = [("login", login)];
    let answer = browser.submit("#forgot-password", &fields, "#forgot-password-submit");
    answer.await.page().status
}

fn headers(mail: &Mail) -> &str {
    mail.raw.split("\r\n\r\n").next().unwrap()
}

/// "Verify that output encoding … is … relevant for the context" ASVS V1.2.1: the name of a tenant stays a name in subject, sender,
/// text and HTML, and no program makes a link of it.
#[tokio::test]
async fn a_name_in_a_mail_is_text_and_no_link() {
    let app = TestApp::with_fixture().await;
    let name = "<b>x</b> \\\"><script>alert(1)</script> {{7*7}} http://evil.example/a www.evil.example \\u202Eknab";
    app.apply(&format!(
        "[[tenant]]\nslug = \"default\"\nname = \"{name}\"\n"
    ))
    .await;
    app.app().directory.catch_up().await.unwrap();
    assert_eq!(forgot_password(&app, ADA.email).await, 202);
    let mail = app.mailbox().last_to(ADA.email).await;
    assert!(
        mail.text.contains("{{7*7}}") && mail.from.contains("{{7*7}}"),
        "{mail:?}"
    );
    for text in [&mail.text, &mail.html, &mail.subject, &mail.from] {
        for forbidden in ["://evil", "evil.example", "\u{202e}"] {
            assert!(!text.contains(forbidden), "{forbidden}: {text}");
        }
    }
    for forbidden in ["<script", "<b>"] {
        assert!(!mail.html.contains(forbidden), "{forbidden}: {}", mail.html);
    }
    // Every address in it that can be clicked is the issuer's.
    for link in mail.links() {
        assert!(link.starts_with(app.issuer()), "{link}");
    }
    let hrefs = mail.html.matches("href=\"").count();
    assert_eq!(
        hrefs,
        mail.html
            .matches(&format!("href=\"{}/", app.issuer()))
            .count()
    );
}

/// "…does not allow … SMTP … injection" ASVS V1.3.11: a line break in what was typed adds no recipient and no header.
#[tokio::test]
async fn a_line_break_adds_no_recipient() {
    let app = TestApp::with_fixture().await;
    for typed in [
        "ada@example.com\r\nBcc: eve@evil.example",
        "ada@example.com\nBcc: eve@evil.example",
        "ada@example.com,eve@evil.example",
        "ada@example.com%0d%0aBcc:eve@evil.example",
        "\"ada@example.com\" <eve@evil.example>",
        "eve@evil.example\0@example.com",
    ] {
        forgot_password(&app, typed).await;
    }
    for mail in app.mailbox().all().await {
        assert_eq!(mail.to, ADA.email, "{}", mail.raw);
        let headers = headers(&mail);
        assert!(
            !headers.contains("evil") && !headers.to_lowercase().contains("bcc"),
            "{headers}"
        );
        assert_eq!(headers.matches("\r\nTo: ").count(), 1, "{headers}");
    }
}

/// A subject is what a locked phone shows: no code and no link stands in it; and no machine answers a mail of ours (RFC 3834 §5).
#[tokio::test]
async fn headers_hold_no_secret_and_ask_for_no_answer() {
    let app = TestApp::with_fixture().await;
    forgot_password(&app, ADA.email).await;
    let mail = app.mailbox().last_to(ADA.email).await;
    let token = mail
        .link()
        .split(['=', '#'])
        .next_back()
        .unwrap()
        .to_owned();
    assert!(token.len() >= 22, "{token}");
    assert!(!headers(&mail).contains(&token));
    assert_eq!(mail.header("Auto-Submitted").unwrap(), "auto-generated");
    let log = app.dump().await;
    assert!(!log.contains(&token), "at rest there is its digest");
}
