//! What `static/passkeys.js` does on a page with a passkey's button, step by step.

use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use url::Url;

use super::{Browser, Outcome, Page, Site};
use crate::answer::Answer;
use crate::authenticator::Authenticator;

impl Browser {
    /// What a script on a page of that site asks our house for, with JSON.
    pub fn script_request(&self, path: &str, body: &Value, site: Site) -> RequestBuilder {
        let url = Url::parse(&format!("{}{path}", self.issuer)).unwrap();
        let mut request = self
            .wire
            .request(Method::POST, url.as_str())
            .header(ACCEPT, "*/*")
            .header("sec-fetch-dest", "empty")
            .header("sec-fetch-mode", "cors")
            .header("sec-fetch-site", site.name())
            .header(ORIGIN, self.origin_for(site))
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        if let Some(cookies) = self.jar.header(&url, site, false) {
            request = request.header(COOKIE, cookies);
        }
        request
    }

    /// The answer to what a script of the page it shows asks for.
    pub async fn fetch(&mut self, path: &str, body: &Value) -> Answer {
        let answer = Answer::of(self.script_request(path, body, Site::Same)).await;
        let url = Url::parse(&self.issuer).unwrap();
        for cookie in answer.headers.get_all(SET_COOKIE) {
            let header = cookie.to_str().expect("a cookie of ASCII");
            self.jar.set(&url, header);
        }
        answer
    }

    /// What the page's button asks for.
    ///
    /// # Panics
    /// When there is no such button.
    pub fn passkey_question(&self) -> (String, Value) {
        let page = self.page();
        let form = page.form("#passkey");
        let field = |wanted: &str| {
            let found = form.fields.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.clone())
        };
        let attribute = |name: &str| page.attribute("#passkey", name).expect("an attribute");
        let path = attribute("data-options");
        let base = Url::parse(&self.issuer).unwrap();
        let path = path
            .strip_prefix(base.path().trim_end_matches('/'))
            .unwrap_or(&path)
            .to_owned();
        let mut question = json!({ "csrf": field("csrf"), "purpose": attribute("data-purpose") });
        if let Some(attempt) = field("attempt") {
            question["attempt"] = attempt.into();
        }
        (path, question)
    }

    /// Presses the button, and gets a challenge.
    ///
    /// # Panics
    /// When there is none.
    pub async fn begin_passkey(&mut self) -> Value {
        let (path, question) = self.passkey_question();
        self.fetch(&path, &question).await.expect(200).json()
    }

    /// Sends what the authenticator said.
    pub async fn send_passkey(&mut self, begun: &Value, credential: &Value) -> Outcome {
        let ceremony = begun["ceremony"].as_str().expect("a ceremony");
        let fields = [
            ("ceremony", ceremony),
            ("credential", &credential.to_string()),
        ];
        self.submit("#passkey", &fields, "#passkey-submit").await
    }

    /// Presses the button of the page it shows and does as the authenticator would.
    pub async fn use_passkey(&mut self, authenticator: &mut Authenticator) -> Outcome {
        let begun = self.begin_passkey().await;
        let makes_one =
            self.page().attribute("#passkey", "data-passkey").as_deref() == Some("create");
        let credential = if makes_one {
            authenticator.create(&begun)
        } else {
            authenticator.get(&begun)
        };
        self.send_passkey(&begun, &credential).await
    }

    /// Adds a passkey to the account that is signed in, which must have happened just before.
    ///
    /// # Panics
    /// When it is not added.
    pub async fn add_passkey(&mut self, authenticator: &mut Authenticator) -> Page {
        self.get("/account/passkeys").await;
        let mut page = self.use_passkey(authenticator).await.page();
        assert_eq!(page.status, 200, "{}", page.text());
        if page.page_name() == "recovery-codes" {
            // They come with the first one.
            let list = self.get("/account/passkeys").await;
            let link = list.link("#passkeys > li:last-child a");
            page = self.get(link.as_str()).await;
        }
        assert!(page.has("#passkey-name"), "{}", page.text());
        page
    }

    /// Signs in with a passkey and nothing else.
    pub async fn sign_in_with_passkey(&mut self, authenticator: &mut Authenticator) -> Page {
        self.get("/sign-in").await;
        self.use_passkey(authenticator).await.page()
    }
}
