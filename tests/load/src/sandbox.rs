//! A data directory of its own for one run, and what is registered in it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The confidential client: client credentials, code and introspection.
pub const CONFIDENTIAL: &str = "load-web";
/// The public client, whose refresh tokens rotate.
pub const PUBLIC: &str = "load-native";
/// Where codes are sent; nothing listens there, the redirect is read and not followed.
pub const REDIRECT_URI: &str = "http://127.0.0.1:9/callback";
/// The API that access tokens are for.
pub const AUDIENCE: &str = "https://api.load.example";
/// A scope of that API.
pub const API_SCOPE: &str = "orders:read";
/// Several people, so that what is counted per person is not counted against one alone.
const PEOPLE: usize = 8;

/// Someone who can sign in.
#[derive(Clone)]
pub struct Person {
    pub login: String,
    pub email: String,
    pub password: String,
}

/// The directory, removed again when the run ends.
pub struct Sandbox {
    root: PathBuf,
    /// The secret of [`CONFIDENTIAL`].
    pub client_secret: String,
    pub people: Vec<Person>,
}

impl Sandbox {
    /// Makes the directory and the two files `vestibule apply` reads. Secrets are new in every run.
    ///
    /// # Errors
    /// When the directory cannot be written.
    pub fn new() -> Result<Self, String> {
        let people = (0..PEOPLE)
            .map(|number| {
                Ok(Person {
                    login: format!("load-{number}"),
                    email: format!("load-{number}@example.com"),
                    password: random_text()?,
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let mut name = random_text()?;
        name.truncate(12);
        let root = std::env::temp_dir().join(format!("vestibule-load-{name}"));
        let sandbox = Self {
            root,
            client_secret: random_text()?,
            people,
        };
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&sandbox.root)
            .map_err(|error| format!("{}: {error}", sandbox.root.display()))?;
        fs::DirBuilder::new()
            .mode(0o700)
            .create(sandbox.data())
            .map_err(|error| format!("{}: {error}", sandbox.data().display()))?;
        write_private(
            &sandbox.settings(),
            "# every setting of a load run comes from the environment\n",
        )?;
        write_private(&sandbox.registrations(), &sandbox.registrations_text())?;
        Ok(sandbox)
    }

    pub fn data(&self) -> PathBuf {
        self.root.join("data")
    }

    /// The settings file.
    pub fn settings(&self) -> PathBuf {
        self.root.join("vestibule.toml")
    }

    /// The file for `vestibule apply`.
    pub fn registrations(&self) -> PathBuf {
        self.root.join("registrations.toml")
    }

    /// Where the server's output goes.
    pub fn log(&self) -> PathBuf {
        self.root.join("server.log")
    }

    fn registrations_text(&self) -> String {
        let mut text = format!(
            r#"
[[service]]
audience = "{AUDIENCE}"
name = "Load API"
scopes = ["{API_SCOPE}"]

[[client]]
client_id = "{CONFIDENTIAL}"
client_secret = "{secret}"
client_name = "Load, confidential"
redirect_uris = ["{REDIRECT_URI}"]
grant_types = ["authorization_code", "refresh_token", "client_credentials"]
token_endpoint_auth_method = "client_secret_basic"
scope = "openid profile email offline_access {API_SCOPE}"
default_resource = "{AUDIENCE}"
introspection_audiences = ["{AUDIENCE}"]
application_type = "web"
first_party = true

[[client]]
client_id = "{PUBLIC}"
client_name = "Load, public"
redirect_uris = ["{REDIRECT_URI}"]
grant_types = ["authorization_code", "refresh_token"]
token_endpoint_auth_method = "none"
scope = "openid profile email offline_access"
application_type = "native"
first_party = true
"#,
            secret = self.client_secret,
        );
        for person in &self.people {
            // Writing to a String does not fail.
            let _ = write!(
                text,
                r#"
[[user]]
username = "{login}"
email = "{email}"
email_verified = true
password = "{password}"
name = "Load Person"
"#,
                login = person.login,
                email = person.email,
                password = person.password,
            );
        }
        text
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // Nothing depends on it: a directory that stays behind is in the place for temporary files.
        drop(fs::remove_dir_all(&self.root));
    }
}

/// 256 random bits as text.
///
/// # Errors
/// When OpenSSL has no randomness.
pub fn random_text() -> Result<String, String> {
    let mut bytes = [0_u8; 32];
    openssl::rand::rand_bytes(&mut bytes).map_err(|error| format!("no randomness: {error}"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

fn write_private(path: &Path, text: &str) -> Result<(), String> {
    fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| format!("{}: {error}", path.display()))
}
