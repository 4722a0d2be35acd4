//! E09, E17: a hash that is upgraded at a sign-in while the password is replaced, and names that are somebody else's address.

use std::sync::Arc;

use tokio::task::JoinSet;
use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

use crate::e10_guessing::guess;
use crate::operator::replace_password;

/// "a sentence from elsewhere", by libxcrypt.
const IMPORTED: &str = "$2b$04$abcdefghijklmnopqrstuusTB6Udt2XGVZmT.MUhRc/JbC5tubNdG";
const OLD: &str = "a sentence from elsewhere";
const NEW: &str = "an entirely different sentence to remember";

/// "rehash on login is CAS on old hash": the upgrade of an old hash never takes the place of a new password.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upgrade_never_brings_an_old_password_back() {
    let app = Arc::new(TestApp::start().await);
    for round in 0..5 {
        let login = format!("person{round}");
        app.apply(&format!(
            "[[user]]\nusername = {login:?}\npassword_hash = {IMPORTED:?}\n"
        ))
        .await;
        let mut sign_ins = JoinSet::new();
        for _ in 0..4 {
            let (app, login) = (Arc::clone(&app), login.clone());
            sign_ins.spawn(async move { guess(&mut app.browser(), &login, OLD).await });
        }
        assert!(replace_password(&app, &login, NEW).await);
        sign_ins.join_all().await;
        app.advance(61);
        assert_eq!(guess(&mut app.browser(), &login, OLD).await, 422, "{round}");
        app.advance(61);
        app.browser().sign_in(&login, NEW).await;
    }
}

/// E09: "`@` not allowed in usernames, separate unique indexes": nobody can be called what another one's address is
/// (CVE-2022-39229, CVE-2026-19607).
#[tokio::test]
async fn no_username_is_an_address() {
    let app = TestApp::with_fixture().await;
    for name in [
        ADA.email,
        "ADA@example.com",
        "ada@",
        "@",
        "a@b",
        "ada＠example.com",
    ] {
        let file = format!("[[user]]\nusername = {name:?}\npassword = \"{NEW}\"\n");
        let refused = apply(app.app(), &file, Unnamed::Keep, Mode::Write).await;
        assert!(
            refused.unwrap_err().to_string().contains("username"),
            "{name}"
        );
    }
    app.browser().sign_in(ADA.email, ADA.password).await;
}
