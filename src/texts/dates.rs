//! Dates and times as people write them in their language.

use std::borrow::Cow;
use std::collections::HashMap;

use time::OffsetDateTime;

use super::{FluentValue, Texts};
use crate::clock::Timestamp;

/// Shown for an instant that no calendar has.
const NEVER: &str = "–";

impl Texts {
    /// The day of an instant, in UTC: `25 November 2026`, `25. November 2026`, `2026年11月25日`.
    pub fn date(&self, at: Timestamp) -> String {
        calendar(at).map_or_else(|| NEVER.to_owned(), |at| self.day(at))
    }

    /// The day and the minute of an instant, in UTC and saying so: `25 November 2026, 14:30 UTC`.
    ///
    /// The zone that somebody lives in (`zoneinfo`) is not applied: that takes the rules of all zones, which change
    /// several times a year.
    pub fn date_time(&self, at: Timestamp) -> String {
        let Some(at) = calendar(at) else {
            return NEVER.to_owned();
        };
        self.filled(
            "date-time",
            &HashMap::from([
                (Cow::Borrowed("date"), FluentValue::from(self.day(at))),
                (
                    Cow::Borrowed("time"),
                    FluentValue::from(format!("{:02}:{:02}", at.hour(), at.minute())),
                ),
            ]),
        )
    }

    fn day(self, at: OffsetDateTime) -> String {
        let number =
            |name, value: u8| HashMap::from([(Cow::Borrowed(name), FluentValue::from(value))]);
        let month = self.filled("date-month", &number("month", u8::from(at.month())));
        let mut args = number("day", at.day());
        args.insert(Cow::Borrowed("month"), FluentValue::from(month));
        // As text, so that no language puts a mark between thousands.
        let year = at.year().to_string();
        args.insert(Cow::Borrowed("year"), FluentValue::from(year));
        self.filled("date-long", &args)
    }
}

fn calendar(at: Timestamp) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(at.seconds()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-25T14:05:59Z
    const NOVEMBER: Timestamp = Timestamp(1_795_615_559_000);

    #[test]
    fn a_date_is_written_as_the_language_writes_it() {
        for (language, date, date_time) in [
            ("en", "25 November 2026", "25 November 2026, 14:05 UTC"),
            (
                "de",
                "25. November 2026",
                "25. November 2026, 14:05 Uhr UTC",
            ),
            ("ja", "2026年11月25日", "2026年11月25日 14:05 UTC"),
        ] {
            let texts = Texts::negotiate(Some(language), None);
            assert_eq!(texts.date(NOVEMBER), date);
            assert_eq!(texts.date_time(NOVEMBER), date_time);
        }
    }

    #[test]
    fn the_first_of_a_month_is_the_first_in_french() {
        let texts = Texts::negotiate(Some("fr"), None);
        assert_eq!(texts.date(Timestamp(0)), "1er janvier 1970");
    }

    #[test]
    fn every_month_has_a_name_of_its_own() {
        for language in Texts::supported() {
            let texts = Texts::negotiate(Some(language), None);
            let months: std::collections::BTreeSet<String> = (0..12)
                .map(|month| texts.date(Timestamp(month * 31 * 86_400_000)))
                .map(|date| date.replace("1970", ""))
                .collect();
            assert_eq!(months.len(), 12, "{months:?}");
            assert!(months.iter().all(|date| !date.contains("date-")));
        }
    }

    #[test]
    fn an_instant_that_no_calendar_has_is_a_dash() {
        let texts = Texts::english();
        for at in [i64::MAX, i64::MIN] {
            assert_eq!(texts.date(Timestamp(at)), NEVER);
            assert_eq!(texts.date_time(Timestamp(at)), NEVER);
        }
    }
}
