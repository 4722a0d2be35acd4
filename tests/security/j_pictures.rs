//! Pictures that are bombs, programs, or two things at once ("re-encoded raster only").

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use vestibule_test_support::fixture::{ADA, WEB};
use vestibule_test_support::{Browser, Page, RelyingParty, TestApp};

async fn upload(browser: &mut Browser, name: &str, content: &[u8]) -> Page {
    browser.get("/account/profile").await;
    browser
        .submit_file("#profile-picture", ("picture", name, content))
        .await
        .page()
}

fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    RgbImage::from_pixel(width, height, image::Rgb([10, 200, 90]))
        .write_to(&mut file, format)
        .unwrap();
    file.into_inner()
}

/// A PNG that says it has so many pixels, and brings none.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = picture(ImageFormat::Png, 1, 1);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = 0xffff_ffff_u32;
    for byte in &png[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    png[29..33].copy_from_slice(&(!crc).to_be_bytes());
    png
}

/// A few bytes that claim to be a very large picture are refused before anything is decoded.
#[tokio::test]
async fn a_decompression_bomb_is_refused_before_it_is_decoded() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    for (width, height) in [
        (0xffff, 0xffff),
        (8193, 1),
        (8192, 8192),
        (0x7fff_ffff, 0x7fff_ffff),
    ] {
        let page = upload(&mut browser, "bomb.png", &bomb(width, height)).await;
        assert!(
            [413, 422].contains(&page.status),
            "{width}x{height}: {}",
            page.status
        );
        assert!(page.has("#picture-problem"));
    }
    // More bytes than a file may have.
    let page = upload(&mut browser, "big.png", &vec![0x89; 2 * 1024 * 1024 + 1]).await;
    assert_eq!(page.status, 413);
    let page = upload(&mut browser, "huge.png", &vec![0x89; 4 * 1024 * 1024]).await;
    assert_eq!(page.status, 413);
}

/// What is no raster picture is none, whatever it is called.
#[tokio::test]
async fn what_is_no_raster_picture_is_refused() {
    let app = TestApp::with_fixture().await;
    let mut browser = app.browser();
    browser.sign_in_as(ADA).await;
    let mut cut = picture(ImageFormat::Png, 64, 64);
    cut.truncate(60);
    for (name, content) in [
        (
            "x.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".as_slice(),
        ),
        ("x.png", b"<?xml version=\"1.0\"?><svg/>"),
        ("x.html", b"<html><script>alert(1)</script>"),
        ("x.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
        ("x.png", b"\x89PNG\r\n\x1a\n"),
        ("x.jpg", b"\xff\xd8\xff\xe0"),
        ("x.webp", b"RIFF\x00\x00\x00\x00WEBP"),
        ("x.png", cut.as_slice()),
        ("x.pdf", b"%PDF-1.7"),
    ] {
        let page = upload(&mut browser, name, content).await;
        assert_eq!(page.status, 422, "{name}");
    }
    let page = upload(&mut browser, "nothing", b"").await;
    assert_eq!(page.status, 422);
}

/// A picture that is a page as well loses the page: what is served is what we drew.
#[tokio::test]
async fn what_hides_in_a_picture_is_not_served() {
    let app = TestApp::with_fixture().await;
    let rp = RelyingParty::new(&app, WEB);
    let mut browser = app.browser();
    let tokens = rp.sign_in_and_exchange(&mut browser).await;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let mut polyglot = picture(format, 700, 300);
        polyglot.extend(b"<html><script>alert('hidden')</script>");
        let page = upload(&mut browser, "me.html", &polyglot).await;
        assert_eq!(page.status, 200, "{format:?}: {}", page.text());
        let url = rp.userinfo(&tokens.access_token).await.json()["picture"].clone();
        let answer = app.http().get(url.as_str().unwrap()).send().await.unwrap();
        let bytes = answer.bytes().await.unwrap();
        assert!(
            !bytes.windows(6).any(|window| window == b"hidden"),
            "{format:?}"
        );
        let drawn = image::load_from_memory(&bytes).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (300, 300), "a square");
    }
    for name in ["x", "..%2f..", "00000000-0000-0000-0000-000000000000"] {
        let answer = app
            .http()
            .get(app.url(&format!("/pictures/{name}")))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{name}");
    }
}
