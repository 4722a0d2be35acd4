//! How a mail leaves: to an SMTP server, or into a file.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use crate::clock::Timestamp;
use crate::config::{self, Config, MailTls, MailTransport};
use crate::model::{Message, MessageId, NotSent};
use crate::vault::{PrivatePathError, private_dir, private_file};

use super::envelope::envelope;

/// Why no mail can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// `mail.from` is no address.
    #[error("mail.from is no mail address")]
    From,
    /// `mail.ca_file` cannot be used.
    #[error("mail.ca_file {}: {cause}", path.display())]
    Authority {
        /// It.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// The SMTP server cannot be named.
    #[error("the mail server cannot be used: {0}")]
    Server(String),
}

/// Sends mail.
pub struct Mailer {
    from: Mailbox,
    way: Way,
    words: String,
}

enum Way {
    Smtp {
        transport: AsyncSmtpTransport<Tokio1Executor>,
        timeout: Duration,
    },
    Folder {
        path: PathBuf,
        /// The last ones, for `/dev/mail`; `None` where there is no such page, since they hold links and codes.
        latest: Option<Mutex<VecDeque<Sent>>>,
    },
}

/// How many mails that went into files are remembered.
const LATEST: usize = 50;

/// A mail that was written into a file. For developers: it holds links and codes.
#[derive(Clone)]
pub struct Sent {
    /// When it was written.
    pub written_at: Timestamp,
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.way {
            Way::Smtp { .. } => "Mailer(smtp)",
            Way::Folder { .. } => "Mailer(file)",
        })
    }
}

impl Mailer {
    /// A mailer of these settings. Nothing is connected yet.
    pub fn new(config: &Config) -> Result<Self, MailerError> {
        let settings = &config.mail;
        let address = settings.from.parse().map_err(|_| MailerError::From)?;
        let way = match settings.transport {
            MailTransport::Smtp => Way::Smtp {
                transport: transport(settings)?,
                timeout: Duration::from_secs(settings.timeout_seconds.into()),
            },
            MailTransport::File => Way::Folder {
                path: config.data_dir.join("mail"),
                latest: config.server.developer.then(Mutex::default),
            },
        };
        Ok(Self {
            from: Mailbox::new(settings.from_name.clone(), address),
            way,
            words: in_words(settings),
        })
    }

    /// The mails that this process wrote into files, the latest first; none where they are really sent, or nobody develops.
    pub fn latest(&self) -> Vec<Sent> {
        match &self.way {
            Way::Folder {
                latest: Some(latest),
                ..
            } => {
                let latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
                latest.iter().rev().cloned().collect()
            }
            Way::Folder { latest: None, .. } | Way::Smtp { .. } => Vec::new(),
        }
    }

    /// Where mail goes, in words.
    pub const fn way(&self) -> &str {
        self.words.as_str()
    }

    /// Sends a mail. Sending it again, after a crash, sends the same mail with the same `Message-ID`; a file is written once.
    pub async fn send(
        &self,
        id: MessageId,
        written_at: Timestamp,
        message: &Message,
    ) -> Result<(), NotSent> {
        let taken = self.hand_over(id, written_at, message).await;
        taken.map(drop).map_err(|refused| refused.verdict)
    }

    /// The same, with all that is known of what became of it.
    pub async fn hand_over(
        &self,
        id: MessageId,
        written_at: Timestamp,
        message: &Message,
    ) -> Result<Taken, NotTaken> {
        let mail = envelope(id, written_at, &self.from, message).ok_or_else(|| {
            NotTaken::of(NotSent::Never(
                "its recipient is no mail address".to_owned(),
            ))
        })?;
        match &self.way {
            Way::Smtp { transport, timeout } => {
                match tokio::time::timeout(*timeout, transport.send(mail)).await {
                    Ok(Ok(answer)) => {
                        let words: Vec<&str> = answer.message().collect();
                        Ok(Taken::ByServer(format!(
                            "{} {}",
                            answer.code(),
                            words.join(" ")
                        )))
                    }
                    Ok(Err(error)) => Err(NotTaken::by(&error)),
                    Err(_) => Err(NotTaken::of(NotSent::NotNow(
                        "the mail server is too slow".to_owned(),
                    ))),
                }
            }
            Way::Folder {
                path: folder,
                latest,
            } => {
                if let Some(latest) = latest {
                    remember(latest, written_at, message);
                }
                let path = folder.join(format!("{id}.eml"));
                let bytes = mail.formatted();
                let (folder, file) = (folder.clone(), path.clone());
                let written = tokio::task::spawn_blocking(move || {
                    private_dir::ensure(&folder)?;
                    private_file::create(&file, &bytes)
                });
                match written.await {
                    Ok(Ok(())) => Ok(Taken::IntoFile(path)),
                    // It was written before the crash.
                    Ok(Err(PrivatePathError::Io { cause, .. }))
                        if cause.kind() == io::ErrorKind::AlreadyExists =>
                    {
                        Ok(Taken::IntoFile(path))
                    }
                    Ok(Err(error)) => Err(NotTaken::of(NotSent::NotNow(error.to_string()))),
                    Err(_) => Err(NotTaken::of(NotSent::NotNow(
                        "writing the file ended early".to_owned(),
                    ))),
                }
            }
        }
    }
}

