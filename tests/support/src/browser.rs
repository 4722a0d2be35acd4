//! A browser without JavaScript: cookies, redirects and forms, and the headers that tell a server who asks.

use reqwest::Method;
use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT,
};
use url::Url;

use crate::fixture::Person;
use crate::wire::Wire;

mod cookies;
mod outcome;
mod page;
mod passkeys;
#[cfg(test)]
mod tests;
mod upload;

use cookies::Jar;
pub use cookies::{Cookie, SameSite, Site};
pub use outcome::{Hop, Outcome};
pub use page::{Form, Page};
use upload::Body;

/// More redirects than any journey here takes.
const MOST_HOPS: usize = 10;
/// More pages than a sign-in has.
const MOST_PAGES: usize = 6;

/// One browser: its cookies, the page it shows, and how it got there.
#[derive(Clone, Debug)]
pub struct Browser {
    wire: Wire,
    issuer: String,
    jar: Jar,
    page: Option<Page>,
    hops: Vec<Hop>,
    /// `Accept-Language`.
    pub language: String,
    /// `User-Agent`.
    pub user_agent: String,
    /// What proxies on the way add: `("x-forwarded-for", "192.0.2.1")`.
    pub added_headers: Vec<(&'static str, String)>,
}

impl Browser {
    pub(crate) fn new(wire: Wire, issuer: &str) -> Self {
        Self {
            wire,
            issuer: issuer.to_owned(),
            jar: Jar::default(),
            page: None,
            hops: Vec::new(),
            language: "en".to_owned(),
            user_agent: "Mozilla/5.0 (X11; Linux x86_64) Vestibule-Test/1.0".to_owned(),
            added_headers: Vec::new(),
        }
    }

    /// A browser for a server that is none of ours, at its own URL.
    pub fn at(url: &str) -> Self {
        Self::new(Wire::new(url, url), url)
    }

    /// The page it shows.
    ///
    /// # Panics
    /// When there is none yet.
    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("the browser shows no page")
    }

    /// Every answer of the last navigation, the last one included.
    pub fn hops(&self) -> &[Hop] {
        &self.hops
    }

    /// All its cookies.
    pub fn cookies(&self) -> &[Cookie] {
        &self.jar.cookies
    }

    /// The cookie of that name.
    pub fn cookie(&self, name: &str) -> Option<&Cookie> {
        self.jar.cookies.iter().find(|cookie| cookie.name == name)
    }

    /// Takes a cookie in as if the issuer had set it: `set_cookie("sid=…; Path=/")`.
    pub fn set_cookie(&mut self, header: &str) {
        let url = Url::parse(&self.issuer).unwrap();
        self.jar.set(&url, header);
    }

    /// Forgets its cookies.
    pub fn clear_cookies(&mut self) {
        self.jar = Jar::default();
    }

    /// Opens a URL of the issuer's that was typed, or a path of it.
    ///
    /// # Panics
    /// When it leads away from the issuer.
    pub async fn get(&mut self, url: &str) -> Page {
        let url = if url.starts_with('/') {
            format!("{}{url}", self.issuer)
        } else {
            url.to_owned()
        };
        self.navigate(Method::GET, &url, None, Site::Typed)
            .await
            .page()
    }

    /// Follows a link on somebody else's page: an application sends its user to sign in.
    pub async fn authorize(&mut self, url: &str) -> Outcome {
        self.navigate(Method::GET, url, None, Site::Cross).await
    }

    /// Follows a link of the page it shows.
    pub async fn follow(&mut self, url: &str) -> Outcome {
        self.navigate(Method::GET, url, None, Site::Same).await
    }

    /// Sends a form from a page of that site: with `Site::Cross`, what an attacker's page can do.
    pub async fn post(&mut self, url: &str, fields: &[(&str, &str)], site: Site) -> Outcome {
        let url = if url.starts_with('/') {
            format!("{}{url}", self.issuer)
        } else {
            url.to_owned()
        };
        self.navigate(
            Method::POST,
            &url,
            Some(Body::form(encode(fields.iter().copied()))),
            site,
        )
        .await
    }

