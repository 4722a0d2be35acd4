//! One keep-alive connection and the requests it carries.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use url::form_urlencoded;

/// A server that lets one request wait this long has failed it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request before it knows its connection.
pub struct Call {
    method: Method,
    path: String,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
}

impl Call {
    /// `path` carries the query and starts with `/`.
    pub fn get(path: &str) -> Self {
        Self {
            method: Method::GET,
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A form, as browsers and the token endpoint's clients send it.
    pub fn post(path: &str, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        Self {
            method: Method::POST,
            path: path.to_owned(),
            headers: vec![(CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned())],
            body: body.into_bytes(),
        }
    }

    pub fn json(path: &str, body: &serde_json::Value) -> Self {
        Self {
            method: Method::POST,
            path: path.to_owned(),
            headers: vec![(CONTENT_TYPE, "application/json".to_owned())],
            body: body.to_string().into_bytes(),
        }
    }

    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// `client_secret_basic`: both parts form-encoded, then RFC 7617 (RFC 6749 §2.3.1).
    pub fn basic(self, id: &str, secret: &str) -> Self {
        let encode =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let pair = format!("{}:{}", encode(id), encode(secret));
        self.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(pair)))
    }

    /// RFC 6750 §2.1.
    pub fn bearer(self, token: &str) -> Self {
        self.header(AUTHORIZATION, format!("Bearer {token}"))
    }
}

/// A response, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// A header as text; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, when the content type says so too.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn json(&self) -> Result<serde_json::Value, String> {
        if !self.header("content-type").starts_with("application/json") {
            return Err(format!(
                "content type {:?} where JSON was due",
                self.header("content-type")
            ));
        }
        serde_json::from_slice(&self.body).map_err(|error| format!("not JSON: {error}"))
    }

    /// Whether the server asked to come back later, rather than answered wrongly.
    pub fn asks_to_wait(&self) -> bool {
        matches!(
            self.status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) && self.headers.contains_key("retry-after")
    }

    /// # Errors
    /// When the status is another one; the text names both and the start of the body, which holds no secret on an error.
    pub fn expect(&self, status: StatusCode) -> Result<(), String> {
        if self.status == status {
            return Ok(());
        }
        let start: String = self.text().chars().take(300).collect();
        Err(format!(
            "status {} where {status} was due: {start}",
            self.status.as_u16()
        ))
    }
}

/// One connection, opened again when the server has closed it.
pub struct Connection {
    address: SocketAddr,
    host: String,
    sender: Option<SendRequest<Full<Bytes>>>,
}

impl Connection {
    /// Nothing is opened before the first call.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            host: address.to_string(),
            sender: None,
        }
    }

    /// Drops the connection: the next call opens a new one.
    pub fn close(&mut self) {
        self.sender = None;
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// When the connection fails or the answer takes more than 20 seconds.
    pub async fn send(&mut self, call: Call) -> Result<Answer, String> {
        let what = format!(
            "{} {}",
            call.method,
            call.path.split('?').next().unwrap_or_default()
        );
        let outcome = match tokio::time::timeout(PATIENCE, self.exchange(call)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(format!("no answer within {} seconds", PATIENCE.as_secs())),
        };
        if outcome.is_err() {
            self.close();
        }
        outcome.map_err(|problem| format!("{what}: {problem}"))
    }

    async fn exchange(&mut self, call: Call) -> Result<Answer, String> {
        let mut request = Request::builder()
            .method(call.method)
            .uri(call.path)
            .header(HOST, &self.host)
            .body(Full::new(Bytes::from(call.body)))
            .map_err(|error| error.to_string())?;
        for (name, value) in call.headers {
            let value = HeaderValue::try_from(value).map_err(|error| error.to_string())?;
            request.headers_mut().append(name, value);
        }
        let response = self
            .ready()
            .await?
            .send_request(request)
            .await
            .map_err(|error| error.to_string())?;
        let (parts, body) = response.into_parts();
        let body = body
            .collect()
            .await
            .map_err(|error| error.to_string())?
            .to_bytes();
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        })
    }

    async fn ready(&mut self) -> Result<&mut SendRequest<Full<Bytes>>, String> {
        let usable = match self.sender.as_mut() {
            Some(sender) => sender.ready().await.is_ok(),
            None => false,
        };
        if !usable {
            let stream = tokio::net::TcpStream::connect(self.address)
                .await
                .map_err(|error| error.to_string())?;
            stream
                .set_nodelay(true)
                .map_err(|error| error.to_string())?;
            let (sender, connection) = handshake(TokioIo::new(stream))
                .await
                .map_err(|error| error.to_string())?;
            // Ends by itself when either side closes; its error reaches the request that was under way.
            tokio::spawn(async move { drop(connection.await) });
            self.sender = Some(sender);
        }
        self.sender
            .as_mut()
            .ok_or_else(|| "no connection".to_owned())
    }
}