/// Who has a mail now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The mail server, which said so in these words.
    ByServer(String),
    /// Nobody: this file.
    IntoFile(PathBuf),
}

/// Why a mail was not taken.
#[derive(Debug)]
pub struct NotTaken {
    /// What is to be done, without words of the server, which may quote the mail's addresses.
    pub verdict: NotSent,
    /// All that is known, for the operator who sent it: it may hold addresses, and stands in no log.
    pub in_full: String,
}

impl NotTaken {
    fn of(verdict: NotSent) -> Self {
        Self {
            in_full: verdict.to_string(),
            verdict,
        }
    }

    fn by(error: &smtp::Error) -> Self {
        let verdict = judged(error);
        let mut in_full = verdict.to_string();
        let mut cause = Some(error as &dyn std::error::Error);
        while let Some(error) = cause {
            in_full = format!("{in_full}: {error}");
            cause = error.source();
        }
        Self { verdict, in_full }
    }
}

fn remember(latest: &Mutex<VecDeque<Sent>>, written_at: Timestamp, message: &Message) {
    let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
    if latest.len() == LATEST {
        latest.pop_front();
    }
    latest.push_back(Sent {
        written_at,
        to: message.to.clone(),
        subject: message.subject.clone(),
        text: message.text.clone(),
    });
}

fn in_words(settings: &config::Mail) -> String {
    let tls = match settings.tls {
        MailTls::StartTls => "STARTTLS",
        MailTls::Implicit => "TLS",
        MailTls::None => "no encryption",
    };
    match settings.transport {
        MailTransport::File => "the data folder".to_owned(),
        MailTransport::Smtp => {
            let host = settings.host.as_deref().unwrap_or_default();
            format!("{host}:{} ({tls})", settings.port())
        }
    }
}

fn transport(settings: &config::Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailerError> {
    let host = settings.host.as_deref().unwrap_or_default();
    let name = host.trim_matches(['[', ']']);
    let tls = match settings.tls {
        MailTls::StartTls => Tls::Required(tls(settings, name)?),
        MailTls::Implicit => Tls::Wrapper(tls(settings, name)?),
        MailTls::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(name)
        .port(settings.port())
        .tls(tls)
        .timeout(Some(Duration::from_secs(settings.timeout_seconds.into())));
    if let (Some(username), Some(password)) = (&settings.username, &settings.password) {
        builder = builder.credentials(Credentials::new(
            username.clone(),
            password.expose().to_owned(),
        ));
    }
    Ok(builder.build())
}

fn tls(settings: &config::Mail, name: &str) -> Result<TlsParameters, MailerError> {
    let mut builder = TlsParameters::builder(name.to_owned());
    if let Some(path) = &settings.ca_file {
        let failed = |cause: String| MailerError::Authority {
            path: path.clone(),
            cause,
        };
        let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|error| failed(error.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build_rustls()
        .map_err(|error| MailerError::Server(error.to_string()))
}

/// What the server said may quote the mail's addresses, so only its code goes on.
fn judged(error: &smtp::Error) -> NotSent {
    let code = error.status().map(|code| format!(" with {code}"));
    let code = code.unwrap_or_default();
    if error.is_permanent() {
        return NotSent::Never(format!("the mail server refuses{code}"));
    }
    NotSent::NotNow(if error.is_transient() {
        format!("the mail server puts off{code}")
    } else if error.is_tls() {
        "no TLS with the mail server".to_owned()
    } else if error.is_timeout() {
        "the mail server is too slow".to_owned()
    } else {
        "the mail server cannot be reached".to_owned()
    })
}
