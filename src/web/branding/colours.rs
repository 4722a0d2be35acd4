//! WCAG 2.2, 1.4.3: a tenant's colour, made darker or lighter until text in it, on it and beside it can be read.

use std::fmt;

/// "a contrast ratio of at least 4.5:1"
const READABLE: f64 = 4.5;
/// How much nearer to black or white a colour comes with each step.
const STEP: f64 = 0.02;
/// How much of the colour the soft ground has.
const SOFT: f64 = 0.12;

/// The grounds that links and buttons stand on, by day and at night: `--surface`, `--inset`, `--wall` of
/// `static/style/scene.css`, the surface first.
const DAY: [Colour; 3] = [
    Colour([0xff, 0xfe, 0xfb]),
    Colour([0xf5, 0xf2, 0xeb]),
    Colour([0xec, 0xe8, 0xe0]),
];
const NIGHT: [Colour; 3] = [
    Colour([0x1d, 0x24, 0x22]),
    Colour([0x25, 0x2d, 0x2a]),
    Colour([0x12, 0x17, 0x16]),
];
const BLACK: Colour = Colour([0, 0, 0]);
const WHITE: Colour = Colour([0xff, 0xff, 0xff]);

/// Red, green and blue (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Reads `#rrggbb`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        hexadecimal.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// This colour with so much of another.
    fn mixed(self, other: Self, share: f64) -> Self {
        let mut mixed = self.0;
        for (part, goal) in mixed.iter_mut().zip(other.0) {
            let value = f64::from(*part).mul_add(1.0 - share, f64::from(goal) * share);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two bytes lies a byte"
            )]
            {
                *part = value.round() as u8;
            }
        }
        Self(mixed)
    }

    /// "relative luminance", WCAG 2.2.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// "contrast ratio", WCAG 2.2.
    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

/// What a style sheet says of one scheme.
#[derive(Clone, Copy, Debug)]
struct Scheme {
    accent: Colour,
    on_accent: Colour,
    soft: Colour,
}

/// Comes nearer to `towards` until every ground is far enough.
fn scheme(wanted: Colour, grounds: [Colour; 3], towards: Colour) -> Scheme {
    let [surface, ..] = grounds;
    let mut share = 0.0;
    loop {
        let accent = wanted.mixed(towards, share);
        let soft = surface.mixed(accent, SOFT);
        let on_accent = if accent.contrast(WHITE) >= accent.contrast(BLACK) {
            WHITE
        } else {
            BLACK
        };
        let readable = grounds
            .into_iter()
            .chain([soft, on_accent])
            .all(|ground| accent.contrast(ground) >= READABLE);
        if readable || share >= 1.0 {
            return Scheme {
                accent,
                on_accent,
                soft,
            };
        }
        share += STEP;
    }
}

/// The style sheet of a colour: see `static/style/scene.css`.
pub(super) fn style_sheet(accent: Colour) -> String {
    let tokens = |scheme: Scheme| {
        format!(
            "--accent:{};--on-accent:{};--accent-soft:{}",
            scheme.accent, scheme.on_accent, scheme.soft
        )
    };
    let (day, night) = (scheme(accent, DAY, BLACK), scheme(accent, NIGHT, WHITE));
    format!(
        ":root{{{}}}\n@media (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        tokens(day),
        tokens(night)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_can_be_read_everywhere() {
        let parts = [0, 51, 102, 153, 204, 255];
        for red in parts {
            for green in parts {
                for blue in parts {
                    let wanted = Colour([red, green, blue]);
                    for (grounds, towards) in [(DAY, BLACK), (NIGHT, WHITE)] {
                        let scheme = scheme(wanted, grounds, towards);
                        for ground in grounds.into_iter().chain([scheme.soft, scheme.on_accent]) {
                            let contrast = scheme.accent.contrast(ground);
                            assert!(contrast >= READABLE, "{wanted}: {scheme:?} on {ground}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let wanted = Colour([0x1a, 0x5f, 0x84]);
        assert_eq!(scheme(wanted, DAY, BLACK).accent, wanted);
        assert_eq!(Colour::parse("#1A5f84"), Some(wanted));
        for wrong in [
            "", "1a5f84", "#1a5f8", "#1a5f844", "#1a5f8g", "#+1+1+1", "#äöü",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    /// The contrast of the specification's own examples.
    #[test]
    fn contrast_is_what_the_specification_says() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 0.001);
        let grey = Colour([0x76, 0x76, 0x76]);
        assert!((grey.contrast(WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let scene = include_str!("../../../static/style/scene.css");
        let (day, night) = scene
            .split_once("prefers-color-scheme: dark")
            .unwrap_or_default();
        for (style, grounds) in [(day, DAY), (night, NIGHT)] {
            for (name, ground) in ["surface", "inset", "wall"].into_iter().zip(grounds) {
                assert!(style.contains(&format!("--{name}: {ground};")), "{name}");
            }
        }
    }
}
