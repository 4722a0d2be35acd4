//! How test clients reach a server: the URLs they use are the issuer's, the socket is the server's own.

use reqwest::header::HOST;
use reqwest::{Client, Method, RequestBuilder, redirect::Policy};
use url::Url;

/// An HTTP client without cookies, redirects and proxies, which connects every URL of the issuer's origin to one server.
///
/// With it a test may give the server any `server.public_url`, such as `https://id.example.com`, and tell nodes of one
/// issuer apart.
#[derive(Clone, Debug)]
pub struct Wire {
    client: Client,
    issuer: Url,
    origin: Url,
}

impl Wire {
    pub(crate) fn new(issuer: &str, origin: &str) -> Self {
        Self {
            client: client(),
            issuer: Url::parse(issuer).unwrap(),
            origin: Url::parse(origin).unwrap(),
        }
    }

    /// Whether the URL is on the issuer's origin.
    pub fn is_home(&self, url: &Url) -> bool {
        url.origin() == self.issuer.origin()
    }

    /// A request to a URL of the issuer's, sent to the server with the `Host` of that URL.
    ///
    /// # Panics
    /// When the URL is on another origin: no test speaks to the world.
    pub fn request(&self, method: Method, url: &str) -> RequestBuilder {
        let url = Url::parse(url).unwrap_or_else(|error| panic!("{url:?} is no URL: {error}"));
        assert!(
            self.is_home(&url),
            "{url} is not on the origin of {}",
            self.issuer
        );
        let mut target = self.origin.clone();
        target.set_path(url.path());
        target.set_query(url.query());
        let port = url
            .port()
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        let host = format!("{}{port}", url.host_str().unwrap_or_default());
        self.client.request(method, target).header(HOST, host)
    }
}

/// A client without cookies, redirects and proxies.
pub(crate) fn client() -> Client {
    crate::install_crypto_provider();
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .build()
        .expect("an HTTP client")
}
