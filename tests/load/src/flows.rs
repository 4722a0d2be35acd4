//! A virtual user: a browser, an app and a connection, and the flows they go through. Every answer is checked.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::StatusCode;
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use crate::answers::{self, Tokens};
use crate::browser::{self, Cookies, Visit};
use crate::http::{Call, Connection};
use crate::jwt;
use crate::sandbox::{self, API_SCOPE, AUDIENCE, CONFIDENTIAL, PUBLIC, Person, REDIRECT_URI};
use crate::scenario::Scenario;
use crate::target::{DISCOVERY, Target, VERIFY_TOKEN};

/// How one operation ended, when it was not wrong.
pub enum Outcome {
    /// The last answer was read at this moment; the tokens it brought carry this many signatures.
    Done { at: Instant, signatures: u32 },
    /// The server asked to come back later: it protects itself, and nothing was wrong.
    ComeBackLater,
}

/// One user with their own connection, cookies and tokens.
pub struct VirtualUser {
    target: Arc<Target>,
    person: Person,
    connection: Connection,
    cookies: Cookies,
    /// Set when the browser has signed in.
    subject: Option<String>,
    access_token: String,
    refresh_token: String,
    /// What states, nonces and verifiers are derived from: unpredictable, and cheaper than a read of randomness each.
    seed: String,
    drawn: u64,
}

/// One authorization request of an app, and what it keeps to check the answer.
struct Request {
    client: &'static str,
    state: String,
    nonce: String,
    verifier: String,
    path: String,
}

impl VirtualUser {
    /// # Errors
    /// When there is no randomness.
    pub fn new(target: &Arc<Target>, person: &Person) -> Result<Self, String> {
        Ok(Self {
            connection: Connection::new(target.address),
            target: Arc::clone(target),
            person: person.clone(),
            cookies: Cookies::default(),
            subject: None,
            access_token: String::new(),
            refresh_token: String::new(),
            seed: sandbox::random_text()?,
            drawn: 0,
        })
    }

    /// Gets ready for a scenario: a fresh connection, a signed-in browser, a token to use.
    ///
    /// # Errors
    /// When signing in goes wrong, or the server keeps asking to come back later.
    pub async fn prepare(&mut self, scenario: Scenario) -> Result<(), String> {
        self.connection.close();
        let (client, scope, prompt) = match scenario {
            Scenario::ClientCredentials
            | Scenario::Discovery
            | Scenario::Jwks
            | Scenario::Login => return Ok(()),
            Scenario::Code
            | Scenario::Introspection
            | Scenario::VerifyToken
            | Scenario::StatusList
            | Scenario::Userinfo => (CONFIDENTIAL, "openid profile email", ""),
            // Without prompt=consent a server may ignore offline_access (OpenID Connect Core §11).
            Scenario::Refresh => (PUBLIC, "openid offline_access", "consent"),
        };
        for _ in 0..20 {
            let request = self.request(client, scope, prompt);
            let visit = browser::authorize_as(
                &self.person,
                &self.target,
                &mut self.connection,
                &mut self.cookies,
                &request.path,
            );
            let Visit::Callback(callback) = visit.await? else {
                tokio::time::sleep(Duration::from_millis(500)).await;
                continue;
            };
            let code = answers::callback_code(&self.target, &request.state, &callback)?;
            let tokens = self.redeem(&request, &code).await?;
            self.check_user_tokens(&request, &tokens)?;
            if scenario == Scenario::Refresh {
                self.refresh_token = tokens
                    .refresh
                    .ok_or("no refresh token although offline_access was asked for")?;
            }
            self.access_token = tokens.access;
            return Ok(());
        }
        Err("signing in: the server kept asking to come back later".to_owned())
    }

    /// One operation of the scenario.
    ///
    /// # Errors
    /// What was wrong with an answer.
    pub async fn perform(&mut self, scenario: Scenario) -> Result<Outcome, String> {
        match scenario {
            Scenario::ClientCredentials => self.client_credentials().await,
            Scenario::Code => self.code().await,
            Scenario::Refresh => self.refresh().await,
            Scenario::Introspection => self.introspection().await,
            Scenario::VerifyToken => self.verify_token().await,
            Scenario::StatusList => self.status_list().await,
            Scenario::Userinfo => self.userinfo().await,
            Scenario::Discovery => {
                let answer = self.connection.send(Call::get(DISCOVERY)).await?;
                answers::same_document(&answer, &self.target.discovery_body)
            }
            Scenario::Jwks => {
                let answer = self.connection.send(Call::get(&self.target.jwks)).await?;
                answers::same_document(&answer, &self.target.jwks_body)
            }
            Scenario::Login => self.login().await,
        }
    }

