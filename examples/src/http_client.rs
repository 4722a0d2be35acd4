//! The HTTP client that both programs use, and how the `openidconnect` crate is taught to use it.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

/// Longest answer read, in bytes: discovery documents, key sets and token responses are far smaller.
const LONGEST_ANSWER: usize = 1024 * 1024;
/// Time one request may take, from connecting to the last byte.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// An HTTP client that follows no redirects: an issuer that answers with one could send secrets to another host.
#[derive(Clone, Debug)]
pub struct HttpClient(reqwest::Client);

/// Why a request has no answer.
#[derive(Debug)]
pub enum HttpError {
    /// The request failed on the way.
    Transport(reqwest::Error),
    /// The answer could not be read as HTTP.
    Malformed(axum::http::Error),
    /// The answer is longer than 1 MiB.
    TooLong,
}

impl fmt::Display for HttpError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => write!(out, "{error}"),
            Self::Malformed(error) => write!(out, "malformed answer: {error}"),
            Self::TooLong => write!(out, "the answer is longer than {LONGEST_ANSWER} bytes"),
        }
    }
}

impl std::error::Error for HttpError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            Self::Malformed(error) => Some(error),
            Self::TooLong => None,
        }
    }
}

impl HttpClient {
    /// Builds the client; installs *ring* as the cryptography of TLS when the process has chosen none yet.
    ///
    /// # Errors
    /// What the HTTP library said about its set-up.
    pub fn new() -> Result<Self, String> {
        // `Err` means that something else in this process was quicker, which is fine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let settings = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(TIME_LIMIT)
                .no_proxy()
        };
        // A machine without root certificates cannot judge any server, which is no reason to refuse plain HTTP on the
        // loopback interface: the second client trusts nobody.
        settings()
            .build()
            .or_else(|_| settings().tls_certs_only([]).build())
            .map(Self)
            .map_err(|error| format!("Cannot set up the HTTP client: {error}"))
    }

    /// Fetches a JSON document.
    ///
    /// # Errors
    /// A sentence naming the URL and what went wrong.
    pub async fn json<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T, String> {
        let explain = |what: &dyn fmt::Display| format!("GET {url}: {what}");
        let request = self.0.get(url).build().map_err(|error| explain(&error))?;
        let (status, _, body) = self.send(request).await.map_err(|error| explain(&error))?;
        if !status.is_success() {
            return Err(explain(&status));
        }
        serde_json::from_slice(&body).map_err(|error| explain(&error))
    }

    /// Fetches a document of that media type.
    ///
    /// # Errors
    /// A sentence naming the URL and what went wrong.
    pub async fn text(&self, url: &str, media_type: &str) -> Result<String, String> {
        let explain = |what: &dyn fmt::Display| format!("GET {url}: {what}");
        let request = self.0.get(url).header("accept", media_type).build();
        let request = request.map_err(|error| explain(&error))?;
        let (status, _, body) = self.send(request).await.map_err(|error| explain(&error))?;
        if !status.is_success() {
            return Err(explain(&status));
        }
        String::from_utf8(body).map_err(|error| explain(&error))
    }

    /// Calls a protected resource with an access token in the `Authorization` header (RFC 6750 §2.1) and returns the status and
    /// the body, whatever the status.
    ///
    /// # Errors
    /// A sentence naming the URL and what went wrong on the way.
    pub async fn with_bearer(
        &self,
        url: &str,
        access_token: &str,
    ) -> Result<(u16, String), String> {
        let explain = |what: &dyn fmt::Display| format!("GET {url}: {what}");
        let request = self
            .0
            .get(url)
            .bearer_auth(access_token)
            .build()
            .map_err(|error| explain(&error))?;
        let (status, _, body) = self.send(request).await.map_err(|error| explain(&error))?;
        Ok((status.as_u16(), String::from_utf8_lossy(&body).into_owned()))
    }

    async fn send(
        &self,
        request: reqwest::Request,
    ) -> Result<(reqwest::StatusCode, reqwest::header::HeaderMap, Vec<u8>), HttpError> {
        let mut response = self
            .0
            .execute(request)
            .await
            .map_err(HttpError::Transport)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(HttpError::Transport)? {
            if body.len() + chunk.len() > LONGEST_ANSWER {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&chunk);
        }
        Ok((response.status(), response.headers().clone(), body))
    }
}

impl<'c> AsyncHttpClient<'c> for HttpClient {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(HttpError::Transport)?;
            let (status, headers, body) = self.send(request).await?;
            let mut response = axum::http::Response::builder().status(status);
            if let Some(target) = response.headers_mut() {
                *target = headers;
            }
            response.body(body).map_err(HttpError::Malformed)
        })
    }
}
