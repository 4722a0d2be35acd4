//! An application that signs people in: it builds requests as a developer would, and every part of them can be changed.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::header::AUTHORIZATION;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

use crate::answer::Answer;
use crate::app::TestApp;
use crate::browser::{Browser, Outcome};
use crate::fixture::{ADA, AuthMethod, Client, Person};
use crate::process::TestProcess;
use crate::resource_server::ResourceServer;
use crate::tokens::Tokens;
use crate::wire::Wire;
use crate::{jwt, wire};

/// One application, and the secrets of the flow it is in.
#[derive(Clone, Debug)]
pub struct RelyingParty {
    /// As registered. A test may change it to lie.
    pub client: Client,
    /// `state`
    pub state: String,
    /// `nonce`
    pub nonce: String,
    /// `code_verifier`
    pub verifier: String,
    issuer: String,
    wire: Wire,
}

/// The `code_challenge` of a verifier (RFC 7636 §4.2, `S256`).
pub fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

fn random() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

impl RelyingParty {
    /// An application of that server's issuer.
    pub fn new(app: &TestApp, client: Client) -> Self {
        Self::at(app.issuer(), app.wire(), client)
    }

    /// An application of that program's issuer.
    pub fn of_process(process: &TestProcess, client: Client) -> Self {
        Self::at(process.issuer(), process.wire(), client)
    }

    fn at(issuer: &str, wire: &Wire, client: Client) -> Self {
        let wire = wire.clone();
        Self {
            client,
            state: random(),
            nonce: random(),
            verifier: random(),
            issuer: issuer.to_owned(),
            wire,
        }
    }

    /// An application of another issuer of the server's: one below a path, or with a host name of its own.
    pub fn of_issuer(app: &TestApp, issuer: &str, client: Client) -> Self {
        Self::at(issuer, &app.wire_at(issuer), client)
    }

    /// The same application at another issuer of the server's, such as `{issuer}/t/acme`.
    #[must_use]
    pub fn at_issuer(mut self, issuer: &str) -> Self {
        issuer.clone_into(&mut self.issuer);
        self
    }