    async fn client_credentials(&mut self) -> Result<Outcome, String> {
        let fields = [
            ("grant_type", "client_credentials"),
            ("scope", API_SCOPE),
            ("resource", AUDIENCE),
        ];
        let call =
            Call::post(&self.target.token, &fields).basic(CONFIDENTIAL, &self.target.client_secret);
        let tokens = answers::token_response(&self.connection.send(call).await?)?;
        if tokens.refresh.is_some() || tokens.id.is_some() {
            return Err(
                "client credentials brought more than an access token (RFC 6749 §4.4.3)".to_owned(),
            );
        }
        let claims =
            answers::access_token(&self.target, &tokens.access, CONFIDENTIAL, CONFIDENTIAL)?;
        jwt::expect_audience(&claims, AUDIENCE)?;
        jwt::expect(&claims, "scope", API_SCOPE)?;
        Ok(Outcome::Done {
            at: tokens.at,
            signatures: 1,
        })
    }

    async fn code(&mut self) -> Result<Outcome, String> {
        let request = self.request(CONFIDENTIAL, "openid", "");
        let callback = browser::authorize_silently(
            &self.target,
            &mut self.connection,
            &mut self.cookies,
            &request.path,
        )
        .await?;
        let code = answers::callback_code(&self.target, &request.state, &callback)?;
        let tokens = self.redeem(&request, &code).await?;
        let signatures = self.check_user_tokens(&request, &tokens)?;
        Ok(Outcome::Done {
            at: tokens.at,
            signatures,
        })
    }

