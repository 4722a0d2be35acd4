//! E21: an operator chooses or knows somebody's password, or a reset by an operator leaves sessions behind.
//!
//! "Verify that administrative users can initiate the password reset process for the user, but that this does not allow them to
//! change or choose the user's password"  ASVS 5.0 V6.4.6

use std::process::Output;

use vestibule::administration::recovery::{Handed, reset_password};
use vestibule_test_support::assertions::assert_absent;
use vestibule_test_support::fixture::{ADA, FIRST, GRACE};
use vestibule_test_support::smtp::Encryption;
use vestibule_test_support::{Browser, Page, RelyingParty, SmtpSink, TestApp, TestProcess};

use crate::audit_lines::AuditLines;
use crate::mail_ways::{FRESH, is_void};
use crate::visits::{nobody, silently};

/// Opens a link and chooses a password on its page.
async fn choose(browser: &mut Browser, link: &str, password: &str) -> Page {
    browser.get(link).await;
    let fields = [("password", password)];
    browser
        .submit("#reset-password", &fields, "#reset-password-submit")
        .await
        .page()
}

/// Without a mail server the operator is given the link once; it works once, ends every session and grant, and is not stored.
#[tokio::test]
async fn an_operator_hands_a_link_on_and_the_person_chooses() {
    let audit = AuditLines::listen();
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, FIRST);
    let mut before = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut before).await;
    let ctx = app.context().await;
    let Handed::Shown(link) = reset_password(&ctx, ADA.email).await.unwrap() else {
        panic!("no mail can be sent");
    };
    // Asking changes nothing yet, and the former link is void after another one.
    assert!(silently(&mut before, &rp).await.is_ok());
    let Handed::Shown(second) = reset_password(&ctx, ADA.username).await.unwrap() else {
        panic!("no mail can be sent");
    };
    assert!(is_void(&app.browser().get(link.expose()).await));
    let token = second.expose().rsplit_once("token=").unwrap().1.to_owned();
    assert!(token.len() >= 43, "256 bits");
    assert_absent(&app.dump().await, &token);
    let mut owner = app.browser();
    let page = choose(&mut owner, second.expose(), FRESH).await;
    assert_eq!(
        (page.status, page.page_name().as_str()),
        (200, "reset-password")
    );
    assert!(owner.cookie("sid").is_none(), "nobody is signed in by it");
    assert_eq!(silently(&mut before, &rp).await, nobody());
    rp.refresh(tokens.refresh_token()).await.expect(400);
    rp.userinfo(&tokens.access_token).await.expect(401);
    assert!(is_void(&app.browser().get(second.expose()).await), "once");
    owner.sign_in(ADA.username, FRESH).await;
    // The owner reads of both, in mail and log, and the audit knows who asked.
    let mails = app.mailbox().to(ADA.email).await;
    assert!(
        mails.iter().any(|mail| mail.subject.contains("password")),
        "the owner is told"
    );
    let page = owner.get("/account/activity").await;
    let told = page.texts(".thing-name").join("\n");
    assert!(told.contains("asked for"), "{told}");
    let lines = audit.of("password.reset_requested");
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["by"], "operator");
    assert_absent(&format!("{lines:?}"), &token);
}

/// Where mail can be sent the operator sees no link at all: it goes to the owner's address.
#[tokio::test]
async fn where_mail_can_be_sent_the_operator_sees_no_link() {
    let sink = SmtpSink::start(Encryption::None).await;
    let mut builder = TestApp::builder().fixture().without_jobs();
    for (key, value) in sink.settings() {
        builder = builder.setting(&key, value);
    }
    let app = builder.start().await;
    app.apply("[[user]]\nusername = \"nameless\"\n").await;
    let ctx = app.context().await;
    let Handed::Mailed(address) = reset_password(&ctx, ADA.username).await.unwrap() else {
        panic!("it is mailed");
    };
    assert_eq!(address, ADA.email);
    app.deliver_mail().await;
    let taken = sink.taken();
    assert_eq!(taken[0].0, ADA.email);
    let link = taken[0].1.link();
    let page = choose(&mut app.browser(), &link, FRESH).await;
    assert_eq!(page.status, 200, "{}", page.text());
    app.browser().sign_in(ADA.username, FRESH).await;
    // Who has no address is given theirs by the operator, and nobody else's mail tells of it.
    let Handed::Shown(link) = reset_password(&ctx, "nameless").await.unwrap() else {
        panic!("there is no address");
    };
    let page = choose(&mut app.browser(), link.expose(), FRESH).await;
    assert_eq!(page.status, 200, "{}", page.text());
    app.browser().sign_in("nameless", FRESH).await;
    app.deliver_mail().await;
    assert!(sink.taken().iter().all(|(to, _)| to == ADA.email));
}

