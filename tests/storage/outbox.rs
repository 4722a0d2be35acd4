//! The outbox: a message is one node's at a time, is tried again after a crash, and ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use tokio::task::JoinSet;
use uuid::Uuid;
use vestibule::accounts::notify;
use vestibule::clock::Timestamp;
use vestibule::context::Context;
use vestibule::mail::Letter;
use vestibule::model::{MessageId, Secret};
use vestibule::storage::{ClaimedMessage, Database, Notices};
use vestibule::texts::Texts;
use vestibule_test_support::smtp::Encryption;
use vestibule_test_support::{Backend, SmtpSink, TestApp};

async fn quiet(backend: Backend) -> TestApp {
    TestApp::builder()
        .backend(backend)
        .without_jobs()
        .start()
        .await
}

/// Writes this many letters, all in one transaction.
async fn post(ctx: &Context, count: usize) -> BTreeSet<MessageId> {
    let mut notices = Notices::default();
    for number in 0..count {
        let link = Secret::new(format!("https://id.example/{number}"));
        let to = format!("person-{number}@example.com");
        let letter = Letter::SignInLink { link };
        let message = notify::letter(ctx, &to, Texts::english(), &letter);
        notices.messages.push(message.unwrap());
    }
    let ids = notices.messages.iter().map(|message| message.id).collect();
    ctx.db().write_notices(notices, ctx.now()).await.unwrap();
    ids
}

async fn claim(database: &Database, now: Timestamp) -> Vec<ClaimedMessage> {
    let claimed = database.claim_messages(Uuid::new_v4(), 8, now, now.plus_seconds(90));
    claimed.await.unwrap()
}

/// Runs a contract on every database.
macro_rules! contract {
    ($($name:ident)+) => {
        mod sqlite {
            $( #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() { super::$name(super::Backend::Sqlite).await; } )+
        }
        mod postgres {
            $( #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn $name() { super::$name(super::Backend::Postgres).await; } )+
        }
    };
}

contract! {
    a_message_is_claimed_by_one_of_many
    a_claim_that_ran_out_is_anothers
    a_failed_message_waits_for_its_time
    what_expired_is_not_sent_and_goes
    two_running_nodes_send_each_mail_once
}

/// Eight claimers at once, until nothing is left: every message was claimed, and none twice.
async fn a_message_is_claimed_by_one_of_many(backend: Backend) {
    let app = quiet(backend).await;
    let ctx = app.context().await;
    let posted = post(&ctx, 200).await;
    let mut claimers = JoinSet::new();
    for _ in 0..8 {
        let database = app.app().database.clone();
        let now = ctx.now();
        claimers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let claimed = claim(&database, now).await;
                if claimed.is_empty() {
                    return mine;
                }
                assert!(claimed.len() <= 8);
                mine.extend(claimed);
            }
        });
    }
    let mut all = Vec::new();
    let mut busy = 0;
    while let Some(mine) = claimers.join_next().await {
        let mine = mine.unwrap();
        busy += usize::from(!mine.is_empty());
        all.extend(mine);
    }
    assert!(busy > 1, "they never competed");
    // A claimer may see nothing while another's transaction holds the last rows: those are claimed all the same.
    assert_eq!(all.len(), posted.len());
    let ids: BTreeSet<MessageId> = all.iter().map(|message| message.id).collect();
    assert_eq!(ids, posted);
    for message in &all {
        assert!(app.app().database.message_done(message).await.unwrap());
        assert!(!app.app().database.message_done(message).await.unwrap());
    }
    assert_eq!(app.app().database.messages_waiting().await.unwrap(), 0);
}

/// Whoever claimed it died: when the claim runs out another gets it, and the dead one's word counts no more.
async fn a_claim_that_ran_out_is_anothers(backend: Backend) {
    let app = quiet(backend).await;
    let ctx = app.context().await;
    post(&ctx, 1).await;
    let database = &app.app().database;
    let first = claim(database, ctx.now()).await.remove(0);
    assert!(claim(database, ctx.now().plus_seconds(89)).await.is_empty());
    assert_eq!(database.messages_in_hand(ctx.now()).await.unwrap(), 1);
    let later = ctx.now().plus_seconds(90);
    let second = claim(database, later).await.remove(0);
    assert_eq!((second.id, second.attempts), (first.id, 0));
    assert!(!database.message_done(&first).await.unwrap());
    assert!(!database.message_failed(&first, later).await.unwrap());
    assert!(database.message_done(&second).await.unwrap());
    assert!(claim(database, later.plus_seconds(90)).await.is_empty());
}

async fn a_failed_message_waits_for_its_time(backend: Backend) {
    let app = quiet(backend).await;
    let ctx = app.context().await;
    post(&ctx, 1).await;
    let database = &app.app().database;
    let first = claim(database, ctx.now()).await.remove(0);
    let next = ctx.now().plus_seconds(2);
    assert!(database.message_failed(&first, next).await.unwrap());
    assert!(claim(database, ctx.now().plus_seconds(1)).await.is_empty());
    let second = claim(database, next).await.remove(0);
    assert_eq!(second.attempts, 1);
    assert_eq!(second.created_at, ctx.now());
}

