//! Text messages, by the request that the operator's gateway understands.

use vestibule::accounts::notify;
use vestibule::mail::Letter;
use vestibule::model::Secret;
use vestibule::storage::Notices;
use vestibule::texts::Texts;
use vestibule_test_support::{SmsGateway, TestApp};

const NUMBER: &str = "+491701234567";

async fn app_with(gateway: &SmsGateway, settings: &[(&str, &str)]) -> TestApp {
    let mut builder = TestApp::builder()
        .without_jobs()
        .setting("sms.url", gateway.url());
    for (key, value) in settings {
        builder = builder.setting(key, value);
    }
    builder.start().await
}

async fn post(app: &TestApp) {
    let ctx = app.context().await;
    let letter = Letter::SmsCode {
        code: Secret::new("314159"),
    };
    let message = notify::sms(&ctx, NUMBER, Texts::english(), &letter).unwrap();
    let notices = Notices {
        messages: vec![message],
        ..Notices::default()
    };
    ctx.db().write_notices(notices, ctx.now()).await.unwrap();
    app.deliver_mail().await;
}

async fn waiting(app: &TestApp) -> u64 {
    app.app().database.messages_waiting().await.unwrap()
}

/// "The last line … @example.com #123456"  WICG, origin-bound one-time codes §2: a phone fills the code in on our page alone.
#[tokio::test]
async fn a_code_goes_out_as_json_bound_to_our_host() {
    let gateway = SmsGateway::start().await;
    let app = app_with(&gateway, &[("sms.authorization", "Bearer of-the-gateway")]).await;
    post(&app).await;
    let text = gateway.last_to(&app, NUMBER).await;
    assert!(
        text.head.starts_with("post /messages http/1.1\r\n"),
        "{}",
        text.head
    );
    assert!(text.head.contains("content-type: application/json\r\n"));
    assert!(
        text.head
            .contains("authorization: bearer of-the-gateway\r\n")
    );
    assert!(text.head.contains("idempotency-key: "));
    assert_eq!(text.code(), "314159");
    assert!(
        text.text().contains("your code is 314159"),
        "{}",
        text.text()
    );
    assert!(
        text.text().ends_with("\n\n@127.0.0.1 #314159"),
        "{}",
        text.text()
    );
    assert!(text.text().chars().count() <= 160, "one SMS");
    assert_eq!(waiting(&app).await, 0);
}

/// Many gateways want a form, and a header of their own.
#[tokio::test]
async fn a_code_goes_out_as_a_form() {
    let gateway = SmsGateway::start().await;
    let app = app_with(
        &gateway,
        &[
            ("sms.format", "form"),
            ("sms.body", "From=Acme+%26+Co&To={to}&Body={text}"),
            ("sms.header", "X-Api-Key"),
            ("sms.authorization", "of-the-gateway"),
        ],
    )
    .await;
    post(&app).await;
    let texts = gateway.texts(&app).await;
    assert_eq!(texts.len(), 1);
    assert!(texts[0].head.contains("x-api-key: of-the-gateway\r\n"));
    let body: Vec<(String, String)> = url::form_urlencoded::parse(texts[0].body.as_bytes())
        .into_owned()
        .collect();
    assert_eq!(body[0], ("From".to_owned(), "Acme & Co".to_owned()));
    assert_eq!(body[1], ("To".to_owned(), NUMBER.to_owned()));
    assert!(body[2].1.contains("314159"));
}

/// What fails for now is tried again with the same key, so that a gateway can know it; what will never be taken is not.
#[tokio::test]
async fn a_gateway_that_is_down_is_asked_again() {
    let gateway = SmsGateway::start().await;
    let app = app_with(&gateway, &[]).await;
    gateway.answer_next(503);
    post(&app).await;
    assert_eq!(waiting(&app).await, 1);
    app.advance(3);
    let texts = gateway.texts(&app).await;
    assert_eq!((texts.len(), waiting(&app).await), (2, 0));
    let key = |head: &str| {
        head.lines()
            .find(|line| line.starts_with("idempotency-key"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(key(&texts[0].head), key(&texts[1].head));
    gateway.answer_next(400);
    post(&app).await;
    app.advance(3);
    assert_eq!(
        (gateway.texts(&app).await.len(), waiting(&app).await),
        (3, 0)
    );
}

/// No number and no code is at rest in the clear.
#[tokio::test]
async fn a_text_message_at_rest_says_nothing() {
    let gateway = SmsGateway::start().await;
    let app = app_with(&gateway, &[]).await;
    gateway.answer_next(503);
    post(&app).await;
    let dump = app.dump().await;
    assert!(dump.contains("sms_code"));
    assert!(!dump.contains("314159") && !dump.contains("1701234567"));
}
