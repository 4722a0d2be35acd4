//! `[mail]`: how mail leaves the server.

use super::rule::choice;
use super::setting::Preset;

/// How mail leaves the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTransport {
    /// Handed to an SMTP server.
    Smtp,
    /// Written into files of the data folder.
    File,
}

settings! {
    /// This version sends no mail yet: the setting is accepted so that configurations keep working, and has no effect.
    "mail" Mail {
        /// How mail will leave the server.
        transport: MailTransport = Preset::Text("file"),
            choice(&[("smtp", MailTransport::Smtp), ("file", MailTransport::File)]);
    }
}
