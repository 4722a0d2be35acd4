//! An answer of the server to a program: status, headers and body, read to the end.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
    /// Whether the request carried an `Authorization` header: a 401 must then name the scheme (RFC 6749 §5.2).
    pub authorization_sent: bool,
}

impl Answer {
    /// Sends the request and reads the whole answer.
    ///
    /// # Panics
    /// When there is none.
    pub async fn of(request: reqwest::RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.expect("the request can be built");
        let what = format!("{} {}", request.method(), request.url().path());
        let authorization_sent = request.headers().contains_key("authorization");
        let response = client
            .execute(request)
            .await
            .unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response
            .text()
            .await
            .unwrap_or_else(|error| panic!("{what}: {error:?}"));
        Self {
            status,
            headers,
            body,
            authorization_sent,
        }
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The value of a header, if there is exactly one.
    ///
    /// # Panics
    /// When there are several.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values
            .next()
            .map(|value| value.to_str().expect("a header of ASCII"));
        assert!(values.next().is_none(), "{name} appears twice in {self:?}");
        first
    }

    /// This answer, if its status is the expected one.
    ///
    /// # Panics
    /// When it is another.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "often the status is all that matters"
    )]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The member `error` of a JSON body.
    pub fn error(&self) -> Option<String> {
        let json: Value = serde_json::from_str(&self.body).ok()?;
        json["error"].as_str().map(str::to_owned)
    }
}