    async fn refresh(&mut self) -> Result<Outcome, String> {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", &self.refresh_token),
            ("client_id", PUBLIC),
        ];
        let tokens = answers::token_response(
            &self
                .connection
                .send(Call::post(&self.target.token, &fields))
                .await?,
        )?;
        let successor = tokens
            .refresh
            .ok_or("a public client's refresh brought no new refresh token")?;
        if successor == self.refresh_token {
            return Err(
                "a public client's refresh token did not rotate (RFC 9700 §4.14.2)".to_owned(),
            );
        }
        self.refresh_token = successor;
        let subject = self.subject.clone().unwrap_or_default();
        answers::access_token(&self.target, &tokens.access, PUBLIC, &subject)?;
        let mut signatures = 1;
        if let Some(token) = &tokens.id {
            self.id_token(token, PUBLIC)?;
            signatures += 1;
        }
        Ok(Outcome::Done {
            at: tokens.at,
            signatures,
        })
    }

    async fn introspection(&mut self) -> Result<Outcome, String> {
        let fields = [("token", self.access_token.as_str())];
        let call = Call::post(&self.target.introspect, &fields)
            .basic(CONFIDENTIAL, &self.target.client_secret);
        let answer = self.connection.send(call).await?;
        let at = Instant::now();
        answer.expect(StatusCode::OK)?;
        let answer = answer.json()?;
        if answer.get("active") != Some(&Value::Bool(true)) {
            return Err("a live token was called inactive".to_owned());
        }
        jwt::expect(&answer, "client_id", CONFIDENTIAL)?;
        jwt::expect(&answer, "iss", &self.target.issuer)?;
        jwt::expect(&answer, "sub", self.subject.as_deref().unwrap_or_default())?;
        Ok(Outcome::Done { at, signatures: 0 })
    }

    async fn verify_token(&mut self) -> Result<Outcome, String> {
        let body = serde_json::json!({ "token": self.access_token, "service": AUDIENCE });
        let call = Call::json(VERIFY_TOKEN, &body).basic(CONFIDENTIAL, &self.target.client_secret);
        let answer = self.connection.send(call).await?;
        let at = Instant::now();
        answer.expect(StatusCode::OK)?;
        let answer = answer.json()?;
        if answer.get("active") != Some(&Value::Bool(true)) {
            return Err("a live token was called inactive".to_owned());
        }
        jwt::expect(&answer, "sub", self.subject.as_deref().unwrap_or_default())?;
        Ok(Outcome::Done { at, signatures: 0 })
    }

    async fn status_list(&mut self) -> Result<Outcome, String> {
        let (_, claims) = self.target.keys.verify(&self.access_token)?;
        let uri = claims
            .pointer("/status/status_list/uri")
            .and_then(Value::as_str);
        let uri = uri.ok_or("an access token without a status list")?;
        let path = uri.strip_prefix(&self.target.issuer);
        let path = path.ok_or("a status list of somebody else")?;
        let answer = self.connection.send(Call::get(path)).await?;
        let at = Instant::now();
        answer.expect(StatusCode::OK)?;
        let token = std::str::from_utf8(&answer.body).map_err(|error| error.to_string())?;
        let (header, list) = self.target.keys.verify(token)?;
        jwt::expect(&header, "typ", "statuslist+jwt")?;
        jwt::expect(&list, "sub", uri)?;
        Ok(Outcome::Done { at, signatures: 0 })
    }

    async fn userinfo(&mut self) -> Result<Outcome, String> {
        let answer = self
            .connection
            .send(Call::get(&self.target.userinfo).bearer(&self.access_token))
            .await?;
        let at = Instant::now();
        answer.expect(StatusCode::OK)?;
        let claims = answer.json()?;
        jwt::expect(&claims, "sub", self.subject.as_deref().unwrap_or_default())?;
        jwt::expect(&claims, "email", &self.person.email)?;
        Ok(Outcome::Done { at, signatures: 0 })
    }

    async fn login(&mut self) -> Result<Outcome, String> {
        let request = self.request(CONFIDENTIAL, "openid", "");
        let mut cookies = Cookies::default();
        let visit = browser::authorize_as(
            &self.person,
            &self.target,
            &mut self.connection,
            &mut cookies,
            &request.path,
        );
        match visit.await? {
            Visit::ComeBackLater => Ok(Outcome::ComeBackLater),
            Visit::Callback(callback) => {
                let at = Instant::now();
                answers::callback_code(&self.target, &request.state, &callback)?;
                Ok(Outcome::Done { at, signatures: 0 })
            }
        }
    }

    fn request(&mut self, client: &'static str, scope: &str, prompt: &str) -> Request {
        let (state, nonce, verifier) = (self.draw(), self.draw(), self.draw());
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", client)
            .append_pair("redirect_uri", REDIRECT_URI)
            .append_pair("scope", scope)
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        if !prompt.is_empty() {
            query.append_pair("prompt", prompt);
        }
        let path = format!("{}?{}", self.target.authorize, query.finish());
        Request {
            client,
            state,
            nonce,
            verifier,
            path,
        }
    }

    /// 256 bits that were not used before.
    fn draw(&mut self) -> String {
        self.drawn += 1;
        URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{} {}", self.seed, self.drawn)))
    }

    async fn redeem(&mut self, request: &Request, code: &str) -> Result<Tokens, String> {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("code_verifier", request.verifier.as_str()),
        ];
        let call = if request.client == PUBLIC {
            fields.push(("client_id", PUBLIC));
            Call::post(&self.target.token, &fields)
        } else {
            Call::post(&self.target.token, &fields).basic(CONFIDENTIAL, &self.target.client_secret)
        };
        answers::token_response(&self.connection.send(call).await?)
    }

    /// Both tokens of a code, for one subject that stays the same; how many signatures they carry.
    fn check_user_tokens(&mut self, request: &Request, tokens: &Tokens) -> Result<u32, String> {
        let id_token = tokens
            .id
            .as_deref()
            .ok_or("scope openid brought no ID token")?;
        let claims = self.id_token(id_token, request.client)?;
        jwt::expect(&claims, "nonce", &request.nonce)?;
        let subject = jwt::text(&claims, "sub").to_owned();
        if subject.is_empty() || self.subject.as_ref().is_some_and(|known| *known != subject) {
            return Err("the ID token is about somebody else".to_owned());
        }
        answers::access_token(&self.target, &tokens.access, request.client, &subject)?;
        self.subject = Some(subject);
        Ok(2)
    }

    /// An ID token about the person who signed in.
    fn id_token(&self, token: &str, client: &str) -> Result<Value, String> {
        let claims = answers::id_token(&self.target, token, client)?;
        if let Some(subject) = &self.subject {
            jwt::expect(&claims, "sub", subject)?;
        }
        Ok(claims)
    }
}
