//! The power fails between the promise of a mail and the mail.

use std::net::TcpListener;

use vestibule_test_support::fixture::{ADA, GRACE};
use vestibule_test_support::smtp::{Encryption, Manner};
use vestibule_test_support::{SmtpSink, TestProcess};

async fn process_with(settings: Vec<(String, String)>) -> TestProcess {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    for (key, value) in settings {
        process.set(&key, value);
    }
    // A claim runs out after three times as long.
    process.set("mail.timeout_seconds", 1);
    process.start();
    process.wait_ready().await;
    process
}

/// Asks for a new password and is told that a mail is on its way.
async fn forgot_password(process: &TestProcess, login: &str) {
    let mut browser = process.browser();
    browser
        .get(&format!("{}/forgot-password", process.issuer()))
        .await;
    let fields = [("login", login)];
    let answer = browser.submit("#forgot-password", &fields, "#forgot-password-submit");
    assert_eq!(answer.await.page().page_name(), "check-mail");
}

fn recipients(sink: &SmtpSink) -> Vec<String> {
    let mut all: Vec<String> = sink.taken().into_iter().map(|(to, _)| to).collect();
    all.sort();
    all
}

/// "Killing the server between accepting a request and sending its mail still sends it once": the mail server is away until
/// after the crash.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_was_promised_before_a_kill_is_sent_once_after_it() {
    // A port at which nobody answers yet.
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let settings = [
        ("mail.transport", "smtp".to_owned()),
        ("mail.host", "localhost".to_owned()),
        ("mail.port", address.port().to_string()),
        ("mail.tls", "none".to_owned()),
        ("mail.from", "no-reply@example.com".to_owned()),
    ];
    let settings = settings
        .map(|(key, value)| (key.to_owned(), value))
        .to_vec();
    let mut process = process_with(settings).await;
    forgot_password(&process, ADA.email).await;
    process.kill9();
    process.start();
    process.wait_ready().await;
    let sink = SmtpSink::start_at(address, Encryption::None).await;
    let taken = sink.wait_for(1).await;
    assert!(
        taken[0]
            .1
            .link()
            .starts_with(&format!("{}/reset-password", process.issuer()))
    );
    sent_once(&mut process, &sink).await;
}

/// The same while the mail server has the whole mail and has not said that it takes it: nobody knows whether it did, so it is sent
/// again, once the claim of the dead process ran out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_in_hand_at_a_kill_is_sent_once_after_it() {
    let sink = SmtpSink::start(Encryption::None).await;
    sink.set(Manner::Holds);
    let mut process = process_with(sink.settings()).await;
    forgot_password(&process, ADA.email).await;
    sink.wait_for_offers(1).await;
    process.kill9();
    sink.set(Manner::Takes);
    assert_eq!(recipients(&sink), [""; 0]);
    process.start();
    process.wait_ready().await;
    sink.wait_for(1).await;
    sent_once(&mut process, &sink).await;
}

/// Whatever else was to come would have come before another mail, and before an orderly end.
async fn sent_once(process: &mut TestProcess, sink: &SmtpSink) {
    forgot_password(process, GRACE.email).await;
    sink.wait_for(2).await;
    assert!(process.terminate().await.success());
    assert_eq!(recipients(sink), [ADA.email, GRACE.email]);
    let ids: Vec<String> = sink.taken().into_iter().map(|(_, mail)| mail.id).collect();
    assert_ne!(ids[0], ids[1]);
}
