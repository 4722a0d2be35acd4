//! The browser in front of a page: its cookies, language and address, and who is signed in with it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use crate::accounts::notify::house_language;
use crate::accounts::{Browser, SignedIn};
use crate::app::App;
use crate::context::Context;
use crate::model::{Login, LoginId, Secret, User};
use crate::oauth::{OAuthError, Parameters};
use crate::texts::Texts;

use super::cookies::Cookie;
use super::csrf::Holder;
use super::{Ctx, FormId};

/// A login is written as seen at most once in so many seconds.
const TOUCH_EVERY: i64 = 60;

/// A browser, at one issuer.
pub(in crate::web) struct Visitor {
    /// The request's issuer and instant.
    pub(in crate::web) ctx: Context,
    /// The words to speak to it with.
    pub(in crate::web) texts: Texts,
    ui_locales: Option<String>,
    session: Option<Secret>,
    browser: Secret,
    browser_is_new: bool,
    device: Secret,
    user_agent: String,
    method: Method,
    headers: HeaderMap,
}

/// One login of the browser with the user it is for.
#[derive(Clone)]
pub(in crate::web) struct SignedInUser {
    /// The login.
    pub(in crate::web) login: Login,
    /// The user.
    pub(in crate::web) user: Arc<User>,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, StatusCode> {
        let Ctx(ctx) = Ctx::from_request_parts(parts, app).await?;
        let headers = parts.headers.clone();
        let known = Cookie::Browser.read(ctx.issuer(), &headers);
        let browser_is_new = known.is_none();
        let browser = known.unwrap_or_else(|| app.entropy.secret(""));
        let text = |name: header::HeaderName| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let ui_locales = parts
            .uri
            .query()
            .and_then(|query| Parameters::parse(query.as_bytes()).ok());
        let ui_locales = ui_locales
            .as_ref()
            .and_then(|query| query.get("ui_locales"));
        let accepted = Some(text(header::ACCEPT_LANGUAGE)).filter(|text| !text.is_empty());
        Ok(Self {
            texts: Texts::wished(ui_locales, accepted).unwrap_or_else(|| house_language(&ctx)),
            ui_locales: ui_locales.map(str::to_owned),
            session: Cookie::Session.read(ctx.issuer(), &headers),
            browser,
            browser_is_new,
            device: Cookie::Device
                .read(ctx.issuer(), &headers)
                .unwrap_or_else(|| app.entropy.secret("")),
            user_agent: text(header::USER_AGENT)
                .chars()
                .filter(|c| !c.is_control())
                .take(256)
                .collect(),
            method: parts.method.clone(),
            headers,
            ctx,
        })
    }
}

impl Visitor {
    /// Who is signed in with this browser. Logins of disabled users do not count.
    pub(in crate::web) async fn logins(&self) -> Result<Vec<SignedInUser>, OAuthError> {
        match &self.session {
            Some(session) => self.logins_of(session).await,
            None => Ok(Vec::new()),
        }
    }

    async fn logins_of(&self, session: &Secret) -> Result<Vec<SignedInUser>, OAuthError> {
        let idle = i64::from(self.ctx.app().config.sessions.idle_seconds);
        let logins = self
            .ctx
            .db()
            .logins(session.digest(), idle, self.ctx.now())
            .await?;
        let mut signed_in = Vec::with_capacity(logins.len());
        for login in logins {
            if self.ctx.now().seconds_since(login.last_seen_at) >= TOUCH_EVERY {
                self.ctx.db().touch_login(login.id, self.ctx.now()).await?;
            }
            if let Some(user) = self
                .ctx
                .user(login.user)
                .await?
                .filter(|user| !user.disabled)
            {
                signed_in.push(SignedInUser { login, user });
            }
        }
        Ok(signed_in)
    }

    /// The other accounts of this browser, after one of them signed in: their rows moved to the new session, which the
    /// request at hand does not carry yet.
    pub(in crate::web) async fn others_after(
        &self,
        fresh: &SignedIn,
    ) -> Result<Vec<SignedInUser>, OAuthError> {
        let mut logins = self.logins_of(&fresh.session).await?;
        logins.retain(|signed_in| signed_in.login.id != fresh.login.id);
        Ok(logins)
    }

    /// What a sign-in records of this browser.
    pub(in crate::web) fn browser(&self) -> Browser {
        Browser {
            user_agent: self.user_agent.clone(),
            address: self.ctx.caller().to_owned(),
            session: self.session.as_ref().map(Secret::digest),
            device: Some(self.device.digest()),
            binding: self.binding(),
        }
    }

    /// What a sign-in in progress is bound to.
    pub(in crate::web) fn binding(&self) -> String {
        self.browser.digest().to_text()
    }

    /// A token for a form on a page for this browser.
    pub(in crate::web) fn csrf(&self, form: FormId) -> String {
        form.token(&self.ctx, self.holder(None))
    }

