//! OpenID Connect as a client, with the `openidconnect` crate: discovery, the code flow, refreshing, signing out.

use std::sync::{Arc, PoisonError, RwLock};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use openidconnect::{
    AccessToken, AccessTokenHash, AdditionalProviderMetadata, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, EndSessionUrl, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadata, RedirectUrl,
    RefreshToken, Scope, SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
        CoreClientAuthMethod, CoreGrantType, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode,
        CoreResponseType, CoreSubjectIdentifierType, CoreTokenResponse, CoreUserInfoClaims,
    },
    url::Url,
};
use serde::{Deserialize, Serialize};

use super::logout_token::Ended;
use super::{Problem, Settings};
use crate::http_client::HttpClient;

/// What the crate does not know of the discovery document by itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct MoreMetadata {
    /// OpenID Connect RP-Initiated Logout 1.0 §2.1
    end_session_endpoint: Option<EndSessionUrl>,
    /// RFC 9207 §3
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}
impl AdditionalProviderMetadata for MoreMetadata {}

type Metadata = ProviderMetadata<
    MoreMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// This app as the issuer knows it.
pub(super) struct RelyingParty {
    settings: Settings,
    http: HttpClient,
    provider: RwLock<Arc<Provider>>,
}

/// The issuer as its discovery document described it.
struct Provider {
    client: Client,
    more: MoreMetadata,
}

/// A sign-in in progress.
pub(super) struct Attempt {
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
}

/// What came back to the redirect URI (RFC 6749 §4.1.2, RFC 9207 §2).
#[derive(Deserialize)]
pub(super) struct Callback {
    pub(super) state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// Somebody who signed in, and the tokens that came with them.
#[derive(Clone)]
pub(super) struct SignedIn {
    pub(super) access_token: AccessToken,
    pub(super) refresh_token: Option<RefreshToken>,
    id_token: CoreIdToken,
    claims: CoreIdTokenClaims,
    pub(super) user_info: CoreUserInfoClaims,
}

impl Attempt {
    pub(super) fn has_state(&self, state: &str) -> bool {
        self.state.secret() == state
    }
}

impl SignedIn {
    /// The claims of the verified ID token as the issuer wrote them, indented.
    pub(super) fn id_token_claims(&self) -> String {
        self.written_claims()
            .map(|claims| format!("{claims:#}"))
            .unwrap_or_default()
    }

    /// Whether this is the login that ended at the issuer, or one of the person whose logins all did.
    pub(super) fn is_ended_by(&self, ended: &Ended) -> bool {
        let claims = self.written_claims().unwrap_or_default();
        let same = |name: &str, value: &Option<String>| {
            let written = claims.get(name).and_then(|claim| claim.as_str());
            value.is_none() || written == value.as_deref()
        };
        same("sub", &ended.sub) && same("sid", &ended.sid)
    }

    fn written_claims(&self) -> Option<serde_json::Value> {
        let token = self.id_token.to_string();
        let payload = token.split('.').nth(1).unwrap_or_default();
        BASE64_URL_SAFE_NO_PAD
            .decode(payload)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
    }
}

impl RelyingParty {
    /// Reads the issuer's discovery document and keys.
    pub(super) async fn discover(settings: Settings, http: HttpClient) -> Result<Self, Problem> {
        let provider = Provider::discover(&settings, &http).await?;
        Ok(Self {
            settings,
            http,
            provider: RwLock::new(Arc::new(provider)),
        })
    }

    fn provider(&self) -> Arc<Provider> {
        let provider = self.provider.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&provider)
    }

