//! What is due beyond what was proven. Pure: policy, person and proof go in, a verdict comes out.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::model::policy::{FactorKind, SecondFactorPolicy};
use crate::model::{Acr, Login, User};

use super::{Direct, FirstFactor};

/// What the request that waits for a sign-in asks for, and where it goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Nothing less will do: an essential `acr`, or what the client registered.
    pub needed: Option<Acr>,
    /// Welcome if the person can: `acr_values`.
    pub wished: Option<Acr>,
    /// Whether another proof is due whatever was reached: somebody vouches for the person, and not that they were asked again.
    #[serde(default)]
    pub again: bool,
    /// The application that it is within, where it is no browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct: Option<Direct>,
    /// What comes after the sign-in, in words of the caller's. Kept with a sign-in that has to wait.
    pub after: String,
}

/// What was proven so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The level.
    pub acr: Acr,
    /// Whether this browser is remembered, and need not be asked for what only the policy demands.
    pub remembered_device: bool,
    /// Whether a mail was the proof, so that another mail would prove nothing more.
    pub by_mail: bool,
    /// When it was proven; see [`Login::proven_at`].
    pub proven_at: Timestamp,
    /// Whether a passkey was used that asked nothing of its owner: it will not do so the next time either, so that another try
    /// reaches no more.
    #[serde(default)]
    pub key_alone: bool,
}

impl Reached {
    /// What a login reached when it was made.
    pub fn of_login(login: &Login) -> Self {
        Self {
            acr: login.acr,
            remembered_device: login.remembered_device,
            by_mail: login.amr.iter().any(|word| word == FirstFactor::MAIL_WORD),
            proven_at: login.proven_at,
            key_alone: login.acr < Acr::Phr && FirstFactor::tells_of_passkey(&login.amr),
        }
    }
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing more.
    Enough,
    /// One of these, which the person has.
    SecondFactor(Vec<FactorKind>),
    /// The person has none that would do, and must set one of these up first.
    Enrolment(Vec<FactorKind>),
    /// It is asked for more than this person can ever prove at this tenant.
    Unreachable,
}

/// Judges what was proven against what the tenant demands of this person and what the request wants.
pub fn judge(
    policy: &SecondFactorPolicy,
    user: &User,
    reached: Reached,
    wanted: &Wanted,
) -> Verdict {
    let has = |level: Acr| usable(policy, user, reached, level);
    let by_policy = is_due(policy, user) && !reached.remembered_device;
    let wished = wanted.wished.filter(|level| !has(*level).is_empty());
    let level = [by_policy.then_some(Acr::Aal2), wanted.needed, wished]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(Acr::Aal1);
    if reached.acr >= level && !wanted.again {
        return Verdict::Enough;
    }
    let kinds = has(level);
    if reached.acr < level && !kinds.is_empty() {
        return Verdict::SecondFactor(kinds);
    }
    if wanted.again {
        return proof_again(policy, user, reached);
    }
    let kinds = enrollable(policy, reached, level, user);
    // Whoever has a factor proves it before another one is added; a password alone adds none (NIST SP 800-63B-4 §4.1).
    let proves_first = has(Acr::Aal2);
    if reached.acr < Acr::Aal2 && !proves_first.is_empty() && !kinds.is_empty() {
        return Verdict::SecondFactor(proves_first);
    }
    if kinds.is_empty() {
        Verdict::Unreachable
    } else {
        Verdict::Enrolment(kinds)
    }
}

/// Another proof of somebody for whom a provider vouched: a factor of theirs, or else the address of their account. It is the
/// word of the provider that is old, so that nothing is reached by it but that they are here.
fn proof_again(policy: &SecondFactorPolicy, user: &User, reached: Reached) -> Verdict {
    let mut kinds = usable(policy, user, reached, Acr::Aal2);
    if kinds.is_empty() && user.email_verified && user.email.is_some() && !reached.by_mail {
        kinds.push(FactorKind::Email);
    }
    if kinds.is_empty() {
        Verdict::Unreachable
    } else {
        Verdict::SecondFactor(kinds)
    }
}

/// Whether this person needs a second factor: by the tenant's policy, by a role, or because they set one up.
fn is_due(policy: &SecondFactorPolicy, user: &User) -> bool {
    is_demanded(policy, user)
        || user
            .factors
            .iter()
            .any(|kind| *kind != FactorKind::RecoveryCode)
}