    /// Whether a posted form came from a page of ours in this browser, which says nothing twice.
    pub(in crate::web) fn posted_from(&self, form: FormId, parameters: &Parameters) -> bool {
        self.holds(form, None, parameters.get("csrf").unwrap_or_default())
            && !parameters.any_repeated()
    }

    /// The same for what a script of the page sent.
    pub(in crate::web) fn sent_from(&self, form: FormId, token: &str) -> bool {
        self.holds(form, None, token)
    }

    /// A token for a form on the page of an account.
    pub(super) fn csrf_of(&self, form: FormId, login: LoginId) -> String {
        form.token(&self.ctx, self.holder(Some(login)))
    }

    /// Whether the token of a posted form is one of ours for this browser (and this login), and no other site sent it.
    pub(super) fn holds(&self, form: FormId, login: Option<LoginId>, token: &str) -> bool {
        !self.browser_is_new
            && form.accepts(&self.ctx, self.holder(login), token)
            && !self.is_cross_site()
    }

    const fn holder(&self, login: Option<LoginId>) -> Holder<'_> {
        Holder {
            browser: &self.browser,
            login,
        }
    }

    /// The value of the cookie that tells which of several accounts is shown.
    pub(super) fn shown_account(&self) -> Option<Secret> {
        Cookie::Account.read(self.ctx.issuer(), &self.headers)
    }

    /// The header that sets it.
    pub(super) fn show_account(&self, value: &Secret) -> Option<HeaderValue> {
        Cookie::Account.set(self.ctx.issuer(), value)
    }

    /// Whether the browser says that another site made this request. `Origin: null` is what browsers send for our own
    /// forms, since our pages ask for `no-referrer`.
    pub(in crate::web) fn is_cross_site(&self) -> bool {
        let text = |name: &str| self.headers.get(name).and_then(|value| value.to_str().ok());
        if let Some(site) = text("sec-fetch-site") {
            return !matches!(site, "same-origin" | "none");
        }
        match text("origin") {
            None | Some("null") => false,
            Some(origin) => url::Url::parse(self.ctx.issuer().url())
                .is_ok_and(|own| own.origin().ascii_serialization() != origin),
        }
    }

    /// Whether a form brought a browser here whose window shows the answer: `Sec-Fetch-Dest: document` (Fetch Metadata
    /// §2.1). Other programs that speak HTTP do not say that.
    pub(in crate::web) fn came_by_form(&self) -> bool {
        self.method == Method::POST
            && self
                .headers
                .get("sec-fetch-dest")
                .is_some_and(|dest| dest == "document")
    }

    /// Speaks the language of somebody's profile, unless the URL asks for another one.
    pub(in crate::web) fn speak_as_wished_by(&mut self, user: &User) {
        let wished = user
            .profile
            .get("locale")
            .and_then(serde_json::Value::as_str);
        let asked = self.ui_locales.clone().unwrap_or_default();
        let list = format!("{asked} {}", wished.unwrap_or_default());
        self.speak(Some(list.trim()));
    }

    /// Speaks the languages that a request asks for, or else the browser's.
    pub(in crate::web) fn speak(&mut self, ui_locales: Option<&str>) {
        let accepted = self.headers.get(header::ACCEPT_LANGUAGE);
        let accepted = accepted.and_then(|value| value.to_str().ok());
        self.texts =
            Texts::wished(ui_locales, accepted).unwrap_or_else(|| house_language(&self.ctx));
        if let Some(asked) = ui_locales {
            self.ui_locales = Some(asked.to_owned());
        }
    }

    /// The header that gives a new browser its cookie; nothing for a known one.
    pub(in crate::web) fn greeting(&self) -> Option<HeaderValue> {
        self.browser_is_new
            .then(|| Cookie::Browser.set(self.ctx.issuer(), &self.browser))
            .flatten()
    }

    /// The header that starts a session.
    pub(in crate::web) fn session_cookie(&self, session: &Secret) -> Option<HeaderValue> {
        Cookie::Session.set(self.ctx.issuer(), session)
    }

    /// The header that marks this browser as one that signed in, for another year.
    pub(in crate::web) fn device_cookie(&self) -> Option<HeaderValue> {
        Cookie::Device.set(self.ctx.issuer(), &self.device)
    }

    /// The token of the link that was opened in this browser.
    pub(in crate::web) fn kept_link(&self) -> Option<Secret> {
        Cookie::Link.read(self.ctx.issuer(), &self.headers)
    }

    /// The header that keeps it.
    pub(in crate::web) fn keep_link(&self, token: &Secret) -> Option<HeaderValue> {
        // What could not stand in a cookie was found in no row, and comes here never.
        Cookie::Link.set(self.ctx.issuer(), token)
    }

    /// The header that forgets it.
    pub(in crate::web) fn forget_link(&self) -> Option<HeaderValue> {
        Cookie::Link.expire(self.ctx.issuer())
    }

    /// The header that ends it.
    pub(in crate::web) fn no_session_cookie(&self) -> Option<HeaderValue> {
        Cookie::Session.expire(self.ctx.issuer())
    }
}
