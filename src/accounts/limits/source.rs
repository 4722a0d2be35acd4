//! Budgets of a network: an IPv4 address or a /64, and, since whoever has one /64 often has the /48 around it, that as well.

use crate::context::{Context, Quota};
use crate::ephemeral::{EphemeralError, Key, Kind};

/// How many times more the networks of one /48 have together.
const WIDER: u64 = 4;

/// What is tried, or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A password. Right ones are taken back.
    Password,
    /// A code of a second factor, or of a mail that signs in. Right ones are taken back.
    Code,
    /// A password that the meter judges while it is typed.
    StrengthMeter,
    /// A password that somebody chooses in place of another: each may cost as many hashes as the account has had passwords.
    NewPassword,
    /// A sign-up form: each tells whether a username is taken, and has a password judged.
    SignUpForm,
    /// A mail that ends a sign-up.
    SignUpMail,
    /// A mail with which a forgotten password is replaced.
    ResetMail,
    /// A mail that proves an address.
    VerificationMail,
    /// A mail with a link or a code to sign in with: an everyday thing, and a household shares a network.
    SignInMail,
    /// A sign-in, or a question whether to sign out, that is kept until it is finished. Anybody may begin one, and each leaves
    /// a record behind.
    SignIn,
    /// A ceremony with a passkey: every sign-in page begins one.
    PasskeyCeremony,
    /// A status list that has to be signed: one that is kept costs nothing.
    StatusList,
    /// A text message to a phone that is being set up: its number is whatever was typed.
    TextToNewPhone,
    /// A text message to a phone that was set up: an everyday thing, and an office shares a network.
    TextToPhone,
}

impl Action {
    /// The counters and how far each may go; the window is the kind's.
    const fn budgets(self) -> &'static [(Kind, u64)] {
        match self {
            Self::Password => &[(Kind::PasswordsAMinute, 10), (Kind::PasswordsAnHour, 60)],
            Self::Code => &[(Kind::CodesAMinute, 30)],
            Self::StrengthMeter => &[(Kind::StrengthMeter, 120)],
            Self::NewPassword => &[(Kind::NewPasswords, 30)],
            Self::SignUpForm => &[(Kind::SignUpForms, 100)],
            Self::SignUpMail => &[(Kind::SignUpMails, 5)],
            Self::ResetMail => &[(Kind::ResetMails, 5)],
            Self::VerificationMail => &[(Kind::VerificationMails, 5)],
            Self::SignInMail => &[(Kind::SignInMails, 20)],
            Self::SignIn => &[(Kind::BegunSignIns, 600)],
            Self::PasskeyCeremony => &[(Kind::BegunCeremonies, 600)],
            Self::StatusList => &[(Kind::SignedLists, 600)],
            Self::TextToNewPhone => &[(Kind::TextsToNewPhones, 10)],
            Self::TextToPhone => &[(Kind::TextsToPhones, 100)],
        }
    }
}

/// Why an attempt is not judged.
#[derive(Debug, thiserror::Error)]
pub enum LimitError {
    /// There were too many. Seconds to wait.
    #[error("too many attempts")]
    TooMany {
        /// Seconds until an attempt may be judged again.
        retry_after: u32,
    },
    /// They cannot be counted, so none is judged.
    #[error(transparent)]
    Ephemeral(#[from] EphemeralError),
}

/// An attempt that was counted.
#[derive(Debug)]
pub struct Reservation(Vec<Counted>);

#[derive(Debug)]
struct Counted {
    key: Key,
    /// Whether it is the caller's own network, and not the wider one.
    own: bool,
}

impl Reservation {
    /// As if it had never been: it was right, or it was not judged.
    pub async fn take_back(&self, ctx: &Context) -> Result<(), EphemeralError> {
        for Counted { key, own } in &self.0 {
            ctx.app().attempts.uncount(key, ctx.now()).await?;
            if *own {
                ctx.quotas().give_back(key.kind().name());
            }
        }
        Ok(())
    }
}

/// Counts an attempt of the network that the request comes from, or refuses it.
pub async fn reserve(ctx: &Context, action: Action) -> Result<Reservation, LimitError> {
    let tenant = ctx.issuer().tenant_id();
    let mut counted = Reservation(Vec::new());
    let wider = wider(ctx.caller());
    for (kind, most) in action.budgets() {
        let sources = [
            Some((ctx.caller(), *most)),
            wider.as_deref().map(|wider| (wider, most * WIDER)),
        ];
        for (source, most) in sources.into_iter().flatten() {
            let key = Key::new(tenant, *kind, source);
            let hits = ctx.app().attempts.count(&key, ctx.now()).await?;
            let own = source == ctx.caller();
            counted.0.push(Counted { key, own });
            let quota = Quota {
                name: kind.name(),
                most,
                seconds: kind.seconds(),
                left: most.saturating_sub(hits),
            };
            if own {
                ctx.quotas().note(quota);
            }
            if hits > most {
                // What is refused was not judged: a window that is full does not grow.
                counted.take_back(ctx).await?;
                if own {
                    ctx.quotas().note(quota);
                }
                return Err(LimitError::TooMany {
                    retry_after: kind.seconds(),
                });
            }
        }
    }
    Ok(counted)
}

/// The /48 around a /64.
fn wider(network: &str) -> Option<String> {
    let narrow: ipnet::Ipv6Net = network.parse().ok()?;
    let wider = ipnet::Ipv6Net::new(narrow.network(), 48).ok()?;
    Some(wider.trunc().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wider_network_of_a_64_is_its_48() {
        assert_eq!(
            wider("2001:db8:1:2::/64").as_deref(),
            Some("2001:db8:1::/48")
        );
        for none in ["127.0.0.1", "unknown", ""] {
            assert_eq!(wider(none), None);
        }
    }
}
