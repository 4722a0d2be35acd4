//! THE GATE: the one way to a session. Whatever somebody proves first — a password, a passkey, a mail that was read — leads
//! here, and what is due beyond it is asked before any login is written. No other code writes one.
//!
//! | file | what it answers |
//! |---|---|
//! | `due` | what is due beyond what was proven: one pure function |
//! | `offer` | what of the tenant's policy this server can do |
//! | `proven` | proofs, each made by the step that proves it and by nothing else |
//! | `pending` | a sign-in that waits for its second step, bound to its browser |
//! | `direct` | signing in within an application, which has no browser |
//! | `enter` | on: to a login, or to the next step |
//! | `step_up` | more, from somebody who is signed in already |

mod direct;
mod due;
mod enter;
mod offer;
mod pending;
mod proven;
mod step_up;

pub use direct::Direct;
pub use due::{Reached, Verdict, Wanted, is_demanded, is_outgrown, judge};
pub use enter::{Passed, Remember, SignedIn, enter, go_on, go_on_verified};
pub use offer::{can_be_offered, is_offered, levels, policy};
pub use pending::{Need, PendingSignIn};
pub use proven::{FirstFactor, PasskeySaid, Proven, ProvenFactor};
pub use step_up::{FRESH_SECONDS, is_fresh, is_fresh_word_alone, lift, step_up};
