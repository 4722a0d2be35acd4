//! G04: text messages are sent at the operator's cost to numbers that anybody typed (toll fraud, and a stranger's phone that rings
//! without end).

use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::sms::SmsGateway;
use vestibule_test_support::{Browser, Page, TestApp};

use crate::audit_lines::AuditLines;
use crate::second_step::{half_way, offer};

const PHONE: &str = "+442079460018";

async fn with_text_messages(gateway: &SmsGateway) -> TestApp {
    let app = TestApp::builder()
        .fixture()
        .setting("sms.url", gateway.url())
        .start()
        .await;
    offer(&app, "\"sms\"", "").await;
    app
}

/// Has a code sent to a phone that is being set up. Only half a minute after the one before.
async fn send(app: &TestApp, browser: &mut Browser, number: &str) -> Page {
    app.advance(31);
    browser
        .get("/account/two-factor/set-up?method=sms&again=yes")
        .await;
    browser
        .submit("#send-code", &[("phone", number)], "#send-code-submit")
        .await
        .page()
}

/// Three an hour to one number, all accounts together, and ten an hour from one network.
#[tokio::test]
async fn a_number_that_was_typed_is_sent_few_messages_whoever_asks() {
    let gateway = SmsGateway::start().await;
    let app = with_text_messages(&gateway).await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    for _ in 0..3 {
        assert_eq!(send(&app, &mut ada, PHONE).await.status, 200);
    }
    grace.sign_in_as(GRACE).await;
    let page = send(&app, &mut grace, "+44 20 7946 0018").await;
    assert_eq!(
        (page.status, page.header("retry-after")),
        (429, Some("3600")),
        "another account, and another spelling"
    );
    assert_eq!(gateway.texts(&app).await.len(), 3);
    // The network had four; six more, and no number gets any.
    for number in 0..6 {
        let other = format!("+4420794601{number:02}");
        assert_eq!(send(&app, &mut grace, &other).await.status, 200, "{number}");
    }
    let page = send(&app, &mut grace, "+442079460199").await;
    assert_eq!(page.status, 429);
    assert_eq!(gateway.texts(&app).await.len(), 9);
}

/// Whoever types somebody's number keeps no code from them: a phone that was set up is counted by itself.
#[tokio::test]
async fn a_stranger_who_types_a_number_keeps_its_owner_from_nothing() {
    let gateway = SmsGateway::start().await;
    let app = with_text_messages(&gateway).await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    assert_eq!(send(&app, &mut ada, PHONE).await.status, 200);
    let code = gateway.last_to(&app, PHONE).await.code();
    let field = [("code", code.as_str())];
    let page = ada
        .submit("#factor-set-up", &field, "#factor-set-up-submit")
        .await
        .page();
    assert_eq!(page.page_name(), "recovery-codes", "{}", page.text());
    grace.sign_in_as(GRACE).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(send(&app, &mut grace, PHONE).await.status);
    }
    assert_eq!(statuses, [200, 200, 429]);
    let before = gateway.texts(&app).await.len();
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    let page = owner
        .submit("#send-code", &[], "#send-code-submit")
        .await
        .page();
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(gateway.texts(&app).await.len(), before + 1);
}

/// A quota of the whole tenant stands above the rest. Phones that are being set up have half of it, so that typing numbers keeps
/// nobody out whose phone is their way in; the person is told to go another way, and the operator's log says why.
#[tokio::test]
async fn a_tenant_sends_so_many_messages_a_day_and_no_more() {
    let audit = AuditLines::listen();
    let gateway = SmsGateway::start().await;
    let app = with_text_messages(&gateway).await;
    offer(&app, "\"sms\"", "text_messages_a_day = 4").await;
    let (mut ada, mut grace) = (app.browser(), app.browser());
    ada.sign_in_as(ADA).await;
    assert_eq!(send(&app, &mut ada, PHONE).await.status, 200);
    let code = gateway.last_to(&app, PHONE).await.code();
    let field = [("code", code.as_str())];
    ada.submit("#factor-set-up", &field, "#factor-set-up-submit")
        .await;
    grace.sign_in_as(GRACE).await;
    let mut statuses = Vec::new();
    for number in 0..3 {
        let other = format!("+4420794601{number:02}");
        statuses.push(send(&app, &mut grace, &other).await.status);
    }
    assert_eq!(statuses, [200, 429, 429], "half of it");
    let told = grace.page().text();
    assert!(told.contains("Use another way"), "{told}");
    // The owner of a phone that was set up has the rest.
    let mut statuses = Vec::new();
    for _ in 0..3 {
        app.advance(31);
        let mut owner = app.browser();
        half_way(&mut owner, ADA).await;
        let page = owner
            .submit("#send-code", &[], "#send-code-submit")
            .await
            .page();
        statuses.push(page.status);
    }
    assert_eq!(statuses, [200, 200, 429]);
    assert_eq!(gateway.texts(&app).await.len(), 4);
    let lines = audit.of("sms.quota_used_up");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["level"], "ERROR");
    // The next day is another one.
    app.advance(24 * 3600);
    let mut owner = app.browser();
    half_way(&mut owner, ADA).await;
    let page = owner
        .submit("#send-code", &[], "#send-code-submit")
        .await
        .page();
    assert_eq!(page.status, 200, "{}", page.text());
}
