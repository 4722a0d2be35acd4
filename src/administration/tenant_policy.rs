//! What is wrong with what an operator decided for a tenant; empty when it may be written.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::accounts::gate;
use crate::app::App;
use crate::model::policy::{
    Branding, FactorKind, PasswordPolicy, SecondFactorPolicy, SignUpMode, SignUpPolicy,
};
use crate::model::user::{PROFILE_CLAIMS, valid_email};
use crate::model::{Issuer, Tenant, TenantSettings};
use crate::texts::Texts;

use crate::accounts::{SHORTEST, SHORTEST_IMPORTED};

/// Claims that a sign-up page can ask for: texts of one line.
const ASKABLE: [&str; 10] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "website",
];
/// A logo has at most so many bytes.
const LARGEST_LOGO: usize = 64 * 1024;

/// Every contradiction and every value out of bounds.
pub(super) fn problems(settings: &TenantSettings) -> Vec<String> {
    let mut problems = Vec::new();
    sign_up(&settings.sign_up, &mut problems);
    passwords(settings, &mut problems);
    second_factor(&settings.second_factor, &mut problems);
    if settings.accounts.deletion_grace_days > 90 {
        problems.push("accounts.deletion_grace_days: is at most 90".to_owned());
    }
    branding(&settings.branding, &mut problems);
    problems
}

fn sign_up(policy: &SignUpPolicy, problems: &mut Vec<String>) {
    if policy.mode == SignUpMode::Domains && policy.domains.is_empty() {
        problems.push("sign_up.domains: is empty, so nobody could sign up".to_owned());
    }
    for domain in &policy.domains {
        if !valid_email(&format!("somebody@{domain}")) || *domain != domain.to_lowercase() {
            problems.push(format!(
                "sign_up.domains: {domain:?} is no lower-case domain without @"
            ));
        }
    }
    for claim in &policy.ask {
        if !ASKABLE.contains(&claim.as_str()) || !PROFILE_CLAIMS.contains(&claim.as_str()) {
            problems.push(format!(
                "sign_up.ask: {claim:?} is none of {}",
                ASKABLE.join(", ")
            ));
        }
    }
    for claim in policy
        .require
        .iter()
        .filter(|claim| !policy.ask.contains(claim))
    {
        problems.push(format!("sign_up.require: {claim:?} is not asked for"));
    }
}

/// "…a minimum of 15 characters in length … used as part of multi-factor authentication … a minimum of eight"
/// NIST SP 800-63B-4 §3.1.1.2
fn passwords(settings: &TenantSettings, problems: &mut Vec<String>) {
    let PasswordPolicy {
        minimum_length,
        minimum_strength,
        history,
    } = settings.passwords;
    let shortest = if settings.second_factor.required {
        SHORTEST_IMPORTED
    } else {
        SHORTEST
    };
    if !(shortest..=64).contains(&usize::from(minimum_length)) {
        problems.push(format!(
            "passwords.minimum_length: is from {shortest} to 64; from {SHORTEST_IMPORTED} where second_factor.required is true"
        ));
    }
    if minimum_strength > 4 {
        problems.push("passwords.minimum_strength: is from 0 to 4".to_owned());
    }
    if history > 24 {
        problems.push("passwords.history: is at most 24".to_owned());
    }
}

fn second_factor(policy: &SecondFactorPolicy, problems: &mut Vec<String>) {
    if policy.kinds.is_empty() && (policy.required || !policy.required_for_roles.is_empty()) {
        problems.push(
            "second_factor.kinds: is empty, so nobody could have what is required".to_owned(),
        );
    }
    if policy.remember_days > 30 {
        problems.push("second_factor.remember_days: is at most 30".to_owned());
    }
}

/// Where a second factor is demanded and none of the allowed kinds can be had on this server: nobody who must have one could
/// sign in.
pub(super) fn unoffered(app: &App, tenant: &Tenant) -> Option<String> {
    let policy = &tenant.settings.second_factor;
    let is_demanded = policy.required || !policy.required_for_roles.is_empty();
    let issuer = Issuer::new(tenant.clone(), app.config.server.public_url.url());
    let is_offered = |kind: &FactorKind| gate::can_be_offered(app, &issuer, *kind);
    if !is_demanded || policy.kinds.is_empty() || policy.kinds.iter().any(is_offered) {
        return None;
    }
    Some(
        "second_factor.kinds: this server can offer none of them, so nobody could have what is required: \
         text messages need [sms], passkeys an issuer with a host name, and recovery codes come with another kind"
            .to_owned(),
    )
}

fn branding(branding: &Branding, problems: &mut Vec<String>) {
    let is_colour = |text: &str| {
        text.strip_prefix('#').is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())
        })
    };
    if branding
        .accent
        .as_deref()
        .is_some_and(|accent| !is_colour(accent))
    {
        problems.push("branding.accent: is a colour such as #1a5fb4".to_owned());
    }
    if branding
        .logo
        .as_deref()
        .is_some_and(|logo| read_logo(logo).is_none())
    {
        problems.push(
            "branding.logo: is no data:image/png;base64, (or jpeg, webp) URL of at most 64 KiB"
                .to_owned(),
        );
    }
    if branding
        .support_email
        .as_deref()
        .is_some_and(|address| !valid_email(address))
    {
        problems.push("branding.support_email: is no mail address".to_owned());
    }
    if branding
        .language
        .as_deref()
        .is_some_and(|tag| Texts::of(tag).is_none())
    {
        let known: Vec<&str> = Texts::supported().collect();
        problems.push(format!(
            "branding.language: is none of {}",
            known.join(", ")
        ));
    }
}

/// The media type and the bytes of a logo; nothing else than a picture without scripts is taken.
pub fn read_logo(url: &str) -> Option<(&'static str, Vec<u8>)> {
    let rest = url.strip_prefix("data:")?;
    let (media_type, data) = rest.split_once(";base64,")?;
    let media_type = ["image/png", "image/jpeg", "image/webp"]
        .into_iter()
        .find(|known| *known == media_type)?;
    let bytes = STANDARD.decode(data).ok()?;
    (bytes.len() <= LARGEST_LOGO).then_some((media_type, bytes))
}
