//! SECURITY I14, I15, I18, for what clients make this server ask: the back-channel logout URI.

use vestibule::administration::apply::{self, Mode, Unnamed};
use vestibule_test_support::fixture::FIRST;
use vestibule_test_support::logout_receiver::client_told_at;
use vestibule_test_support::{LogoutReceiver, RelyingParty, TestApp};

/// Signs Ada in at FIRST and out again.
async fn in_and_out(app: &TestApp) {
    let rp = RelyingParty::new(app, FIRST);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let hint = format!("/end_session?id_token_hint={}", tokens.id_token());
    browser.get(&hint).await;
}

/// "400 invalid_client_metadata at registration": an address of special use is refused in every notation.
#[tokio::test]
async fn an_address_of_special_use_cannot_be_registered() {
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.allowed_networks", "")
        .start()
        .await;
    for host in [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "localhost",
        "a.localhost",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[::]",
        "[fc00::1]",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::127.0.0.1]",
        "[2001:db8::1]",
    ] {
        let toml = client_told_at(&FIRST, &format!("https://{host}/logout"));
        let applied = apply::apply(app.app(), &toml, Unnamed::Keep, Mode::Write).await;
        let problems = applied.expect_err(host).to_string();
        assert!(
            problems.contains("backchannel_logout_uri: leads to an address"),
            "{problems}"
        );
    }
    app.apply(&client_told_at(&FIRST, "https://app.example/logout"))
        .await;
}

/// "at fetch: blocked on connected IP": what was registered while it was allowed is asked no more when it is not.
#[tokio::test]
async fn an_address_of_special_use_is_not_asked() {
    let mut app = TestApp::builder()
        .fixture()
        .setting("outbound.allowed_networks", "127.0.0.0/8")
        .start()
        .await;
    let receiver = LogoutReceiver::start().await;
    app.apply(&receiver.client(&FIRST)).await;
    in_and_out(&app).await;
    receiver.wait_for(1).await;
    app.set("outbound.allowed_networks", "10.0.0.0/8");
    app.restart().await;
    in_and_out(&app).await;
    app.advance(60);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(receiver.received().len(), 1);
}

/// "Redirects not followed"
#[tokio::test]
async fn a_redirect_is_not_followed() {
    let app = TestApp::with_fixture().await;
    let [receiver, elsewhere] = [LogoutReceiver::start().await, LogoutReceiver::start().await];
    app.apply(&receiver.client(&FIRST)).await;
    for (number, status) in [301, 302, 303, 307, 308].into_iter().enumerate() {
        receiver.redirect(status, &elsewhere.uri());
        in_and_out(&app).await;
        receiver.wait_for(number + 1).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(elsewhere.received().len(), 0);
}

/// Neither an answer that never comes nor one that never ends keeps anything busy for long.
#[tokio::test]
async fn slow_and_endless_answers_are_given_up() {
    let app = TestApp::builder()
        .fixture()
        .setting("outbound.timeout_seconds", 1)
        .start()
        .await;
    let receiver = LogoutReceiver::start().await;
    app.apply(&receiver.client(&FIRST)).await;
    receiver.fall_silent();
    in_and_out(&app).await;
    receiver.wait_for(1).await;
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    // Given up and tried again.
    receiver.answer_endlessly(200);
    app.advance(60);
    receiver.wait_for(2).await;
    // What says 200 has understood, however much more it says.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    app.advance(600);
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(receiver.received().len(), 2);
}