async fn what_expired_is_not_sent_and_goes(backend: Backend) {
    let app = quiet(backend).await;
    let ctx = app.context().await;
    let posted = post(&ctx, 3).await;
    let database = &app.app().database;
    // A link that signs in is worth nothing after a quarter of an hour.
    let end = ctx.now().plus_seconds(900);
    let last = Timestamp(end.0 - 1);
    assert!(
        database
            .expired_messages(last, 100)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(claim(database, last).await.len(), 3);
    assert!(claim(database, end.plus_seconds(100)).await.is_empty());
    // They are in somebody's hand until that claim runs out.
    assert!(
        database
            .expired_messages(end, 100)
            .await
            .unwrap()
            .is_empty()
    );
    let gone = database
        .expired_messages(end.plus_seconds(100), 100)
        .await
        .unwrap();
    let ids: BTreeSet<MessageId> = gone.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, posted);
    assert_eq!(gone[0].1, "sign_in_link");
    assert_eq!(database.messages_waiting().await.unwrap(), 0);
}

/// "no link, no code and no address at rest in the clear": a copy of the database opens no message.
#[tokio::test]
async fn a_message_at_rest_says_nothing() {
    let app = quiet(Backend::from_env()).await;
    let ctx = app.context().await;
    post(&ctx, 1).await;
    let dump = app.dump().await;
    assert!(dump.contains("sign_in_link"), "the row is there");
    for secret in [
        "id.example/0",
        "person-0@example.com",
        "Your link to sign in",
    ] {
        assert!(!dump.contains(secret), "{secret}");
    }
    let message = claim(&app.app().database, ctx.now()).await.remove(0);
    // Not even in another row.
    let place = vestibule::storage::message_place(MessageId(Uuid::nil()));
    assert!(app.app().vault.open(&place, &message.sealed).is_err());
    let place = vestibule::storage::message_place(message.id);
    assert!(app.app().vault.open(&place, &message.sealed).is_ok());
}

/// The server's own job sends what was posted, at once and once, and nothing stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_posted_is_in_the_mailbox() {
    let app = TestApp::start().await;
    let ctx = app.context().await;
    let posted = post(&ctx, 20).await;
    let mails = app.mailbox().all().await;
    let ids: BTreeSet<String> = mails.iter().map(|mail| mail.id.clone()).collect();
    assert_eq!(ids, posted.iter().map(ToString::to_string).collect());
    let mail = app.mailbox().last_to("person-7@example.com").await;
    assert_eq!(mail.subject, "Your link to sign in");
    assert_eq!(mail.link(), "https://id.example/7");
    assert!(mail.html.contains("href=\"https://id.example/7\""));
    let host = ctx.issuer().url().strip_prefix("http://").unwrap();
    let host = host.split(':').next().unwrap();
    let message_id = format!("<{}@{host}>", mail.id);
    assert_eq!(mail.header("Message-ID").unwrap(), message_id);
    assert_eq!(app.app().database.messages_waiting().await.unwrap(), 0);
}

/// What stands in the outbox only so that an unknown address costs as much as a known one is thrown away.
#[tokio::test]
async fn an_unsent_message_costs_the_same_and_reaches_nobody() {
    let app = quiet(Backend::from_env()).await;
    let ctx = app.context().await;
    let letter = Letter::PasswordChanged;
    let sent = notify::letter(&ctx, "ada@example.com", Texts::english(), &letter).unwrap();
    let unsent = notify::unsent(&ctx, "eve@example.com", Texts::english(), &letter).unwrap();
    assert_eq!(sent.kind, unsent.kind);
    let longer = sent.sealed.len().abs_diff(unsent.sealed.len());
    assert!(
        longer <= 1,
        "`true` is shorter than `false` by one: {longer}"
    );
    let notices = Notices {
        messages: vec![sent, unsent],
        ..Notices::default()
    };
    ctx.db().write_notices(notices, ctx.now()).await.unwrap();
    let mails = app.mailbox().all().await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "ada@example.com");
    assert_eq!(app.app().database.messages_waiting().await.unwrap(), 0);
}

/// Two processes at one database: every mail is sent by one of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_send_each_mail_once() {
    let one = TestApp::builder().without_jobs().start().await;
    let two = one.another_node().await;
    let ctx = one.context().await;
    let posted = post(&ctx, 100).await;
    let deliver = |app: &TestApp| {
        let app = Arc::clone(app.app());
        tokio::spawn(async move { vestibule::jobs::deliver_due(&app).await.unwrap() })
    };
    let (first, second) = (deliver(&one), deliver(&two));
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    assert_eq!(first + second, 100, "{first} and {second}");
    assert_eq!(one.mailbox().all().await.len(), posted.len());
}

/// The same with the jobs of two running servers, which wake each other in no other way than by the database, and a mail server
/// that counts.
async fn two_running_nodes_send_each_mail_once(backend: Backend) {
    let sink = SmtpSink::start(Encryption::None).await;
    let mut builder = TestApp::builder().backend(backend);
    for (key, value) in sink.settings() {
        builder = builder.setting(&key, value);
    }
    let one = builder.start().await;
    let two = one.another_node().await;
    let (ctx, other) = (one.context().await, two.context().await);
    let (mine, theirs) = tokio::join!(post(&ctx, 100), post(&other, 100));
    sink.wait_for(200).await;
    one.deliver_mail().await;
    two.deliver_mail().await;
    let taken = sink.taken();
    let ids: BTreeSet<String> = taken.iter().map(|(_, mail)| mail.id.clone()).collect();
    let posted = mine.union(&theirs);
    assert_eq!(taken.len(), 200, "none twice");
    assert_eq!(ids, posted.map(|id| format!("<{id}@127.0.0.1>")).collect());
    assert_eq!(one.app().database.messages_waiting().await.unwrap(), 0);
}
