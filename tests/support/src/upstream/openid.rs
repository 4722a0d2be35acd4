//! An OpenID provider: discovery, keys that change, S256, ID tokens that are right until a test twists them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::Url;
use vestibule::clock::Clock;
use vestibule::jose::SigningKey;
use vestibule::model::SigningAlg;

use super::question::{Fields, Way, denial, question};
use super::served::{Answers, Asked, Manner, Served, fixture, pairs};
use crate::jwt::{ForeignKey, Jwt};

/// What the fake calls us.
pub const CLIENT_ID: &str = "vestibule-at-fake";
/// What it knows us by.
pub const CLIENT_SECRET: &str = "upstream-fixture-secret-7c1d9e2f4a6b8c0d1e3f5a7b9c";

type Twist = Arc<dyn Fn(Jwt, &ForeignKey) -> String + Send + Sync>;

struct State {
    issuer: String,
    clock: Clock,
    alg: SigningAlg,
    /// Published, the one that signs last.
    keys: Vec<SigningKey>,
    /// Whether what signs is published.
    hidden: bool,
    person: Value,
    codes: HashMap<String, HashMap<String, String>>,
    tokens: HashMap<String, Value>,
    twist: Option<Twist>,
    metadata: Value,
    sends_iss: bool,
    takes_any_secret: bool,
    count: u64,
}

/// The provider. Dropped, it ends.
pub struct FakeOpenId {
    served: Served,
    state: Arc<Mutex<State>>,
}

impl fmt::Debug for FakeOpenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FakeOpenId").field(&self.served.url).finish()
    }
}

impl FakeOpenId {
    /// Starts one that lives by this clock, and knows Ada by her own name there.
    pub async fn start(clock: &Clock) -> Self {
        Self::with_alg(clock, SigningAlg::ES256).await
    }

    /// The same, with keys for another algorithm.
    pub async fn with_alg(clock: &Clock, alg: SigningAlg) -> Self {
        let key = SigningKey::generate(alg).unwrap();
        let state = Arc::new(Mutex::new(State {
            issuer: String::new(),
            clock: clock.clone(),
            alg,
            keys: vec![key],
            hidden: false,
            person: fixture(include_str!(
                "../../../../.well-known-fixtures/upstream/openid-person.json"
            )),
            codes: HashMap::new(),
            tokens: HashMap::new(),
            twist: None,
            metadata: json!({}),
            sends_iss: true,
            takes_any_secret: false,
            count: 0,
        }));
        let shared = Arc::clone(&state);
        let served = Served::start(move |url| {
            url.clone_into(&mut shared.lock().unwrap().issuer);
            Arc::new(move |asked: &Asked| shared.lock().unwrap().answer(asked)) as Answers
        })
        .await;
        Self { served, state }
    }

    /// Its issuer.
    pub fn issuer(&self) -> &str {
        &self.served.url
    }

    /// The provider as `vestibule apply` reads it.
    pub fn toml(&self, slug: &str, more: &str) -> String {
        self.toml_of(slug, "openid", more)
    }

    /// The same as a provider of another kind.
    pub fn toml_of(&self, slug: &str, kind: &str, more: &str) -> String {
        format!(
            "[[provider]]\nslug = {slug:?}\nkind = {kind:?}\nname = \"Fake {slug}\"\nissuer = {:?}\nclient_id = {CLIENT_ID:?}\n\
             client_secret = {CLIENT_SECRET:?}\n{more}\n",
            self.issuer()
        )
    }

    /// Somebody else is signed in there.
    pub fn person(&self, claims: Value) {
        self.state.lock().unwrap().person = claims;
    }

    /// What is done to every ID token before it is sent. It gets the token without a signature, and the key that signs.
    pub fn twist(&self, twist: impl Fn(Jwt, &ForeignKey) -> String + Send + Sync + 'static) {
        self.state.lock().unwrap().twist = Some(Arc::new(twist));
    }

    /// Tokens are right again.
    pub fn straighten(&self) {
        self.state.lock().unwrap().twist = None;
    }

