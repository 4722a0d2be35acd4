//! The people, clients and the API that most tests start from: [`crate::TestApp::with_fixture`].

use std::fmt::Write as _;

/// How a client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthMethod {
    /// `client_secret_basic`
    Basic,
    /// `client_secret_post`
    Post,
    /// `none`
    None,
}

impl AuthMethod {
    /// The registered name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "client_secret_basic",
            Self::Post => "client_secret_post",
            Self::None => "none",
        }
    }
}

/// A client as its developer knows it. Tests that register their own fill in the same.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// `client_id`
    pub id: &'static str,
    /// `client_secret`; empty for a public client.
    pub secret: &'static str,
    /// `token_endpoint_auth_method`
    pub auth: AuthMethod,
    /// The redirect URI that its requests name; empty for a client without one.
    pub redirect_uri: &'static str,
    /// The scope that its requests ask for.
    pub scope: &'static str,
}

/// A person who can sign in.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The name to sign in with.
    pub username: &'static str,
    /// The address, which works as well.
    pub email: &'static str,
    /// The password.
    pub password: &'static str,
}

/// Everything OpenID Connect knows.
pub const SCOPE: &str = "openid profile email address phone offline_access";

/// A confidential web application: `client_secret_basic`; authorization code, refresh token and client credentials.
pub const WEB: Client = Client {
    id: "web",
    secret: "web-fixture-secret-0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d",
    auth: AuthMethod::Basic,
    redirect_uri: "https://app.example/callback",
    scope: SCOPE,
};

/// The second redirect URI of [`WEB`]: one with a query, which responses must keep.
pub const WEB_REDIRECT_WITH_QUERY: &str = "https://app.example/callback?tenant=blue&mode=1";

/// Where [`WEB`] and [`FIRST`] may send a browser after signing out.
pub const POST_LOGOUT_REDIRECT_URI: &str = "https://app.example/signed-out";

/// Like [`WEB`], with `client_secret_post`.
pub const POST: Client = Client {
    id: "post",
    secret: "post-fixture-secret-9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    auth: AuthMethod::Post,
    redirect_uri: "https://post.example/callback",
    scope: SCOPE,
};

/// A public application in a browser: PKCE, refresh tokens that rotate.
pub const SPA: Client = Client {
    id: "spa",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "https://spa.example/callback",
    scope: SCOPE,
};

/// A public application on a device; it may come back on any port of 127.0.0.1.
pub const NATIVE: Client = Client {
    id: "native",
    secret: "",
    auth: AuthMethod::None,
    redirect_uri: "http://127.0.0.1/cb",
    scope: SCOPE,
};

/// The operator's own application: nobody is asked to agree.
pub const FIRST: Client = Client {
    id: "first",
    secret: "first-fixture-secret-13579bdf02468ace13579bdf02468ace",
    auth: AuthMethod::Basic,
    redirect_uri: "https://first.example/callback",
    scope: SCOPE,
};

/// The API itself, which asks about tokens (RFC 7662) and has its own by client credentials.
pub const API: Client = Client {
    id: "api",
    secret: "api-fixture-secret-fedcba9876543210fedcba9876543210",
    auth: AuthMethod::Basic,
    redirect_uri: "",
    scope: "orders:read",
};

/// Every client of the fixture.
pub const CLIENTS: [Client; 6] = [WEB, POST, SPA, NATIVE, FIRST, API];

/// The `resource` of the API (RFC 8707), and the `aud` of tokens for it.
pub const AUDIENCE: &str = "https://api.example.com";

/// Has every standard claim.
pub const ADA: Person = Person {
    username: "ada",
    email: "ada@example.com",
    password: "correct horse battery staple",
};

/// Has a name and an address that nobody has verified.
pub const GRACE: Person = Person {
    username: "grace",
    email: "grace@example.com",
    password: "nanoseconds are eleven inches long",
};

