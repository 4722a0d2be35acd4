//! The person whose account pages are shown, and what stops a page from being shown to them.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};

use crate::accounts::gate;
use crate::app::App;
use crate::model::Secret;
use crate::oauth::{OAuthError, Parameters};
use crate::web::assets;
use crate::web::error::PageError;
use crate::web::pages::{html, people};
use crate::web::view::{AccountFrame, AccountPage, Done, ErrorKind, LocalTimes, Shell};

use super::{FormId, SignedInUser, Visitor};

/// Somebody who is signed in and looks at their own account. Of several accounts in a browser it is the one they chose, or
/// else the one that signed in last.
pub(in crate::web) struct Owner {
    /// The browser.
    pub(in crate::web) visitor: Visitor,
    /// Whose account, by which login.
    pub(in crate::web) signed_in: SignedInUser,
    /// The other accounts of this browser.
    pub(in crate::web) others: Vec<SignedInUser>,
    page: AccountPage,
    done: Option<Done>,
}

/// What is answered in place of a page: a failure, or the way to the sign-in.
pub(in crate::web) struct Detour(Box<Response>);

impl From<PageError> for Detour {
    fn from(error: PageError) -> Self {
        Self(Box::new(error.into_response()))
    }
}

impl From<Response> for Detour {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl IntoResponse for Detour {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl FromRequestParts<Arc<App>> for Owner {
    type Rejection = Detour;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Detour> {
        let visitor = Visitor::from_request_parts(parts, app).await;
        let mut visitor = visitor.map_err(|status| Detour::from(status.into_response()))?;
        let page = AccountPage::of_path(parts.uri.path());
        let query = Parameters::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let done = query
            .ok()
            .and_then(|query| Done::from_name(query.get("done")?));
        let mut logins = match visitor.logins().await {
            Ok(logins) => logins,
            Err(error) => return Err(failed(&visitor, &error)),
        };
        if logins.is_empty() {
            return Err(to_sign_in(&visitor, page));
        }
        let shown = chosen(&visitor, &logins).unwrap_or_default();
        let signed_in = logins.remove(shown);
        visitor.speak_as_wished_by(&signed_in.user);
        Ok(Self {
            visitor,
            signed_in,
            others: logins,
            page,
            done,
        })
    }
}

/// The place of the chosen account. A choice lasts until the next sign-in: whoever signs in wants to see that account.
fn chosen(visitor: &Visitor, logins: &[SignedInUser]) -> Option<usize> {
    let cookie = visitor.shown_account()?;
    let (id, latest) = cookie.expose().split_once('.')?;
    if latest != latest_sign_in(logins) {
        return None;
    }
    logins
        .iter()
        .position(|known| known.login.id.to_string() == id)
}

fn latest_sign_in(logins: &[SignedInUser]) -> String {
    let latest = logins
        .iter()
        .map(|known| known.login.auth_time.millis())
        .max();
    latest.unwrap_or_default().to_string()
}

fn to_sign_in(visitor: &Visitor, page: AccountPage) -> Detour {
    let base = visitor.ctx.issuer().base_path();
    html::see_other(&format!("{base}/sign-in?to={}", page.name())).into()
}

fn failed(visitor: &Visitor, error: &OAuthError) -> Detour {
    PageError::of_error(html::shell(visitor.ctx.issuer(), visitor.texts), error).into()
}

impl Owner {
    /// Lets nobody pass whose sign-in is not fresh: they sign in again, and come back to this page.
    pub(in crate::web) fn recently(&self) -> Result<(), Detour> {
        if self.is_recent() {
            Ok(())
        } else {
            Err(to_sign_in(&self.visitor, self.page))
        }
    }

    /// The page that the request is about.
    pub(in crate::web) const fn page(&self) -> AccountPage {
        self.page
    }

