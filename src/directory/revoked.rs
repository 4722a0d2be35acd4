//! What is revoked and has not expired: asked by introspection and userinfo in place of the database.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::clock::Timestamp;
use crate::model::{GrantId, LoginId, TenantId};

/// The set of what is void. Bounded by what is revoked within the life of an access token.
#[derive(Debug, Default)]
pub struct Revoked(RwLock<HashMap<Entry, Timestamp>>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Entry {
    Grant(GrantId),
    Login(LoginId),
    Token(TenantId, String),
}

impl Revoked {
    pub(super) fn grant(&self, id: GrantId, until: Timestamp) {
        self.add(Entry::Grant(id), until);
    }

    pub(super) fn login(&self, id: LoginId, until: Timestamp) {
        self.add(Entry::Login(id), until);
    }

    pub(super) fn token(&self, tenant: TenantId, jti: &str, until: Timestamp) {
        self.add(Entry::Token(tenant, jti.to_owned()), until);
    }

    /// Whether every token of the grant is void.
    pub fn has_grant(&self, id: GrantId) -> bool {
        self.has(&Entry::Grant(id))
    }

    /// Whether every token of that `sid` is void.
    pub fn has_login(&self, id: LoginId) -> bool {
        self.has(&Entry::Login(id))
    }

    /// Whether that one token is void.
    pub fn has_token(&self, tenant: TenantId, jti: &str) -> bool {
        self.has(&Entry::Token(tenant, jti.to_owned()))
    }

    /// Forgets what has expired.
    pub fn sweep(&self, now: Timestamp) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, until| *until > now);
    }

    fn add(&self, entry: Entry, until: Timestamp) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(entry, until);
    }

    fn has(&self, entry: &Entry) -> bool {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(entry)
    }
}
