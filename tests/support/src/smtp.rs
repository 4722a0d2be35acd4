//! A mail server that takes every mail and delivers none.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

use crate::certificate::Certificate;
use crate::mailbox::Mail;

const PATIENCE: Duration = Duration::from_mins(1);

/// How its connections are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    None,
    /// By STARTTLS.
    StartTls,
    /// From the first byte.
    Implicit,
}

/// What it does with a mail that it was given completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    Takes,
    /// Says nothing, until this changes.
    Holds,
    /// "451": another time.
    PutsOff,
    /// "550": never.
    Refuses,
}

/// The server. Dropped, it closes its port.
#[derive(Debug)]
pub struct SmtpSink {
    address: SocketAddr,
    encryption: Encryption,
    certificate: Arc<Certificate>,
    seen: Arc<Seen>,
    manner: watch::Sender<Manner>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Seen {
    mails: Mutex<Vec<(String, Mail)>>,
    /// Names and passwords, and whether they came through TLS.
    credentials: Mutex<Vec<(String, bool)>>,
    /// How many mails came completely, taken or not.
    offered: Mutex<usize>,
}

impl SmtpSink {
    /// A server on a free port of this machine.
    pub async fn start(encryption: Encryption) -> Self {
        Self::start_at("127.0.0.1:0".parse().unwrap(), encryption).await
    }

