//! Every way in which a login can end reaches the applications that signed the person in (OpenID Connect Back-Channel Logout
//! §2.3, §2.5), also when the server dies in between.

use std::time::Duration;

use vestibule::administration::clients::Switch;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::{LogoutReceiver, RelyingParty, TestApp, TestProcess};

use crate::operator::{delete_user, replace_password, switch_user};

/// A password that is replaced, an account that is disabled or deleted: every login of theirs ends, and every application hears
/// of it. What belongs to the account is gone by then, the duty to tell is not.
#[tokio::test]
async fn whatever_ends_a_login_tells_the_applications() {
    for way in ["password", "disabled", "deleted", "everywhere"] {
        let app = TestApp::with_fixture().await;
        let receiver = LogoutReceiver::start().await;
        app.apply(&receiver.client(&FIRST)).await;
        let rp = RelyingParty::new(&app, FIRST);
        let mut sids = Vec::new();
        for _ in 0..2 {
            let tokens = rp.again().sign_in_and_exchange(&mut app.browser()).await;
            sids.push(tokens.id_claims()["sid"].to_string());
        }
        // Somebody else's login does not end.
        rp.sign_in_and_exchange_with(&mut app.browser(), GRACE, &[])
            .await;
        match way {
            "password" => {
                let password = "an entirely different sentence to remember";
                assert!(replace_password(&app, ADA.username, password).await);
            }
            "disabled" => switch_user(&app, ADA.username, Switch::Disabled).await,
            "deleted" => delete_user(&app, ADA.username).await,
            _ => {
                app.apply(&format!(
                    "[[user]]\nusername = \"ada\"\nemail = {:?}\npassword = {:?}\ndisabled = true\n",
                    ADA.email, ADA.password
                ))
                .await;
            }
        }
        let mut told: Vec<String> = receiver
            .wait_for(2)
            .await
            .iter()
            .map(|received| received.token().claims["sid"].to_string())
            .collect();
        told.sort_unstable();
        sids.sort_unstable();
        assert_eq!(told, sids, "{way}");
    }
}

/// "…killing the server between accepting a request and …": the duty is written with the end of the login, in one transaction.
#[tokio::test]
async fn a_kill_between_the_sign_out_and_its_delivery_delays_it_and_no_more() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    process.set("outbound.timeout_seconds", 1);
    let receiver = LogoutReceiver::start().await;
    receiver.fall_silent();
    let file = process.file("told.toml", &receiver.client(&FIRST));
    let applied = process.run(&["apply", file.to_str().unwrap()]).await;
    assert!(applied.status.success(), "{applied:?}");
    process.start();
    process.wait_ready().await;
    let rp = RelyingParty::of_process(&process, FIRST);
    let mut browser = process.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    let end = format!("/end_session?id_token_hint={}", tokens.id_token());
    browser.get(&end).await;
    // It is being told, and does not answer.
    receiver.wait_for(1).await;
    process.kill9();
    receiver.answer(200, "");
    process.start();
    process.wait_ready().await;
    let received = receiver.wait_for(2).await;
    assert_eq!(received[1].token().claims["sid"], tokens.id_claims()["sid"]);
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(receiver.received().len(), 2, "it took it");
}
