//! A provider signs somebody out who is on their way in: their word waits for a second factor, an answer or a mail, and no login is
//! there yet. What came in is therefore noted, and looked at once more when the login is written: either the sign-out finds the
//! login, or the login finds the note.

use crate::clock::Timestamp;
use crate::context::Context;
use crate::ephemeral::{EphemeralError, Key, Kind};
use crate::model::{IdentityKey, ProviderId, UpstreamWord};

/// Whom a sign-out is about.
#[derive(Clone, Copy)]
pub(super) struct Ended<'a> {
    pub(super) provider: ProviderId,
    pub(super) issuer: &'a str,
    pub(super) subject: Option<&'a str>,
    pub(super) sid: Option<&'a str>,
}

/// The word of now for that person, in that session there.
pub(super) fn word(key: &IdentityKey, sid: Option<&str>, at: Timestamp) -> UpstreamWord {
    let (provider, issuer) = (key.provider, key.issuer.as_str());
    let of_session = match sid {
        Some(sid) => mark("sid", provider, issuer, sid),
        None => mark("sub-without-sid", provider, issuer, &key.subject),
    };
    UpstreamWord {
        at,
        marks: vec![mark("sub", provider, issuer, &key.subject), of_session],
    }
}

/// Notes a sign-out. One that names a session is about that session, and about whoever named none.
pub(super) async fn note(ctx: &Context, ended: Ended<'_>) -> Result<(), EphemeralError> {
    let made = |what: &str, of: Option<&str>| {
        let (provider, issuer) = (ended.provider, ended.issuer);
        of.map(|of| mark(what, provider, issuer, of))
    };
    let marks = match ended.sid {
        None => [made("sub", ended.subject), None],
        sid @ Some(_) => [made("sid", sid), made("sub-without-sid", ended.subject)],
    };
    for mark in marks.into_iter().flatten() {
        let key = key(ctx, &mark);
        let ephemeral = &ctx.app().ephemeral;
        ephemeral.put_json(&key, &ctx.now(), ctx.now()).await?;
    }
    Ok(())
}

/// Whether the provider signed them out after it vouched.
pub async fn was_signed_out_since(
    ctx: &Context,
    word: &UpstreamWord,
) -> Result<bool, EphemeralError> {
    for mark in &word.marks {
        let at: Option<Timestamp> = ctx
            .app()
            .ephemeral
            .get_json(&key(ctx, mark), ctx.now())
            .await?;
        if at.is_some_and(|at| at > word.at) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn mark(what: &str, provider: ProviderId, issuer: &str, of: &str) -> String {
    format!("{what}|{provider}|{issuer}|{of}")
}

fn key(ctx: &Context, mark: &str) -> Key {
    Key::new(ctx.issuer().tenant_id(), Kind::UpstreamEnded, mark)
}
