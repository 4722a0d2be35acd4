//! Kinds of second factors that a tenant allows and the server cannot do: nobody is led to a page that has nothing for them, and
//! the operator is told.

use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule_test_support::fixture::ADA;
use vestibule_test_support::{SmsGateway, TestApp};

use crate::second_step::offer;

/// Whoever must have a second factor is offered what there is: no text message without a gateway, no passkey at a bare address.
#[tokio::test]
async fn whoever_must_have_a_factor_is_offered_what_there_is() {
    let app = TestApp::with_fixture().await;
    offer(
        &app,
        "\"sms\", \"passkey\", \"totp\", \"recovery_code\"",
        "required = true",
    )
    .await;
    let mut browser = app.browser();
    browser.get("/sign-in").await;
    let page = browser
        .fill_sign_in(ADA.username, ADA.password)
        .await
        .page();
    assert_eq!(page.page_name(), "second-factor-set-up", "{}", page.text());
    // The one that is left stands there at once.
    assert!(page.has("#factor-set-up"), "{}", page.text());
    assert!(!page.body.contains("method=sms") && !page.body.contains("method=passkey"));
    for gone in ["sms", "passkey", "recovery_code"] {
        let attempt = page.attribute("#factor-set-up input[name=attempt]", "value");
        let path = format!(
            "/second-factor/set-up?attempt={}&method={gone}",
            attempt.unwrap()
        );
        let page = browser.get(&path).await;
        assert!(
            page.has("svg") || page.status >= 400,
            "{gone}: {}",
            page.text()
        );
        assert!(!page.has("input[name=phone]"), "{gone}");
    }
}

/// A tenant that demands what nobody can have here is a problem of its file, for everybody or for a role.
#[tokio::test]
async fn a_policy_that_nobody_could_meet_is_refused() {
    let app = TestApp::with_fixture().await;
    let demand = |kinds: &str, more: &str| {
        format!(
            "[[role]]\nname = \"clerk\"\n[[tenant]]\nslug = \"default\"\nsecond_factor = {{ kinds = [{kinds}], {more} }}\n"
        )
    };
    for (kinds, more) in [
        ("\"sms\"", "required = true"),
        ("\"passkey\", \"sms\"", "required = true"),
        ("\"recovery_code\"", "required_for_roles = [\"clerk\"]"),
        ("\"sms\"", "required_for_roles = [\"clerk\"]"),
    ] {
        let refused = apply(app.app(), &demand(kinds, more), Unnamed::Keep, Mode::DryRun).await;
        let problems = refused.unwrap_err().to_string();
        assert!(
            problems.contains("second_factor.kinds: this server can offer none of them"),
            "{kinds}: {problems}"
        );
    }
    for (kinds, more) in [
        ("\"sms\"", "required = false"),
        ("\"sms\", \"totp\"", "required = true"),
        ("\"email\"", "required = true"),
    ] {
        let taken = apply(app.app(), &demand(kinds, more), Unnamed::Keep, Mode::DryRun).await;
        assert!(taken.is_ok(), "{kinds} {more}: {taken:?}");
    }
    // With a gateway text messages can be sent, and with a name passkeys can be had.
    let gateway = SmsGateway::start().await;
    let app = TestApp::builder()
        .fixture()
        .setting("sms.url", gateway.url())
        .start()
        .await;
    app.apply(&demand("\"sms\"", "required = true")).await;
    let app = crate::passkeys::house().await;
    app.apply(&demand("\"passkey\"", "required = true")).await;
}
