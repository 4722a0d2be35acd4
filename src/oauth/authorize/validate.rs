//! OpenID Connect Core §3.1.2.2: from a request with a proven target to one that every rule allows.

use std::sync::Arc;

use crate::accounts::entry::may_sign_up;
use crate::context::Context;
use crate::model::{ClaimsRequest, Client, GrantType, Prompt, Scope, scope};
use crate::oauth::{ErrorCode, OAuthError, Parameters, claims, logout, pkce, resource};

use super::rules::{self, Asked, Door};
use super::{AskedAcr, Redirectable};

/// A request that may be granted, if the user agrees.
#[derive(Clone, Debug)]
pub struct ValidRequest {
    /// Who asks, and where the answer goes.
    pub target: Redirectable,
    /// What is asked for: the part that is understood and that the client may have.
    pub scope: Scope,
    /// What to do about the user.
    pub prompt: Vec<Prompt>,
    /// How long ago the user may have signed in, in seconds.
    pub max_age: Option<u32>,
    /// Whether `auth_time` must be told.
    pub auth_time_asked: bool,
    /// For the ID token.
    pub nonce: Option<String>,
    /// RFC 7636.
    pub code_challenge: Option<String>,
    /// RFC 8707.
    pub resources: Vec<String>,
    /// OpenID Connect Core §5.5.
    pub claims: ClaimsRequest,
    /// The `sub` that a genuine `id_token_hint` or the `claims` parameter names: only this user will do.
    pub subject: Option<String>,
    /// A username or address to fill in.
    pub login_hint: Option<String>,
    /// How sure of the user the answer shall be.
    pub acr: AskedAcr,
}

impl ValidRequest {
    /// Who asks.
    pub const fn client(&self) -> &Arc<Client> {
        &self.target.client
    }

    /// What the user is asked to agree to: the scope, and the scopes of claims asked for by name.
    pub fn asked_of_user(&self) -> Scope {
        self.scope.union(&claims::scopes_by_name(&self.claims))
    }

    /// Whether the request wants that prompt.
    pub fn wants(&self, prompt: Prompt) -> bool {
        self.prompt.contains(&prompt)
    }
}

/// Holds the request against every rule.
pub async fn validate(
    ctx: &Context,
    target: Redirectable,
    parameters: &Parameters,
) -> Result<ValidRequest, OAuthError> {
    let client = Arc::clone(&target.client);
    rules::check(
        Door::Authorize,
        &Asked {
            client: &client,
            parameters,
        },
    )?;
    let services = ctx.services().await?;
    let asked = Scope::parse(parameters.get("scope").unwrap_or_default())
        .map_err(|_| OAuthError::new(ErrorCode::InvalidScope, "scope is malformed or too long"))?;
    let scope = granted_scope(&client, &asked, &services)?;
    let resources = resource::requested(&services, &client, parameters)?;
    rules::can_be_kept(parameters)?;
    let subject = subject(ctx, &client, parameters).await?;
    let claims = claims::permitted(claims::requested(parameters)?, &client.metadata.scope);
    let requested_max_age = rules::max_age(parameters)?;
    let acr = AskedAcr::read(parameters, &claims, &client.metadata);
    Ok(ValidRequest {
        scope,
        prompt: prompts(ctx, parameters)?,
        max_age: requested_max_age.or(client.metadata.default_max_age),
        // "When max_age is used, the ID Token returned MUST include an auth_time Claim Value."  OpenID Connect Core §3.1.2.1
        auth_time_asked: requested_max_age.is_some()
            || client.metadata.require_auth_time
            || client.metadata.default_max_age.is_some(),
        nonce: parameters.get("nonce").map(str::to_owned),
        code_challenge: pkce::challenge(parameters)?,
        resources,
        claims,
        subject,
        login_hint: parameters.get("login_hint").map(str::to_owned),
        acr,
        target,
    })
}

/// "If the OpenID Provider receives a prompt parameter with a value that it does not support (not declared in the
/// prompt_values_supported metadata field) the OpenID Provider SHOULD respond with an HTTP 400 (Bad Request) status code and
/// an error value of invalid_request."  Initiating User Registration via OpenID Connect §4.1
fn prompts(ctx: &Context, parameters: &Parameters) -> Result<Vec<Prompt>, OAuthError> {
    let prompts = rules::prompts(parameters)?;
    if prompts.contains(&Prompt::Create) && !may_sign_up(&ctx.issuer().tenant().settings.sign_up) {
        return Err(OAuthError::invalid_request(
            "prompt=create, and nobody can sign up here",
        ));
    }
    Ok(prompts)
}

/// What of the asked scope this client can get. Unknown values are ignored; asking for nothing but such is an error.
fn granted_scope(
    client: &Client,
    asked: &Scope,
    services: &[crate::model::Service],
) -> Result<Scope, OAuthError> {
    // "If the client omits the scope parameter …, the authorization server MUST either process the request using a
    // pre-defined default value or fail"  RFC 6749 §3.3: the default is what the client registered apart from OpenID Connect.
    if asked.is_empty() {
        let registered = &client.metadata.scope;
        let standard = |token: &str| scope::STANDARD.iter().any(|(name, _)| *name == token);
        return Ok(resource::understood(
            &registered.filtered(|token| !standard(token)),
            services,
        ));
    }
    let refreshable = client.allows(GrantType::RefreshToken);
    let scope = resource::understood(asked, services).filtered(|token| {
        // "The Authorization Server MUST ignore the offline_access request unless the Client is using a response_type
        // value that would result in an Authorization Code being returned"  OpenID Connect Core §11; a client without the
        // refresh_token grant could not use it either.
        client.metadata.scope.contains(token) && (token != scope::OFFLINE_ACCESS || refreshable)
    });
    if scope.is_empty() {
        return Err(OAuthError::new(
            ErrorCode::InvalidScope,
            "scope has no value that this client may ask for",
        ));
    }
    Ok(scope)
}

/// "Such a request can be made either using an id_token_hint parameter or by requesting a specific Claim Value"  OpenID
/// Connect Core §3.1.2.2: both name one user, or the request contradicts itself.
async fn subject(
    ctx: &Context,
    client: &Client,
    parameters: &Parameters,
) -> Result<Option<String>, OAuthError> {
    let demanded = claims::demanded_subject(parameters);
    let Some(text) = parameters.get("id_token_hint") else {
        return Ok(demanded);
    };
    let hinted = hinted_subject(ctx, client, text).await?;
    if demanded.is_some_and(|demanded| demanded != hinted) {
        return Err(OAuthError::invalid_request(
            "id_token_hint and the claim sub name different users",
        ));
    }
    Ok(Some(hinted))
}

/// "ID Token previously issued by the Authorization Server being passed as a hint"  OpenID Connect Core §3.1.2.1. An
/// expired one will do; it must be ours, and this client's.
async fn hinted_subject(ctx: &Context, client: &Client, text: &str) -> Result<String, OAuthError> {
    let claims = logout::genuine_hint(ctx, text).await?;
    if !claims
        .aud
        .iter()
        .any(|audience| audience == client.client_id.as_str())
    {
        return Err(OAuthError::invalid_request(
            "id_token_hint was issued to another client",
        ));
    }
    Ok(claims.sub)
}
