//! `/account/profile/picture`: a picture, and none. `/pictures/{id}`: what is kept of it.

use axum::extract::Path;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::accounts::{self, PictureRefusal};
use crate::oauth::OAuthError;
use crate::web::extract::{Ctx, Detour, Form, FormId, Owner};
use crate::web::view::{Done, PictureProblem};

use super::profile::{Shown, show};

/// `POST /account/profile/picture`
pub(in crate::web) async fn post(
    owner: Owner,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Detour> {
    let form = form.map_err(|_| {
        owner.failed(OAuthError::invalid_request(
            "the request body must be multipart/form-data",
        ))
    })?;
    let posted = match Posted::read(form).await {
        Ok(posted) => posted,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok(problem(&owner, PictureProblem::TooLarge));
        }
        Err(_) => {
            let error = OAuthError::invalid_request("the form cannot be read");
            return Err(owner.failed(error));
        }
    };
    owner.accepts(FormId::Picture, &posted.csrf)?;
    if posted.file.is_empty() {
        return Ok(problem(&owner, PictureProblem::Missing));
    }
    let (visitor, user) = (&owner.visitor, owner.signed_in.user.id);
    let browser = visitor.browser();
    let saved = accounts::save_picture(&visitor.ctx, user, posted.file, &browser);
    match saved.await {
        Ok(()) => Ok(owner.done(Done::PictureSaved)),
        Err(refusal) => refused(&owner, refusal),
    }
}

/// `POST /account/profile/picture/remove`
pub(in crate::web) async fn remove(owner: Owner, Form(form): Form) -> Result<Response, Detour> {
    owner.posted(FormId::Picture, form)?;
    let (visitor, user) = (&owner.visitor, owner.signed_in.user.id);
    let browser = visitor.browser();
    let removed = accounts::remove_picture(&visitor.ctx, user, &browser);
    match removed.await {
        Ok(()) => Ok(owner.done(Done::PictureRemoved)),
        Err(refusal) => refused(&owner, refusal),
    }
}

/// `GET /pictures/{id}`: for apps and whoever they show it to. The id is a secret of sorts: nobody can guess it.
pub(in crate::web) async fn get(Ctx(ctx): Ctx, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match ctx.db().picture(id).await {
        Ok(Some((media_type, content))) => {
            let headers = [
                (header::CONTENT_TYPE, media_type.as_str()),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                // "Uploaded images: re-encoded raster only, Content-Security-Policy: default-src 'none'; sandbox"
                (
                    header::CONTENT_SECURITY_POLICY,
                    "default-src 'none'; sandbox",
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                // Apps show it on their own pages.
                (
                    HeaderName::from_static("cross-origin-resource-policy"),
                    "cross-origin",
                ),
            ];
            (headers, content).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(cause) => {
            tracing::error!(%cause, "a picture cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// What the form brought.
#[derive(Default)]
struct Posted {
    csrf: String,
    file: Vec<u8>,
}

impl Posted {
    /// The first field of each name; others are read and forgotten. The route's limit bounds them all together.
    async fn read(mut form: Multipart) -> Result<Self, MultipartError> {
        let mut posted = Self::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await?;
            match name.as_str() {
                "csrf" if posted.csrf.is_empty() => {
                    posted.csrf = String::from_utf8_lossy(&bytes).into_owned();
                }
                "picture" if posted.file.is_empty() => posted.file = bytes.to_vec(),
                _ => {}
            }
        }
        Ok(posted)
    }
}

fn refused(owner: &Owner, refusal: PictureRefusal) -> Result<Response, Detour> {
    match refusal {
        PictureRefusal::Unreadable => Ok(problem(owner, PictureProblem::Unreadable)),
        PictureRefusal::TooLarge => Ok(problem(owner, PictureProblem::TooLarge)),
        PictureRefusal::Overloaded(_) => Ok(problem(owner, PictureProblem::Busy)),
        PictureRefusal::Gone => Err(owner.again()),
        PictureRefusal::Storage(error) => Err(owner.failed(error)),
        PictureRefusal::Lookup(error) => Err(owner.failed(error)),
    }
}

fn problem(owner: &Owner, problem: PictureProblem) -> Response {
    let status = match problem {
        PictureProblem::Missing | PictureProblem::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
        PictureProblem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        PictureProblem::Busy => StatusCode::SERVICE_UNAVAILABLE,
    };
    show(owner, Shown::with_picture(owner, problem), status)
}
