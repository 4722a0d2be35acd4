//! Every URL on one page, below an issuer. Which issuer a request is for was settled before ([`super::tenant`]).

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::accounts::LARGEST_FILE;
use crate::app::App;
use crate::model::Endpoint;

use super::endpoints::{
    authorize, authorize_challenge, discovery, end_session, health, introspect, jwks, not_found,
    passkey_endpoints, password_strength, revoke, status_lists, token, userinfo,
};
use super::pages::{
    account, consent, developer, email_needed, factor_set_up, forgot_password, home, mail_code,
    mail_link, mail_sign_in, passkeys, recovery_codes, reset_password, second_factor,
    select_account, set_up, sign_in, sign_out, sign_up, through, verify_email,
};
use super::view::AccountPage;
use super::{api, assets, branding, cors, layers};

/// A form has at most so many bytes.
const FORM_LIMIT: usize = 64 * 1024;
/// What a script of ours asks with is short.
const SCRIPT_LIMIT: usize = 4 * 1024;
/// The form that brings a picture, with the picture.
const PICTURE_LIMIT: usize = LARGEST_FILE + FORM_LIMIT;

/// The routes, without tenants, without layers that do not need to know the route.
pub(super) fn router(app: &Arc<App>) -> Router {
    let protocol_for_browsers = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::get))
        .route(
            "/.well-known/oauth-authorization-server",
            get(discovery::get),
        )
        .route(Endpoint::Jwks.path(), get(jwks::get))
        .route(Endpoint::Token.path(), post(token::post))
        .route(
            Endpoint::Userinfo.path(),
            get(userinfo::get).post(userinfo::post),
        )
        .route(Endpoint::Introspection.path(), post(introspect::post))
        .route(Endpoint::Revocation.path(), post(revoke::post))
        .route(
            Endpoint::AuthorizationChallenge.path(),
            post(authorize_challenge::post),
        )
        .route(Endpoint::StatusLists.path(), get(status_lists::all))
        .route(
            "/status-lists/{number}",
            get(status_lists::of_tenant),
        )
        .route(
            "/status-lists/{number}/{services}",
            get(status_lists::of_services),
        )
        // Before the layer: an OPTIONS request is a method without a handler, and the layer must see it.
        .method_not_allowed_fallback(not_found::method)
        .layer(cors::layer());
    let protocol_for_people = Router::new()
        .route(
            Endpoint::Authorization.path(),
            get(authorize::get)
                .post(authorize::post)
                .head(authorize::head),
        )
        .route(
            Endpoint::EndSession.path(),
            get(end_session::get)
                .post(end_session::post)
                .head(end_session::head),
        );
    let health = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready));
    let mut all = Router::new()
        .merge(protocol_for_browsers)
        .merge(protocol_for_people)
        .merge(pages())
        .merge(entry())
        .merge(elsewhere())
        .merge(passkeys_routes())
        .merge(account_routes())
        .merge(api::router(app))
        .merge(health);
    if app.config.server.developer {
        all = all
            .route("/dev/pages", get(developer::gallery))
            .route("/dev/pages/{page}/{number}", get(developer::page))
            .route("/dev/letters/{name}/{form}", get(developer::letter))
            .route("/dev/style/{look}", get(developer::style))
            .route("/dev/mail", get(developer::mail));
    }
    all.fallback(not_found::page)
        .method_not_allowed_fallback(not_found::method)
        .layer(Extension(discovery::Documents::default()))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(axum::middleware::from_fn(layers::count))
        .with_state(Arc::clone(app))
}

/// The way in, and what is asked on it.
fn pages() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::get))
        .route("/sign-in", get(sign_in::get).post(sign_in::post))
        .route(
            "/select-account",
            get(select_account::get).post(select_account::post),
        )
        .route("/consent", get(consent::get).post(consent::post))
        .route("/sign-out", get(sign_out::get).post(sign_out::post))
        .route("/set-up", get(set_up::get).post(set_up::post))
        .route("/password-strength", post(password_strength::post))
        .route(
            "/second-factor",
            get(second_factor::get).post(second_factor::post),
        )
        .route("/second-factor/send", post(second_factor::send))
        .route(
            "/second-factor/set-up",
            get(factor_set_up::get).post(factor_set_up::post),
        )
        .route("/second-factor/set-up/send", post(factor_set_up::send))
        .route("/second-factor/set-up/done", post(factor_set_up::done))
        .route("/recovery-codes", post(recovery_codes::post))
        .route("/branding/{file}", get(branding::get))
        .route("/static/{file}", get(assets::get))
}

