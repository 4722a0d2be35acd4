//! A person's picture: what comes in is decoded under limits and drawn anew, so that nothing but colours is kept.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use crate::context::Context;
use crate::directory::LookupError;
use crate::model::{EventKind, UserId};
use crate::storage::{NewPicture, Notices, StorageError};

use super::events::event;
use super::{Browser, Overloaded};

/// A file may have so many bytes.
pub const LARGEST_FILE: usize = 2 * 1024 * 1024;
/// A side may have so many pixels before it is made smaller.
const LONGEST_SIDE: u32 = 8192;
/// A decoded picture may take so many bytes: twenty-five million pixels with four bytes each.
const MOST_MEMORY: u64 = 100_000_000;
/// The side of what is kept.
const SIDE: u32 = 512;
const JPEG_QUALITY: u8 = 85;

/// So many pictures are decoded at one time, which bounds the memory that they take.
static TURNS: Semaphore = Semaphore::const_new(2);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureRefusal {
    /// Not a PNG, JPEG or WebP that can be read.
    #[error("the file is no picture that can be read")]
    Unreadable,
    /// Too many pixels or bytes.
    #[error("the picture is too large")]
    TooLarge,
    /// Too many pictures at a time.
    #[error(transparent)]
    Overloaded(#[from] Overloaded),
    /// The account is gone.
    #[error("there is no such account any more")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A lookup failed.
    #[error(transparent)]
    Lookup(#[from] LookupError),
}

/// Takes a picture in place of the one before. The claim `picture` names its address here.
pub async fn save_picture(
    ctx: &Context,
    user: UserId,
    file: Vec<u8>,
    browser: &Browser,
) -> Result<(), PictureRefusal> {
    if file.len() > LARGEST_FILE {
        return Err(PictureRefusal::TooLarge);
    }
    let turn = tokio::time::timeout(LONGEST_WAIT, TURNS.acquire()).await;
    let turn = turn.map_err(|_| Overloaded)?.map_err(|_| Overloaded)?;
    // The turn goes with the work: a browser that goes away does not free the memory that is still in use.
    let drawn = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        drawn_anew(&file)
    });
    let (media_type, content) = drawn.await.map_err(|_| PictureRefusal::Unreadable)??;
    let id = ctx.app().entropy.uuid(ctx.now());
    let picture = NewPicture {
        id,
        user,
        media_type,
        content,
        url: format!("{}/pictures/{id}", ctx.issuer().url()),
    };
    let db = ctx.db();
    let notices = changed(ctx, user, browser);
    if !db.put_picture(picture, notices, ctx.now()).await? {
        return Err(PictureRefusal::Gone);
    }
    Ok(ctx.app().directory.catch_up().await?)
}

/// Takes the picture away.
pub async fn remove_picture(
    ctx: &Context,
    user: UserId,
    browser: &Browser,
) -> Result<(), PictureRefusal> {
    let db = ctx.db();
    let notices = changed(ctx, user, browser);
    if !db.remove_picture(user, notices, ctx.now()).await? {
        return Err(PictureRefusal::Gone);
    }
    Ok(ctx.app().directory.catch_up().await?)
}

fn changed(ctx: &Context, user: UserId, browser: &Browser) -> Notices {
    Notices {
        events: vec![event(ctx, user, EventKind::ProfileChanged, browser, &[])],
        ..Notices::default()
    }
}

/// The picture as a square that we wrote ourselves, and its media type.
fn drawn_anew(file: &[u8]) -> Result<(&'static str, Vec<u8>), PictureRefusal> {
    let mut reader = ImageReader::new(Cursor::new(file))
        .with_guessed_format()
        .map_err(|_| PictureRefusal::Unreadable)?;
    // By its first bytes, whatever its name and type say. SVG is a program, not a picture.
    if !matches!(
        reader.format(),
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)
    ) {
        return Err(PictureRefusal::Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    // Before anything is decoded: a few bytes may claim to be a very large picture.
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureRefusal::TooLarge);
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    let side = SIDE.min(picture.width()).min(picture.height()).max(1);
    let square = picture.resize_to_fill(side, side, FilterType::Triangle);
    let mut content = Cursor::new(Vec::new());
    let media_type = if picture.color().has_alpha() {
        let square = DynamicImage::ImageRgba8(square.into_rgba8());
        square
            .write_to(&mut content, ImageFormat::Png)
            .map(|()| "image/png")
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut content, JPEG_QUALITY);
        square
            .into_rgb8()
            .write_with_encoder(encoder)
            .map(|()| "image/jpeg")
    };
    let media_type = media_type.map_err(refusal)?;
    Ok((media_type, content.into_inner()))
}

fn refusal(error: image::ImageError) -> PictureRefusal {
    match error {
        image::ImageError::Limits(_) => PictureRefusal::TooLarge,
        _ => PictureRefusal::Unreadable,
    }
}
