//! Every middleware, from the outside in, each with its reason.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower::{Service, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;

use super::error;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What an access log line and an answer call the request by.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

/// Puts the layers around the service of all issuers.
pub(super) fn around<S>(
    app: &Arc<App>,
    service: S,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let timeout = Duration::from_secs(app.config.server.request_timeout_seconds.into());
    let entropy = app.entropy;
    let secure = app.config.server.public_url.is_https();
    ServiceBuilder::new()
        .map_response(|response: Response<_>| response.map(Body::new))
        // Outermost, so that every answer has them, that of a panic too.
        .layer(header_if_absent(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header_if_absent(header::REFERRER_POLICY, "no-referrer"))
        .layer(header_if_absent(HeaderName::from_static("cross-origin-resource-policy"), "same-origin"))
        // What says nothing about caching may hold something private.
        .layer(header_if_absent(header::CACHE_CONTROL, "no-store"))
        .option_layer(secure.then(|| header_if_absent(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains")))
        // Names the request before anything is logged about it.
        .map_request(move |mut request: Request| {
            let id: String = entropy.bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
            request.extensions_mut().insert(RequestId(id));
            request
        })
        // A bug in one request must not end the connection without an answer.
        .layer(CatchPanicLayer::custom(|_| error::internal_plain()))
        // A request that hangs gives its place back.
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, timeout))
        .service(service)
}

fn header_if_absent(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Counts and logs a request by its route, never by its URL, which may hold a code or a hint.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().cloned();
    let method = request.method().clone();
    let mut response = next.run(request).await.into_response();
    let status = response.status().as_u16();
    metrics::counter!(crate::telemetry::HTTP_REQUESTS, "endpoint" => route.clone(), "status" => status.to_string()).increment(1);
    if let Some(RequestId(id)) = id {
        tracing::debug!(%method, route, status, request = id, "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
    }
    response
}