/// Ceremonies of passkeys, which scripts of ours speak.
fn passkeys_routes() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/passkey/options",
            post(passkeys::options::post).layer(DefaultBodyLimit::max(SCRIPT_LIMIT)),
        )
        .route("/passkey/sign-in", post(passkeys::sign_in::post))
        .route(
            "/passkey/second-factor",
            post(passkeys::second_factor::post),
        )
        .route("/passkey/set-up", post(passkeys::set_up::post))
        .route(
            "/.well-known/passkey-endpoints",
            get(passkey_endpoints::get),
        )
}

/// A person's own account.
fn account_routes() -> Router<Arc<App>> {
    Router::new()
        .route(
            AccountPage::Passkeys.path(),
            get(account::passkeys::get).post(account::passkeys::post),
        )
        .route(
            "/account/passkeys/options",
            post(account::passkeys::options).layer(DefaultBodyLimit::max(SCRIPT_LIMIT)),
        )
        .route("/account/passkeys/again", get(account::passkeys::again))
        .route(
            "/account/passkeys/{id}",
            get(account::passkey::get).post(account::passkey::post),
        )
        .route(
            "/account/passkeys/{id}/remove",
            get(account::passkey::ask).post(account::passkey::take_away),
        )
        .route(AccountPage::Overview.path(), get(account::overview::get))
        .route(
            AccountPage::TwoFactor.path(),
            get(account::two_factor::get).post(account::two_factor::post),
        )
        .route(
            "/account/two-factor/set-up",
            get(account::factor_set_up::get).post(account::factor_set_up::post),
        )
        .route(
            "/account/two-factor/set-up/send",
            post(account::factor_set_up::send),
        )
        .route(
            AccountPage::Sessions.path(),
            get(account::sessions::get).post(account::sessions::post),
        )
        .route(
            AccountPage::Apps.path(),
            get(account::apps::get).post(account::apps::post),
        )
        .route(AccountPage::Activity.path(), get(account::activity::get))
        .route(
            AccountPage::Profile.path(),
            get(account::profile::get).post(account::profile::post),
        )
        .route(
            "/account/profile/username",
            post(account::profile::username),
        )
        .route(
            "/account/profile/picture",
            post(account::picture::post).layer(DefaultBodyLimit::max(PICTURE_LIMIT)),
        )
        .route(
            "/account/profile/picture/remove",
            post(account::picture::remove),
        )
        .route("/pictures/{id}", get(account::picture::get))
        .route(
            AccountPage::Password.path(),
            get(account::password::get).post(account::password::post),
        )
        .route(
            "/.well-known/change-password",
            get(account::password::well_known),
        )
        .route(AccountPage::Data.path(), get(account::data::get))
        .route("/account/data/export", post(account::data::export))
        .route("/account/data/delete", post(account::data::delete))
        .route("/account/data/keep", post(account::data::keep))
        .route("/account/switch", post(account::switch::post))
}

/// Signing in through others.
fn elsewhere() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/sign-in/through/{provider}",
            get(through::begin::get).head(through::begin::head),
        )
        .route(
            "/sign-in/through/{provider}/callback",
            get(through::callback::get)
                .post(through::callback::post)
                .head(through::begin::head),
        )
        .route(
            "/sign-in/through/{provider}/backchannel-logout",
            post(through::backchannel_logout::post),
        )
        .route(
            "/sign-up/through",
            get(through::sign_up::get).post(through::sign_up::post),
        )
        .route(
            AccountPage::Connections.path(),
            get(account::connections::get).post(account::connections::post),
        )
        .route("/sign-out/elsewhere", get(sign_out::elsewhere))
}

/// The ways in beside name and password.
fn entry() -> Router<Arc<App>> {
    Router::new()
        .route(
            "/sign-in/mail",
            get(mail_sign_in::get).post(mail_sign_in::post),
        )
        .route("/sign-in/link", get(mail_link::get).post(mail_link::post))
        .route("/sign-in/code", get(mail_code::get).post(mail_code::post))
        .route("/sign-up", get(sign_up::get).post(sign_up::post))
        .route(
            "/verify-email",
            get(verify_email::get).post(verify_email::post),
        )
        .route(
            "/verify-email/needed",
            get(email_needed::get).post(email_needed::post),
        )
        .route(
            AccountPage::Email.path(),
            get(account::email::get).post(account::email::post),
        )
        .route("/account/email/verify", post(account::email::verify))
        .route("/verify-email/resend", post(email_needed::resend))
        .route(
            "/forgot-password",
            get(forgot_password::get).post(forgot_password::post),
        )
        .route(
            "/reset-password",
            get(reset_password::get).post(reset_password::post),
        )
}
