//! `templates/gallery.html`: every page in every state, at `/dev/pages` while developing.

use askama::Template;

use super::shell::Shell;
use super::{Consent, ErrorPage, FormPost, Home, SelectAccount, SetUp, SignIn, SignOut, SignedOut};

/// The list of samples. Sample number `n` is shown at `/dev/pages/{n}`.
#[derive(Template)]
#[template(path = "gallery.html")]
pub struct Gallery {
    /// The frame.
    pub shell: Shell,
    /// What there is to see, as of [`samples`].
    pub samples: Vec<Sample>,
}

/// One page in one state.
pub struct Sample {
    /// Its `data-page`.
    pub page: &'static str,
    /// Its state, in a few words.
    pub state: &'static str,
    /// The whole document.
    pub html: String,
}

/// Every page in every state, rendered in this frame.
///
/// # Errors
/// When a template cannot be rendered.
pub fn samples(shell: &Shell) -> Result<Vec<Sample>, askama::Error> {
    let mut all = Vec::new();
    rendered("home", Home::samples(shell), &mut all)?;
    rendered("sign-in", SignIn::samples(shell), &mut all)?;
    rendered("select-account", SelectAccount::samples(shell), &mut all)?;
    rendered("consent", Consent::samples(shell), &mut all)?;
    rendered("form-post", FormPost::samples(shell), &mut all)?;
    rendered("sign-out", SignOut::samples(shell), &mut all)?;
    rendered("signed-out", SignedOut::samples(shell), &mut all)?;
    rendered("set-up", SetUp::samples(shell), &mut all)?;
    rendered("error", ErrorPage::samples(shell), &mut all)?;
    Ok(all)
}

fn rendered<T: Template>(
    page: &'static str,
    samples: Vec<(&'static str, T)>,
    all: &mut Vec<Sample>,
) -> Result<(), askama::Error> {
    for (state, sample) in samples {
        all.push(Sample {
            page,
            state,
            html: sample.render()?,
        });
    }
    Ok(())
}
