//! The rules for a new password, in the order of what they cost.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::accounts::Overloaded;
use crate::accounts::turns::Turns;
use crate::config::Passwords;
use crate::model::Secret;
use crate::model::policy::PasswordPolicy;

use super::breached::{Breached, BreachedListError};
use super::guessing::{GuessHint, guess};
use super::problem::{PasswordProblem, length_problem};

/// Where new passwords are judged. Judging takes milliseconds of a core, so few are judged at a time.
#[derive(Debug)]
pub struct NewPasswords {
    breached: Arc<Breached>,
    turns: Turns,
}

/// What is thought of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// How hard it is to guess, from 0 to 4.
    pub score: u8,
    /// What would make it better.
    pub hint: Option<GuessHint>,
    /// Why it cannot be taken.
    pub problem: Option<PasswordProblem>,
}

impl NewPasswords {
    /// Reads the operator's list, if there is one.
    pub fn open(settings: &Passwords) -> Result<Self, BreachedListError> {
        let list = settings.breached_list.as_deref();
        Ok(Self {
            breached: Arc::new(list.map(Breached::open).transpose()?.unwrap_or_default()),
            turns: Turns::new(settings.parallel_hashes, settings.queue_length),
        })
    }

    /// What is thought of a password that someone of these names chooses.
    pub async fn judge(
        &self,
        policy: &PasswordPolicy,
        names: Vec<String>,
        password: &Secret,
    ) -> Result<Judgement, Overloaded> {
        let short = length_problem(password, policy.minimum_length.into());
        if short == Some(PasswordProblem::TooLong) {
            return Ok(Judgement {
                score: 0,
                hint: None,
                problem: short,
            });
        }
        let normal = Secret::new(password.expose().nfc().collect::<String>());
        let breached = Arc::clone(&self.breached);
        let minimum = policy.minimum_strength;
        self.turns
            .take(move || {
                let text = normal.expose();
                let guessed = guess(text, &names);
                let known = guessed.listed || breached.contains(text);
                let weak = guessed.score < minimum || guessed.score == 0;
                Judgement {
                    score: if known { 0 } else { guessed.score },
                    hint: if known {
                        Some(GuessHint::Common)
                    } else {
                        guessed.hint
                    },
                    problem: short
                        .or(known.then_some(PasswordProblem::Breached))
                        .or(weak.then_some(PasswordProblem::TooCommon)),
                }
            })
            .await
    }
}