    /// A server at that address, where nobody may be yet.
    ///
    /// # Panics
    /// When the address is taken.
    pub async fn start_at(address: SocketAddr, encryption: Encryption) -> Self {
        let listener = TcpListener::bind(address)
            .await
            .expect("the address is free");
        let address = listener.local_addr().unwrap();
        let certificate = Arc::new(Certificate::for_localhost());
        let acceptor = TlsAcceptor::from(Arc::clone(&certificate.server));
        let seen = Arc::new(Seen::default());
        let (manner, manners) = watch::channel(Manner::Takes);
        let witness = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                let talk = Talk {
                    seen: Arc::clone(&witness),
                    manner: manners.clone(),
                    acceptor: acceptor.clone(),
                    encryption,
                };
                // A client that goes away is no failure of ours.
                tokio::spawn(async move { talk.with(stream).await.ok() });
            }
        });
        Self {
            address,
            encryption,
            certificate,
            seen,
            manner,
            task,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it does from now on; held mails are treated so, too.
    pub fn set(&self, manner: Manner) {
        self.manner.send_replace(manner);
    }

    /// The settings that lead a server here, as `section.key`.
    pub fn settings(&self) -> Vec<(String, String)> {
        let tls = match self.encryption {
            Encryption::None => "none",
            Encryption::StartTls => "starttls",
            Encryption::Implicit => "implicit",
        };
        let mut settings = vec![
            ("mail.transport", "smtp".to_owned()),
            ("mail.host", "localhost".to_owned()),
            ("mail.port", self.address.port().to_string()),
            ("mail.tls", tls.to_owned()),
            ("mail.from", "no-reply@example.com".to_owned()),
            ("mail.timeout_seconds", "2".to_owned()),
        ];
        if self.encryption != Encryption::None {
            settings.push((
                "mail.ca_file",
                self.certificate.authority_file().display().to_string(),
            ));
        }
        settings
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect()
    }

    /// The mails it took, with the recipients that the envelope named.
    pub fn taken(&self) -> Vec<(String, Mail)> {
        self.seen.mails.lock().unwrap().clone()
    }

    /// Waits until it took that many.
    ///
    /// # Panics
    /// When it takes more than a minute.
    pub async fn wait_for(&self, count: usize) -> Vec<(String, Mail)> {
        let begun = Instant::now();
        loop {
            let taken = self.taken();
            if taken.len() >= count {
                return taken;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "only {} mails came",
                taken.len()
            );
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until so many were offered, whether it took them or not.
    ///
    /// # Panics
    /// When it takes more than a minute.
    pub async fn wait_for_offers(&self, count: usize) {
        let begun = Instant::now();
        while *self.seen.offered.lock().unwrap() < count {
            assert!(begun.elapsed() < PATIENCE, "too few mails were offered");
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// `name password` of everybody who signed in, and whether TLS hid it.
    pub fn credentials(&self) -> Vec<(String, bool)> {
        self.seen.credentials.lock().unwrap().clone()
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Talk {
    seen: Arc<Seen>,
    manner: watch::Receiver<Manner>,
    acceptor: TlsAcceptor,
    encryption: Encryption,
}

impl Talk {
    async fn with(mut self, mut stream: TcpStream) -> std::io::Result<()> {
        if self.encryption == Encryption::Implicit {
            let mut stream = self.acceptor.accept(stream).await?;
            stream.write_all(b"220 sink\r\n").await?;
            return self.session(&mut stream, true).await.map(|_| ());
        }
        stream.write_all(b"220 sink\r\n").await?;
        if self.session(&mut stream, false).await? {
            let mut stream = self.acceptor.accept(stream).await?;
            self.session(&mut stream, true).await?;
        }
        Ok(())
    }

    /// Answers commands. `true` when the client wants TLS now.
    async fn session(
        &mut self,
        stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
        private: bool,
    ) -> std::io::Result<bool> {
        let mut recipient = String::new();
        loop {
            let line = read_until(stream, "\r\n").await?;
            let command = line.split(' ').next().unwrap_or_default().to_uppercase();
            let reply = match command.as_str() {
                "EHLO" if private => "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n",
                "EHLO" if self.encryption == Encryption::StartTls => {
                    "250-sink\r\n250-8BITMIME\r\n250 STARTTLS\r\n"
                }
                "EHLO" => "250-sink\r\n250 8BITMIME\r\n",
                "STARTTLS" => {
                    stream.write_all(b"220 go ahead\r\n").await?;
                    return Ok(true);
                }
                "AUTH" => {
                    let packed = line.rsplit(' ').next().unwrap_or_default();
                    let plain = String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap();
                    let said = plain.trim_start_matches('\0').replace('\0', " ");
                    self.seen.credentials.lock().unwrap().push((said, private));
                    "235 welcome\r\n"
                }
                "RCPT" => {
                    let address = line.split(['<', '>']).nth(1).unwrap_or_default();
                    recipient.push_str(address);
                    "250 ok\r\n"
                }
                "DATA" => {
                    stream.write_all(b"354 go ahead\r\n").await?;
                    let data = read_until(stream, "\r\n.\r\n").await?;
                    let recipient = std::mem::take(&mut recipient);
                    self.judge(stream, &recipient, &data).await?
                }
                "QUIT" => {
                    stream.write_all(b"221 bye\r\n").await?;
                    return Ok(false);
                }
                _ => "250 ok\r\n",
            };
            stream.write_all(reply.as_bytes()).await?;
        }
    }

    async fn judge(
        &mut self,
        stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
        recipient: &str,
        data: &str,
    ) -> std::io::Result<&'static str> {
        *self.seen.offered.lock().unwrap() += 1;
        let mut byte = [0];
        let manner = tokio::select! {
            manner = self.manner.wait_for(|manner| *manner != Manner::Holds) => *manner.unwrap(),
            // The client went away and will never hear that it was taken.
            read = stream.read(&mut byte) => {
                read?;
                return Err(std::io::ErrorKind::ConnectionReset.into());
            }
        };
        Ok(match manner {
            Manner::Takes | Manner::Holds => {
                // RFC 5321 §4.5.2: a dot at the beginning of a line was doubled.
                let raw = data.replace("\r\n..", "\r\n.");
                let mut mail = Mail::parse("", &raw);
                mail.id = mail.header("Message-ID").unwrap_or_default();
                self.seen
                    .mails
                    .lock()
                    .unwrap()
                    .push((recipient.to_owned(), mail));
                "250 taken\r\n"
            }
            Manner::PutsOff => "451 later\r\n",
            Manner::Refuses => "550 never\r\n",
        })
    }
}

/// Reads up to and including the end, and returns what stood before it.
async fn read_until(stream: &mut (impl AsyncRead + Unpin), end: &str) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(end.as_bytes()) {
        bytes.push(stream.read_u8().await?);
    }
    bytes.truncate(bytes.len() - end.len());
    Ok(String::from_utf8(bytes).expect("UTF-8"))
}
