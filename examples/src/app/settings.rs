//! What the relying party is told about itself.

use crate::environment::{optional, required};

/// Settings of the relying party.
#[derive(Clone)]
pub struct Settings {
    /// Address to listen on, such as `127.0.0.1:5001`.
    pub listen: String,
    /// Where browsers find this app, without a trailing slash; the redirect URI is `/callback` there.
    pub origin: String,
    /// The issuer people sign in at.
    pub issuer: String,
    /// This app's identifier at the issuer.
    pub client_id: String,
    /// This app's secret at the issuer; a public client has none.
    pub client_secret: Option<String>,
    /// The resource server the button calls.
    pub api_url: String,
    /// The audience to ask for (RFC 8707 §2).
    pub resource: Option<String>,
    /// The scopes to ask for, separated by spaces, `openid` among them.
    pub scope: String,
}

impl Settings {
    /// Reads `DEMO_APP_LISTEN`, `DEMO_ISSUER`, `DEMO_CLIENT_ID`, `DEMO_CLIENT_SECRET`, `DEMO_API_URL`, `DEMO_RESOURCE`,
    /// `DEMO_SCOPE` and `DEMO_APP_ORIGIN`.
    ///
    /// # Errors
    /// A sentence naming the variable that is missing.
    pub fn from_environment() -> Result<Self, String> {
        let resource = optional("DEMO_RESOURCE");
        let usual = match resource {
            Some(_) => "openid profile email offline_access orders:read",
            None => "openid profile email offline_access",
        };
        let listen = required("DEMO_APP_LISTEN")?;
        Ok(Self {
            origin: optional("DEMO_APP_ORIGIN").unwrap_or_else(|| format!("http://{listen}")),
            listen,
            issuer: required("DEMO_ISSUER")?,
            client_id: required("DEMO_CLIENT_ID")?,
            client_secret: optional("DEMO_CLIENT_SECRET"),
            api_url: required("DEMO_API_URL")?,
            resource,
            scope: optional("DEMO_SCOPE").unwrap_or_else(|| usual.to_owned()),
        })
    }
}
