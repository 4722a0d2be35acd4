//! `[mail]`: how mail leaves the server.

use std::path::PathBuf;

use super::rule::{Rule, choice, optional, path, whole};
use super::setting::Preset;
use super::source::Reader;
use crate::model::Secret;
use crate::model::user::valid_email;

/// How mail leaves the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTransport {
    /// Handed to an SMTP server.
    Smtp,
    /// Written into files of the data folder.
    File,
}

/// How the connection to the SMTP server is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// It begins in the clear and must become TLS before anything is said (RFC 3207).
    StartTls,
    /// It is TLS from the first byte (RFC 8314 §3.3).
    Implicit,
    /// It is not.
    None,
}

settings! {
    /// How mail leaves the server.
    "mail" Mail {
        /// `smtp` hands mail to an SMTP server. `file` writes each into `{data_dir}/mail/`, for development: nobody gets it.
        transport: MailTransport = Preset::Text("file"),
            choice(&[("smtp", MailTransport::Smtp), ("file", MailTransport::File)]);
        /// The SMTP server. Required when the transport is `smtp`.
        host: Option<String> = Preset::Absent("there is no SMTP server"), optional(host());
        /// The port of the SMTP server.
        port: Option<u16> = Preset::Absent("587, or 465 when tls is `implicit`, or 25 when it is `none`"),
            optional(whole(1, 65535, ""));
        /// How the connection is encrypted. `none` is for a server on this machine alone.
        tls: MailTls = Preset::Text("starttls"), choice(&[
            ("starttls", MailTls::StartTls),
            ("implicit", MailTls::Implicit),
            ("none", MailTls::None),
        ]);
        /// A PEM file of a certificate authority to trust besides the public ones.
        ca_file: Option<PathBuf> = Preset::Absent("the public authorities alone are trusted"), optional(path());
        /// The name to sign in to the SMTP server with.
        username: Option<String> = Preset::Absent("the server asks for none"), optional(line());
        /// The password for it, best given by the environment.
        password: Option<Secret> = Preset::Absent("the server asks for none"), optional(password());
        /// The address mail is from.
        from: String = Preset::Computed("no-reply@ and the host of server.public_url", usual_from), address();
        /// The name mail is from.
        from_name: Option<String> = Preset::Absent("the name of the tenant"), optional(line());
        /// How long the SMTP server may take for one mail. A node that dies while it sends one is believed dead after three
        /// times as long; then another node sends it.
        timeout_seconds: u32 = Preset::Text("30"), whole(1, 300, "seconds");
    }
}

impl Mail {
    /// The port, or the usual one of the way it is encrypted.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            MailTls::StartTls => 587,
            MailTls::Implicit => 465,
            MailTls::None => 25,
        })
    }

    /// What is right alone and wrong together: the setting, the complaint, what is allowed.
    pub(super) fn contradiction(&self) -> Option<(&'static str, &'static str, &'static str)> {
        let host = self.host.as_deref().unwrap_or_default();
        let is_loopback = host == "localhost"
            || host
                .trim_matches(['[', ']'])
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback());
        if self.transport == MailTransport::Smtp && host.is_empty() {
            return Some((
                "mail.host",
                "is missing",
                "the name of an SMTP server, since mail.transport is smtp",
            ));
        }
        if self.transport == MailTransport::Smtp && self.tls == MailTls::None && !is_loopback {
            return Some((
                "mail.tls",
                "is none, and the mail server is on another machine: links and codes would cross the network in the clear",
                "starttls or implicit; none only when mail.host is localhost, 127.0.0.1 or ::1",
            ));
        }
        if self.username.is_some() != self.password.is_some() {
            return Some((
                "mail.password",
                "is given without mail.username, or the other way round",
                "both or none",
            ));
        }
        None
    }
}

fn usual_from(reader: &Reader) -> String {
    let url = url::Url::parse(&reader.effective("server.public_url")).ok();
    let host = url.as_ref().and_then(url::Url::domain);
    // A public URL with a bare address is one of a developer's.
    format!("no-reply@{}", host.unwrap_or("localhost"))
}

fn host() -> Rule<String> {
    Rule::new("a host name or an address, without a port", |given| {
        let text = given.text()?;
        let plain = !text.is_empty()
            && text.bytes().all(|b| {
                b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b':' | b'[' | b']')
            });
        let has_port = text.contains(':')
            && text
                .trim_matches(['[', ']'])
                .parse::<std::net::Ipv6Addr>()
                .is_err();
        if !plain || has_port {
            return Err("is no host name".to_owned());
        }
        Ok(text.to_owned())
    })
}

fn address() -> Rule<String> {
    Rule::new("a mail address, such as no-reply@example.com", |given| {
        let text = given.text()?;
        if !valid_email(text) {
            return Err("is no mail address".to_owned());
        }
        Ok(text.to_owned())
    })
}

fn line() -> Rule<String> {
    Rule::new("a text of one line", |given| {
        let text = given.text()?.trim();
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err("is empty or has more than one line".to_owned());
        }
        Ok(text.to_owned())
    })
}

fn password() -> Rule<Secret> {
    Rule::new("a text of one line", |given| {
        let text = given.text()?;
        if text.is_empty() || text.chars().any(char::is_control) {
            return Err("is empty or has more than one line".to_owned());
        }
        Ok(Secret::new(text))
    })
    .secret()
}