    /// Members of the metadata in place of its own; `null` takes one away.
    pub fn metadata(&self, members: Value) {
        self.state.lock().unwrap().metadata = members;
    }

    /// Whether callbacks say `iss`.
    pub fn sends_iss(&self, sends: bool) {
        self.state.lock().unwrap().sends_iss = sends;
    }

    /// Takes whatever secret it is given, such as those that are made for Apple.
    pub fn takes_any_secret(&self) {
        self.state.lock().unwrap().takes_any_secret = true;
    }

    /// Another key signs from now on; the old ones stay published.
    pub fn rotate(&self) {
        let mut state = self.state.lock().unwrap();
        let key = SigningKey::generate(state.alg).unwrap();
        state.keys.push(key);
    }

    /// Whether the key that signs is kept out of what is published.
    pub fn hide_key(&self, hidden: bool) {
        self.state.lock().unwrap().hidden = hidden;
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
        let (redirect, fields) = self.agreed(url);
        let mut redirect = Url::parse(&redirect).unwrap();
        redirect.query_pairs_mut().extend_pairs(fields);
        redirect
    }

    /// The same for `form_post`: the action and the fields of the form.
    ///
    /// # Panics
    /// When the authorization request is not one.
    pub fn agreed(&self, url: &Url) -> (String, Fields) {
        assert!(
            url.as_str()
                .starts_with(&format!("{}/authorize?", self.issuer())),
            "{url}"
        );
        let asked = pairs(url.query().unwrap().as_bytes());
        self.state.lock().unwrap().agreed(asked)
    }

    /// A token that a key of the provider's signs: a logout token, or what a test makes of one.
    pub fn sign(&self, typ: &str, claims: Value) -> String {
        let state = self.state.lock().unwrap();
        let key = state.keys.last().unwrap();
        let jwt = Jwt {
            header: json!({"alg": "", "typ": typ, "kid": key.kid()}),
            claims,
            signature: String::new(),
        };
        jwt.signed_with(&ForeignKey::stolen(key)).text()
    }