/// It lives for half an hour, and is void with everything that makes links void.
#[tokio::test]
async fn the_link_of_an_operator_is_a_link_like_any_other() {
    let app = TestApp::with_fixture().await;
    let ctx = app.context().await;
    let shown = async |login: &str| match reset_password(&ctx, login).await {
        Ok(Handed::Shown(link)) => link.expose().to_owned(),
        other => panic!("{other:?}"),
    };
    let (adas, graces) = (shown(ADA.username).await, shown(GRACE.username).await);
    app.apply("[[user]]\nusername = \"grace\"\nemail = \"other@example.com\"\npassword = \"unchanged, but for the address\"\n")
        .await;
    assert!(
        is_void(&app.browser().get(&graces).await),
        "another address"
    );
    app.advance(30 * 60 + 1);
    assert!(is_void(&app.browser().get(&adas).await), "too old");
    let unknown = reset_password(&ctx, "nobody").await;
    assert!(unknown.unwrap_err().to_string().contains("nobody"));
    app.apply("[[user]]\nusername = \"ada\"\nemail = \"ada@example.com\"\ndisabled = true\n")
        .await;
    assert!(reset_password(&ctx, ADA.username).await.is_err());
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn link_of(text: &str) -> &str {
    let line = text.lines().find(|line| line.contains("token="));
    line.unwrap_or_else(|| panic!("no link:\n{text}")).trim()
}

/// No command takes a password for anybody but the first administrator of a tenant.
#[tokio::test]
async fn no_command_sets_a_password() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    let refused = process.run(&["user", "set-password", "ada"]).await;
    assert_eq!(refused.status.code(), Some(2), "there is no such command");
    // Nobody administers yet: the first one types a password, and here nobody types any.
    let first = process
        .run(&["user", "create", "root", "--role", "admin"])
        .await;
    assert_eq!(first.status.code(), Some(1), "{first:?}");
    assert!(String::from_utf8_lossy(&first.stderr).contains("standard input"));
    let file = process.file(
        "root.toml",
        "[[user]]\nusername = \"root\"\npassword = \"the first administrator here\"\nroles = [\"admin\"]\n",
    );
    text(&process.run(&["apply", file.to_str().unwrap()]).await);
    let second = process
        .run(&["user", "create", "hedy", "--role", "admin"])
        .await;
    let first_link = link_of(&text(&second)).to_owned();
    let silent = process
        .run(&["user", "create", "mute", "--without-password"])
        .await;
    assert!(!text(&silent).contains("token="));
    process.start();
    process.wait_ready().await;
    let page = choose(&mut process.browser(), &first_link, FRESH).await;
    assert_eq!(page.status, 200, "{}", page.text());
    process.browser().sign_in("hedy", FRESH).await;
    let reset = text(&process.run(&["user", "reset-password", ADA.email]).await);
    let link = link_of(&reset).to_owned();
    assert!(!reset.contains("\"event\""), "the log is no result");
    let page = choose(&mut process.browser(), &link, FRESH).await;
    assert_eq!(page.status, 200, "{}", page.text());
    process.browser().sign_in(ADA.username, FRESH).await;
    let unknown = process.run(&["user", "reset-password", "nobody"]).await;
    assert_eq!(unknown.status.code(), Some(1));
}
