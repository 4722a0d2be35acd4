//! RFC 6265 §5 and its successor's draft: a browser's cookies.

use url::Url;

/// Where a request comes from, as `SameSite` and `Sec-Fetch-Site` judge it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The address bar or a bookmark.
    Typed,
    /// A page of the same origin.
    Same,
    /// A page of somebody else's.
    Cross,
}

impl Site {
    /// `Sec-Fetch-Site` (Fetch Metadata Request Headers §2.4).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typed => "none",
            Self::Same => "same-origin",
            Self::Cross => "cross-site",
        }
    }
}

/// `SameSite`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// Never from elsewhere.
    Strict,
    /// From elsewhere by links alone; what a browser assumes when nothing is said.
    Lax,
    /// Always.
    None,
}

/// One cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// The host that set it; no other gets it.
    pub host: String,
    /// The paths it is for.
    pub path: String,
    /// Only over TLS.
    pub secure: bool,
    /// Not for scripts.
    pub http_only: bool,
    /// Whether it goes along with requests from elsewhere.
    pub same_site: SameSite,
    /// `Max-Age` in seconds or the text of `Expires`; `None` for a cookie that ends with the browser.
    pub lifetime: Option<String>,
}

/// The cookies of one browser.
#[derive(Clone, Debug, Default)]
pub(super) struct Jar {
    pub(super) cookies: Vec<Cookie>,
}

impl Jar {
    /// Takes one `Set-Cookie` in.
    ///
    /// # Panics
    /// When a browser would silently refuse the cookie: a server that sends such a one has a mistake.
    pub(super) fn set(&mut self, url: &Url, header: &str) {
        let mut parts = header.split(';').map(str::trim);
        let (name, value) = parts
            .next()
            .and_then(|pair| pair.split_once('='))
            .unwrap_or_else(|| panic!("no cookie: {header:?}"));
        let mut cookie = Cookie {
            name: name.to_owned(),
            value: value.to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            path: default_path(url),
            secure: false,
            http_only: false,
            same_site: SameSite::Lax,
            lifetime: None,
        };
        let mut domain = None;
        let mut gone = false;
        for attribute in parts {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            match name.to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') => value.clone_into(&mut cookie.path),
                "domain" => domain = Some(value),
                "secure" => cookie.secure = true,
                "httponly" => cookie.http_only = true,
                "samesite" => {
                    cookie.same_site = match value.to_ascii_lowercase().as_str() {
                        "strict" => SameSite::Strict,
                        "none" => SameSite::None,
                        _ => SameSite::Lax,
                    }
                }
                "max-age" => {
                    gone = value.parse::<i64>().is_ok_and(|seconds| seconds <= 0);
                    cookie.lifetime = Some(value.to_owned());
                }
                "expires" if cookie.lifetime.is_none() => {
                    gone = value.contains(" 1970 ");
                    cookie.lifetime = Some(value.to_owned());
                }
                _ => {}
            }
        }
        let tls = url.scheme() == "https";
        assert!(
            tls || !cookie.secure,
            "Secure over {}: {header:?}",
            url.scheme()
        );
        // "the cookie will be set only if it has a Secure attribute, no Domain attribute, and Path=/"  RFC 6265bis §4.1.3.2
        let host_bound = cookie.secure && domain.is_none() && cookie.path == "/";
        assert!(
            host_bound || !cookie.name.starts_with("__Host-"),
            "{header:?}"
        );
        assert!(
            cookie.secure || !cookie.name.starts_with("__Secure-"),
            "{header:?}"
        );
        assert!(
            cookie.secure || cookie.same_site != SameSite::None,
            "SameSite=None without Secure: {header:?}"
        );
        assert!(
            domain.is_none_or(|domain| domain == cookie.host),
            "a cookie for {domain:?}: {header:?}"
        );
        self.cookies.retain(|old| {
            (&old.name, &old.host, &old.path) != (&cookie.name, &cookie.host, &cookie.path)
        });
        if !gone {
            self.cookies.push(cookie);
        }
    }

    /// The `Cookie` header of a navigation; `None` when there is nothing to send.
    pub(super) fn header(&self, url: &Url, site: Site, is_get: bool) -> Option<String> {
        let fits = |cookie: &&Cookie| {
            cookie.host == url.host_str().unwrap_or_default()
                && path_matches(url.path(), &cookie.path)
                && (url.scheme() == "https" || !cookie.secure)
                && match (site, cookie.same_site) {
                    (Site::Typed | Site::Same, _) | (Site::Cross, SameSite::None) => true,
                    (Site::Cross, SameSite::Lax) => is_get,
                    (Site::Cross, SameSite::Strict) => false,
                }
        };
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .filter(fits)
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

/// RFC 6265 §5.1.4.
fn default_path(url: &Url) -> String {
    match url.path().rfind('/') {
        None | Some(0) => "/".to_owned(),
        Some(end) => url.path()[..end].to_owned(),
    }
}

/// RFC 6265 §5.1.4.
fn path_matches(request: &str, cookie: &str) -> bool {
    request == cookie
        || request
            .strip_prefix(cookie)
            .is_some_and(|rest| cookie.ends_with('/') || rest.starts_with('/'))
}
