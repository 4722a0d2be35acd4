//! A request as somebody else composed it: a library that speaks a protocol and leaves the wire to us.

use crate::model::Secret;

use super::client::{Answer, Excess, Outbound, header_map, send};
use super::error::OutboundError;

/// What is sent.
#[derive(Debug)]
pub struct Call<'a> {
    /// Where.
    pub url: &'a str,
    /// The headers; their values are kept out of logs.
    pub headers: &'a [(&'a str, &'a Secret)],
    /// The body of a POST; `None` for a GET.
    pub body: Option<Vec<u8>>,
    /// The largest answer that is taken, in bytes. Half an answer is none.
    pub largest: usize,
}

impl Outbound {
    /// Makes the request, under the limits of every other: address, time, no redirect. Any status is an answer.
    pub async fn call(&self, call: Call<'_>) -> Result<Answer, OutboundError> {
        let url = self.judge(call.url)?;
        let headers = header_map(call.headers)?;
        let client = self.client()?;
        let request = match call.body {
            Some(body) => client.post(url).body(body),
            None => client.get(url),
        };
        send(request.headers(headers), Excess::Refused(call.largest)).await
    }

    /// Gets JSON that says it is JSON: the status is 200.
    pub async fn get_document(
        &self,
        url: &str,
        headers: &[(&str, &Secret)],
        largest: usize,
    ) -> Result<serde_json::Value, OutboundError> {
        let accept = Secret::new("application/json");
        let headers: Vec<_> = headers
            .iter()
            .copied()
            .chain([("accept", &accept)])
            .collect();
        let answer = self
            .call(Call {
                url,
                headers: &headers,
                body: None,
                largest,
            })
            .await?;
        if answer.status != 200 {
            return Err(OutboundError::Status(answer.status));
        }
        if !answer.says_json() {
            return Err(OutboundError::MediaType);
        }
        serde_json::from_slice(&answer.body).map_err(|_| OutboundError::NotJson)
    }
}

impl Answer {
    /// Whether its media type is JSON's, or one that is made of JSON (RFC 6839 §3.1).
    pub fn says_json(&self) -> bool {
        let kind = self.media_type.split(';').next().unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
    }
}
