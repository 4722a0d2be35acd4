//! The colours of a mail's button: the tenant's, if they can be read.

/// The accent of tenants that chose none.
const OURS: &str = "#0f5c4c";
const LIGHT: &str = "#ffffff";
const DARK: &str = "#000000";

/// Background and text of the button. `accent` is `#rrggbb`.
pub(super) fn button(accent: Option<&str>) -> (String, &'static str) {
    let accent = accent.filter(|accent| luminance(accent).is_some());
    let accent = accent.unwrap_or(OURS);
    let behind = luminance(accent).unwrap_or_default();
    // Whichever of the two stands out more; one of them always has 4.5 : 1 (WCAG 2.2 §1.4.3).
    let of = |colour| contrast(behind, luminance(colour).unwrap_or_default());
    let text = if of(LIGHT) >= of(DARK) { LIGHT } else { DARK };
    (accent.to_owned(), text)
}

/// WCAG 2.2, "contrast ratio".
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, "relative luminance"; `None` when it is no colour.
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_can_be_read_in_every_colour() {
        for accent in [
            "#000000", "#ffffff", "#777777", "#ff0000", "#ffff00", "#0f5c4c", "#8a8a00",
        ] {
            let (behind, text) = button(Some(accent));
            assert_eq!(behind, accent);
            let ratio = contrast(
                luminance(&behind).unwrap_or_default(),
                luminance(text).unwrap_or_default(),
            );
            assert!(ratio >= 4.5, "{accent} {ratio}");
        }
        assert_eq!(button(Some("red;x")).0, OURS);
        assert_eq!(button(None), (OURS.to_owned(), LIGHT));
    }
}
