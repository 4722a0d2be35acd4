//! Every kind of expiring record, with how long it lives. A new kind is one line in the table.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $seconds:expr;)+) => {
        /// What sort of record a key names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)+];

            /// The name that stands in keys: lower case and hyphens. Renaming a kind forgets its records.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// How long a record lives, or how long a counter's window is, in seconds.
            pub const fn seconds(self) -> u32 {
                match self {
                    $(Self::$kind => $seconds,)+
                }
            }
        }
    };
}

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;

kinds! {
    /// An authorization request whose user is signing in or deciding: record.
    SignIn = "sign-in", 10 * MINUTE;
    /// A sign-in whose first step was proven and that waits for the next: record.
    PendingSignIn = "pending-sign-in", 10 * MINUTE;
    /// A ceremony with a passkey: its challenge, for one browser and one use (WebAuthn §13.4.3): record.
    PasskeyCeremony = "passkey-ceremony", 5 * MINUTE;
    /// Ceremonies with passkeys begun from one network address: counter.
    BegunCeremonies = "begun-ceremonies", MINUTE;
    /// A request to sign out that waits for the user's yes (OpenID Connect RP-Initiated Logout §2): record.
    SignOut = "sign-out", 10 * MINUTE;
    /// The one-time link with which the first administrator sets a server up: record.
    SetUpLink = "set-up-link", 24 * HOUR;
    /// A code that was sent by mail or text message and not used yet: record.
    FactorCode = "factor-code", 10 * MINUTE;
    /// Codes tried in one sign-in, or for one code that was sent: counter.
    FactorTries = "factor-tries", 10 * MINUTE;
    /// Codes sent to one person: counter.
    FactorSends = "factor-sends", HOUR;
    /// Text messages to phones that are being set up, which one network asked for: counter.
    TextsToNewPhones = "texts-to-new-phones", HOUR;
    /// Text messages to phones that were set up, which one network asked for: counter.
    TextsToPhones = "texts-to-phones", HOUR;
    /// Text messages to one number, whoever asks: counter.
    TextsOfNumber = "texts-of-number", HOUR;
    /// The same over a longer time: counter.
    TextsOfNumberADay = "texts-of-number-a-day", 24 * HOUR;
    /// Text messages of a whole tenant: counter.
    TextsOfTenant = "texts-of-tenant", 24 * HOUR;
    /// The secret of an authenticator app that is being set up, sealed: record.
    AppSecret = "app-secret", 15 * MINUTE;
    /// A factor that was set up in a sign-in, which its owner has not gone on with yet: record.
    FactorSetUp = "factor-set-up", 10 * MINUTE;
    /// Wrong passwords in a row for one account: counter.
    WrongPasswords = "wrong-passwords", 24 * HOUR;
    /// The pause until the next password for one account is judged: mark.
    PasswordPause = "password-pause", 10;
    /// Wrong passwords from one network: counter.
    PasswordsAMinute = "passwords-a-minute", MINUTE;
    /// The same over a longer time: counter.
    PasswordsAnHour = "passwords-an-hour", HOUR;
    /// Codes that one network tried: counter.
    CodesAMinute = "codes-a-minute", MINUTE;
    /// That one network failed at one account: mark.
    FailedAccount = "failed-account", HOUR;
    /// At how many accounts one network failed: counter.
    FailedAccounts = "failed-accounts", HOUR;
    /// Sign-ins begun from one network address: counter.
    BegunSignIns = "begun-sign-ins", MINUTE;
    /// Passwords judged for one network address while they are typed: counter.
    StrengthMeter = "strength-meter", MINUTE;
    /// Passwords that one network chose in place of others: counter.
    NewPasswords = "new-passwords", HOUR;
    /// Passwords chosen for one account in place of others: counter.
    NewPasswordsOfAccount = "new-passwords-of-account", HOUR;
    /// Passwords of one account judged for one network, right or wrong: counter.
    JudgedPasswords = "judged-passwords", MINUTE;
    /// Sign-up forms that one network sent, good or not: counter.
    SignUpForms = "sign-up-forms", HOUR;
    /// Mails to end a sign-up with that one network asked for: counter.
    SignUpMails = "sign-up-mails", HOUR;
    /// Mails for a forgotten password that one network asked for: counter.
    ResetMails = "reset-mails", HOUR;
    /// Mails that prove an address that one network asked for: counter.
    VerificationMails = "verification-mails", HOUR;
    /// Mails to sign in with that one network asked for: counter.
    SignInMails = "sign-in-mails", HOUR;
    /// Mails of one sort to one account, right now: counter.
    MailJustSent = "mail-just-sent", MINUTE;
    /// Mails of one sort to one account: counter.
    MailsOfAccount = "mails-of-account", HOUR;
    /// A code to sign in with that was sent by mail: record.
    MailCode = "mail-code", 10 * MINUTE;
    /// Codes typed for one that was sent: counter.
    MailCodeTries = "mail-code-tries", 10 * MINUTE;
    /// A sign-in that left for a provider: record.
    UpstreamAttempt = "upstream-attempt", 10 * MINUTE;
    /// An answer of a provider's that another site posted: record.
    UpstreamPosted = "upstream-posted", MINUTE;
    /// An account that is to be made of a provider's word, when its owner has answered what is missing: record.
    UpstreamSignUp = "upstream-sign-up", 30 * MINUTE;
    /// When a provider signed somebody out, for whoever is on their way in, which a mail may be for a day: record.
    UpstreamEnded = "upstream-ended", 25 * HOUR;
    /// Secrets tried for one client: counter.
    ClientAttempts = "client-attempts", 5 * MINUTE;
    /// A creation that is being answered under its `Idempotency-Key`: mark. Longer than any request may take.
    IdempotencyTurn = "idempotency-turn", 6 * MINUTE;
    /// The answer to a creation, sealed, for whoever asks again: record.
    IdempotencyAnswer = "idempotency-answer", HOUR;
    /// That somebody tried what they may not: mark, so that trying again leaves no further entry.
    Denied = "denied", 10 * MINUTE;
    /// Status lists signed for one network: counter.
    SignedLists = "signed-lists", MINUTE;
    /// Something that counts once, such as a `jti` (RFC 7519 §4.1.7): mark.
    ReplayMark = "replay-mark", HOUR;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_keys_without_escapes_and_every_kind_expires() {
        for kind in Kind::ALL {
            assert!(
                kind.name()
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
                "{kind:?}"
            );
            assert!(kind.seconds() > 0, "{kind:?}");
        }
    }
}
