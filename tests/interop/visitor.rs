//! Ada's other browser window: the one that looks at the demo app.

use reqwest::{
    Client,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use url::Url;

/// A client with one cookie that follows no redirects.
pub struct Visitor {
    http: Client,
    origin: Url,
    cookie: String,
}

/// An answer of the demo app.
pub struct Answer {
    pub location: Option<String>,
    pub body: String,
}

impl Visitor {
    pub fn new(origin: &str) -> Self {
        // `Err` means that another test has installed it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            http: Client::builder()
                .redirect(Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            origin: Url::parse(origin).unwrap(),
            cookie: String::new(),
        }
    }

    /// Opens a page; `target` may be a path or a whole URL.
    pub async fn open(&mut self, target: &str) -> Answer {
        let request = self.http.get(self.origin.join(target).unwrap());
        self.send(request).await
    }

    /// Presses the button of the form that goes to `action`, as found in `page`.
    pub async fn press(&mut self, page: &str, action: &str) -> Answer {
        let form = page
            .split_once(&format!("action=\"{action}\""))
            .unwrap_or_else(|| panic!("no form goes to {action} in {page}"))
            .1;
        let token = form
            .split_once("name=\"form_token\" value=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .unwrap()
            .0;
        let request = self
            .http
            .post(self.origin.join(action).unwrap())
            .form(&[("form_token", token)]);
        self.send(request).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.header(COOKIE, &self.cookie).send().await.unwrap();
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            cookie
                .split(';')
                .next()
                .unwrap()
                .clone_into(&mut self.cookie);
        }
        Answer {
            location: response
                .headers()
                .get(LOCATION)
                .map(|location| location.to_str().unwrap().to_owned()),
            body: response.text().await.unwrap(),
        }
    }
}
