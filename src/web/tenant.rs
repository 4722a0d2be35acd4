//! From host and path to the issuer. Wraps the finished router, so that routes never mention tenants.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{StatusCode, Uri, header};
use axum::response::Response;
use tower::{Service, ServiceExt, service_fn};

use crate::app::App;
use crate::directory::IssuerName;
use crate::model::{DEFAULT_SLUG, Issuer};

use super::error::{self, ProblemKind};

/// The paths that are about the process and not about an issuer.
const PROCESS_PATHS: [&str; 2] = ["/health/live", "/health/ready"];

/// Metadata has its well-known part before the issuer's path: "inserting … between the host component and the path
/// component"  RFC 8414 §3.1
const INSERTED: [&str; 2] = [
    "/.well-known/oauth-authorization-server",
    "/.well-known/openid-configuration",
];

/// The router for one issuer, made a service for all of them.
pub(super) fn resolve(
    app: Arc<App>,
    router: Router,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
{
    service_fn(move |request: Request| {
        let (app, router) = (Arc::clone(&app), router.clone());
        async move { dispatch(&app, router, request).await }
    })
}

async fn dispatch(app: &App, router: Router, mut request: Request) -> Result<Response, Infallible> {
    if PROCESS_PATHS.contains(&request.uri().path()) {
        return router.oneshot(request).await;
    }
    // "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message that lacks a Host header
    // field and to any request message that contains more than one Host header field line"  RFC 9112 §3.2
    let Some(host) = request_host(&request) else {
        return Ok(error::no_host(request.headers()));
    };
    let Some((name, path)) = issuer_name(app, &host, request.uri().path()) else {
        return Ok(error::no_issuer(request.headers(), StatusCode::NOT_FOUND));
    };
    let is_api = path.starts_with("/api/");
    let issuer = match app.directory.issuer(&name).await {
        Ok(Some(issuer)) if !issuer.tenant().disabled && name_is_its_own(&issuer, &name) => issuer,
        Ok(_) if is_api => return Ok(error::without_issuer(ProblemKind::NotFound)),
        Ok(_) => return Ok(error::no_issuer(request.headers(), StatusCode::NOT_FOUND)),
        Err(cause) if is_api => return Ok(error::unavailable_api(cause)),
        Err(cause) => return Ok(error::unavailable(request.headers(), &cause)),
    };
    if let Some(uri) = with_path(request.uri(), &path) {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(issuer);
    router.oneshot(request).await
}

/// A tenant with a host name of its own is not served below the common one as well: an issuer has one URL.
fn name_is_its_own(issuer: &Issuer, name: &IssuerName) -> bool {
    match name {
        IssuerName::Host(_) => true,
        IssuerName::Slug(_) => issuer.tenant().host.is_none(),
    }
}

/// Which issuer a request names, and the path below it. The host decides nothing else: no URL is ever made from it.
fn issuer_name(app: &App, host: &str, path: &str) -> Option<(IssuerName, String)> {
    let public = &app.config.server.public_url;
    if !same_host(host, public.url()) {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        return Some((IssuerName::Host(name.to_owned()), path.to_owned()));
    }
    // The RFC 8414 form first: /.well-known/…/t/acme is /t/acme's.
    let inserted = INSERTED
        .into_iter()
        .find_map(|known| Some((known, path.strip_prefix(known)?)));
    let (issuer_path, rest) = match inserted {
        Some((known, below)) if below.starts_with('/') => (below.to_owned(), Some(known)),
        _ => (path.to_owned(), None),
    };
    let below = issuer_path.strip_prefix(public.path_prefix())?;
    let (slug, tail) = match below.strip_prefix("/t/") {
        Some(named) => {
            let (slug, tail) = named
                .split_once('/')
                .map_or((named, String::new()), |(slug, tail)| {
                    (slug, format!("/{tail}"))
                });
            (slug, tail)
        }
        None => (DEFAULT_SLUG, below.to_owned()),
    };
    // The default tenant has one URL, the root's.
    if below.starts_with("/t/") && slug == DEFAULT_SLUG {
        return None;
    }
    let tail = match rest {
        // Nothing may follow the issuer's own path in the inserted form.
        Some(known) if tail.is_empty() || tail == "/" => known.to_owned(),
        Some(_) => return None,
        None if tail.is_empty() => "/".to_owned(),
        None => tail,
    };
    tail.starts_with('/')
        .then(|| (IssuerName::Slug(slug.to_owned()), tail))
}

/// The host a request is sent to, in lower case; none when its Host header is missing, repeated or no text.
fn request_host(request: &Request) -> Option<String> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    // "When an origin server receives a request with an absolute-form of request-target, the origin server MUST ignore the
    // received Host header field (if any) and instead use the host information of the request-target."  RFC 9112 §3.2.2
    let host = request.uri().authority().map_or(host, Authority::as_str);
    (hosts.next().is_none() && host.len() <= 255).then(|| host.to_ascii_lowercase())
}

fn same_host(host: &str, public: &url::Url) -> bool {
    let name = public.host_str().unwrap_or_default();
    match public.port() {
        Some(port) => host == format!("{name}:{port}"),
        None => {
            host == name
                || public
                    .port_or_known_default()
                    .is_some_and(|port| host == format!("{name}:{port}"))
        }
    }
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    text.parse().ok()
}