/// Whether the tenant demands it, whatever the person set up.
pub fn is_demanded(policy: &SecondFactorPolicy, user: &User) -> bool {
    let demands =
        |held: &[String], demanding: &[String]| held.iter().any(|role| demanding.contains(role));
    policy.required
        || demands(&user.roles, &policy.required_for_roles)
        || demands(
            &user.access.business_roles,
            &policy.required_for_business_roles,
        )
}

/// Whether what a grant rests on is less than the operator demands by now, of this person or of this client. What the person
/// set up since counts for sign-ins only: turning a second factor on signs nobody's apps out.
pub fn is_outgrown(
    policy: &SecondFactorPolicy,
    user: &User,
    reached: Reached,
    minimum: Option<Acr>,
) -> bool {
    let demanded = is_demanded(policy, user) && !reached.remembered_device;
    let level = demanded.then_some(Acr::Aal2).max(minimum);
    level.is_some_and(|level| reached.acr < level)
}

/// What of the person's factors reaches that level.
fn usable(
    policy: &SecondFactorPolicy,
    user: &User,
    reached: Reached,
    level: Acr,
) -> Vec<FactorKind> {
    let allowed = |kind: &FactorKind| policy.kinds.contains(kind) && reaches(*kind, reached, level);
    let mut kinds: Vec<FactorKind> = user.factors.iter().copied().filter(allowed).collect();
    // A recovery code stands in for a factor that the person has, and only for that.
    let has_codes = user.factors.contains(&FactorKind::RecoveryCode);
    if has_codes && level <= Acr::Aal2 && user.factors.len() > 1 {
        kinds.push(FactorKind::RecoveryCode);
    }
    kinds
}

/// What the person could set up to reach that level.
fn enrollable(
    policy: &SecondFactorPolicy,
    reached: Reached,
    level: Acr,
    user: &User,
) -> Vec<FactorKind> {
    policy
        .kinds
        .iter()
        .copied()
        .filter(|kind| *kind != FactorKind::RecoveryCode && reaches(*kind, reached, level))
        .filter(|kind| !user.factors.contains(kind))
        .filter(|kind| *kind != FactorKind::Email || user.email_verified)
        .collect()
}

