//! OpenID Connect Core §3.1.2.1, §5.5.1.1: how sure of the user a request wants the answer to be, and what it is told.

use crate::accounts::gate::Wanted;
use crate::model::{Acr, ClaimsRequest, ClientMetadata};
use crate::oauth::{Parameters, claims};

/// What a request asks about `acr`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedAcr {
    /// Whether it is to be told.
    told: bool,
    /// The values that are known here.
    values: Vec<Acr>,
    /// Nothing less will do.
    needed: Option<Acr>,
    /// Welcome if the user can.
    wished: Option<Acr>,
}

impl AskedAcr {
    /// Reads `acr_values`, the claim `acr`, and what the client registered.
    pub(super) fn read(
        parameters: &Parameters,
        asked: &ClaimsRequest,
        client: &ClientMetadata,
    ) -> Self {
        let essential: Vec<Acr> = claims::essential_acr(parameters)
            .unwrap_or_default()
            .iter()
            .filter_map(|value| Acr::from_name(value))
            .collect();
        // "acr_values: … requested Authentication Context Class Reference values … requested as a Voluntary Claim by this
        // parameter"  §3.1.2.1
        let mut voluntary = known(parameters.get("acr_values").unwrap_or_default().split(' '));
        voluntary.extend(claims::voluntary_acr(parameters));
        if voluntary.is_empty() && parameters.get("acr_values").is_none() {
            // "default_acr_values: … Values specified in the acr_values request parameter or an individual acr Claim
            // request override these default values."  OpenID Connect Registration §2
            voluntary.clone_from(&client.default_acr_values);
        }
        Self {
            told: !voluntary.is_empty()
                || client.minimum_acr.is_some()
                || asked.id_token.iter().any(|name| name == "acr"),
            needed: essential.iter().copied().min().max(client.minimum_acr),
            wished: voluntary.iter().copied().min(),
            values: [essential, voluntary].concat(),
        }
    }

    /// For the gate.
    pub fn wanted(&self, after: String) -> Wanted {
        Wanted {
            again: false,
            needed: self.needed,
            wished: self.wished,
            after,
            direct: None,
        }
    }

    /// What a provider that vouches for the user is asked for.
    pub fn level(&self) -> Option<Acr> {
        self.needed.max(self.wished)
    }

    /// What to tell of a login that reached this: "the acr Claim … one of the requested values"  §5.5.1.1, and never more
    /// than was reached.
    pub(super) fn told(&self, reached: Acr) -> Option<Acr> {
        let asked = self
            .values
            .iter()
            .copied()
            .filter(|value| *value <= reached)
            .max();
        self.told.then(|| asked.unwrap_or(reached))
    }
}

fn known<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Acr> {
    names.filter_map(Acr::from_name).collect()
}
