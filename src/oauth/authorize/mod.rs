//! RFC 6749 §4.1, OpenID Connect Core §3.1.2: the authorization endpoint, in typed stages.
//!
//! `Received` parameters → [`Redirectable`] (the target is proven) → [`ValidRequest`] (every rule of the table held) →
//! [`Decision`]. Before `Redirectable` a failure is a page; after it, a redirect.

mod acr;
mod complete;
mod decide;
mod identify;
mod proceed;
mod response;
mod rules;
mod validate;

pub use acr::AskedAcr;
pub use complete::{allow, deny};
pub use decide::{Answers, Decision, InteractionPage, Reason, Remembered, decide};
pub use identify::{PageProblem, Redirectable, identify};
pub use proceed::{Interaction, Outcome, Refusal, proceed, understand};
pub use response::{AuthorizationResponse, Delivery};
pub use rules::PARAMETERS;
pub use validate::{ValidRequest, validate};
