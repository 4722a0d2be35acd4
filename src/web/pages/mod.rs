//! The pages people see: one file per page, with what it shows in [`view`].

pub(super) mod account;
pub mod account_page;
pub(super) mod consent;
mod continue_on;
pub(super) mod developer;
pub(super) mod email_needed;
pub(super) mod entrance;
mod factor_answer;
pub(super) mod factor_set_up;
pub(super) mod forgot_password;
pub(super) mod home;
pub(super) mod html;
pub(in crate::web) mod links;
pub(super) mod mail_code;
pub(super) mod mail_link;
pub(super) mod mail_sign_in;
pub(super) mod new_password;
pub(super) mod passkeys;
pub(in crate::web) mod people;
mod progress;
pub(super) mod recovery_codes;
pub(super) mod reset_password;
pub(super) mod second_factor;
pub(super) mod select_account;
pub(super) mod set_up;
pub(super) mod sign_in;
pub(super) mod sign_out;
pub(super) mod sign_up;
pub(in crate::web) mod through;
pub(super) mod verify_email;
pub mod view;

pub(super) use progress::{Progress, carry_on, into_page, refused};
