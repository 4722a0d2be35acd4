//! `vestibule mail test`: an operator sees at once what the mail server answers.

use std::process::Output;

use vestibule_test_support::smtp::{Encryption, Manner};
use vestibule_test_support::{SmtpSink, TestProcess};

async fn process(sink: &SmtpSink) -> TestProcess {
    let mut process = TestProcess::new(env!("CARGO_BIN_EXE_vestibule")).await;
    for (key, value) in sink.settings() {
        process.set(&key, value);
    }
    process
}

/// What it said, and its exit code.
fn said(output: &Output) -> (String, Option<i32>) {
    let text = [&*output.stdout, &*output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code())
}

#[tokio::test]
async fn a_mail_that_was_taken_is_told_with_the_servers_answer() {
    let sink = SmtpSink::start(Encryption::StartTls).await;
    let process = process(&sink).await;
    let command = ["mail", "test", "ada@example.com", "--language", "de"];
    let (text, code) = said(&process.run(&command).await);
    assert_eq!(code, Some(0), "{text}");
    let port = sink.address().port();
    let line = format!("localhost:{port} (STARTTLS) took the mail for ada@example.com: 250 taken");
    assert!(text.contains(&line), "{text}");
    let taken = sink.taken();
    let (recipient, mail) = taken.first().expect("a mail");
    assert_eq!(recipient, "ada@example.com");
    assert!(mail.subject.contains("kommen an"), "{}", mail.subject);
    assert!(text.contains(&mail.header("Message-ID").unwrap()), "{text}");
}

#[tokio::test]
async fn a_mail_that_was_not_taken_is_told_with_the_reason() {
    let sink = SmtpSink::start(Encryption::None).await;
    let mut process = process(&sink).await;
    let command = ["mail", "test", "ada@example.com"];
    for (manner, answer) in [(Manner::Refuses, "never"), (Manner::PutsOff, "later")] {
        sink.set(manner);
        let (text, code) = said(&process.run(&command).await);
        assert_eq!(code, Some(1), "{text}");
        assert!(
            text.contains("did not take the mail") && text.contains(answer),
            "{text}"
        );
    }
    sink.set(Manner::Takes);
    process.set("mail.tls", "starttls");
    let (text, code) = said(&process.run(&command).await);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("STARTTLS"), "{text}");
    drop(sink);
    process.set("mail.tls", "none");
    let (text, code) = said(&process.run(&command).await);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("cannot be reached: "), "{text}");
}

#[tokio::test]
async fn without_a_mail_server_it_says_that_nobody_gets_it() {
    let process = TestProcess::new(env!("CARGO_BIN_EXE_vestibule")).await;
    let (text, code) = said(&process.run(&["mail", "test", "ada@example.com"]).await);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("Nobody gets it"), "{text}");
    let mails = process.mailbox().all().await;
    assert_eq!(mails.len(), 1);
    assert!(text.contains(&format!("{}.eml", mails[0].id)), "{text}");
    let (text, code) = said(&process.run(&["mail", "test", "nobody"]).await);
    assert_eq!(code, Some(2), "{text}");
}