    /// Fills in the form of the page it shows and presses a button of it: the page's own hidden inputs go along. A field
    /// that the page does not have is refused.
    ///
    /// # Panics
    /// When there is no such form, field or button.
    pub async fn submit(&mut self, form: &str, fields: &[(&str, &str)], button: &str) -> Outcome {
        let page = self.page();
        let mut filled = page.form(form);
        for (name, value) in fields {
            let field = filled.fields.iter_mut().find(|(key, _)| key == name);
            let field = field.unwrap_or_else(|| {
                panic!("{form} has no field {name} on {}:\n{}", page.url, page.body)
            });
            (*value).clone_into(&mut field.1);
        }
        filled
            .fields
            .extend(page.button(&format!("{form} {button}")));
        let body = encode(
            filled
                .fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        if filled.method == "post" {
            return self
                .navigate(
                    Method::POST,
                    filled.action.as_str(),
                    Some(Body::form(body)),
                    Site::Same,
                )
                .await;
        }
        filled.action.set_query(Some(&body));
        self.navigate(Method::GET, filled.action.as_str(), None, Site::Same)
            .await
    }

    /// Fills in the sign-in page it shows.
    pub async fn fill_sign_in(&mut self, login: &str, password: &str) -> Outcome {
        self.submit(
            "#sign-in",
            &[("login", login), ("password", password)],
            "#sign-in-submit",
        )
        .await
    }

    /// Opens the sign-in page and signs in, without any application.
    ///
    /// # Panics
    /// When the sign-in page is shown again.
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Page {
        self.get("/sign-in").await;
        let page = self.fill_sign_in(login, password).await.page();
        assert_ne!(
            page.page_name(),
            "sign-in",
            "the sign-in was refused: {}",
            page.text()
        );
        page
    }

    /// As [`Browser::sign_in`].
    pub async fn sign_in_as(&mut self, person: Person) -> Page {
        self.sign_in(person.username, person.password).await
    }

    /// Opens an authorization URL, signs in if asked, agrees if asked; what the issuer answers the application.
    ///
    /// # Panics
    /// When another page comes, the sign-in page a second time included.
    pub async fn authorize_as(&mut self, url: &str, login: &str, password: &str) -> Outcome {
        let mut outcome = self.authorize(url).await;
        let mut signed_in = false;
        for _ in 0..MOST_PAGES {
            let Outcome::Page(page) = &outcome else {
                return outcome;
            };
            outcome = match page.page_name().as_str() {
                "sign-in" if !signed_in => {
                    signed_in = true;
                    self.fill_sign_in(login, password).await
                }
                "select-account" => {
                    self.submit("#select-account", &[], "button[value=other]")
                        .await
                }
                "consent" => self.submit("#consent", &[], "#consent-allow").await,
                other => panic!("the page {other:?} came ({}): {}", page.status, page.text()),
            };
        }
        panic!("the sign-in does not end: {outcome:?}")
    }

    /// As [`Browser::authorize_as`], for answers that are redirects.
    pub async fn authorize_and_sign_in(&mut self, url: &str, login: &str, password: &str) -> Url {
        self.authorize_as(url, login, password).await.redirect()
    }

    async fn navigate(
        &mut self,
        mut method: Method,
        url: &str,
        mut body: Option<Body>,
        site: Site,
    ) -> Outcome {
        let mut url = Url::parse(url).unwrap_or_else(|error| panic!("{url:?} is no URL: {error}"));
        self.hops.clear();
        for _ in 0..MOST_HOPS {
            let page = self.send(&method, &url, body.as_ref(), site).await;
            self.hops.push(Hop {
                method: method.clone(),
                url: url.clone(),
                status: page.status,
                headers: page.headers.clone(),
            });
            let location = page
                .headers
                .get(LOCATION)
                .map(|value| value.to_str().expect("a location of ASCII").to_owned());
            let Some(location) = location.filter(|_| (300..400).contains(&page.status)) else {
                self.page = Some(page.clone());
                return Outcome::shown(page);
            };
            let next = url
                .join(&location)
                .unwrap_or_else(|error| panic!("{location:?} is no URL: {error}"));
            if !self.wire.is_home(&next) {
                return Outcome::Redirect(next);
            }
            if !matches!(page.status, 307 | 308) && method != Method::GET {
                (method, body) = (Method::GET, None);
            }
            url = next;
        }
        panic!("redirects without end: {:?}", self.hops)
    }

    async fn send(&mut self, method: &Method, url: &Url, body: Option<&Body>, site: Site) -> Page {
        let mut request = self
            .wire
            .request(method.clone(), url.as_str())
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(ACCEPT_LANGUAGE, &self.language)
            .header(USER_AGENT, &self.user_agent)
            .header("sec-fetch-dest", "document")
            .header("sec-fetch-mode", "navigate")
            .header("sec-fetch-site", site.name())
            .header("sec-fetch-user", "?1")
            .header("upgrade-insecure-requests", "1");
        for (name, value) in &self.added_headers {
            request = request.header(*name, value);
        }
        if let Some(cookies) = self.jar.header(url, site, method == Method::GET) {
            request = request.header(COOKIE, cookies);
        }
        if let Some(body) = body {
            request = request
                .header(ORIGIN, self.origin_for(site))
                .header(CONTENT_TYPE, &body.kind)
                .body(body.bytes.clone());
        }
        let response = request
            .send()
            .await
            .unwrap_or_else(|error| panic!("{method} {url}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            self.jar
                .set(url, cookie.to_str().expect("a cookie of ASCII"));
        }
        let body = response
            .text()
            .await
            .unwrap_or_else(|error| panic!("{method} {url}: {error:?}"));
        Page {
            status,
            headers,
            url: url.clone(),
            body,
        }
    }

    /// "If request's … referrer policy is … "no-referrer" … then set serializedOrigin to `null`"  Fetch §3.2: a form on a
    /// page with that policy says `Origin: null`, even to its own house.
    fn origin_for(&self, site: Site) -> String {
        match site {
            Site::Cross => "https://attacker.example".to_owned(),
            Site::Typed | Site::Same => {
                let policy = self
                    .page
                    .as_ref()
                    .and_then(|page| page.header("referrer-policy"));
                let home = Url::parse(&self.issuer)
                    .unwrap()
                    .origin()
                    .ascii_serialization();
                if policy == Some("no-referrer") {
                    "null".to_owned()
                } else {
                    home
                }
            }
        }
    }
}

fn encode<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
