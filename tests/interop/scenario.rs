//! What every test here starts from: a server with a person, an API and three kinds of client, and one journey through it.

use serde_json::{Map, Value};
use url::Url;
use vestibule_test_support::TestApp;

use crate::program::Program;

/// The API that tokens are asked for (RFC 8707).
pub const AUDIENCE: &str = "https://api.example.com";
/// Ada's password.
pub const PASSWORD: &str = "correct horse battery staple";
/// Nothing listens there: the test's browser stops at the redirect.
const REDIRECT_URI: &str = "http://127.0.0.1:3999/callback";
const SCOPE: &str = "openid profile email offline_access orders:read";
const SECRET: &str = "an-interop-secret-of-more-than-32-characters";

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
    /// `none`
    Public,
}

impl Kind {
    /// The hyphen matters: some libraries send it as `%2D` in `client_secret_basic`, as RFC 6749 §2.3.1 allows, and some do not.
    fn client_id(self) -> &'static str {
        match self {
            Self::Basic => "interop-basic",
            Self::Post => "interop-post",
            Self::Public => "interop-public",
        }
    }

    fn auth_method(self) -> &'static str {
        match self {
            Self::Basic => "client_secret_basic",
            Self::Post => "client_secret_post",
            Self::Public => "none",
        }
    }

    /// The environment of a relying party of this kind.
    pub fn environment(self, issuer: &str) -> Vec<(&'static str, String)> {
        let mut environment = vec![
            ("ISSUER", issuer.to_owned()),
            ("CLIENT_ID", self.client_id().to_owned()),
            ("AUTH_METHOD", self.auth_method().to_owned()),
            ("REDIRECT_URI", REDIRECT_URI.to_owned()),
            ("SCOPE", SCOPE.to_owned()),
            ("RESOURCE", AUDIENCE.to_owned()),
        ];
        if self != Self::Public {
            environment.push(("CLIENT_SECRET", SECRET.to_owned()));
        }
        environment
    }

    fn toml(self) -> String {
        let (secret, grants) = match self {
            Self::Basic | Self::Post => (
                format!("client_secret = \"{SECRET}\""),
                r#"["authorization_code", "refresh_token", "client_credentials"]"#,
            ),
            Self::Public => (String::new(), r#"["authorization_code", "refresh_token"]"#),
        };
        format!(
            r#"
            [[client]]
            client_id = "{}"
            {secret}
            client_name = "Interop"
            redirect_uris = ["{REDIRECT_URI}"]
            post_logout_redirect_uris = ["http://127.0.0.1:3999/"]
            grant_types = {grants}
            token_endpoint_auth_method = "{}"
            scope = "{SCOPE}"
            "#,
            self.client_id(),
            self.auth_method(),
        )
    }
}

/// A person and an API.
pub fn ada_and_the_api() -> String {
    format!(
        r#"
        [[service]]
        audience = "{AUDIENCE}"
        name = "Example API"
        scopes = ["orders:read", "orders:write"]

        [[user]]
        username = "ada"
        email = "ada@example.com"
        email_verified = true
        password = "{PASSWORD}"
        name = "Ada Lovelace"
        given_name = "Ada"
        family_name = "Lovelace"
        "#
    )
}

/// A server that knows Ada, the API and a client of each kind.
pub async fn server() -> TestApp {
    let app = TestApp::start().await;
    let mut toml = ada_and_the_api();
    for kind in [Kind::Basic, Kind::Post, Kind::Public] {
        toml.push_str(&kind.toml());
    }
    app.apply(&toml).await;
    app
}

/// Lets a relying party work from its authorization request to the end, Ada signing in on the way; returns what it reported.
pub async fn journey(app: &TestApp, mut relying_party: Program) -> Map<String, Value> {
    let begin = relying_party
        .read()
        .await
        .expect("the relying party begins");
    let authorize = begin["authorize"].as_str().expect("it begins with a URL");
    let mut browser = app.browser();
    let authorize = Url::parse(authorize).unwrap();
    let mut callback = browser
        .authorize_and_sign_in(authorize.as_str(), "ada", PASSWORD)
        .await;
    // What a browser asks the application for: "The fragment … is not used in the initial processing of a URI reference",
    // it never leaves the browser (RFC 9110 §4.1, RFC 3986 §3.5).
    callback.set_fragment(None);
    relying_party.write(callback.as_str()).await;
    let mut steps = Map::new();
    while let Some(line) = relying_party.read().await {
        steps.extend(line.as_object().expect("a step is an object").clone());
    }
    relying_party.finish().await;
    steps
}

