//! What a fake serves by path, how it misbehaves when told, and what it was asked.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::{Router, routing::any};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::certificate::Certificate;

/// How a path answers, in place of what it should.
#[derive(Clone, Debug)]
pub enum Manner {
    /// With this status, media type and body.
    Says(u16, &'static str, String),
    /// With these bytes of this media type.
    Bytes(&'static str, Vec<u8>),
    /// With JSON that never ends.
    Endless,
    /// Not at all.
    Silent,
    /// With a redirect to there.
    Redirects(String),
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `GET` or `POST`.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query.
    pub query: HashMap<String, String>,
    /// The headers, names in lower case.
    pub headers: HashMap<String, String>,
    /// The form.
    pub form: HashMap<String, String>,
}

/// What answers, by a status and a document; a document that is a text is a page.
pub(super) type Answers = Arc<dyn Fn(&Asked) -> (u16, Value) + Send + Sync>;

/// A server on a free port of 127.0.0.1. Dropped, it ends.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) url: String,
    manners: Arc<Mutex<HashMap<String, Manner>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: JoinHandle<()>,
}

impl Served {
    /// Starts it. `answers` is made when the URL is known.
    pub(super) async fn start(answers: impl FnOnce(&str) -> Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers = answers(&url);
        let manners: Arc<Mutex<HashMap<String, Manner>>> = Arc::default();
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (known, log) = (Arc::clone(&manners), Arc::clone(&asked));
        let handler = move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let (answers, known, log) = (answers.clone(), known.clone(), log.clone());
            async move {
                let asked = read(&method, &uri, &headers, &body);
                log.lock().unwrap().push(asked.clone());
                let manner = known.lock().unwrap().get(&asked.path).cloned();
                match manner {
                    Some(manner) => misbehave(manner).await,
                    None => {
                        let (status, document) = answers(&asked);
                        match document {
                            Value::String(page) => answer(status, "text/html; charset=utf-8", page),
                            json => {
                                answer(status, "application/json; charset=utf-8", json.to_string())
                            }
                        }
                    }
                }
            }
        };
        let router = Router::new().fallback(any(handler));
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            url,
            manners,
            asked,
            task,
        }
    }

    pub(super) fn behave(&self, path: &str, manner: Option<Manner>) {
        let mut manners = self.manners.lock().unwrap();
        match manner {
            Some(manner) => manners.insert(path.to_owned(), manner),
            None => manners.remove(path),
        };
    }

    pub(super) fn asked(&self, path: &str) -> Vec<Asked> {
        let all = self.asked.lock().unwrap();
        all.iter()
            .filter(|asked| asked.path == path)
            .cloned()
            .collect()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A server at `localhost` with a certificate of its own. Counts the connections on which somebody spoke to it.
#[derive(Debug)]
pub struct TlsServer {
    /// `https://localhost:…`
    pub url: String,
    heard: Arc<Mutex<usize>>,
    task: JoinHandle<()>,
}

impl TlsServer {
    /// Starts it.
    pub async fn start(certificate: &Certificate) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!(
            "https://localhost:{}",
            listener.local_addr().unwrap().port()
        );
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::clone(&certificate.server));
        let heard: Arc<Mutex<usize>> = Arc::default();
        let count = Arc::clone(&heard);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let mut bytes = [0; 16];
                let read = tokio::io::AsyncReadExt::read(&mut stream, &mut bytes).await;
                if read.is_ok_and(|read| read > 0) {
                    *count.lock().unwrap() += 1;
                }
            }
        });
        Self { url, heard, task }
    }

    /// On how many connections somebody said something after the handshake.
    pub fn heard(&self) -> usize {
        *self.heard.lock().unwrap()
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A document of `.well-known-fixtures/upstream/`.
pub(super) fn fixture(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

pub(super) fn pairs(text: &[u8]) -> HashMap<String, String> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

fn read(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Asked {
    Asked {
        method: method.to_string(),
        path: uri.path().to_owned(),
        query: pairs(uri.query().unwrap_or_default().as_bytes()),
        headers: headers
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    value.to_str().unwrap_or_default().to_owned(),
                )
            })
            .collect(),
        form: pairs(body),
    }
}

fn answer(status: u16, kind: &str, body: impl Into<Body>) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap())
        .header(header::CONTENT_TYPE, kind)
        .body(body.into())
        .unwrap()
}

async fn misbehave(manner: Manner) -> Response {
    match manner {
        Manner::Says(status, kind, body) => answer(status, kind, body),
        Manner::Bytes(kind, body) => answer(200, kind, body),
        Manner::Redirects(target) => Response::builder()
            .status(StatusCode::TEMPORARY_REDIRECT)
            .header(header::LOCATION, target)
            .body(Body::empty())
            .unwrap(),
        Manner::Silent => {
            tokio::time::sleep(Duration::from_mins(5)).await;
            answer(500, "text/plain", String::new())
        }
        Manner::Endless => {
            let chunks = futures_of_x();
            Response::builder()
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from_stream(chunks))
                .unwrap()
        }
    }
}

/// White space without end, which JSON may begin with.
fn futures_of_x() -> impl futures_core::Stream<Item = Result<Bytes, Infallible>> {
    Spaces
}

struct Spaces;

impl futures_core::Stream for Spaces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Ok(Bytes::from_static(&[b' '; 4096]))))
    }
}
