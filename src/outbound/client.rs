//! The client: no redirects, no proxies, no cookies; bounded in time and size; only where it may go.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, RequestBuilder};
use serde_json::Value;
use url::Url;

use crate::config;
use crate::model::Secret;

use super::address::Reachable;
use super::authority::{AuthorityError, authorities};
use super::error::OutboundError;
use super::resolver::Resolver;
use super::target::{self, TargetProblem};

/// Until a connection stands.
const CONNECT: Duration = Duration::from_secs(5);
/// The largest answer that is read.
const LARGEST_ANSWER: usize = 64 * 1024;

/// Makes the requests of a process.
#[derive(Debug)]
pub struct Outbound {
    reachable: Reachable,
    timeout: Duration,
    /// Whom to believe besides the machine's authorities.
    authorities: Vec<Certificate>,
    /// Made at the first request: most processes never make one.
    client: OnceLock<Option<Client>>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Content-Type`; empty when there was none.
    pub media_type: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Outbound {
    /// A client with these limits.
    pub fn new(settings: &config::Outbound) -> Result<Self, AuthorityError> {
        let authorities = settings.ca_file.as_deref().map(authorities);
        Ok(Self {
            reachable: Reachable::new(settings.allowed_networks.clone()),
            timeout: Duration::from_secs(settings.timeout_seconds.into()),
            authorities: authorities.transpose()?.unwrap_or_default(),
            client: OnceLock::new(),
        })
    }

    /// The same for URLs that somebody wrote to whom the operator's exceptions are not meant: the public Internet, and no more.
    #[must_use]
    pub fn without_exceptions(&self) -> Self {
        Self {
            reachable: Reachable::default(),
            timeout: self.timeout,
            authorities: Vec::new(),
            client: OnceLock::new(),
        }
    }

    /// Whether a request to that URL could be made, as far as can be told without asking for its host's addresses.
    pub fn judge(&self, url: &str) -> Result<Url, TargetProblem> {
        target::judge(&self.reachable, url)
    }

    /// Posts a form. Any status is an answer.
    pub async fn post_form(
        &self,
        url: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer, OutboundError> {
        self.post_form_with(url, &[], fields).await
    }

    /// Posts a form, with headers whose values are kept out of logs. Any status is an answer.
    pub async fn post_form_with(
        &self,
        url: &str,
        headers: &[(&str, &Secret)],
        fields: &[(&str, &str)],
    ) -> Result<Answer, OutboundError> {
        let url = self.judge(url)?;
        let headers = header_map(headers)?;
        let request = self.client()?.post(url).headers(headers).form(fields);
        send(request, Excess::Cut).await
    }

    /// Posts JSON, with headers whose values are kept out of logs. Any status is an answer.
    pub async fn post_json(
        &self,
        url: &str,
        headers: &[(&str, &Secret)],
        body: &Value,
    ) -> Result<Answer, OutboundError> {
        let url = self.judge(url)?;
        let headers = header_map(headers)?;
        let request = self.client()?.post(url).headers(headers).json(body);
        send(request, Excess::Cut).await
    }

    /// Gets JSON: the status is 200.
    pub async fn get_json(&self, url: &str) -> Result<Value, OutboundError> {
        let url = self.judge(url)?;
        let request = self.client()?.get(url);
        let request = request.header(ACCEPT, "application/json");
        let answer = send(request, Excess::Refused(LARGEST_ANSWER)).await?;
        if answer.status != 200 {
            return Err(OutboundError::Status(answer.status));
        }
        serde_json::from_slice(&answer.body).map_err(|_| OutboundError::NotJson)
    }

    pub(super) fn client(&self) -> Result<&Client, OutboundError> {
        let client = self.client.get_or_init(|| {
            // Once is enough; an error says that the process has a provider already.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let built = Client::builder()
                .user_agent("vestibule")
                .redirect(Policy::none())
                .no_proxy()
                .referer(false)
                .tls_certs_merge(self.authorities.clone())
                .dns_resolver(Resolver(self.reachable.clone()))
                .connect_timeout(CONNECT.min(self.timeout))
                .timeout(self.timeout)
                .pool_max_idle_per_host(2)
                .build();
            built
                .inspect_err(|error| tracing::error!(%error, "no request can be made to anybody"))
                .ok()
        });
        client.as_ref().ok_or(OutboundError::NoClient)
    }
}

/// What becomes of more than an answer may have.
#[derive(Clone, Copy)]
pub(super) enum Excess {
    /// It is not read: the status says what matters.
    Cut,
    /// Half an answer is none. So many bytes are a whole one.
    Refused(usize),
}

pub(super) async fn send(request: RequestBuilder, excess: Excess) -> Result<Answer, OutboundError> {
    let mut response = request.send().await?;
    let status = response.status().as_u16();
    let media_type = response.headers().get(CONTENT_TYPE);
    let media_type = media_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let largest = match excess {
        Excess::Cut => LARGEST_ANSWER,
        Excess::Refused(largest) => largest,
    };
    let mut body = Vec::new();
    // What is announced is not believed: the bytes are counted.
    while let Some(chunk) = response.chunk().await? {
        let room = largest - body.len();
        if chunk.len() <= room {
            body.extend_from_slice(&chunk);
            continue;
        }
        match excess {
            Excess::Refused(_) => return Err(OutboundError::TooLarge),
            Excess::Cut => {
                body.extend(chunk.iter().take(room));
                break;
            }
        }
    }
    Ok(Answer {
        status,
        media_type,
        body,
    })
}

pub(super) fn header_map(headers: &[(&str, &Secret)]) -> Result<HeaderMap, OutboundError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| OutboundError::Header)?;
        let mut value = HeaderValue::from_str(value.expose()).map_err(|_| OutboundError::Header)?;
        value.set_sensitive(true);
        map.append(name, value);
    }
    Ok(map)
}
