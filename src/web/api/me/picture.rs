//! `PUT` and `DELETE /api/v1/me/picture`: the person's picture. Its address is the claim `picture`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{StatusCode, header};

use crate::accounts::{PictureRefusal, remove_picture, save_picture};
use crate::app::App;
use crate::oauth::OAuthError;
use crate::web::api::holder::Holder;
use crate::web::error::{Problem, ProblemKind};

use super::profile::DONE;

/// What is taken.
const KINDS: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// Takes a picture in place of the one before: PNG, JPEG or WebP, drawn anew with at most 512 pixels a side.
#[utoipa::path(
    put, path = "/me/picture", tag = "me", security(("access_token" = ["account"])),
    request_body(content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
    responses(
        (status = 204, description = "It is the person's"),
        (status = 413, description = "body-too-large: more than 2 MiB, or too many pixels"),
        (status = 415, description = "unsupported-media-type: no picture that can be read"),
    ),
)]
pub(in crate::web::api) async fn put(
    holder: Holder,
    State(app): State<Arc<App>>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !KINDS.contains(&kind.to_ascii_lowercase().as_str()) {
        return Err(unreadable());
    }
    let file = Bytes::from_request(request, &app).await;
    let file = file.map_err(|rejection| {
        Problem::new(if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            ProblemKind::BodyTooLarge
        } else {
            ProblemKind::BodyTooSlow
        })
    })?;
    save_picture(&holder.ctx, holder.user.id, file.to_vec(), &holder.browser).await?;
    Ok(DONE)
}

/// Takes the picture away.
#[utoipa::path(
    delete, path = "/me/picture", tag = "me", security(("access_token" = ["account"])),
    responses((status = 204, description = "There is none")),
)]
pub(in crate::web::api) async fn remove(holder: Holder) -> Result<StatusCode, Problem> {
    remove_picture(&holder.ctx, holder.user.id, &holder.browser).await?;
    Ok(DONE)
}

fn unreadable() -> Problem {
    Problem::new(ProblemKind::UnsupportedMediaType).detail("PNG, JPEG and WebP are taken")
}

impl From<PictureRefusal> for Problem {
    fn from(refusal: PictureRefusal) -> Self {
        match refusal {
            PictureRefusal::Unreadable => unreadable(),
            PictureRefusal::TooLarge => Self::new(ProblemKind::BodyTooLarge),
            PictureRefusal::Overloaded(error) => OAuthError::from(error).into(),
            PictureRefusal::Gone => Self::new(ProblemKind::InvalidToken),
            PictureRefusal::Storage(error) => OAuthError::from(error).into(),
            PictureRefusal::Lookup(error) => OAuthError::from(error).into(),
        }
    }
}
