//! The mail a server wrote into its folder, decoded.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use vestibule::app::App;
use vestibule::jobs;

use crate::mime;

/// How long somebody else may take to send what they claimed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail as its reader sees it.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The name of its file: the message's identifier.
    pub id: String,
    /// The addressee.
    pub to: String,
    /// Name and address of the sender.
    pub from: String,
    /// Decoded.
    pub subject: String,
    /// The plain body.
    pub text: String,
    /// The HTML body.
    pub html: String,
    /// All of it, as it was sent.
    pub raw: String,
}

impl Mail {
    /// Reads a mail of RFC 5322.
    ///
    /// # Panics
    /// When it is none of ours: not `multipart/alternative` with two parts.
    pub fn parse(id: &str, raw: &str) -> Self {
        let part = mime::Part::parse(raw);
        let parts = part.parts();
        assert_eq!(parts.len(), 2, "text and HTML:\n{raw}");
        Self {
            id: id.to_owned(),
            to: part.header("To").expect("a recipient"),
            from: part.header("From").expect("a sender"),
            subject: part.header("Subject").expect("a subject"),
            text: parts[0].body(),
            html: parts[1].body(),
            raw: raw.to_owned(),
        }
    }

    /// The addresses in the plain body, in order. The last one is the footer's: the issuer itself.
    pub fn links(&self) -> Vec<String> {
        self.text
            .split_whitespace()
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(|word| word.trim_end_matches(['.', ',', ')']).to_owned())
            .collect()
    }

    /// The first address: what the mail asks to open.
    ///
    /// # Panics
    /// When there is none.
    pub fn link(&self) -> String {
        self.links().into_iter().next().expect("a link")
    }

    /// The code in it: a line that is nothing else.
    ///
    /// # Panics
    /// When there is none.
    pub fn code(&self) -> String {
        let code = self.text.lines().find_map(|line| line.strip_prefix("    "));
        code.expect("a code").trim().to_owned()
    }

    /// The value of a header, decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        mime::Part::parse(&self.raw).header(name)
    }
}

/// The folder of one server.
#[derive(Debug)]
pub struct Mailbox {
    pub(crate) folder: PathBuf,
    pub(crate) app: Option<Arc<App>>,
}

impl Mailbox {
    /// Every mail to this address, the oldest first, after everything that waits was sent.
    pub async fn to(&self, address: &str) -> Vec<Mail> {
        let mut all = self.all().await;
        all.retain(|mail| mail.to == address);
        all
    }

    /// The latest mail to this address.
    ///
    /// # Panics
    /// When there is none.
    pub async fn last_to(&self, address: &str) -> Mail {
        let last = self.to(address).await.pop();
        last.unwrap_or_else(|| panic!("no mail for {address}"))
    }

    /// Every mail, the oldest first, after everything that waits was sent.
    ///
    /// # Panics
    /// When a file is no mail.
    pub async fn all(&self) -> Vec<Mail> {
        if let Some(app) = &self.app {
            deliver(app).await;
        }
        let Ok(folder) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut files: Vec<(String, PathBuf)> = folder
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
            .collect();
        // Identifiers sort by time, to the millisecond.
        files.sort();
        files
            .into_iter()
            .map(|(id, path)| Mail::parse(&id, &fs::read_to_string(path).unwrap()))
            .collect()
    }
}

/// Sends everything that is due, and waits for what the server's own job has in hand.
pub(crate) async fn deliver(app: &Arc<App>) {
    let begun = Instant::now();
    loop {
        jobs::deliver_due(app)
            .await
            .expect("the outbox can be read");
        // First what is due: on PostgreSQL a message that is being claimed in this moment was skipped, and is still due.
        let now = app.clock.now();
        if app.database.messages_due(now).await.unwrap() == 0
            && app.database.messages_in_hand(now).await.unwrap() == 0
        {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "somebody sends for too long");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}
