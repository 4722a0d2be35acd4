//! RFC 6749 §2.3.1: what a request presents as its client, and by which method.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::model::{AuthMethod, ClientId, Secret};
use crate::oauth::{ErrorCode, OAuthError, Parameters};

/// Credentials of exactly one method.
#[derive(Debug)]
pub struct Presented {
    /// The method that was used.
    pub method: AuthMethod,
    /// Who the client says it is.
    pub client_id: ClientId,
    /// The secret, for the methods that have one.
    pub secret: Option<Secret>,
}

impl Presented {
    /// Reads the `Authorization` header and the form.
    pub fn read(authorization: Option<&str>, form: &Parameters) -> Result<Self, OAuthError> {
        // "The client MUST NOT use more than one authentication method in each request."  RFC 6749 §2.3
        let in_form = form.get("client_secret").is_some();
        let assertion =
            form.get("client_assertion").is_some() || form.get("client_assertion_type").is_some();
        if usize::from(authorization.is_some()) + usize::from(in_form) + usize::from(assertion) > 1
        {
            return Err(OAuthError::invalid_request(
                "more than one way of client authentication was used",
            ));
        }
        if assertion {
            return Err(OAuthError::new(
                ErrorCode::InvalidClient,
                "client assertions are not supported",
            ));
        }
        if let Some(header) = authorization {
            let presented = basic(header)?;
            // The form may repeat the identifier (RFC 6749 §3.2.1), but not name somebody else.
            if form
                .get("client_id")
                .is_some_and(|id| id != presented.client_id.as_str())
            {
                return Err(OAuthError::new(
                    ErrorCode::InvalidClient,
                    "client_id names another client than the Authorization header",
                ));
            }
            return Ok(presented);
        }
        let Some(client_id) = form.get("client_id") else {
            return Err(OAuthError::new(
                ErrorCode::InvalidClient,
                "the client is not named",
            ));
        };
        let secret = form.get("client_secret").map(Secret::new);
        let method = if secret.is_some() {
            AuthMethod::ClientSecretPost
        } else {
            AuthMethod::None
        };
        Ok(Self {
            method,
            client_id: ClientId(client_id.to_owned()),
            secret,
        })
    }
}

/// "The client identifier is encoded using the application/x-www-form-urlencoded encoding algorithm …, and the encoded
/// value is used as the username; the client password is encoded using the same algorithm"  RFC 6749 §2.3.1
fn basic(header: &str) -> Result<Presented, OAuthError> {
    let malformed = || {
        OAuthError::new(
            ErrorCode::InvalidClient,
            "the Authorization header is no Basic credentials of RFC 6749 section 2.3.1",
        )
    };
    let (scheme, encoded) = header.split_once(' ').ok_or_else(malformed)?;
    if !scheme.eq_ignore_ascii_case("Basic") || encoded.len() > 4096 {
        return Err(malformed());
    }
    let decoded = STANDARD.decode(encoded.trim()).map_err(|_| malformed())?;
    let decoded = String::from_utf8(decoded).map_err(|_| malformed())?;
    let (id, secret) = decoded.split_once(':').ok_or_else(malformed)?;
    // A pair of empty halves or broken encoding names nobody.
    let form_decode = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced)
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| malformed())
    };
    let (id, secret) = (form_decode(id)?, form_decode(secret)?);
    if id.is_empty() || secret.is_empty() {
        return Err(malformed());
    }
    Ok(Presented {
        method: AuthMethod::ClientSecretBasic,
        client_id: ClientId(id),
        secret: Some(Secret::new(secret)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_form_decoded() {
        let header = format!("basic {}", STANDARD.encode("my%3Aclient:se+cret%2B"));
        let presented = Presented::read(Some(&header), &Parameters::default()).map(|p| {
            (
                p.client_id.0,
                p.secret.map(|secret| secret.expose().to_owned()),
            )
        });
        assert_eq!(
            presented.ok(),
            Some(("my:client".to_owned(), Some("se cret+".to_owned())))
        );
    }

    #[test]
    fn broken_headers_are_invalid_client() {
        for header in [
            "Basic",
            "Basic !!!",
            "Bearer abc",
            "Basic Og==",
            "Basic YQ==",
            "Basic /////w==",
        ] {
            let error = Presented::read(Some(header), &Parameters::default()).err();
            assert_eq!(
                error.map(|error| error.code()),
                Some(ErrorCode::InvalidClient),
                "{header}"
            );
        }
    }
}