/// Everyone of the fixture.
pub const PEOPLE: [Person; 2] = [ADA, GRACE];

/// The fixture as `vestibule apply` reads it.
pub fn toml() -> String {
    let mut toml = format!(
        "[[service]]\naudience = {AUDIENCE:?}\nname = \"Example API\"\nscopes = [\"orders:read\", \"orders:write\"]\n"
    );
    for client in CLIENTS {
        toml.push_str(&client_toml(&client));
    }
    for person in PEOPLE {
        let Person {
            username,
            email,
            password,
        } = person;
        let claims = if username == ADA.username {
            ADAS_CLAIMS
        } else {
            GRACES_CLAIMS
        };
        write!(toml, "\n[[user]]\nusername = {username:?}\nemail = {email:?}\npassword = {password:?}\n{claims}").unwrap();
    }
    toml
}

/// A client alone, as `vestibule apply` reads it, without the scopes of the API.
pub fn toml_of(client: &Client) -> String {
    client_toml(client).replace(" orders:read orders:write", "")
}

fn client_toml(client: &Client) -> String {
    let Client {
        id,
        secret,
        auth,
        redirect_uri,
        scope,
    } = *client;
    let mut toml = format!(
        "\n[[client]]\nclient_id = {id:?}\ntoken_endpoint_auth_method = {:?}\n",
        auth.name()
    );
    if !secret.is_empty() {
        writeln!(toml, "client_secret = {secret:?}").unwrap();
    }
    let special = match id {
        "web" => format!(
            "client_name = \"Web App\"\nredirect_uris = [{redirect_uri:?}, {WEB_REDIRECT_WITH_QUERY:?}]\n\
             post_logout_redirect_uris = [{POST_LOGOUT_REDIRECT_URI:?}]\n"
        ),
        "first" => format!(
            "client_name = \"Our Own App\"\nfirst_party = true\nredirect_uris = [{redirect_uri:?}]\n\
             post_logout_redirect_uris = [{POST_LOGOUT_REDIRECT_URI:?}]\n"
        ),
        "native" => format!(
            "client_name = \"Phone App\"\napplication_type = \"native\"\nredirect_uris = [{redirect_uri:?}]\n"
        ),
        "api" => {
            format!("client_name = \"Example API\"\nintrospection_audiences = [{AUDIENCE:?}]\n")
        }
        _ => format!("client_name = \"App {id}\"\nredirect_uris = [{redirect_uri:?}]\n"),
    };
    let grant_types = match (redirect_uri.is_empty(), auth) {
        (true, _) => r#"["client_credentials"]"#,
        (false, AuthMethod::None) => r#"["authorization_code", "refresh_token"]"#,
        (false, _) => r#"["authorization_code", "refresh_token", "client_credentials"]"#,
    };
    let scope = if redirect_uri.is_empty() {
        scope.to_owned()
    } else {
        format!("{scope} orders:read orders:write")
    };
    write!(
        toml,
        "{special}grant_types = {grant_types}\nscope = {scope:?}\n"
    )
    .unwrap();
    toml
}

const ADAS_CLAIMS: &str = r#"email_verified = true
name = "Ada Lovelace"
given_name = "Ada"
family_name = "Lovelace"
middle_name = "King"
nickname = "Countess"
preferred_username = "ada"
profile = "https://people.example/ada"
picture = "https://people.example/ada.png"
website = "https://ada.example"
gender = "female"
birthdate = "1815-12-10"
zoneinfo = "Europe/London"
locale = "en-GB"
phone_number = "+44 20 7946 0018"
phone_number_verified = true

[user.address]
formatted = "12 St James's Square\nLondon SW1Y 4JH\nUnited Kingdom"
street_address = "12 St James's Square"
locality = "London"
region = "England"
postal_code = "SW1Y 4JH"
country = "United Kingdom"
"#;

const GRACES_CLAIMS: &str = r#"email_verified = false
name = "Grace Hopper"
"#;
