//! Passkeys on the way of a sign-in. Challenges are JSON, since only a script can use them; answers are forms, so that what
//! follows is a page like after any other form.

mod button;
pub(in crate::web) mod options;
pub(in crate::web) mod second_factor;
pub(in crate::web) mod set_up;
pub(in crate::web) mod sign_in;

pub(in crate::web) use button::{
    answer, button, button_with, failure, sign_in_button, told, told_at,
};