    /// Starts a sign-in: the URL to send the browser to, and what to remember until it comes back.
    pub(super) fn begin(&self) -> (Url, Attempt) {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let provider = self.provider();
        let mut request = provider
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge);
        // The crate asks for `openid` by itself.
        for scope in self
            .settings
            .scope
            .split(' ')
            .filter(|scope| *scope != "openid")
        {
            request = request.add_scope(Scope::new(scope.to_owned()));
        }
        if let Some(resource) = &self.settings.resource {
            request = request.add_extra_param("resource", resource.as_str());
        }
        let (url, state, nonce) = request.url();
        (
            url,
            Attempt {
                state,
                nonce,
                verifier,
            },
        )
    }

    /// Finishes a sign-in that `attempt` began; the caller has matched `state` already.
    pub(super) async fn finish(
        &self,
        attempt: Attempt,
        callback: Callback,
    ) -> Result<SignedIn, Problem> {
        let provider = self.provider();
        provider.check_issuer(&self.settings.issuer, callback.iss.as_deref())?;
        if let Some(error) = callback.error {
            let description = callback.error_description.unwrap_or_default();
            return Err(Problem::because(
                "The issuer did not sign you in",
                format!("{error} {description}"),
            ));
        }
        let code = callback.code.ok_or_else(|| {
            Problem::because("The issuer did not sign you in", "there is no code")
        })?;

        let doing = "Cannot exchange the code";
        let mut request = provider
            .client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| Problem::new(doing, &error))?
            .set_pkce_verifier(attempt.verifier);
        if let Some(resource) = &self.settings.resource {
            request = request.add_extra_param("resource", resource.as_str());
        }
        let tokens = request
            .request_async(&self.http)
            .await
            .map_err(|error| Problem::new(doing, &error))?;
        let claims = self.verify(&tokens, Some(&attempt.nonce)).await?;
        self.signed_in(&tokens, claims, None).await
    }

    /// Gets new tokens for somebody who is signed in (OpenID Connect Core 1.0 §12).
    pub(super) async fn refresh(&self, person: &SignedIn) -> Result<SignedIn, Problem> {
        let doing = "Cannot refresh";
        let refresh_token = person
            .refresh_token
            .as_ref()
            .ok_or_else(|| Problem::because(doing, "there is no refresh token"))?;
        let provider = self.provider();
        let mut request = provider
            .client
            .exchange_refresh_token(refresh_token)
            .map_err(|error| Problem::new(doing, &error))?;
        if let Some(resource) = &self.settings.resource {
            request = request.add_extra_param("resource", resource.as_str());
        }
        let tokens = request
            .request_async(&self.http)
            .await
            .map_err(|error| Problem::new(doing, &error))?;
        if tokens.id_token().is_none() {
            return self
                .signed_in(&tokens, person.claims.clone(), Some(person))
                .await;
        }
        let claims = self.verify(&tokens, None).await?;
        // "its sub Claim Value MUST be the same as in the ID Token issued when the original authentication occurred"
        // OpenID Connect Core 1.0 §12.2
        if claims.subject() != person.claims.subject() {
            return Err(Problem::because(
                doing,
                "the new ID token is about somebody else",
            ));
        }
        self.signed_in(&tokens, claims, Some(person)).await
    }

    /// Where to send the browser so that the issuer forgets it too (RP-Initiated Logout 1.0 §2), if the issuer can.
    pub(super) fn sign_out_url(&self, person: &SignedIn) -> Option<Url> {
        let endpoint = self.provider().more.end_session_endpoint.clone()?;
        let back = PostLogoutRedirectUrl::new(format!("{}/", self.settings.origin)).ok()?;
        let request = LogoutRequest::from(endpoint)
            .set_id_token_hint(&person.id_token)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(back);
        Some(request.http_get_url())
    }

    /// Verifies the ID token; one signed with a key unknown to us is worth one look at the issuer's current keys.
    async fn verify(
        &self,
        tokens: &CoreTokenResponse,
        nonce: Option<&Nonce>,
    ) -> Result<CoreIdTokenClaims, Problem> {
        let doing = "The ID token is not to be believed";
        let outcome = match verify_with(&self.provider(), tokens, nonce) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let fresh = Arc::new(Provider::discover(&self.settings, &self.http).await?);
                *self
                    .provider
                    .write()
                    .unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
                verify_with(&fresh, tokens, nonce)
            }
            outcome => outcome,
        };
        outcome.map_err(|error| Problem::new(doing, &error))
    }

    /// Asks who this is and puts everything together; what a refresh did not renew stays as it was.
    async fn signed_in(
        &self,
        tokens: &CoreTokenResponse,
        claims: CoreIdTokenClaims,
        before: Option<&SignedIn>,
    ) -> Result<SignedIn, Problem> {
        let doing = "Cannot ask the issuer who you are";
        let access_token = tokens.access_token().clone();
        // "The sub Claim in the UserInfo Response MUST be verified to exactly match the sub Claim in the ID Token"
        // OpenID Connect Core 1.0 §5.3.2: the crate does it when told the subject.
        let user_info = self
            .provider()
            .client
            .user_info(access_token.clone(), Some(claims.subject().clone()))
            .map_err(|error| Problem::new(doing, &error))?
            .request_async(&self.http)
            .await
            .map_err(|error| Problem::new(doing, &error))?;
        let earlier_refresh_token = before.and_then(|person| person.refresh_token.clone());
        let id_token = tokens
            .id_token()
            .cloned()
            .or_else(|| before.map(|person| person.id_token.clone()));
        Ok(SignedIn {
            access_token,
            refresh_token: tokens.refresh_token().cloned().or(earlier_refresh_token),
            id_token: id_token.ok_or_else(|| Problem::because(doing, "there is no ID token"))?,
            claims,
            user_info,
        })
    }
}

