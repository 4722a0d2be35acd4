//! A code becomes tokens (RFC 6749 §4.1.3), with the verifier that only we have (RFC 7636 §4.5).

use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CodeTokenRequest,
    PkceCodeVerifier, RedirectUrl, TokenResponse, TokenType, TokenUrl,
};
use openidconnect::IssuerUrl;
use openidconnect::core::{CoreClient, CoreJsonWebKeySet, CoreTokenResponse};

use crate::context::Context;
use crate::model::{Provider, Secret};

use super::carrier::carry;
use super::client_auth::{Proof, proof};
use super::kinds::OAuthPreset;
use super::known::Known;
use super::{Fault, UpstreamError};

/// "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"  RFC 7523 §2.2
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What is exchanged.
pub(super) struct Grant {
    pub(super) code: Secret,
    pub(super) verifier: Secret,
}

/// Where the provider sends the browser back to: a path for each, so that no provider's answer passes for another's
/// (RFC 9700 §4.4.2).
pub(super) fn redirect_uri(ctx: &Context, provider: &Provider) -> Result<RedirectUrl, Fault> {
    let url = format!(
        "{}/sign-in/through/{}/callback",
        ctx.issuer().url(),
        provider.slug
    );
    RedirectUrl::new(url).map_err(|_| Fault::Broken("our own callback"))
}

/// The client of an OpenID provider, with where to send browsers.
pub(super) fn openid_client(
    ctx: &Context,
    provider: &Provider,
    known: &Known,
) -> Result<
    CoreClient<
        oauth2::EndpointSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointSet,
        oauth2::EndpointNotSet,
    >,
    Fault,
> {
    let wrong = |_| Fault::Broken("it names a URL that is none");
    let metadata = &known.metadata;
    let client = CoreClient::new(
        ClientId::new(provider.settings.client_id.clone()),
        IssuerUrl::new(metadata.issuer.clone()).map_err(wrong)?,
        CoreJsonWebKeySet::new(Vec::new()),
    );
    Ok(client
        .set_auth_uri(AuthUrl::new(metadata.authorization_endpoint.clone()).map_err(wrong)?)
        .set_token_uri(TokenUrl::new(metadata.token_endpoint.clone()).map_err(wrong)?)
        .set_redirect_uri(redirect_uri(ctx, provider)?))
}

/// The same of an OAuth 2 provider.
pub(super) fn oauth_client(
    ctx: &Context,
    provider: &Provider,
    preset: &OAuthPreset,
) -> Result<
    BasicClient<
        oauth2::EndpointSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointNotSet,
        oauth2::EndpointSet,
    >,
    Fault,
> {
    let wrong = |_| Fault::Broken("it names a URL that is none");
    let client = BasicClient::new(ClientId::new(provider.settings.client_id.clone()));
    Ok(client
        .set_auth_uri(AuthUrl::new(preset.authorization.clone()).map_err(wrong)?)
        .set_token_uri(TokenUrl::new(preset.token.clone()).map_err(wrong)?)
        .set_redirect_uri(redirect_uri(ctx, provider)?))
}

/// The tokens of an OpenID provider.
pub(super) async fn openid_tokens(
    ctx: &Context,
    provider: &Provider,
    known: &Known,
    grant: Grant,
) -> Result<CoreTokenResponse, UpstreamError> {
    let proof = proof(ctx, provider, &known.metadata.issuer).await?;
    let mut client = openid_client(ctx, provider, known)?;
    if let Some((kind, secret)) = credentials(&proof) {
        client = client.set_auth_type(kind).set_client_secret(secret);
    }
    let request = client.exchange_code(AuthorizationCode::new(grant.code.expose().to_owned()));
    redeem(ctx, request, &proof, &grant.verifier).await
}

/// The tokens of an OAuth 2 provider.
pub(super) async fn oauth_tokens(
    ctx: &Context,
    provider: &Provider,
    preset: &OAuthPreset,
    grant: Grant,
) -> Result<BasicTokenResponse, UpstreamError> {
    let proof = proof(ctx, provider, &preset.issuer).await?;
    let mut client = oauth_client(ctx, provider, preset)?;
    if let Some((kind, secret)) = credentials(&proof) {
        client = client.set_auth_type(kind).set_client_secret(secret);
    }
    let request = client.exchange_code(AuthorizationCode::new(grant.code.expose().to_owned()));
    redeem(ctx, request, &proof, &grant.verifier).await
}

fn credentials(proof: &Proof) -> Option<(AuthType, ClientSecret)> {
    let secret = |secret: &Secret| ClientSecret::new(secret.expose().to_owned());
    match proof {
        Proof::Basic(basic) => Some((AuthType::BasicAuth, secret(basic))),
        Proof::Post(post) => Some((AuthType::RequestBody, secret(post))),
        Proof::Assertion(_) => None,
    }
}

/// Sends the request, with the proofs that we are we and that we asked.
async fn redeem<E, R>(
    ctx: &Context,
    request: CodeTokenRequest<'_, E, R>,
    proof: &Proof,
    verifier: &Secret,
) -> Result<R, UpstreamError>
where
    E: oauth2::ErrorResponse + Send + 'static,
    R: TokenResponse + Send,
    R::TokenType: TokenType,
{
    let verifier = PkceCodeVerifier::new(verifier.expose().to_owned());
    let mut request = request.set_pkce_verifier(verifier);
    if let Proof::Assertion(assertion) = proof {
        request = request
            .add_extra_param("client_assertion_type", ASSERTION_TYPE)
            .add_extra_param("client_assertion", assertion.clone());
    }
    let carrier = ctx.clone();
    let http = move |request| carry(carrier.clone(), request);
    let answer = request.request_async(&http).await;
    Ok(answer.map_err(Fault::from)?)
}