/// What the steps of a relying party must have in common, whoever wrote it. Signatures, `nonce`, `state`, `iss` and the like are
/// checked by the relying party itself.
pub fn expect(steps: &Map<String, Value>, kind: Kind, issuer: &str) {
    let tokens = &steps["tokens"];
    let sub = &tokens["claims"]["sub"];
    assert_eq!(tokens["claims"]["iss"], *issuer);
    assert_eq!(tokens["claims"]["aud"], *kind.client_id());
    assert!(sub.is_string(), "{tokens}");
    assert!(
        tokens["token_type"]
            .as_str()
            .is_some_and(|name| name.eq_ignore_ascii_case("bearer"))
    );
    assert!(
        tokens["expires_in"]
            .as_u64()
            .is_some_and(|seconds| seconds > 0)
    );

    let user_info = &steps["user_info"];
    assert_eq!(user_info["sub"], *sub);
    assert_eq!(user_info["name"], *"Ada Lovelace");
    assert_eq!(user_info["email"], *"ada@example.com");
    assert_eq!(user_info["email_verified"], true);

    let refreshed = &steps["refreshed"];
    assert_ne!(refreshed["access_token"], tokens["access_token"]);
    if kind == Kind::Public {
        // "Refresh tokens for public clients MUST be sender-constrained or use refresh token rotation" RFC 9700 §2.2.2
        assert!(refreshed["refresh_token"].is_string());
        assert_ne!(refreshed["refresh_token"], tokens["refresh_token"]);
    }
    assert_eq!(steps["revoked"], true);

    if kind == Kind::Public {
        return;
    }
    let introspection = &steps["introspection"];
    assert_eq!(introspection["active"], true);
    assert_eq!(introspection["sub"], *sub);
    assert_eq!(introspection["client_id"], *kind.client_id());
    // "If the introspection call is properly authorized but the token is not active ..., the authorization server MUST return
    // an introspection response with the "active" field set to "false". Note that to avoid disclosing too much ..., the
    // authorization server SHOULD NOT include any additional information." RFC 7662 §2.2
    assert_eq!(
        steps["introspection_after"],
        serde_json::json!({ "active": false })
    );

    // "A refresh token SHOULD NOT be included." RFC 6749 §4.4.3
    let own = &steps["client_credentials"];
    assert!(own["access_token"].is_string());
    assert!(own["refresh_token"].is_null());
    assert!(own["id_token"].is_null());
}

/// What a resource server must say about the tokens of one journey: yes to the access tokens, no to everything else.
pub async fn expect_verdicts(
    mut resource_server: Program,
    steps: &Map<String, Value>,
    kind: Kind,
    issuer: &str,
) {
    let tokens = &steps["tokens"];
    let access_token = tokens["access_token"].as_str().unwrap();
    for (name, claims) in [
        ("tokens", ask(&mut resource_server, access_token).await),
        (
            "refreshed",
            ask(
                &mut resource_server,
                steps["refreshed"]["access_token"].as_str().unwrap(),
            )
            .await,
        ),
    ] {
        let claims = &claims["claims"];
        assert_eq!(claims["iss"], *issuer, "{name}: {claims}");
        assert_eq!(claims["sub"], tokens["claims"]["sub"], "{name}");
        assert_eq!(claims["client_id"], *kind.client_id(), "{name}");
        assert!(
            claims["scope"]
                .as_str()
                .is_some_and(|scope| scope.split(' ').any(|one| one == "orders:read")),
            "{name}: {claims}"
        );
    }

    let (rest, signature) = access_token.rsplit_once('.').unwrap();
    let swapped: String = signature.chars().rev().collect();
    for (name, token) in [
        (
            "an ID token",
            tokens["id_token"].as_str().unwrap().to_owned(),
        ),
        ("a wrong signature", format!("{rest}.{swapped}")),
        ("no signature", format!("{rest}.")),
        ("no JWT", "made-up".to_owned()),
    ] {
        let verdict = ask(&mut resource_server, &token).await;
        assert!(
            verdict["refused"].is_string(),
            "{name} was believed: {verdict}"
        );
    }
    resource_server.finish().await;
}

async fn ask(resource_server: &mut Program, token: &str) -> Value {
    resource_server.write(token).await;
    resource_server
        .read()
        .await
        .expect("the resource server answers")
}

/// The environment of a resource server.
pub fn api_environment(issuer: &str) -> Vec<(&'static str, String)> {
    vec![
        ("ISSUER", issuer.to_owned()),
        ("AUDIENCE", AUDIENCE.to_owned()),
    ]
}
