//! `/account/profile`: what the person says about themselves, and the name they sign in with.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use crate::accounts::{
    self, ADDRESS_MEMBERS, Entered, FieldProblem, OWN_CLAIMS, ProfileChange, ProfileRefusal,
    profile_fields,
};
use crate::oauth::Parameters;
use crate::web::extract::{Detour, Form, FormId, Owner};
use crate::web::pages::html;
use crate::web::view::{AccountProfile, Done, PictureProblem};

use super::fresh_proof::fresh_proof;

/// `GET /account/profile`
pub(in crate::web) async fn get(owner: Owner) -> Response {
    show(&owner, Shown::saved(&owner), StatusCode::OK)
}

/// `POST /account/profile`. Only the fields of this page are read: nothing else can be set by it.
pub(in crate::web) async fn post(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Profile, form)?;
    let entered = entered(&form);
    let (visitor, user) = (&owner.visitor, &owner.signed_in.user);
    let browser = visitor.browser();
    let change = ProfileChange {
        entered: entered.clone(),
        without_address: false,
    };
    let saved = accounts::save_profile(&visitor.ctx, user.id, change, |_| true, &browser);
    match saved.await {
        Ok(()) => Ok(owner.done(Done::ProfileSaved)),
        Err(refusal) => {
            let shown = Shown {
                entered,
                ..Shown::saved(&owner)
            };
            refused(&owner, refusal, shown)
        }
    }
}

/// `POST /account/profile/username`
pub(in crate::web) async fn username(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    let form = owner.posted(FormId::Username, form)?;
    fresh_proof(&owner).await?;
    let typed: String = form
        .get("username")
        .unwrap_or_default()
        .chars()
        .take(128)
        .collect();
    let (visitor, user) = (&owner.visitor, &owner.signed_in.user);
    let browser = visitor.browser();
    let changed = accounts::change_username(&visitor.ctx, user, &typed, &browser);
    match changed.await {
        Ok(()) => Ok(owner.done(Done::UsernameChanged)),
        Err(refusal) => {
            let shown = Shown {
                username: typed,
                ..Shown::saved(&owner)
            };
            refused(&owner, refusal, shown)
        }
    }
}

/// What the page shows.
pub(super) struct Shown {
    entered: Entered,
    username: String,
    problems: Vec<(&'static str, FieldProblem)>,
    picture_problem: Option<PictureProblem>,
}

impl Shown {
    /// What is known by now.
    pub(super) fn saved(owner: &Owner) -> Self {
        let user = &owner.signed_in.user;
        Self {
            entered: profile_fields(user),
            username: user.username.clone(),
            problems: Vec::new(),
            picture_problem: None,
        }
    }

    /// The same, with what is wrong with a picture.
    pub(super) fn with_picture(owner: &Owner, problem: PictureProblem) -> Self {
        Self {
            picture_problem: Some(problem),
            ..Self::saved(owner)
        }
    }
}

fn entered(form: &Parameters) -> Entered {
    let names = OWN_CLAIMS.iter().chain(&ADDRESS_MEMBERS);
    names
        .map(|name| (*name, form.get(name).unwrap_or_default().to_owned()))
        .collect()
}

fn refused(owner: &Owner, refusal: ProfileRefusal, shown: Shown) -> Result<Response, Detour> {
    match refusal {
        ProfileRefusal::Fields(problems) => {
            let shown = Shown { problems, ..shown };
            Ok(show(owner, shown, StatusCode::UNPROCESSABLE_ENTITY))
        }
        ProfileRefusal::Gone | ProfileRefusal::Changed => Err(owner.again()),
        ProfileRefusal::Storage(error) => Err(owner.failed(error)),
        ProfileRefusal::Lookup(error) => Err(owner.failed(error)),
    }
}

pub(super) fn show(owner: &Owner, shown: Shown, status: StatusCode) -> Response {
    let (issuer, user) = (owner.visitor.ctx.issuer(), &owner.signed_in.user);
    // A picture from elsewhere is not loaded: that would tell a stranger who looks at their account, and when.
    let ours = format!("{}/pictures/", issuer.url());
    let picture = user.profile.get("picture").and_then(Value::as_str);
    let picture = picture.and_then(|url| url.strip_prefix(&ours));
    let page = AccountProfile {
        shell: owner.shell(),
        frame: owner.frame(),
        csrf: owner.csrf(FormId::Profile),
        username_csrf: owner.csrf(FormId::Username),
        picture_csrf: owner.csrf(FormId::Picture),
        username: shown.username,
        picture: picture.map(|id| format!("{}/pictures/{id}", issuer.base_path())),
        entered: shown.entered,
        required: issuer.tenant().settings.sign_up.require.clone(),
        problems: shown.problems,
        picture_problem: shown.picture_problem,
    };
    html::page_with_status(status, &page, None)
}