    /// The same application in a new flow: other `state`, `nonce` and verifier.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            state: random(),
            nonce: random(),
            verifier: random(),
            ..self.clone()
        }
    }

    /// The parameters of its authorization request: code, PKCE, `state` and `nonce`.
    pub fn parameters(&self) -> Vec<(String, String)> {
        [
            ("response_type", "code"),
            ("client_id", self.client.id),
            ("redirect_uri", self.client.redirect_uri),
            ("scope", self.client.scope),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("code_challenge", &challenge_of(&self.verifier)),
            ("code_challenge_method", "S256"),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
    }

    /// Its authorization URL, with these parameters in place of, or besides, its own.
    pub fn authorization_url(&self, changes: &[(&str, &str)]) -> String {
        self.authorization_url_without(&[], changes)
    }

    /// As [`RelyingParty::authorization_url`], without some of its own parameters. A name that is changed twice is sent twice.
    pub fn authorization_url_without(&self, removed: &[&str], changes: &[(&str, &str)]) -> String {
        let mut parameters = self.parameters();
        parameters.retain(|(name, _)| {
            !removed.contains(&name.as_str()) && !changes.iter().any(|(changed, _)| changed == name)
        });
        let changes = changes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut url = Url::parse(&self.endpoint("/authorize")).unwrap();
        url.query_pairs_mut()
            .extend_pairs(parameters.into_iter().chain(changes));
        url.into()
    }

    /// The URL of an endpoint of its issuer.
    pub fn endpoint(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// A request that carries its credentials the way it registered: a header, or parameters of the form.
    fn authenticated(&self, path: &str, parameters: &[(&str, &str)]) -> RequestBuilder {
        let mut form: Vec<(&str, &str)> = parameters.to_vec();
        let request = self.wire.request(Method::POST, &self.endpoint(path));
        match self.client.auth {
            AuthMethod::Basic => request
                .header(AUTHORIZATION, basic(self.client.id, self.client.secret))
                .form(&form),
            AuthMethod::Post => {
                form.extend([
                    ("client_id", self.client.id),
                    ("client_secret", self.client.secret),
                ]);
                request.form(&form)
            }
            AuthMethod::None => {
                form.push(("client_id", self.client.id));
                request.form(&form)
            }
        }
    }

    /// A token request with exactly these parameters, and its credentials.
    pub async fn token(&self, parameters: &[(&str, &str)]) -> Answer {
        Answer::of(self.authenticated("/token", parameters)).await
    }

    /// A token request with exactly these parameters and no credentials.
    pub async fn token_without_credentials(&self, parameters: &[(&str, &str)]) -> Answer {
        Answer::of(
            self.wire
                .request(Method::POST, &self.endpoint("/token"))
                .form(parameters),
        )
        .await
    }

    /// Redeems a code as it should be done; the answer may be an error.
    pub async fn redeem(&self, code: &str) -> Answer {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.client.redirect_uri),
            ("code_verifier", &self.verifier),
        ])
        .await
    }

    /// Redeems a code.
    ///
    /// # Panics
    /// When the issuer refuses.
    pub async fn exchange(&self, code: &str) -> Tokens {
        Tokens::of(self.redeem(code).await)
    }

    /// Uses a refresh token; the answer may be an error.
    pub async fn refresh(&self, refresh_token: &str) -> Answer {
        self.token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
        ])
        .await
    }

    /// Asks for a token of its own (RFC 6749 §4.4), with further parameters such as `scope` and `resource`.
    pub async fn client_credentials(&self, parameters: &[(&str, &str)]) -> Answer {
        let all = [&[("grant_type", "client_credentials")], parameters].concat();
        self.token(&all).await
    }

    /// Asks who the token is about (OpenID Connect Core §5.3).
    pub async fn userinfo(&self, access_token: &str) -> Answer {
        let request = self.wire.request(Method::GET, &self.endpoint("/userinfo"));
        Answer::of(request.bearer_auth(access_token)).await
    }

    /// Asks what a token is (RFC 7662 §2.1).
    pub async fn introspect(&self, token: &str) -> Answer {
        Answer::of(self.authenticated("/introspect", &[("token", token)])).await
    }

    /// Takes a token back (RFC 7009 §2.1).
    pub async fn revoke(&self, token: &str) -> Answer {
        Answer::of(self.authenticated("/revoke", &[("token", token)])).await
    }

    /// The code of an authorization response that is its own: right `state`, right `iss`, no error.
    ///
    /// # Panics
    /// When it is not.
    pub fn code_of(&self, outcome: &Outcome) -> String {
        assert_eq!(outcome.parameter("error"), None, "{outcome:?}");
        assert_eq!(
            outcome.parameter("state").as_ref(),
            Some(&self.state),
            "{outcome:?}"
        );
        // "clients MUST … compare the value of the iss parameter to the issuer identifier"  RFC 9207 §2.4
        assert_eq!(
            outcome.parameter("iss").as_ref(),
            Some(&self.issuer),
            "{outcome:?}"
        );
        outcome
            .parameter("code")
            .unwrap_or_else(|| panic!("no code: {outcome:?}"))
    }

    /// Sends a browser to sign that person in, and returns the code it comes back with.
    ///
    /// # Panics
    /// When it does not come back with one.
    pub async fn code_for(&self, browser: &mut Browser, person: Person) -> String {
        let outcome = browser
            .authorize_as(
                &self.authorization_url(&[]),
                person.username,
                person.password,
            )
            .await;
        self.code_of(&outcome)
    }

    /// Sends a browser to sign Ada in, and redeems the code it comes back with.
    ///
    /// # Panics
    /// When any step fails.
    pub async fn sign_in_and_exchange(&self, browser: &mut Browser) -> Tokens {
        self.sign_in_and_exchange_with(browser, ADA, &[]).await
    }

    /// As [`RelyingParty::sign_in_and_exchange`], for anyone and with further parameters of the authorization request.
    ///
    /// # Panics
    /// When any step fails.
    pub async fn sign_in_and_exchange_with(
        &self,
        browser: &mut Browser,
        person: Person,
        changes: &[(&str, &str)],
    ) -> Tokens {
        let url = self.authorization_url(changes);
        let outcome = browser
            .authorize_as(&url, person.username, person.password)
            .await;
        self.exchange(&self.code_of(&outcome)).await
    }

    /// Checks an ID token by OpenID Connect Core §3.1.3.7, at the server's time; its claims.
    ///
    /// # Panics
    /// When a rule is broken.
    pub async fn verify_id_token(&self, app: &TestApp, tokens: &Tokens) -> Value {
        let issuer = ResourceServer::of_issuer(app, &self.issuer, "").await;
        let token = issuer
            .verify_signature(tokens.id_token())
            .unwrap_or_else(|why| panic!("{why}: {tokens:?}"));
        let claims = token.claims;
        assert_eq!(claims["iss"], *self.issuer, "{claims}");
        assert_eq!(claims["aud"], *self.client.id, "{claims}");
        assert_eq!(claims["nonce"], *self.nonce, "{claims}");
        let (iat, exp) = (
            claims["iat"].as_i64().unwrap(),
            claims["exp"].as_i64().unwrap(),
        );
        assert!(
            iat <= app.now() && app.now() < exp,
            "{claims} at {}",
            app.now()
        );
        if token.header["alg"] != "EdDSA" {
            assert_eq!(
                claims["at_hash"],
                jwt::half_hash(&tokens.access_token),
                "{claims}"
            );
        }
        claims
    }

    /// A plain client, for requests that no application should make.
    pub fn http(&self) -> reqwest::Client {
        wire::client()
    }
}

/// The value of an `Authorization` header. "The client identifier is encoded using the
/// "application/x-www-form-urlencoded" encoding algorithm"  RFC 6749 §2.3.1
pub fn basic(id: &str, secret: &str) -> String {
    let encode =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!(
        "Basic {}",
        STANDARD.encode(format!("{}:{}", encode(id), encode(secret)))
    )
}
