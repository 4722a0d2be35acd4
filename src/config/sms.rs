//! `[sms]`: how text messages leave the server.

use url::{Host, Url};

use super::rule::{Rule, choice, optional};
use super::setting::Preset;
use crate::model::Secret;

/// How the body of a request to the gateway is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsFormat {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

settings! {
    /// How text messages leave the server: by an HTTP request to a gateway of your choice. Without a URL there are none, and codes
    /// by text message are not offered to anybody.
    "sms" Sms {
        /// Where each text message is posted to. A gateway inside your own network must be within outbound.allowed_networks.
        url: Option<String> = Preset::Absent("there are no text messages"), optional(gateway_url());
        /// The header that tells the gateway who you are.
        header: String = Preset::Text("Authorization"), header_name();
        /// Its value, such as `Bearer …`, best given by the environment.
        authorization: Option<Secret> = Preset::Absent("no such header is sent"), optional(header_value());
        /// How the body is written.
        format: SmsFormat = Preset::Text("json"), choice(&[("json", SmsFormat::Json), ("form", SmsFormat::Form)]);
        /// The body: JSON, or `name=value` pairs joined by `&`. In its values `{to}` stands for the phone number and `{text}` for
        /// the message; both are escaped as the format asks for.
        body: String = Preset::Text(r#"{"to":"{to}","text":"{text}"}"#), template();
    }
}

impl Sms {
    /// What is right alone and wrong together: the setting, the complaint, what is allowed.
    pub(super) fn contradiction(&self) -> Option<(&'static str, &'static str, &'static str)> {
        let readable = match self.format {
            SmsFormat::Json => serde_json::from_str::<serde_json::Value>(&self.body).is_ok(),
            SmsFormat::Form => self.body.split('&').all(|pair| pair.contains('=')),
        };
        (!readable).then_some((
            "sms.body",
            "is not of the kind that sms.format says",
            "a JSON document when sms.format is json; NAME=VALUE pairs joined by & when it is form",
        ))
    }
}

fn gateway_url() -> Rule<String> {
    Rule::new(
        "https://host/path, or http:// with a loopback host",
        |given| {
            let text = given.text()?;
            let url = Url::parse(text).map_err(|_| "is not a URL".to_owned())?;
            let is_loopback = match url.host() {
                Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                None => return Err("has no host".to_owned()),
            };
            match url.scheme() {
                "https" => {}
                "http" if is_loopback => {}
                _ => return Err("is not https".to_owned()),
            }
            if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
                return Err("contains a user, a password or a fragment".to_owned());
            }
            Ok(text.to_owned())
        },
    )
    // Some gateways want their key in the path.
    .secret()
}

fn header_name() -> Rule<String> {
    Rule::new("the name of a header", |given| {
        let text = given.text()?;
        let is_token = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if text.is_empty() || !text.bytes().all(is_token) {
            return Err("is no name of a header".to_owned());
        }
        Ok(text.to_owned())
    })
}

fn header_value() -> Rule<Secret> {
    Rule::new("visible ASCII characters and spaces", |given| {
        let text = given.text()?;
        if text.is_empty() || !text.bytes().all(|b| (0x20..=0x7e).contains(&b)) {
            return Err("has other characters".to_owned());
        }
        Ok(Secret::new(text))
    })
    .secret()
}

fn template() -> Rule<String> {
    Rule::new("a text with {to} and {text}", |given| {
        let text = given.text()?;
        if !text.contains("{to}") || !text.contains("{text}") {
            return Err("lacks {to} or {text}".to_owned());
        }
        Ok(text.to_owned())
    })
}
