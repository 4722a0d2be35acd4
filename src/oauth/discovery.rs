//! RFC 8414 §2, OpenID Connect Discovery §3: metadata, made of the same lists that requests are judged by.

use serde::Serialize;

use crate::accounts::entry::may_sign_up;
use crate::accounts::gate;
use crate::context::Context;
use crate::model::{
    Acr, AuthMethod, ChallengeMethod, Display, Endpoint, GrantType, Prompt, ResponseMode,
    ResponseType, SigningAlg, scope,
};

use super::{OAuthError, claims};

/// The document of both well-known URLs.
#[expect(
    clippy::struct_excessive_bools,
    reason = "the specification has these members"
)]
#[derive(Debug, Serialize)]
pub struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    jwks_uri: String,
    introspection_endpoint: String,
    revocation_endpoint: String,
    authorization_challenge_endpoint: String,
    status_list_aggregation_endpoint: String,
    end_session_endpoint: String,
    backchannel_logout_supported: bool,
    backchannel_logout_session_supported: bool,
    scopes_supported: Vec<String>,
    response_types_supported: Vec<&'static str>,
    response_modes_supported: Vec<&'static str>,
    grant_types_supported: Vec<&'static str>,
    code_challenge_methods_supported: Vec<&'static str>,
    token_endpoint_auth_methods_supported: Vec<&'static str>,
    introspection_endpoint_auth_methods_supported: Vec<&'static str>,
    revocation_endpoint_auth_methods_supported: Vec<&'static str>,
    subject_types_supported: [&'static str; 1],
    id_token_signing_alg_values_supported: Vec<&'static str>,
    acr_values_supported: Vec<&'static str>,
    display_values_supported: Vec<&'static str>,
    prompt_values_supported: Vec<&'static str>,
    claim_types_supported: [&'static str; 1],
    claims_supported: Vec<&'static str>,
    ui_locales_supported: Vec<String>,
    claims_parameter_supported: bool,
    request_parameter_supported: bool,
    request_uri_parameter_supported: bool,
    require_request_uri_registration: bool,
    authorization_response_iss_parameter_supported: bool,
}

/// What this issuer honours.
pub async fn metadata(ctx: &Context, ui_locales: Vec<String>) -> Result<Metadata, OAuthError> {
    let services = ctx.services().await?;
    let mut scopes: Vec<String> = scope::STANDARD
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    for token in services.iter().flat_map(|service| &service.scopes) {
        if !scopes.contains(token) {
            scopes.push(token.clone());
        }
    }
    let confidential: Vec<&'static str> = AuthMethod::ALL
        .iter()
        .filter(|method| **method != AuthMethod::None)
        .map(|method| method.name())
        .collect();
    let mut told: Vec<&'static str> = vec![
        "iss",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "acr",
        "amr",
        "sid",
    ];
    told.extend(claims::supported());
    Ok(Metadata {
        issuer: ctx.issuer().url().to_owned(),
        authorization_endpoint: ctx.endpoint(Endpoint::Authorization),
        token_endpoint: ctx.endpoint(Endpoint::Token),
        userinfo_endpoint: ctx.endpoint(Endpoint::Userinfo),
        jwks_uri: ctx.endpoint(Endpoint::Jwks),
        introspection_endpoint: ctx.endpoint(Endpoint::Introspection),
        revocation_endpoint: ctx.endpoint(Endpoint::Revocation),
        authorization_challenge_endpoint: ctx.endpoint(Endpoint::AuthorizationChallenge),
        status_list_aggregation_endpoint: ctx.endpoint(Endpoint::StatusLists),
        end_session_endpoint: ctx.endpoint(Endpoint::EndSession),
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        scopes_supported: scopes,
        response_types_supported: ResponseType::ALL.iter().map(|value| value.name()).collect(),
        response_modes_supported: ResponseMode::ALL.iter().map(|value| value.name()).collect(),
        // A password is for the few applications that are registered for it, and for nobody to find (RFC 9700 §2.4).
        grant_types_supported: GrantType::ALL
            .iter()
            .filter(|value| **value != GrantType::Password)
            .map(|value| value.name())
            .collect(),
        code_challenge_methods_supported: ChallengeMethod::ALL
            .iter()
            .map(|value| value.name())
            .collect(),
        token_endpoint_auth_methods_supported: AuthMethod::ALL
            .iter()
            .map(|value| value.name())
            .collect(),
        introspection_endpoint_auth_methods_supported: confidential,
        revocation_endpoint_auth_methods_supported: AuthMethod::ALL
            .iter()
            .map(|value| value.name())
            .collect(),
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: SigningAlg::ALL
            .iter()
            .map(|alg| alg.name())
            .collect(),
        acr_values_supported: gate::levels(ctx).into_iter().map(Acr::name).collect(),
        display_values_supported: Display::ALL.iter().map(|value| value.name()).collect(),
        prompt_values_supported: Prompt::ALL
            .iter()
            .filter(|value| {
                **value != Prompt::Create || may_sign_up(&ctx.issuer().tenant().settings.sign_up)
            })
            .map(|value| value.name())
            .collect(),
        claim_types_supported: ["normal"],
        claims_supported: told,
        ui_locales_supported: ui_locales,
        claims_parameter_supported: true,
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
        require_request_uri_registration: false,
        authorization_response_iss_parameter_supported: true,
    })
}
