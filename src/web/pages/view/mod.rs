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
//! | a new account | [`SignUp`] | `sign-up` |
//! | a mail is on its way | [`CheckMail`] | `check-mail` |
//! | is this address yours? | [`VerifyEmail`] | `verify-email` |
//! | prove your address first | [`EmailNeeded`] | `verify-email-needed` |
//! | whose password is forgotten? | [`ForgotPassword`] | `forgot-password` |
//! | another password | [`ResetPassword`] | `reset-password` |
//! | a link or a code by mail | [`MailSignIn`] | `mail-sign-in` |
//! | the page of such a link | [`MailLink`] | `mail-link` |
//! | such a code | [`MailCode`] | `mail-code` |
//! | sign out? | [`SignOut`] | `sign-out` |
//! | signed out | [`SignedOut`] | `signed-out` |
//! | the first administrator | [`SetUp`] | `set-up` |
//! | something went wrong | [`ErrorPage`] | `error` |
//! | the front door | [`Home`] | `home` |
//! | the answer, posted to the app | [`FormPost`] | `form-post` |
//! | on to the app, after a form | [`ContinueOn`] | `continue` |
//! | a person's account | [`AccountOverview`] | `account` |
//! | the second step of a sign-in | [`SecondFactor`] | `second-factor` |
//! | a second factor is set up | [`FactorSetUp`] | `second-factor-set-up` |
//! | ten codes on paper | [`RecoveryCodes`] | `recovery-codes` |
//! | second factors of an account | [`TwoFactor`] | `account-two-factor` |
//! | a person's passkeys | [`AccountPasskeys`], [`AccountPasskey`], [`AccountPasskeyRemoval`] | `account-passkeys` |
//! | what they say about themselves | [`AccountProfile`] | `account-profile` |
//! | another password | [`AccountPassword`] | `account-password` |
//! | a copy of everything, and leaving | [`AccountData`] | `account-data` |
//! | their accounts elsewhere | [`AccountConnections`] | `account-connections` |
//! | where they are signed in | [`AccountSessions`] | `account-sessions` |
//! | what they allowed to apps | [`AccountApps`] | `account-apps` |
//! | what happened to the account | [`AccountActivity`] | `account-activity` |
//! | all of these | [`Gallery`] | `gallery` |

mod account;
mod account_activity;
mod account_apps;
mod account_connections;
mod account_data;
mod account_email;
mod account_frame;
mod account_overview;
mod account_passkeys;
mod account_password;
mod account_profile;
mod account_sessions;
mod asking_app;
mod check_mail;
mod consent;
mod continue_on;
mod developer_mail;
mod email_needed;
mod error_page;
mod factor_problem;
mod factor_set_up;
mod forgot_password;
mod form_post;
mod gallery;
mod home;
mod mail_sign_in;
mod moment;
mod monogram;
mod new_password;
mod passkey_button;
mod problem;
mod recovery_codes;
mod samples;
mod second_factor;
mod select_account;
mod set_up;
mod shell;
mod sign_in;
mod sign_out;
mod sign_up;
mod signed_out;
mod style;
mod two_factor;
mod verify_email;

pub use super::account_page::AccountPage;
pub use account::Account;
pub use account_activity::{AccountActivity, ShownEvent};
pub use account_apps::{AccountApps, ShownApp};
pub use account_connections::{AccountConnections, ShownConnection};
pub use account_data::{AccountData, Leaving};
pub use account_email::{AccountEmail, EmailProblem, EmailStep};
pub use account_frame::{AccountFrame, Done};
pub use account_overview::{AccountOverview, Attention};
pub use account_passkeys::{
    AccountPasskey, AccountPasskeyRemoval, AccountPasskeys, PasskeyItem, PasskeyObstacle,
};
pub use account_password::{AccountPassword, AccountPasswordProblem};
pub use account_profile::{AccountProfile, PictureProblem};
pub use account_sessions::{AccountSessions, ShownSession};
pub use asking_app::{AskingApp, Destination};
pub use check_mail::{CheckMail, MailKind};
pub use consent::{Consent, ConsentItem};
pub use continue_on::ContinueOn;
pub use developer_mail::{DeveloperMail, ShownMail};
pub use email_needed::{EmailNeeded, EmailNeededState};
pub use error_page::{ErrorKind, ErrorPage};
pub use factor_problem::FactorProblem;
pub use factor_set_up::{FactorSetUp, SetUpStep};
pub use forgot_password::{AskProblem, ForgotPassword, ResetPassword, ResetProblem};
pub use form_post::FormPost;
pub use gallery::{Gallery, Wish};
pub use home::Home;
pub use mail_sign_in::{CodeProblem, MailCode, MailLink, MailSignIn};
pub use moment::{LocalTimes, Moment, TimedSentence};
pub use new_password::{NewPassword, PasswordScript, guess_hint, password_problem, strength_label};
pub use passkey_button::{PasskeyButton, PasskeyProblem, PasskeyPurpose};
pub use problem::Problem;
pub use recovery_codes::RecoveryCodes;
pub use samples::JOURNEYS;
pub use second_factor::SecondFactor;
pub use select_account::{AccountChoice, SelectAccount};
pub use set_up::{SetUp, SetUpProblem};
pub use shell::Shell;
pub use sign_in::{OtherWays, ProviderButton, SignIn, SignInProblem, SignInReason};
pub use sign_out::SignOut;
pub use sign_up::{AskedClaim, SignUp, SignUpElsewhere, SignUpFormProblem};
pub use signed_out::{SignOutOutcome, SignedOut};
pub use style::STYLE;
pub use two_factor::{ShownFactor, TwoFactor, TwoFactorRefusal};
pub use verify_email::{VerifyEmail, VerifyEmailProblem, VerifyEmailState};