    /// Whether the sign-in is fresh.
    pub(in crate::web) fn is_recent(&self) -> bool {
        gate::is_fresh(&self.visitor.ctx, &self.signed_in.login)
    }

    /// The sign-in, for when the account is gone or changed under our hands.
    pub(in crate::web) fn again(&self) -> Detour {
        to_sign_in(&self.visitor, self.page)
    }

    /// A token for a form on this account's page.
    pub(in crate::web) fn csrf(&self, form: FormId) -> String {
        self.visitor.csrf_of(form, self.signed_in.login.id)
    }

    /// The form, if a page of this account in this browser posted it.
    pub(in crate::web) fn posted(
        &self,
        id: FormId,
        form: Result<Parameters, OAuthError>,
    ) -> Result<Parameters, Detour> {
        let form = form.map_err(|error| self.failed(error))?;
        self.accepts(id, form.get("csrf").unwrap_or_default())?;
        if form.any_repeated() {
            return Err(self.form_expired());
        }
        Ok(form)
    }

    /// Lets only tokens of this account's forms in this browser pass.
    pub(in crate::web) fn accepts(&self, id: FormId, token: &str) -> Result<(), Detour> {
        if self.visitor.holds(id, Some(self.signed_in.login.id), token) {
            Ok(())
        } else {
            Err(self.form_expired())
        }
    }

    fn form_expired(&self) -> Detour {
        self.refused(
            StatusCode::FORBIDDEN,
            ErrorKind::FormExpired,
            "invalid_request",
        )
    }

    /// An error page of that kind.
    pub(in crate::web) fn refused(
        &self,
        status: StatusCode,
        kind: ErrorKind,
        code: &'static str,
    ) -> Detour {
        PageError::new(self.shell(), status, kind, code).into()
    }

    /// The page of a failure.
    pub(in crate::web) fn failed(&self, error: impl Into<OAuthError>) -> Detour {
        failed(&self.visitor, &error.into())
    }

    /// The frame of every page.
    pub(in crate::web) fn shell(&self) -> Shell {
        html::shell(self.visitor.ctx.issuer(), self.visitor.texts)
    }

    /// The frame of this account's pages.
    pub(in crate::web) fn frame(&self) -> AccountFrame {
        AccountFrame {
            page: self.page,
            account: people::account(&self.signed_in),
            others: self.others.iter().map(people::account).collect(),
            csrf: self.visitor.csrf(FormId::SwitchAccount),
            done: self.done,
            leaving: self
                .signed_in
                .user
                .deletion_at
                .map(|at| self.visitor.texts.date(at)),
        }
    }

    /// The script for the times of a page, and its name in the page's policy.
    pub(in crate::web) fn local_times(&self) -> (LocalTimes, String) {
        let ctx = &self.visitor.ctx;
        let nonce = html::nonce(ctx);
        let script = LocalTimes {
            href: assets::href(ctx.issuer().base_path(), "local_times.js"),
            nonce: nonce.clone(),
        };
        (script, nonce)
    }

    /// Back to this page, which says what was done.
    pub(in crate::web) fn done(&self, done: Done) -> Response {
        let base = self.visitor.ctx.issuer().base_path();
        html::see_other(&format!("{base}{}?done={}", self.page.path(), done.name()))
    }

    /// The overview of another account of this browser; `None` when it has no such login.
    pub(in crate::web) fn switched(&self, id: &str) -> Option<Response> {
        let is_other = |known: &&SignedInUser| known.login.id.to_string() == id;
        let other = self.others.iter().find(is_other)?;
        let all = [std::slice::from_ref(&self.signed_in), &self.others].concat();
        let value = format!("{}.{}", other.login.id, latest_sign_in(&all));
        let base = self.visitor.ctx.issuer().base_path();
        let response = html::see_other(&format!("{base}{}", AccountPage::Overview.path()));
        let cookie = self.visitor.show_account(&Secret::new(value));
        Some(html::with_cookie(response, cookie))
    }
}