impl Provider {
    async fn discover(settings: &Settings, http: &HttpClient) -> Result<Self, Problem> {
        let doing = "Cannot read the issuer's discovery document";
        let issuer =
            IssuerUrl::new(settings.issuer.clone()).map_err(|error| Problem::new(doing, &error))?;
        let redirect_uri = RedirectUrl::new(format!("{}/callback", settings.origin))
            .map_err(|error| Problem::new("The redirect URI is malformed", &error))?;
        let metadata = Metadata::discover_async(issuer, http)
            .await
            .map_err(|error| Problem::new(doing, &error))?;
        let more = metadata.additional_metadata().clone();
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(settings.client_id.clone()),
            settings.client_secret.clone().map(ClientSecret::new),
        )
        .set_redirect_uri(redirect_uri);
        Ok(Self { client, more })
    }

    /// "Clients that support this specification MUST extract the value of the iss parameter ... and compare the extracted value to
    /// the issuer identifier of the authorization server to which they sent the authorization request." RFC 9207 §2.4
    fn check_issuer(&self, ours: &str, iss: Option<&str>) -> Result<(), Problem> {
        let doing = "The answer is not from the issuer that was asked";
        match iss {
            Some(iss) if iss == ours => Ok(()),
            Some(iss) => Err(Problem::because(doing, format!("it says {iss}"))),
            None if self.more.authorization_response_iss_parameter_supported => {
                Err(Problem::because(doing, "it does not say whose it is"))
            }
            None => Ok(()),
        }
    }
}

/// Signature, issuer, audience, times and `nonce` (OpenID Connect Core 1.0 §3.1.3.7), then `at_hash` when present (§3.1.3.8).
/// After a refresh there is no nonce to expect.
fn verify_with(
    provider: &Provider,
    tokens: &CoreTokenResponse,
    nonce: Option<&Nonce>,
) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
    let other = |cause: String| ClaimsVerificationError::Other(cause);
    let id_token = tokens
        .id_token()
        .ok_or_else(|| other("there is none".to_owned()))?;
    let verifier = provider.client.id_token_verifier();
    let claims = match nonce {
        Some(nonce) => id_token.claims(&verifier, nonce)?,
        None => id_token.claims(&verifier, |_: Option<&Nonce>| Ok(()))?,
    };
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = id_token
            .signing_alg()
            .map_err(|error| other(error.to_string()))?;
        let key = id_token
            .signing_key(&verifier)
            .map_err(ClaimsVerificationError::SignatureVerification)?;
        let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
            .map_err(|error| other(error.to_string()))?;
        if actual != *expected {
            return Err(other("at_hash does not fit the access token".to_owned()));
        }
    }
    Ok(claims.clone())
}
