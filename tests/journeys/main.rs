//! Journeys of people in a real browser: by keyboard alone, without JavaScript, on a phone, in the dark.
