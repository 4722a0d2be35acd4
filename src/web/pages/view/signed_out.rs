//! `templates/signed_out.html`: how the question about signing out ended, when no app wants the browser back.

use askama::Template;

use super::shell::Shell;

/// The page after signing out, or after not doing so.
#[derive(Template)]
#[template(path = "signed_out.html")]
pub struct SignedOut {
    /// The frame.
    pub shell: Shell,
    /// How it ended.
    pub outcome: SignOutOutcome,
}

/// How signing out ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOutOutcome {
    /// Nobody is signed in here now.
    SignedOut,
    /// The person chose to stay.
    StillSignedIn,
}

impl SignedOut {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.shell.texts.with(
            match self.outcome {
                SignOutOutcome::SignedOut => "signed-out-title",
                SignOutOutcome::StillSignedIn => "signed-out-stayed-title",
            },
            &[("issuer", &self.shell.issuer_name)],
        )
    }

    /// What it means.
    pub fn explanation(&self) -> String {
        self.shell.t(match self.outcome {
            SignOutOutcome::SignedOut => "signed-out-explanation",
            SignOutOutcome::StillSignedIn => "signed-out-stayed-explanation",
        })
    }

    /// What the one link says.
    pub fn onward(&self) -> String {
        self.shell.t(match self.outcome {
            SignOutOutcome::SignedOut => "signed-out-onward",
            SignOutOutcome::StillSignedIn => "signed-out-stayed-onward",
        })
    }

    /// Where the one link leads.
    pub fn onward_href(&self) -> String {
        self.shell.to(match self.outcome {
            SignOutOutcome::SignedOut => "/sign-in",
            SignOutOutcome::StillSignedIn => "/",
        })
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |outcome| Self {
            shell: shell.clone(),
            outcome,
        };
        vec![
            ("signed out", page(SignOutOutcome::SignedOut)),
            ("still signed in", page(SignOutOutcome::StillSignedIn)),
        ]
    }
}
