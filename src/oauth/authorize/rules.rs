//! RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.2: the rules of an authorization request, in the order in which they are asked.
//!
//! One table says which rule runs at which endpoint, so that a pushed, a device or a back-channel request will be judged
//! by the same lines.

use crate::model::{Client, GrantType, Prompt, ResponseMode, ResponseType};
use crate::oauth::{ErrorCode, OAuthError, Parameters, claims, pkce};

use super::identify::MAX_STATE;

/// The parameters of an authorization request that mean something here: all that is kept of one while its user signs in, so
/// that a stranger cannot fill the store with others. "The authorization server MUST ignore unrecognized request
/// parameters."  RFC 6749 §3.1
pub const PARAMETERS: [&str; 17] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "ui_locales",
    "acr_values",
    "claims",
    "resource",
];

/// How much of a request is kept while its user signs in, in bytes of its text.
const MAX_KEPT: usize = 16 * 1024;

/// What a rule looks at.
pub(super) struct Asked<'a> {
    pub(super) client: &'a Client,
    pub(super) parameters: &'a Parameters,
}

type Rule = fn(&Asked<'_>) -> Result<(), OAuthError>;

/// An endpoint that receives authorization requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Authorize,
}

/// The rules × the doors they guard.
const TABLE: [(Rule, &[Door]); 11] = [
    (nothing_is_repeated, &[Door::Authorize]),
    (lengths_are_bounded, &[Door::Authorize]),
    (no_request_object, &[Door::Authorize]),
    (response_type_is_honoured, &[Door::Authorize]),
    (response_mode_is_honoured, &[Door::Authorize]),
    (client_may_use_codes, &[Door::Authorize]),
    (prompt_is_consistent, &[Door::Authorize]),
    (max_age_is_a_number, &[Door::Authorize]),
    (pkce_is_used, &[Door::Authorize]),
    (claims_is_well_formed, &[Door::Authorize]),
    (essential_acr_is_reachable, &[Door::Authorize]),
];

/// Asks every rule of the door; the first that refuses decides.
pub(super) fn check(door: Door, asked: &Asked<'_>) -> Result<(), OAuthError> {
    TABLE
        .iter()
        .filter(|(_, doors)| doors.contains(&door))
        .try_for_each(|(rule, _)| rule(asked))
}

/// "Request and response parameters MUST NOT be included more than once."  RFC 6749 §3.1
fn nothing_is_repeated(asked: &Asked<'_>) -> Result<(), OAuthError> {
    if asked.parameters.any_repeated() {
        return Err(OAuthError::invalid_request("a parameter is repeated"));
    }
    Ok(())
}

/// What is copied or stored has a limit, and is refused over it rather than cut (OpenID Connect Core §15.5.2 asks that `nonce` be kept whole).
fn lengths_are_bounded(asked: &Asked<'_>) -> Result<(), OAuthError> {
    let limits = [
        ("state", MAX_STATE),
        ("nonce", 1024),
        ("login_hint", 512),
        ("ui_locales", 1024),
        ("acr_values", 2048),
        ("prompt", 64),
        ("max_age", 20),
    ];
    for (name, limit) in limits {
        if asked
            .parameters
            .get(name)
            .is_some_and(|value| value.len() > limit)
        {
            return Err(OAuthError::invalid_request(
                "state, nonce, login_hint, ui_locales, acr_values, prompt or max_age is too long",
            ));
        }
    }
    Ok(())
}

/// What is kept of a request has a limit as a whole. Asked last, so that a single parameter that is too long is told by its own error.
pub(super) fn can_be_kept(parameters: &Parameters) -> Result<(), OAuthError> {
    if parameters.among(&PARAMETERS).to_text().len() > MAX_KEPT {
        return Err(OAuthError::invalid_request("the request is too long"));
    }
    Ok(())
}

/// "If the OP does not support the … request_uri parameter, … it MUST return … request_uri_not_supported"  OpenID Connect
/// Core §6, §3.1.2.6: never silently ignored.
fn no_request_object(asked: &Asked<'_>) -> Result<(), OAuthError> {
    let refusals = [
        ("request", ErrorCode::RequestNotSupported),
        ("request_uri", ErrorCode::RequestUriNotSupported),
        ("registration", ErrorCode::RegistrationNotSupported),
    ];
    for (name, code) in refusals {
        if asked.parameters.get(name).is_some() {
            return Err(OAuthError::new(
                code,
                "request, request_uri and registration are not supported",
            ));
        }
    }
    Ok(())
}

