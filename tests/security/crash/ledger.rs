//! What the server promised before it was killed.

use std::fmt;

use vestibule_test_support::{Browser, RelyingParty};

use super::raw::Reply;

/// Everything that was answered in one round.
#[derive(Default)]
pub struct Ledger {
    /// They got their session cookie.
    pub browsers: Vec<Browser>,
    /// Will sign out in this round.
    pub leaving: Option<Browser>,
    /// They were told that they are signed out.
    pub left: Vec<Browser>,
    /// Codes that were tried.
    pub codes: Vec<Code>,
    /// Families that refresh.
    pub chains: Vec<Chain>,
    /// Families whose owners want to end them.
    pub to_revoke: Vec<Chain>,
    /// Families whose end was confirmed.
    pub revoked: Vec<Chain>,
}

/// A code, its application, and what each attempt was told.
pub struct Code {
    pub rp: RelyingParty,
    pub code: String,
    pub replies: Vec<Reply>,
}

/// One family of refresh tokens as its device knows it.
#[derive(Clone)]
pub struct Chain {
    /// The newest that was answered.
    pub current: String,
    /// The one before.
    pub previous: Option<String>,
    /// The access token that came with the newest.
    pub access_token: String,
    /// The last refresh was not answered: it may have happened.
    pub lost_answer: bool,
    refreshed: usize,
}

impl Chain {
    pub fn new(refresh_token: &str, access_token: &str) -> Self {
        Self {
            current: refresh_token.to_owned(),
            previous: None,
            access_token: access_token.to_owned(),
            lost_answer: false,
            refreshed: 0,
        }
    }

    /// Notes the answer to a refresh; whether the device goes on.
    pub fn note(&mut self, reply: Reply) -> bool {
        match reply {
            Reply::Tokens {
                access_token,
                refresh_token,
            } => {
                self.previous = Some(std::mem::replace(
                    &mut self.current,
                    refresh_token.expect("a successor"),
                ));
                self.access_token = access_token;
                self.refreshed += 1;
                true
            }
            Reply::Refused => panic!("a refresh token that nobody else has was refused"),
            Reply::Nothing => {
                self.lost_answer = true;
                false
            }
        }
    }
}

impl Ledger {
    /// How many answers bind the server.
    pub fn promises(&self) -> usize {
        let refreshed: usize = self.chains.iter().map(|chain| chain.refreshed).sum();
        self.browsers.len() + self.left.len() + self.codes.len() + self.revoked.len() + refreshed
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lost = self.chains.iter().filter(|chain| chain.lost_answer).count();
        write!(
            f,
            "{} promises: {} sign-ins, {} sign-outs, {} codes, {} revocations; {lost} refreshes without an answer",
            self.promises(),
            self.browsers.len(),
            self.left.len(),
            self.codes.len(),
            self.revoked.len(),
        )
    }
}
