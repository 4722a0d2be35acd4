//! What our pages show: one struct per template of `templates/`, filled by the handlers of `web/pages`.
//!
//! A struct here decides nothing and reads nothing. It holds what a page says, as plain owned values, turns it into
//! words ([`Texts`](crate::texts::Texts)) and carries samples of itself, which are rendered by a test and shown at
//! `/dev/pages`.
//!
//! | page | struct | `data-page` |
//! |---|---|---|
//! | sign in | [`SignIn`] | `sign-in` |
//! | may this app …? | [`Consent`] | `consent` |
//! | which of your accounts? | [`SelectAccount`] | `select-account` |
//! | sign out? | [`SignOut`] | `sign-out` |
//! | signed out | [`SignedOut`] | `signed-out` |
//! | the first administrator | [`SetUp`] | `set-up` |
//! | something went wrong | [`ErrorPage`] | `error` |
//! | the front door | [`Home`] | `home` |
//! | the answer, posted to the app | [`FormPost`] | `form-post` |
//! | on to the app, after a form | [`ContinueOn`] | `continue` |
//! | a person's account | [`AccountOverview`] | `account` |
//! | all of these | [`Gallery`] | `gallery` |

mod account;
mod account_frame;
mod account_overview;
mod asking_app;
mod consent;
mod continue_on;
mod error_page;
mod form_post;
mod gallery;
mod home;
mod monogram;
mod new_password;
mod problem;
mod select_account;
mod set_up;
mod shell;
mod sign_in;
mod sign_out;
mod signed_out;
mod style;

pub use super::account_page::AccountPage;
pub use account::Account;
pub use account_frame::{AccountFrame, Done};
pub use account_overview::{AccountOverview, Attention};
pub use asking_app::{AskingApp, Destination};
pub use consent::{Consent, ConsentItem};
pub use continue_on::ContinueOn;
pub use error_page::{ErrorKind, ErrorPage};
pub use form_post::FormPost;
pub use gallery::{Gallery, Sample, samples};
pub use home::Home;
pub use new_password::{NewPassword, PasswordScript, guess_hint, password_problem, strength_label};
pub use problem::Problem;
pub use select_account::{AccountChoice, SelectAccount};
pub use set_up::{SetUp, SetUpProblem};
pub use shell::Shell;
pub use sign_in::{SignIn, SignInProblem, SignInReason};
pub use sign_out::SignOut;
pub use signed_out::{SignOutOutcome, SignedOut};
pub use style::STYLE;
