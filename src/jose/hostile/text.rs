//! Text that is no token of ours, or that two parsers would read differently. Nothing of it may panic.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::json;

use super::super::{LONGEST_TOKEN, NumericDate, Rejection, Typ, Validity, Verified};
use super::{RING, header, key, read, signed, token, with_payload};

#[test]
fn c11_the_outline_is_a_compact_jws() {
    let good = token();
    assert!(read(&good).is_ok());
    let parts: Vec<&str> = good.split('.').collect();
    let (h, p, s) = (parts[0], parts[1], parts[2]);
    for bad in [
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "...".to_owned(),
        "....".to_owned(),
        h.to_owned(),
        format!("{h}.{p}"),
        format!(".{p}.{s}"),
        format!("{h}..{s}"),
        format!("{h}.{p}.{s}."),
        format!(".{h}.{p}.{s}"),
        format!("{h}.{p}.{p}.{s}"),
        format!("{h}.{p}.{p}.{p}.{s}"),
        format!("{h}=.{p}.{s}"),
        format!("{h}.{p}.{s}=="),
        format!("{h}.{p}.{s} "),
        format!(" {good}"),
        format!("{good}\n"),
        format!("{h}.{p}.+{}", &s[1..]),
        format!("ß.{p}.{s}"),
        json!({"payload": p, "protected": h, "signature": s}).to_string(),
    ] {
        assert_eq!(read(&bad), Err(Rejection::Malformed), "{bad}");
    }
    // A last character with unused bits set spells the same bytes another way.
    let last = s.chars().last().unwrap();
    let next = char::from(u8::try_from(u32::from(last)).unwrap() + 1);
    assert_eq!(
        read(&format!("{h}.{p}.{}{next}", &s[..85])),
        Err(Rejection::Malformed)
    );
}

#[test]
fn the_length_is_bounded() {
    let of = |length: usize| {
        let claims = json!({"x": "y".repeat(length)});
        let token = signed(&header(&json!({})), claims.to_string().as_bytes());
        (token.len(), read(&token).map(drop))
    };
    let (mut accepted, mut refused) = (0, usize::MAX);
    for length in 12_000..12_300 {
        match of(length) {
            (size, Ok(())) => accepted = accepted.max(size),
            (size, refusal) => {
                assert_eq!(refusal, Err(Rejection::Malformed), "{size}");
                refused = refused.min(size);
            }
        }
    }
    // base64 skips every fourth length.
    assert!(
        (LONGEST_TOKEN - 1..=LONGEST_TOKEN).contains(&accepted),
        "{accepted}"
    );
    assert!(
        (LONGEST_TOKEN + 1..=LONGEST_TOKEN + 2).contains(&refused),
        "{refused}"
    );
}

#[test]
fn c13_repeated_members_are_refused_in_header_and_payload() {
    for payload in [
        r#"{"sub":"ada","sub":"eve"}"#,
        r#"{"sub":"ada","s\u0075b":"eve"}"#,
        r#"{"a":[{"b":1,"b":1}]}"#,
    ] {
        assert_eq!(
            with_payload(payload.as_bytes()),
            Err(Rejection::Malformed),
            "{payload}"
        );
    }
    let kid = key().kid();
    for header in [
        format!(r#"{{"alg":"none","alg":"ES256","typ":"JWT","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"ES256","typ":"at+jwt","typ":"JWT","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"ES256","typ":"JWT","kid":"x","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"ES256","typ":"JWT","kid":"{kid}","x":{{"y":1,"y":2}}}}"#),
        format!(r#"["ES256","JWT","{kid}"]"#),
        format!(r#"[{{"alg":"ES256","typ":"JWT","kid":"{kid}"}}]"#),
        "{}x".to_owned(),
        "null".to_owned(),
    ] {
        assert_eq!(
            read(&signed(&header, b"{}")),
            Err(Rejection::Malformed),
            "{header}"
        );
    }
    for payload in [
        &b""[..],
        b"1",
        b"[]",
        b"null",
        b"{}{}",
        b"{\"a\":\"\xff\"}",
        &[b'['; 9000],
    ] {
        assert_eq!(with_payload(payload), Err(Rejection::Malformed));
    }
}

#[test]
fn c19_times_are_whole_seconds_in_range() {
    #[derive(Debug, Deserialize)]
    struct Claims {
        #[serde(flatten)]
        validity: Validity,
    }
    let claims = |exp: &str| {
        let payload = format!(r#"{{"exp":{exp},"iat":1700000000}}"#);
        let token = signed(&header(&json!({})), payload.as_bytes());
        RING.verify::<Claims>(&token, Typ::IdToken)
            .map(|verified| verified.claims().validity.exp)
    };
    assert_eq!(claims("253402300799"), Ok(NumericDate(253_402_300_799)));
    assert_eq!(claims("2147483648"), Ok(NumericDate(2_147_483_648)));
    for exp in [
        "-1",
        "1.5",
        "1e10",
        "1e300",
        "253402300800",
        "1e15",
        "9e18",
        "18446744073709551615",
        "\"1700000000\"",
        "null",
        "[]",
    ] {
        assert_eq!(claims(exp), Err(Rejection::Claims), "{exp}");
    }
    assert_eq!(claims("1e400"), Err(Rejection::Malformed));
}

proptest! {
    #[test]
    fn any_text_is_refused_without_panic(text in any::<String>(), parts in prop::collection::vec("[A-Za-z0-9_=-]{0,40}", 0..6)) {
        prop_assert!(read(&text).is_err());
        prop_assert!(read(&parts.join(".")).is_err());
    }

    #[test]
    fn any_bytes_in_place_of_a_part_are_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), place in 0..3_usize) {
        let good = token();
        let encoded = URL_SAFE_NO_PAD.encode(&bytes);
        let mut parts: Vec<&str> = good.split('.').collect();
        parts[place] = &encoded;
        prop_assert!(read(&parts.join(".")).is_err());
    }

    #[test]
    fn any_signed_payload_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), number in any::<f64>()) {
        let _ = with_payload(&bytes);
        let validity = |payload: &[u8]| {
            let token = signed(&header(&json!({})), payload);
            RING.verify::<Validity>(&token, Typ::IdToken).map(Verified::into_claims)
        };
        let payload = format!(r#"{{"exp":{number},"iat":{number}}}"#);
        let _ = validity(payload.as_bytes());
    }
}
