//! What the app remembers of each browser, in memory.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use openidconnect::CsrfToken;

use super::relying_party::{Attempt, SignedIn};

/// Browsers remembered; the one idle for longest is forgotten first.
const MOST_SESSIONS: usize = 1000;
/// Sign-ins one browser may have in progress, as in several tabs.
const MOST_ATTEMPTS: usize = 5;
/// Random bytes in a session's name.
const NAME_BYTES: u32 = 32;

/// One browser.
#[derive(Default)]
pub(super) struct Session {
    attempts: VecDeque<Attempt>,
    /// Who signed in.
    pub(super) person: Option<SignedIn>,
    /// What the API answered last: the status and the body.
    pub(super) api_answer: Option<(u16, String)>,
    /// The value that the app's own forms carry, so that no other site can send them.
    pub(super) form_token: String,
    used: u64,
}

impl Session {
    /// Remembers a sign-in in progress.
    pub(super) fn began(&mut self, attempt: Attempt) {
        if self.attempts.len() == MOST_ATTEMPTS {
            self.attempts.pop_front();
        }
        self.attempts.push_back(attempt);
    }

    /// Takes the sign-in that was begun with `state`; a second answer with the same `state` finds nothing.
    pub(super) fn take_attempt(&mut self, state: &str) -> Option<Attempt> {
        let position = self
            .attempts
            .iter()
            .position(|attempt| attempt.has_state(state))?;
        self.attempts.remove(position)
    }
}

/// All browsers.
#[derive(Default)]
pub(super) struct Sessions(Mutex<Table>);

#[derive(Default)]
struct Table {
    rows: HashMap<String, Session>,
    uses: u64,
}

impl Sessions {
    /// Starts a session and returns its name, which goes into the cookie.
    pub(super) fn start(&self) -> String {
        self.put(Session {
            form_token: random_name(),
            ..Session::default()
        })
    }

    /// Runs `work` on the session called `name`, if there is one.
    pub(super) fn with<T>(&self, name: &str, work: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.uses += 1;
        let uses = table.uses;
        let session = table.rows.get_mut(name)?;
        session.used = uses;
        Some(work(session))
    }

    /// Forgets the session called `name`.
    pub(super) fn end(&self, name: &str) -> Option<Session> {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.rows.remove(name)
    }

    /// Forgets every session that `is_over` says is over.
    pub(super) fn end_all(&self, is_over: impl Fn(&Session) -> bool) {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.rows.retain(|_, session| !is_over(session));
    }

    /// Moves a session to a new name. Done when somebody signs in, so that a name planted before is worth nothing after.
    pub(super) fn rename(&self, name: &str) -> Option<String> {
        self.end(name).map(|session| self.put(session))
    }

    fn put(&self, mut session: Session) -> String {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if table.rows.len() >= MOST_SESSIONS {
            let oldest = table.rows.iter().min_by_key(|(_, row)| row.used);
            if let Some(name) = oldest.map(|(name, _)| name.clone()) {
                table.rows.remove(&name);
            }
        }
        table.uses += 1;
        session.used = table.uses;
        let name = random_name();
        table.rows.insert(name.clone(), session);
        name
    }
}

/// 256 random bits in base64url, from the same source as the crate's `state` and `nonce`.
fn random_name() -> String {
    CsrfToken::new_random_len(NAME_BYTES).into_secret()
}
