//! GitHub, Facebook, 42 and Discord, by their public documentation, as far as a sign-in touches them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;
use vestibule::model::Secret;
use vestibule::vault::foreign_tag::foreign_tag;

use super::question::{Fields, Way, denial, question};
use super::served::{Answers, Asked, Manner, Served, fixture, pairs};

/// What the fakes call us.
const CLIENT_ID: &str = "Iv1.8a61f9b3a7aba766";
/// What they know us by.
const CLIENT_SECRET: &str = "oauth-fixture-secret-5b7d9f1a3c5e7f9b1d3f5a7c9e";

/// Whose interface it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OAuthKind {
    /// docs.github.com/apps/oauth-apps
    GitHub,
    /// developers.facebook.com/docs/facebook-login
    Facebook,
    /// api.intra.42.fr/apidoc
    FortyTwo,
    /// discord.com/developers/docs/topics/oauth2
    Discord,
}

impl OAuthKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GitHub, Self::Facebook, Self::FortyTwo, Self::Discord];

    /// Its name in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GitHub => "github",
            Self::Facebook => "facebook",
            Self::FortyTwo => "fortytwo",
            Self::Discord => "discord",
        }
    }

    /// Where it asks its person.
    pub const fn authorize(self) -> &'static str {
        match self {
            Self::GitHub => "/login/oauth/authorize",
            Self::Facebook => "/v23.0/dialog/oauth",
            Self::FortyTwo => "/oauth/authorize",
            Self::Discord => "/oauth2/authorize",
        }
    }

    /// Where codes become tokens.
    pub const fn token(self) -> &'static str {
        match self {
            Self::GitHub => "/login/oauth/access_token",
            Self::Facebook => "/v23.0/oauth/access_token",
            Self::FortyTwo => "/oauth/token",
            Self::Discord => "/api/oauth2/token",
        }
    }

    /// Where it says who somebody is.
    pub const fn me(self) -> &'static str {
        match self {
            Self::GitHub => "/api/v3/user",
            Self::Facebook => "/v23.0/me",
            Self::FortyTwo => "/v2/me",
            Self::Discord => "/api/v10/users/@me",
        }
    }

    /// Somebody, in its own words.
    fn person(self) -> Value {
        fixture(match self {
            Self::GitHub => {
                include_str!("../../../../.well-known-fixtures/upstream/github-user.json")
            }
            Self::Facebook => {
                include_str!("../../../../.well-known-fixtures/upstream/facebook-me.json")
            }
            Self::FortyTwo => {
                include_str!("../../../../.well-known-fixtures/upstream/fortytwo-me.json")
            }
            Self::Discord => {
                include_str!("../../../../.well-known-fixtures/upstream/discord-users-me.json")
            }
        })
    }
}

struct State {
    kind: OAuthKind,
    person: Value,
    emails: Value,
    codes: HashMap<String, HashMap<String, String>>,
    count: u64,
}

/// One of them. Dropped, it ends.
pub struct FakeOAuth {
    served: Served,
    kind: OAuthKind,
    state: Arc<Mutex<State>>,
}

impl fmt::Debug for FakeOAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FakeOAuth").field(&self.kind).finish()
    }
}

impl FakeOAuth {
    /// Starts one.
    pub async fn start(kind: OAuthKind) -> Self {
        let state = Arc::new(Mutex::new(State {
            kind,
            person: kind.person(),
            emails: fixture(include_str!(
                "../../../../.well-known-fixtures/upstream/github-user-emails.json"
            )),
            codes: HashMap::new(),
            count: 0,
        }));
        let shared = Arc::clone(&state);
        let served = Served::start(move |_| {
            Arc::new(move |asked: &Asked| shared.lock().unwrap().answer(asked)) as Answers
        })
        .await;
        Self {
            served,
            kind,
            state,
        }
    }

    /// The provider as `vestibule apply` reads it.
    pub fn toml(&self, slug: &str, more: &str) -> String {
        format!(
            "[[provider]]\nslug = {slug:?}\nkind = {:?}\nserver = {:?}\nclient_id = {CLIENT_ID:?}\nclient_secret = {CLIENT_SECRET:?}\n{more}\n",
            self.kind.name(),
            self.served.url
        )
    }

    /// Somebody else, in its own words.
    pub fn person(&self, person: Value) {
        self.state.lock().unwrap().person = person;
    }

    /// The addresses of GitHub's somebody.
    pub fn emails(&self, emails: Value) {
        self.state.lock().unwrap().emails = emails;
    }