    /// The claims of a logout token for its person.
    pub fn logout_claims(&self) -> Value {
        let mut state = self.state.lock().unwrap();
        state.count += 1;
        let now = state.clock.now().seconds();
        json!({
            "iss": state.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": format!("logout-{}", state.count),
            "sub": state.person["sub"], "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        })
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
        assert_eq!(text("response_type"), "code");
        assert_eq!(text("client_id"), CLIENT_ID);
        assert_eq!(text("code_challenge_method"), "S256");
        assert!(text("scope").split(' ').any(|scope| scope == "openid"));
        for name in ["state", "nonce", "code_challenge"] {
            assert!(text(name).len() >= 43, "{name} in {asked:?}");
        }
        self.count += 1;
        let code = format!("fake-code-{}", self.count);
        let mut fields = vec![
            ("code".to_owned(), code.clone()),
            ("state".to_owned(), text("state").clone()),
        ];
        if self.sends_iss {
            fields.push(("iss".to_owned(), self.issuer.clone()));
        }
        let redirect = text("redirect_uri").clone();
        self.codes.insert(code, asked);
        (redirect, fields)
    }

    /// The page that a real browser sees.
    fn question(&mut self, asked: &Asked) -> (u16, Value) {
        let asked = asked.query.clone();
        let is_posted = asked
            .get("response_mode")
            .is_some_and(|mode| mode == "form_post");
        let mut no = denial(&asked["state"]);
        let (redirect, yes) = self.agreed(asked);
        if self.sends_iss {
            no.push(("iss".to_owned(), self.issuer.clone()));
        }
        let way = if is_posted { Way::Form } else { Way::Query };
        (200, question(&redirect, (&yes, &no), way))
    }

    fn answer(&mut self, asked: &Asked) -> (u16, Value) {
        match asked.path.as_str() {
            "/.well-known/openid-configuration" => (200, self.discovery()),
            "/jwks" => {
                let shown = self.keys.len() - usize::from(self.hidden);
                let keys: Vec<_> = self.keys[..shown]
                    .iter()
                    .map(SigningKey::public_jwk)
                    .collect();
                (200, json!({"keys": keys}))
            }
            "/authorize" => self.question(asked),
            "/token" => self.token(asked),
            "/userinfo" => self.userinfo(asked),
            _ => (404, json!({})),
        }
    }

    fn discovery(&self) -> Value {
        let shown =
            include_str!("../../../../.well-known-fixtures/upstream/openid-configuration.json");
        let mut metadata = fixture(&shown.replace("{issuer}", &self.issuer));
        metadata["id_token_signing_alg_values_supported"] = json!([self.alg.name()]);
        metadata["authorization_response_iss_parameter_supported"] = json!(self.sends_iss);
        for (name, value) in self.metadata.as_object().unwrap() {
            if value.is_null() {
                metadata.as_object_mut().unwrap().remove(name);
            } else {
                metadata[name] = value.clone();
            }
        }
        metadata
    }

    fn token(&mut self, asked: &Asked) -> (u16, Value) {
        let error = |code: &str| (400, json!({"error": code}));
        let any_secret = self.takes_any_secret && asked.form.contains_key("client_secret");
        if !any_secret && !is_us(asked) {
            return (401, json!({"error": "invalid_client"}));
        }
        let field = |name: &str| asked.form.get(name).cloned().unwrap_or_default();
        let Some(request) = self.codes.remove(&field("code")) else {
            return error("invalid_grant");
        };
        let verifier = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
        if verifier != request["code_challenge"] || field("redirect_uri") != request["redirect_uri"]
        {
            return error("invalid_grant");
        }
        self.count += 1;
        let access = format!("fake-access-{}", self.count);
        self.tokens.insert(access.clone(), self.person.clone());
        let id_token = self.id_token(&request["nonce"]);
        (
            200,
            json!({
                "access_token": access, "token_type": "Bearer", "expires_in": 3600, "id_token": id_token,
                "refresh_token": format!("fake-refresh-{}", self.count),
            }),
        )
    }

    fn id_token(&self, nonce: &str) -> String {
        let now = self.clock.now().seconds();
        let key = self.keys.last().unwrap();
        let mut claims = self.person.clone();
        for (name, value) in [
            ("iss", json!(self.issuer)),
            ("aud", json!(CLIENT_ID)),
            ("exp", json!(now + 300)),
            ("iat", json!(now)),
            ("auth_time", json!(now - 5)),
            ("nonce", json!(nonce)),
            ("sid", json!("fake-session-1")),
        ] {
            claims[name] = value;
        }
        let jwt = Jwt {
            header: json!({"alg": self.alg.name(), "typ": "JWT", "kid": key.kid()}),
            claims,
            signature: String::new(),
        };
        let signer = ForeignKey::stolen(key);
        match &self.twist {
            Some(twist) => twist(jwt, &signer),
            None => jwt.signed_with(&signer).text(),
        }
    }

    fn userinfo(&self, asked: &Asked) -> (u16, Value) {
        let bearer = asked
            .headers
            .get("authorization")
            .cloned()
            .unwrap_or_default();
        match self.tokens.get(bearer.trim_start_matches("Bearer ")) {
            Some(person) => (200, person.clone()),
            None => (401, json!({"error": "invalid_token"})),
        }
    }
}

/// Whether we prove to be the client: by the secret in one of its two places, or by an assertion.
fn is_us(asked: &Asked) -> bool {
    let basic = format!(
        "Basic {}",
        STANDARD.encode(format!("{CLIENT_ID}:{CLIENT_SECRET}"))
    );
    let form = |name: &str| asked.form.get(name).map(String::as_str);
    asked.headers.get("authorization") == Some(&basic)
        || (form("client_id") == Some(CLIENT_ID) && form("client_secret") == Some(CLIENT_SECRET))
        || (form("client_id") == Some(CLIENT_ID) && form("client_assertion").is_some())
}
