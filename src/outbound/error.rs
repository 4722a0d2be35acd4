//! What may go wrong with a request, without a word of what was sent or of what came back.

use std::error::Error;

use super::target::TargetProblem;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The request was not made: its URL, or an address its host stands for, is not allowed.
    #[error("the URL {0}")]
    Refused(#[from] TargetProblem),
    /// No such host, no connection, or no TLS with it.
    #[error("no connection could be made")]
    Unreachable,
    /// It took too long.
    #[error("it took too long")]
    TimedOut,
    /// The answer is larger than it may be.
    #[error("the answer is too large")]
    TooLarge,
    /// The connection broke, or what came back is not HTTP.
    #[error("the answer could not be read")]
    Unreadable,
    /// Another status than 200.
    #[error("the answer has the status {0}")]
    Status(u16),
    /// The answer is no JSON.
    #[error("the answer is not JSON")]
    NotJson,
    /// The answer says that it is of another type.
    #[error("the answer is of another type")]
    MediaType,
    /// A header cannot be sent as it is.
    #[error("a header has a character that headers cannot have")]
    Header,
    /// The machine lacks what a client needs, such as certificates to trust.
    #[error("this machine has no certificates to trust")]
    NoClient,
}

impl OutboundError {
    /// Whether asking again later can help.
    pub const fn may_pass(self) -> bool {
        match self {
            Self::Unreachable
            | Self::TimedOut
            | Self::TooLarge
            | Self::Unreadable
            | Self::Status(_)
            | Self::NotJson
            | Self::MediaType
            | Self::NoClient
            // Another address may stand behind the name then.
            | Self::Refused(TargetProblem::Address) => true,
            Self::Refused(_) | Self::Header => false,
        }
    }
}

/// The library's error holds the URL, which may hold a secret: only its kind goes on.
impl From<reqwest::Error> for OutboundError {
    fn from(error: reqwest::Error) -> Self {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
        while let Some(inner) = cause {
            if let Some(problem) = inner.downcast_ref::<TargetProblem>() {
                return Self::Refused(*problem);
            }
            cause = inner.source();
        }
        if error.is_timeout() {
            Self::TimedOut
        } else if error.is_connect() {
            Self::Unreachable
        } else {
            Self::Unreadable
        }
    }
}