    /// How a path answers from now on; `None` for as it should.
    pub fn behave(&self, path: &str, manner: impl Into<Option<Manner>>) {
        self.served.behave(path, manner.into());
    }

    /// What it was asked at a path.
    pub fn asked(&self, path: &str) -> Vec<Asked> {
        self.served.asked(path)
    }

    /// The person agrees: where the browser goes then.
    ///
    /// # Panics
    /// When the authorization request is not one.
    pub fn agree(&self, url: &Url) -> Url {
        let begin = format!("{}{}?", self.served.url, self.kind.authorize());
        assert!(url.as_str().starts_with(&begin), "{url}");
        let asked = pairs(url.query().unwrap().as_bytes());
        let (redirect, fields) = self.state.lock().unwrap().agreed(asked);
        let mut redirect = Url::parse(&redirect).unwrap();
        redirect.query_pairs_mut().extend_pairs(fields);
        redirect
    }
}

impl State {
    /// The person agrees: the redirect URI and what is sent there.
    fn agreed(&mut self, asked: HashMap<String, String>) -> (String, Fields) {
        let text = |name: &str| {
            asked
                .get(name)
                .unwrap_or_else(|| panic!("{name} in {asked:?}"))
        };
        assert_eq!(
            (text("response_type").as_str(), text("client_id").as_str()),
            ("code", CLIENT_ID)
        );
        assert_eq!(text("code_challenge_method"), "S256");
        self.count += 1;
        let code = format!("oauth-code-{}", self.count);
        let fields = vec![
            ("code".to_owned(), code.clone()),
            ("state".to_owned(), text("state").clone()),
        ];
        let redirect = text("redirect_uri").clone();
        self.codes.insert(code, asked);
        (redirect, fields)
    }

    /// The page that a real browser sees.
    fn question(&mut self, asked: &Asked) -> (u16, Value) {
        let no = denial(&asked.query["state"]);
        let (redirect, yes) = self.agreed(asked.query.clone());
        (200, question(&redirect, (&yes, &no), Way::Query))
    }

    fn answer(&mut self, asked: &Asked) -> (u16, Value) {
        let kind = self.kind;
        if asked.path == kind.authorize() {
            return self.question(asked);
        }
        if asked.path == kind.token() {
            return self.token(asked);
        }
        let bearer = asked.headers.get("authorization");
        if bearer.is_none_or(|bearer| !bearer.starts_with("Bearer oauth-access-")) {
            return (401, json!({"message": "Requires authentication"}));
        }
        // "Require App Secret": a call without the proof is refused.
        let token = bearer.map(|bearer| bearer.trim_start_matches("Bearer "));
        let proof = foreign_tag(
            &Secret::new(CLIENT_SECRET),
            &Secret::new(token.unwrap_or_default()),
        );
        let sent = asked.query.get("appsecret_proof");
        if kind == OAuthKind::Facebook && sent.is_none_or(|sent| sent != proof.expose()) {
            let message = "API calls from the server require an appsecret_proof argument";
            return (400, json!({"error": {"message": message, "code": 100}}));
        }
        if asked.path == kind.me() {
            return (200, self.person.clone());
        }
        if kind == OAuthKind::GitHub && asked.path == "/api/v3/user/emails" {
            return (200, self.emails.clone());
        }
        (404, json!({}))
    }

    fn token(&mut self, asked: &Asked) -> (u16, Value) {
        let field = |name: &str| asked.form.get(name).cloned().unwrap_or_default();
        let wrong = |code: &str| {
            // GitHub answers its errors with 200.
            let status = if self.kind == OAuthKind::GitHub {
                200
            } else {
                400
            };
            (
                status,
                json!({"error": code, "error_description": "The code passed is incorrect or expired."}),
            )
        };
        if (field("client_id").as_str(), field("client_secret").as_str())
            != (CLIENT_ID, CLIENT_SECRET)
        {
            return wrong("incorrect_client_credentials");
        }
        let Some(request) = self.codes.remove(&field("code")) else {
            return wrong("bad_verification_code");
        };
        let verifier = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
        if verifier != request["code_challenge"] || field("redirect_uri") != request["redirect_uri"]
        {
            return wrong("redirect_uri_mismatch");
        }
        self.count += 1;
        (
            200,
            json!({
                "access_token": format!("oauth-access-{}", self.count), "token_type": "bearer", "expires_in": 7200,
                "scope": request.get("scope"),
            }),
        )
    }
}
