//! RFC 5321 and RFC 3207: mail is handed to a server, in private, until it is taken.

use vestibule::accounts::notify;
use vestibule::mail::Letter;
use vestibule::model::Secret;
use vestibule::storage::Notices;
use vestibule::texts::Texts;
use vestibule_test_support::smtp::{Encryption, Manner};
use vestibule_test_support::{SmtpSink, TestApp};

async fn app_with(settings: Vec<(String, String)>) -> TestApp {
    let mut builder = TestApp::builder().without_jobs();
    for (key, value) in settings {
        builder = builder.setting(&key, value);
    }
    builder.start().await
}

async fn post(app: &TestApp) {
    let ctx = app.context().await;
    let letter = Letter::SignInCode {
        code: Secret::new("271828"),
    };
    let message = notify::letter(&ctx, "ada@example.com", Texts::english(), &letter).unwrap();
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

/// In the clear to this machine, by STARTTLS, and by TLS from the first byte: the mail arrives, and the password only in private.
#[tokio::test]
async fn a_mail_arrives_by_every_kind_of_connection() {
    for encryption in [Encryption::None, Encryption::StartTls, Encryption::Implicit] {
        let sink = SmtpSink::start(encryption).await;
        let mut settings = sink.settings();
        if encryption != Encryption::None {
            settings.push(("mail.username".to_owned(), "vestibule".to_owned()));
            settings.push(("mail.password".to_owned(), "hunter2 hunter2".to_owned()));
        }
        let app = app_with(settings).await;
        post(&app).await;
        assert_eq!(waiting(&app).await, 0, "{encryption:?}");
        let taken = sink.taken();
        assert_eq!(taken.len(), 1, "{encryption:?}");
        let (recipient, mail) = &taken[0];
        assert_eq!(recipient, "ada@example.com");
        assert_eq!(
            (mail.to.as_str(), mail.code().as_str()),
            ("ada@example.com", "271828")
        );
        assert!(
            mail.from.ends_with("<no-reply@example.com>"),
            "{}",
            mail.from
        );
        assert!(mail.html.contains("271828"));
        for (said, private) in sink.credentials() {
            assert!(private && said == "vestibule hunter2 hunter2", "{said}");
        }
        assert_eq!(
            sink.credentials().is_empty(),
            encryption == Encryption::None
        );
    }
}

/// "…a man-in-the-middle attack can be launched by deleting the "250 STARTTLS" response … clients … MUST be able to be configured to
/// require successful TLS negotiation"  RFC 3207 §6
#[tokio::test]
async fn a_server_that_offers_no_tls_gets_nothing() {
    let sink = SmtpSink::start(Encryption::None).await;
    let mut settings = sink.settings();
    settings.retain(|(key, _)| key != "mail.tls");
    let app = app_with(settings).await;
    post(&app).await;
    assert_eq!(waiting(&app).await, 1, "it waits for better times");
    assert!(sink.taken().is_empty());
}

/// A certificate that nobody we trust vouches for is none.
#[tokio::test]
async fn a_server_with_a_strangers_certificate_gets_nothing() {
    for encryption in [Encryption::StartTls, Encryption::Implicit] {
        let sink = SmtpSink::start(encryption).await;
        let mut settings = sink.settings();
        settings.retain(|(key, _)| key != "mail.ca_file");
        let app = app_with(settings).await;
        post(&app).await;
        assert_eq!(waiting(&app).await, 1, "{encryption:?}");
        assert!(sink.taken().is_empty());
        // Nor one for another name.
        let mut settings = sink.settings();
        for (key, value) in &mut settings {
            if key == "mail.host" {
                "127.0.0.1".clone_into(value);
            }
        }
        let app = app_with(settings).await;
        post(&app).await;
        assert_eq!(waiting(&app).await, 1, "{encryption:?}");
        assert!(sink.taken().is_empty());
    }
}

/// "4yz … the sender … should try again … 5yz … should not repeat the exact request"  RFC 5321 §4.2.1
#[tokio::test]
async fn a_mail_that_was_put_off_is_tried_again_and_a_refused_one_is_not() {
    let sink = SmtpSink::start(Encryption::None).await;
    sink.set(Manner::PutsOff);
    let app = app_with(sink.settings()).await;
    post(&app).await;
    assert_eq!((waiting(&app).await, sink.taken().len()), (1, 0));
    app.deliver_mail().await;
    sink.wait_for_offers(1).await;
    sink.set(Manner::Takes);
    app.deliver_mail().await;
    assert_eq!(
        (waiting(&app).await, sink.taken().len()),
        (1, 0),
        "its time has not come"
    );
    app.advance(3);
    app.deliver_mail().await;
    assert_eq!((waiting(&app).await, sink.taken().len()), (0, 1));

    sink.set(Manner::Refuses);
    post(&app).await;
    sink.set(Manner::Takes);
    app.advance(3600);
    app.deliver_mail().await;
    assert_eq!((waiting(&app).await, sink.taken().len()), (0, 1));
}

/// A code of ten minutes is not delivered tomorrow.
#[tokio::test]
async fn a_mail_that_nobody_would_take_in_time_is_given_up() {
    let sink = SmtpSink::start(Encryption::None).await;
    sink.set(Manner::PutsOff);
    let app = app_with(sink.settings()).await;
    post(&app).await;
    assert_eq!(waiting(&app).await, 1);
    sink.set(Manner::Takes);
    app.advance(601);
    app.deliver_mail().await;
    assert_eq!((waiting(&app).await, sink.taken().len()), (0, 0));
}
