//! What a client knows about the server: its metadata, read once and checked.

use std::net::SocketAddr;

use hyper::StatusCode;
use hyper::body::Bytes;
use serde_json::Value;

use crate::http::{Answer, Call, Connection};
use crate::jwt::{self, Keys};

pub const DISCOVERY: &str = "/.well-known/openid-configuration";
/// Where services ask about tokens.
pub const VERIFY_TOKEN: &str = "/api/v1/auth/verify-token";

/// The server as its metadata describes it. Endpoints are paths: all are on the one connection.
pub struct Target {
    pub address: SocketAddr,
    pub issuer: String,
    pub authorize: String,
    pub token: String,
    pub introspect: String,
    pub userinfo: String,
    pub jwks: String,
    pub keys: Keys,
    /// The metadata as first read and checked; every later answer must equal it.
    pub discovery_body: Bytes,
    /// The JWK set as first read.
    pub jwks_body: Bytes,
    /// The secret of the confidential client.
    pub client_secret: String,
}

impl Target {
    /// # Errors
    /// When the metadata or the keys are missing something or belong to another issuer.
    pub async fn discover(address: SocketAddr, client_secret: &str) -> Result<Self, String> {
        let issuer = format!("http://{address}");
        let mut connection = Connection::new(address);
        let discovery = ok(connection.send(Call::get(DISCOVERY)).await?)?;
        let metadata = discovery.json()?;
        jwt::expect(&metadata, "issuer", &issuer)?;
        if metadata.get("authorization_response_iss_parameter_supported")
            != Some(&Value::Bool(true))
        {
            return Err(
                "the metadata does not promise iss in authorization responses (RFC 9207 §3)"
                    .to_owned(),
            );
        }
        let path = |name: &str| {
            jwt::text(&metadata, name)
                .strip_prefix(&issuer)
                .filter(|path| path.starts_with('/'))
                .map(ToOwned::to_owned)
                .ok_or_else(|| format!("the metadata names no {name} of this issuer"))
        };
        let jwks_path = path("jwks_uri")?;
        let jwks = ok(connection.send(Call::get(&jwks_path)).await?)?;
        Ok(Self {
            address,
            authorize: path("authorization_endpoint")?,
            token: path("token_endpoint")?,
            introspect: path("introspection_endpoint")?,
            userinfo: path("userinfo_endpoint")?,
            jwks: jwks_path,
            keys: Keys::read(
                &serde_json::from_slice(&jwks.body).map_err(|error| format!("JWK set: {error}"))?,
            )?,
            discovery_body: discovery.body,
            jwks_body: jwks.body,
            client_secret: client_secret.to_owned(),
            issuer,
        })
    }
}

fn ok(answer: Answer) -> Result<Answer, String> {
    answer.expect(StatusCode::OK)?;
    Ok(answer)
}
