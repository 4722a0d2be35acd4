//! A sign-in in progress: the request that waits while its user signs in, chooses and agrees.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};

use crate::accounts::limits::{self, Action, LimitError};
use crate::ephemeral::{Key, Kind};
use crate::model::{LoginId, Secret};
use crate::oauth::authorize::{
    Answers, AuthorizationResponse, Delivery, Interaction, InteractionPage, Outcome, PARAMETERS,
    Reason, Refusal, ValidRequest, proceed, understand,
};
use crate::oauth::{OAuthError, Parameters};
use crate::web::assets;
use crate::web::error::PageError;
use crate::web::extract::{SignedInUser, Visitor};
use crate::web::view::{ErrorKind, FormPost};

use super::continue_on::continue_on;
use super::entrance::{self, After};
use super::{html, people, through};

/// What is kept of the request, under the digest of its identifier. The identifier is in the URL; it is worth nothing in
/// another browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    parameters: String,
    browser: String,
    answers: Answers,
    reason: Option<Reason>,
    /// For whom the consent page was shown.
    asked: Option<LoginId>,
}

/// The parameter by which an app says where its people sign in: the name of a provider here.
const PROVIDER_HINT: &str = "idp";

/// What of a request is kept: what the protocol reads, and the name of a provider, if it could be one.
fn kept(parameters: &Parameters) -> String {
    let mut text = parameters.among(&PARAMETERS).to_text();
    let is_name = |name: &&str| {
        name.len() <= 40
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if let Some(name) = parameters.get(PROVIDER_HINT).filter(is_name) {
        text = format!("{text}&{PROVIDER_HINT}={name}");
    }
    text
}

/// A request that waits for its user.
pub(in crate::web) struct Progress {
    id: Secret,
    record: Record,
    /// Whether the store has it: what was answered at once never went there, and costs no deletion.
    stored: bool,
}

impl Progress {
    /// Begins to wait.
    pub(in crate::web) fn begin(visitor: &Visitor, parameters: &Parameters) -> Self {
        let record = Record {
            parameters: kept(parameters),
            browser: visitor.binding(),
            answers: Answers::default(),
            reason: None,
            asked: None,
        };
        Self {
            id: visitor.ctx.app().entropy.secret(""),
            record,
            stored: false,
        }
    }

    /// The request that the page's URL or form names; a page of its own when it is unknown, too old or another browser's.
    pub(in crate::web) async fn find(visitor: &mut Visitor, id: &str) -> Result<Self, PageError> {
        let id = Secret::new(id);
        let ctx = &visitor.ctx;
        let found = ctx
            .app()
            .ephemeral
            .get_json::<Record>(&key(visitor, &id), ctx.now())
            .await;
        match found.map_err(|error| failed(visitor, error.into()))? {
            Some(record) if record.browser == visitor.binding() => {
                let parameters =
                    Parameters::parse(record.parameters.as_bytes()).unwrap_or_default();
                // "End-User's preferred languages and scripts for the user interface"  OpenID Connect Core §3.1.2.1
                visitor.speak(parameters.get("ui_locales"));
                Ok(Self {
                    id,
                    record,
                    stored: true,
                })
            }
            _ => Err(expired(visitor)),
        }
    }

    /// Takes the request for good: of two concurrent forms one goes on.
    pub(super) async fn take(self, visitor: &Visitor) -> Result<Self, PageError> {
        let taken = visitor
            .ctx
            .app()
            .ephemeral
            .take_json::<Record>(&key(visitor, &self.id), visitor.ctx.now())
            .await;
        match taken.map_err(|error| failed(visitor, error.into()))? {
            Some(record) => Ok(Self {
                id: self.id,
                record,
                stored: false,
            }),
            None => Err(expired(visitor)),
        }
    }

    /// The identifier for forms and links.
    pub(super) fn id(&self) -> &str {
        self.id.expose()
    }

    /// What comes after a sign-in for this request.
    pub(super) fn after(&self) -> After {
        After::Request(self.id.expose().to_owned())
    }

    /// Why the current page is shown.
    pub(super) const fn reason(&self) -> Option<Reason> {
        self.record.reason
    }

    /// For whom the consent page was shown.
    pub(super) const fn asked(&self) -> Option<LoginId> {
        self.record.asked
    }

    /// The request, judged anew: a client may have been disabled meanwhile.
    pub(super) async fn request(&self, visitor: &Visitor) -> Result<ValidRequest, Response> {
        let parameters = Parameters::parse(self.record.parameters.as_bytes()).unwrap_or_default();
        understand(&visitor.ctx, &parameters)
            .await
            .map_err(|refusal| refused(visitor, refusal))
    }

    /// The user signed in for this request.
    pub(super) fn signed_in(&mut self, login: LoginId) {
        self.record.answers = Answers {
            authenticated: Some(login),
            chosen: Some(login),
        };
    }

    /// The user chose an account.
    pub(super) fn chose(&mut self, login: LoginId) {
        self.record.answers.chosen = Some(login);
    }

    /// Decides again with what the user did meanwhile, and answers: with the client's redirect, or with the next page.
    pub(super) async fn resume(self, visitor: &Visitor, logins: &[SignedInUser]) -> Response {
        let request = match self.request(visitor).await {
            Ok(request) => request,
            Err(response) => return response,
        };
        carry_on(visitor, self, request, logins).await
    }

    /// The provider that the app named, once: whoever comes back from there and is not who was asked for chooses for themselves.
    fn take_hint(&mut self) -> Option<String> {
        let parameters = Parameters::parse(self.record.parameters.as_bytes()).ok()?;
        let slug = parameters.get(PROVIDER_HINT)?.to_owned();
        self.record.parameters = parameters.among(&PARAMETERS).to_text();
        Some(slug)
    }

    /// The way there. A provider that is not known here is no reason to send somebody away: the sign-in page shows every way in.
    async fn hinted(&self, visitor: &Visitor, slug: Option<String>) -> Option<String> {
        let slug = slug?;
        let usable = through::usable(visitor).await.ok()?;
        let provider = usable.iter().find(|provider| provider.slug == slug)?;
        Some(format!(
            "/sign-in/through/{}?txn={}",
            provider.slug,
            self.id()
        ))
    }

    async fn keep(&self, visitor: &Visitor) -> Result<(), PageError> {
        let (ctx, key) = (&visitor.ctx, key(visitor, &self.id));
        if !self.stored {
            self.begin_to_be_kept(visitor).await?;
        }
        let kept = ctx.app().ephemeral.put_json(&key, &self.record, ctx.now());
        kept.await.map_err(|error| failed(visitor, error.into()))
    }

    /// Counts the record that is about to be made, or refuses it.
    async fn begin_to_be_kept(&self, visitor: &Visitor) -> Result<(), PageError> {
        match limits::reserve(&visitor.ctx, Action::SignIn).await {
            Ok(_) => Ok(()),
            Err(LimitError::TooMany { retry_after }) => {
                let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
                Err(PageError::too_many(shell, retry_after))
            }
            Err(LimitError::Ephemeral(error)) => Err(failed(visitor, error.into())),
        }
    }
}

/// Answers a valid request, or shows the page it waits for.
pub(in crate::web) async fn carry_on(
    visitor: &Visitor,
    mut progress: Progress,
    request: ValidRequest,
    logins: &[SignedInUser],
) -> Response {
    let known: Vec<_> = logins
        .iter()
        .map(|signed_in| signed_in.login.clone())
        .collect();
    match proceed(&visitor.ctx, request, &known, &progress.record.answers).await {
        Ok(Outcome::Respond(response)) => {
            if progress.stored {
                // Best effort: what is left expires by itself, and is bound to this browser.
                let _ = visitor
                    .ctx
                    .app()
                    .ephemeral
                    .delete(&key(visitor, &progress.id))
                    .await;
            }
            deliver(visitor, response)
        }
        Ok(Outcome::Interact(interaction)) => {
            let Interaction {
                reason,
                login,
                request,
                again,
            } = *interaction;
            progress.record.reason = Some(reason);
            progress.record.asked = login.as_ref().map(|login| login.id);
            let hint = if reason.page() == InteractionPage::SignIn {
                progress.take_hint()
            } else {
                None
            };
            if let Err(page) = progress.keep(visitor).await {
                return page.into_response();
            }
            let path = match (reason.page(), &login) {
                (InteractionPage::SecondFactor, Some(login)) => {
                    let mut wanted = request.acr.wanted(progress.after().to_text());
                    wanted.again = again;
                    return entrance::step_up(visitor, login, logins, wanted).await;
                }
                (InteractionPage::SignIn | InteractionPage::SecondFactor, _) => {
                    match progress.hinted(visitor, hint).await {
                        Some(path) => return onward(visitor, &path),
                        None => "sign-in",
                    }
                }
                (InteractionPage::SignUp, _) => "sign-up",
                (InteractionPage::SelectAccount, _) => "select-account",
                (InteractionPage::Consent, _) => "consent",
            };
            onward(visitor, &format!("/{path}?txn={}", progress.id()))
        }
        Err(error) => into_page(visitor, &error),
    }
}

fn onward(visitor: &Visitor, path: &str) -> Response {
    let base = visitor.ctx.issuer().base_path();
    let response = html::see_other(&format!("{base}{path}"));
    html::with_cookie(response, visitor.greeting())
}

/// Sends the answer on its way.
pub(in crate::web) fn deliver(visitor: &Visitor, response: AuthorizationResponse) -> Response {
    let target = response.target().clone();
    match response.deliver() {
        Delivery::Redirect(url) => continue_on(visitor, &target.client, url),
        Delivery::FormPost { action, fields } => {
            let nonce = html::nonce(&visitor.ctx);
            let page = FormPost {
                shell: html::shell(visitor.ctx.issuer(), visitor.texts),
                action,
                fields,
                app: people::asking_app(&target.client, &target.redirect_uri),
                script_href: assets::href(visitor.ctx.issuer().base_path(), "form_post.js"),
                nonce: nonce.clone(),
            };
            let source = target.redirect_uri.form_action_source();
            html::page_with_script(StatusCode::OK, &page, Some(&nonce), source.as_deref())
        }
    }
}

/// A refusal: a page before the target is proven, a redirect after.
pub(in crate::web) fn refused(visitor: &Visitor, refusal: Refusal) -> Response {
    match refusal {
        Refusal::Page(problem) => {
            PageError::of_problem(html::shell(visitor.ctx.issuer(), visitor.texts), problem)
                .into_response()
        }
        Refusal::Respond(response) => deliver(visitor, response),
    }
}

/// The error page of a failure.
pub(in crate::web) fn into_page(visitor: &Visitor, error: &OAuthError) -> Response {
    PageError::of_error(html::shell(visitor.ctx.issuer(), visitor.texts), error).into_response()
}

pub(super) fn failed(visitor: &Visitor, error: OAuthError) -> PageError {
    PageError::of_error(html::shell(visitor.ctx.issuer(), visitor.texts), &error)
}

fn expired(visitor: &Visitor) -> PageError {
    let shell = html::shell(visitor.ctx.issuer(), visitor.texts);
    PageError::new(
        shell,
        axum::http::StatusCode::BAD_REQUEST,
        ErrorKind::SignInExpired,
        "invalid_request",
    )
    .with_detail("the sign-in is unknown, finished, too old, or was begun in another browser")
}

fn key(visitor: &Visitor, id: &Secret) -> Key {
    Key::new(
        visitor.ctx.issuer().tenant_id(),
        Kind::SignIn,
        &id.digest().to_text(),
    )
}