/// "If an authorization request is missing the response_type parameter, or if the response type is not understood, the
/// authorization server MUST return an error"  RFC 6749 §3.1.1
fn response_type_is_honoured(asked: &Asked<'_>) -> Result<(), OAuthError> {
    let Some(name) = asked.parameters.get("response_type") else {
        return Err(OAuthError::invalid_request("response_type is missing"));
    };
    match ResponseType::from_name(name) {
        Some(kind) if asked.client.metadata.response_types.contains(&kind) => Ok(()),
        Some(_) => Err(OAuthError::new(
            ErrorCode::UnauthorizedClient,
            "the client is not registered for this response_type",
        )),
        None => Err(OAuthError::new(
            ErrorCode::UnsupportedResponseType,
            "response_type must be code",
        )),
    }
}

/// An unknown mode is an error, since the client would wait where no answer comes (OAuth 2.0 Multiple Response Types §2.1).
fn response_mode_is_honoured(asked: &Asked<'_>) -> Result<(), OAuthError> {
    match asked
        .parameters
        .get("response_mode")
        .map(ResponseMode::from_name)
    {
        Some(None) => Err(OAuthError::invalid_request(
            "response_mode must be query, fragment or form_post",
        )),
        Some(Some(_)) | None => Ok(()),
    }
}

/// "The client is not authorized to request an authorization code using this method."  RFC 6749 §4.1.2.1
fn client_may_use_codes(asked: &Asked<'_>) -> Result<(), OAuthError> {
    if asked.client.allows(GrantType::AuthorizationCode) {
        return Ok(());
    }
    Err(OAuthError::new(
        ErrorCode::UnauthorizedClient,
        "the client is not registered for the authorization_code grant",
    ))
}

/// "If this parameter contains none with any other value, an error is returned."  OpenID Connect Core §3.1.2.1
fn prompt_is_consistent(asked: &Asked<'_>) -> Result<(), OAuthError> {
    let prompts = prompts(asked.parameters)?;
    if prompts.contains(&Prompt::None) && prompts.len() > 1 {
        return Err(OAuthError::invalid_request("prompt=none stands alone"));
    }
    Ok(())
}

/// The values of `prompt`, each of which must be known: an unmet wish of that kind would be a broken promise.
pub(super) fn prompts(parameters: &Parameters) -> Result<Vec<Prompt>, OAuthError> {
    let words = parameters
        .get("prompt")
        .unwrap_or_default()
        .split(' ')
        .filter(|word| !word.is_empty());
    words
        .map(|word| {
            Prompt::from_name(word)
                .ok_or_else(|| OAuthError::invalid_request("prompt has an unknown value"))
        })
        .collect()
}

/// "Specifies the allowable elapsed time in seconds"  OpenID Connect Core §3.1.2.1
fn max_age_is_a_number(asked: &Asked<'_>) -> Result<(), OAuthError> {
    max_age(asked.parameters).map(drop)
}

/// `max_age` in seconds.
pub(super) fn max_age(parameters: &Parameters) -> Result<Option<u32>, OAuthError> {
    let text = parameters.get("max_age");
    text.map(|text| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<u64>().ok().filter(|_| digits);
        // More seconds than fit are as good as no limit.
        number.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX))
    })
    .map(|parsed| {
        parsed
            .ok_or_else(|| OAuthError::invalid_request("max_age must be a whole number of seconds"))
    })
    .transpose()
}

/// "Clients MUST prevent authorization code injection attacks … Public clients MUST use PKCE"  RFC 9700 §2.1.1. Whoever
/// sends a challenge is held to it.
fn pkce_is_used(asked: &Asked<'_>) -> Result<(), OAuthError> {
    if pkce::challenge(asked.parameters)?.is_none() && asked.client.is_public() {
        return Err(OAuthError::invalid_request(
            "code_challenge is required for public clients (RFC 7636)",
        ));
    }
    Ok(())
}

/// OpenID Connect Core §5.5.
fn claims_is_well_formed(asked: &Asked<'_>) -> Result<(), OAuthError> {
    claims::requested(asked.parameters).map(drop)
}

/// "If … the acr Claim … is requested as an Essential Claim … with a values parameter … and … cannot be returned … the
/// Authorization Server MUST treat that outcome as a failed authentication attempt."  OpenID Connect Core §5.5.1.1
fn essential_acr_is_reachable(asked: &Asked<'_>) -> Result<(), OAuthError> {
    match claims::essential_acr(asked.parameters) {
        Some(values)
            if !values.is_empty()
                && !values
                    .iter()
                    .any(|value| crate::model::Acr::from_name(value).is_some()) =>
        {
            Err(OAuthError::new(
                ErrorCode::UnmetAuthenticationRequirements,
                "none of the essential acr values can be reached here",
            ))
        }
        _ => Ok(()),
    }
}