fn reaches(kind: FactorKind, reached: Reached, level: Acr) -> bool {
    match kind {
        FactorKind::Passkey => level < Acr::Phr || !reached.key_alone,
        FactorKind::Email => level <= Acr::Aal2 && !reached.by_mail,
        FactorKind::Totp | FactorKind::Sms | FactorKind::RecoveryCode => level <= Acr::Aal2,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;
    use uuid::Uuid;

    use super::*;
    use crate::clock::Timestamp;
    use crate::model::{TenantId, UserAccess, UserId};

    fn person(factors: &[FactorKind]) -> User {
        User {
            id: UserId(Uuid::nil()),
            tenant: TenantId(Uuid::nil()),
            username: "ada".to_owned(),
            email: Some("ada@example.com".to_owned()),
            email_verified: true,
            profile: Map::new(),
            roles: vec!["clerk".to_owned()],
            access: UserAccess::default(),
            factors: factors.to_vec(),
            disabled: false,
            deletion_at: None,
            updated_at: Timestamp(0),
        }
    }

    const PASSWORD: Reached = Reached {
        acr: Acr::Aal1,
        remembered_device: false,
        by_mail: false,
        proven_at: Timestamp(0),
        key_alone: false,
    };

    fn judged(policy: &SecondFactorPolicy, factors: &[FactorKind], wanted: &Wanted) -> Verdict {
        judge(policy, &person(factors), PASSWORD, wanted)
    }

    #[test]
    fn whoever_has_a_factor_is_asked_for_it_whatever_the_policy() {
        use FactorKind::{Passkey, RecoveryCode, Totp};
        let policy = SecondFactorPolicy::default();
        let nothing = Wanted::default();
        assert_eq!(judged(&policy, &[], &nothing), Verdict::Enough);
        assert_eq!(
            judged(&policy, &[Totp], &nothing),
            Verdict::SecondFactor(vec![Totp])
        );
        assert_eq!(
            judged(&policy, &[Passkey, Totp, RecoveryCode], &nothing),
            Verdict::SecondFactor(vec![Passkey, Totp, RecoveryCode])
        );
    }

    #[test]
    fn who_needs_one_and_has_none_sets_one_up() {
        let by_role = SecondFactorPolicy {
            required_for_roles: vec!["clerk".to_owned()],
            ..SecondFactorPolicy::default()
        };
        let everybody = SecondFactorPolicy {
            required: true,
            ..SecondFactorPolicy::default()
        };
        for policy in [by_role, everybody] {
            assert_eq!(
                judged(&policy, &[], &Wanted::default()),
                Verdict::Enrolment(policy.kinds.clone())
            );
        }
    }

    #[test]
    fn a_factor_that_is_no_longer_allowed_is_replaced_not_forgotten() {
        let policy = SecondFactorPolicy::default();
        assert_eq!(
            judged(&policy, &[FactorKind::Sms], &Wanted::default()),
            Verdict::Enrolment(policy.kinds.clone())
        );
    }

    #[test]
    fn a_remembered_browser_meets_the_policy_and_no_demand() {
        let policy = SecondFactorPolicy::default();
        let remembered = Reached {
            remembered_device: true,
            ..PASSWORD
        };
        let ada = person(&[FactorKind::Totp]);
        let needs = Wanted {
            needed: Some(Acr::Aal2),
            ..Wanted::default()
        };
        assert_eq!(
            judge(&policy, &ada, remembered, &Wanted::default()),
            Verdict::Enough
        );
        assert_eq!(
            judge(&policy, &ada, remembered, &needs),
            Verdict::SecondFactor(vec![FactorKind::Totp])
        );
    }

    #[test]
    fn a_wish_is_met_by_those_who_can_and_a_demand_by_all_or_nobody() {
        let policy = SecondFactorPolicy::default();
        let wishes = Wanted {
            wished: Some(Acr::Phr),
            ..Wanted::default()
        };
        let needs = Wanted {
            needed: Some(Acr::Phr),
            ..Wanted::default()
        };
        assert_eq!(judged(&policy, &[], &wishes), Verdict::Enough);
        assert_eq!(
            judged(&policy, &[FactorKind::Passkey], &wishes),
            Verdict::SecondFactor(vec![FactorKind::Passkey])
        );
        assert_eq!(
            judged(&policy, &[], &needs),
            Verdict::Enrolment(vec![FactorKind::Passkey])
        );
        // A password alone does not add a passkey to an account that has another factor.
        let ada = person(&[FactorKind::Totp]);
        assert_eq!(
            judge(&policy, &ada, PASSWORD, &needs),
            Verdict::SecondFactor(vec![FactorKind::Totp])
        );
        let twice = Reached {
            acr: Acr::Aal2,
            ..PASSWORD
        };
        assert_eq!(
            judge(&policy, &ada, twice, &needs),
            Verdict::Enrolment(vec![FactorKind::Passkey])
        );
        let none = SecondFactorPolicy {
            kinds: Vec::new(),
            ..SecondFactorPolicy::default()
        };
        assert_eq!(judged(&none, &[], &needs), Verdict::Unreachable);
    }

    #[test]
    fn a_key_that_asks_nothing_is_not_asked_for_more_again() {
        let policy = SecondFactorPolicy::default();
        let tried = Reached {
            acr: Acr::Aal2,
            key_alone: true,
            ..PASSWORD
        };
        let ada = person(&[FactorKind::Passkey]);
        let wanted = |level| Wanted {
            needed: Some(level),
            ..Wanted::default()
        };
        assert_eq!(
            judge(&policy, &ada, tried, &wanted(Acr::Aal2)),
            Verdict::Enough
        );
        assert_eq!(
            judge(&policy, &ada, tried, &wanted(Acr::Phr)),
            Verdict::Unreachable
        );
    }

    #[test]
    fn a_second_mail_proves_nothing_after_a_mail() {
        let policy = SecondFactorPolicy {
            required: true,
            kinds: vec![FactorKind::Email],
            ..SecondFactorPolicy::default()
        };
        let by_mail = Reached {
            by_mail: true,
            ..PASSWORD
        };
        let ada = person(&[FactorKind::Email]);
        assert_eq!(
            judge(&policy, &ada, by_mail, &Wanted::default()),
            Verdict::Unreachable
        );
        assert_eq!(
            judge(&policy, &ada, PASSWORD, &Wanted::default()),
            Verdict::SecondFactor(vec![FactorKind::Email])
        );
    }
}
