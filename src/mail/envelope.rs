//! A message as RFC 5322 writes it.

use std::time::{Duration, UNIX_EPOCH};

use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Mail};

use crate::clock::Timestamp;
use crate::model::{Message, MessageId};
use crate::texts::one_line;

/// The mail, the same at every attempt. `None` when its recipient is no address, or a header would not be one line.
///
/// "Auto-Submitted: auto-generated … MUST NOT be used on manually generated messages" RFC 3834 §5.1: no machine answers it then.
pub(super) fn envelope(
    id: MessageId,
    written_at: Timestamp,
    from: &Mailbox,
    message: &Message,
) -> Option<Mail> {
    let is_safe = |text: &str| !text.chars().any(char::is_control);
    let lines = [
        &message.to,
        &message.subject,
        &message.sender,
        &message.host,
        &message.lang,
    ];
    if !lines.into_iter().all(|line| is_safe(line)) {
        return None;
    }
    let to: Address = message.to.parse().ok()?;
    let name = from
        .name
        .clone()
        .unwrap_or_else(|| one_line(&message.sender));
    let millis = u64::try_from(written_at.millis()).unwrap_or_default();
    let mut mail = Mail::builder()
        // Who gets it is what was checked, and not what is read out of the headers again.
        .envelope(Envelope::new(Some(from.email.clone()), vec![to.clone()]).ok()?)
        .from(Mailbox::new(Some(name), from.email.clone()))
        .to(Mailbox::new(None, to))
        .subject(&message.subject)
        .date(UNIX_EPOCH + Duration::from_millis(millis))
        .message_id(Some(format!("<{id}@{}>", message.host)))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &message.lang));
    if let Some(address) = message.reply_to.as_deref().and_then(|to| to.parse().ok()) {
        mail = mail.reply_to(Mailbox::new(None, address));
    }
    let parts = MultiPart::alternative()
        .boundary(id.0.simple().to_string())
        .singlepart(SinglePart::plain(message.text.clone()))
        .singlepart(SinglePart::html(message.html.clone()));
    mail.multipart(parts).ok()
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            to: "ada@example.com".to_owned(),
            sender: "Acme, Konten".to_owned(),
            host: "id.example.com".to_owned(),
            reply_to: Some("help@example.com".to_owned()),
            lang: "de".to_owned(),
            subject: "Grüße".to_owned(),
            text: "Hallo\n.\nwith a dot".to_owned(),
            html: "<p>Hallo</p>".to_owned(),
            unsent: false,
        }
    }

    fn written(message: &Message) -> Option<String> {
        let from = Mailbox::new(None, "no-reply@example.com".parse().unwrap());
        let id = MessageId(uuid::Uuid::nil());
        let mail = envelope(id, Timestamp(1_000), &from, message)?;
        Some(String::from_utf8(mail.formatted()).unwrap())
    }

    #[test]
    fn every_header_is_there_and_every_attempt_is_the_same() {
        let mail = written(&message()).unwrap();
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000000@id.example.com>\r\n",
            "Date: Thu, 01 Jan 1970 00:00:01 +0000\r\n",
            "From: =?utf-8?b?QWNtZSwgS29udGVu?= <no-reply@example.com>\r\n",
            "To: ada@example.com\r\n",
            "Reply-To: help@example.com\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Language: de\r\n",
            "Content-Type: multipart/alternative;",
            "Subject: =?utf-8?b?",
            "MIME-Version: 1.0\r\n",
        ] {
            assert!(mail.contains(line), "{line}\n{mail}");
        }
        assert_eq!(mail, written(&message()).unwrap());
    }

    #[test]
    fn the_usual_senders_are_addresses() {
        for address in ["no-reply@localhost", "no-reply@id.example.com"] {
            let from = Mailbox::new(None, address.parse().unwrap());
            let id = MessageId(uuid::Uuid::nil());
            assert!(envelope(id, Timestamp(0), &from, &message()).is_some());
        }
    }

    #[test]
    fn a_second_line_in_a_header_is_no_mail() {
        for hostile in [
            "ada@example.com\r\nBcc: eve@evil.example",
            "a\nb",
            "a\rb",
            "a\0b",
        ] {
            let of = |change: fn(&mut Message, String)| {
                let mut message = message();
                change(&mut message, hostile.to_owned());
                written(&message)
            };
            assert!(of(|message, text| message.to = text).is_none());
            assert!(of(|message, text| message.subject = text).is_none());
            assert!(of(|message, text| message.sender = text).is_none());
            assert!(of(|message, text| message.host = text).is_none());
            assert!(of(|message, text| message.lang = text).is_none());
            let reply_to = of(|message, text| message.reply_to = Some(text)).unwrap();
            assert!(!reply_to.contains("Reply-To") && !reply_to.contains("evil"));
        }
        let to_two = Message {
            to: "ada@example.com, eve@evil.example".to_owned(),
            ..message()
        };
        assert!(written(&to_two).is_none());
    }
}
