//! The gateway: one request a message.

use serde_json::Value;

use crate::config::{self, SmsFormat};
use crate::model::{Message, MessageId, NotSent, Secret};
use crate::outbound::{Outbound, OutboundError};

/// Where text messages go.
#[derive(Clone, Debug)]
pub struct Gateway {
    url: String,
    header: String,
    authorization: Option<Secret>,
    body: Body,
}

/// What is posted; `{to}` and `{text}` stand in its values.
#[derive(Clone, Debug)]
enum Body {
    Json(Value),
    Form(Vec<(String, String)>),
}

impl Gateway {
    /// The gateway of these settings, if they name one.
    pub fn new(settings: &config::Sms) -> Option<Self> {
        let url = settings.url.clone()?;
        let body = match settings.format {
            SmsFormat::Json => Body::Json(serde_json::from_str(&settings.body).ok()?),
            SmsFormat::Form => Body::Form(
                url::form_urlencoded::parse(settings.body.as_bytes())
                    .into_owned()
                    .collect(),
            ),
        };
        Some(Self {
            url,
            header: settings.header.clone(),
            authorization: settings.authorization.clone(),
            body,
        })
    }

    /// Hands the message over. `Idempotency-Key` is the message's identifier, for gateways that know the header
    /// (draft-ietf-httpapi-idempotency-key-header): a second request after a crash sends no second text there.
    pub async fn send(
        &self,
        outbound: &Outbound,
        id: MessageId,
        message: &Message,
    ) -> Result<(), NotSent> {
        let key = Secret::new(id.to_string());
        let mut headers = vec![("Idempotency-Key", &key)];
        if let Some(authorization) = &self.authorization {
            headers.push((&self.header, authorization));
        }
        let answer = match &self.body {
            Body::Json(template) => {
                let body = filled_json(template, message);
                outbound.post_json(&self.url, &headers, &body).await
            }
            Body::Form(template) => {
                let fields: Vec<(&str, String)> = template
                    .iter()
                    .map(|(name, value)| (name.as_str(), filled(value, message)))
                    .collect();
                let fields: Vec<(&str, &str)> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                outbound.post_form_with(&self.url, &headers, &fields).await
            }
        };
        judged(answer.map(|answer| answer.status))
    }
}

/// What the gateway said may quote the message, so only its status goes on.
fn judged(answer: Result<u16, OutboundError>) -> Result<(), NotSent> {
    match answer {
        Ok(200..=299) => Ok(()),
        // It may take it later: too slow, too many, or its own fault.
        Ok(status @ (408 | 425 | 429 | 500..)) => {
            Err(NotSent::NotNow(format!("the gateway answers {status}")))
        }
        // A key that has expired is for the operator to mend, and then the message may still go.
        Ok(status @ (401 | 403)) => Err(NotSent::NotNow(format!(
            "the gateway answers {status}: look at sms.authorization"
        ))),
        Ok(status) => Err(NotSent::Never(format!("the gateway answers {status}"))),
        Err(error) => Err(NotSent::NotNow(error.to_string())),
    }
}

/// In one pass, so that a message that says `{to}` stays what it is.
fn filled(template: &str, message: &Message) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = from.strip_prefix("{to}") {
            out.push_str(&message.to);
            rest = after;
        } else if let Some(after) = from.strip_prefix("{text}") {
            out.push_str(&message.text);
            rest = after;
        } else {
            out.push('{');
            rest = from.strip_prefix('{').unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

fn filled_json(template: &Value, message: &Message) -> Value {
    match template {
        Value::String(text) => Value::String(filled(text, message)),
        Value::Array(items) => items
            .iter()
            .map(|item| filled_json(item, message))
            .collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), filled_json(value, message)))
            .collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            to: "+491701234567".to_owned(),
            sender: String::new(),
            host: String::new(),
            reply_to: None,
            lang: "en".to_owned(),
            subject: String::new(),
            text: "\"Acme\" {to} & co\ncode 123456".to_owned(),
            html: String::new(),
            unsent: false,
        }
    }

    #[test]
    fn a_message_fills_values_and_never_the_document() {
        let template =
            serde_json::json!({"to": ["{to}"], "body": {"text": "x {text} y {z}"}, "n": 1});
        assert_eq!(
            filled_json(&template, &message()),
            serde_json::json!({"to": ["+491701234567"], "body": {"text": "x \"Acme\" {to} & co\ncode 123456 y {z}"}, "n": 1})
        );
        assert_eq!(filled("{", &message()), "{");
        assert_eq!(filled("{{to}}", &message()), "{+491701234567}");
    }

    #[test]
    fn an_answer_says_whether_to_try_again() {
        for status in [200, 201, 202, 204] {
            assert!(judged(Ok(status)).is_ok());
        }
        for status in [401, 403, 408, 429, 500, 503, 599] {
            assert!(
                matches!(judged(Ok(status)), Err(NotSent::NotNow(_))),
                "{status}"
            );
        }
        for status in [301, 400, 404, 422] {
            assert!(
                matches!(judged(Ok(status)), Err(NotSent::Never(_))),
                "{status}"
            );
        }
    }
}
