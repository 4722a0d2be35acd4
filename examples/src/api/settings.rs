//! What the resource server is told about itself.

use crate::environment::{optional, required};

/// Settings of the resource server.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address to listen on, such as `127.0.0.1:5002`.
    pub listen: String,
    /// The issuer whose tokens are believed.
    pub issuer: String,
    /// This API's own name, which a token must carry in `aud`.
    pub audience: String,
    /// The scope a token must carry to read orders.
    pub scope: String,
}

impl Settings {
    /// Reads `DEMO_API_LISTEN`, `DEMO_ISSUER`, `DEMO_AUDIENCE` and `DEMO_API_SCOPE`.
    ///
    /// # Errors
    /// A sentence naming the variable that is missing.
    pub fn from_environment() -> Result<Self, String> {
        Ok(Self {
            listen: required("DEMO_API_LISTEN")?,
            issuer: required("DEMO_ISSUER")?,
            audience: required("DEMO_AUDIENCE")?,
            scope: optional("DEMO_API_SCOPE").unwrap_or_else(|| "orders:read".to_owned()),
        })
    }
}
