//! Turning clients and users into what pages show of them.

use crate::model::{Client, Provider, User, VerifiedRedirectUri};
use crate::web::extract::SignedInUser;
use crate::web::view::{Account, AskingApp, Destination};

/// The app that asks, with where it leads.
pub(super) fn asking_app(client: &Client, redirect_uri: &VerifiedRedirectUri) -> AskingApp {
    app_at(client, redirect_uri.as_str())
}

/// The app, with the place that a URI of it names.
pub(super) fn app_at(client: &Client, uri: &str) -> AskingApp {
    let destination = match url::Url::parse(uri) {
        Ok(url) => match url.host() {
            Some(url::Host::Ipv4(address)) if address.is_loopback() => Destination::ThisDevice,
            Some(url::Host::Ipv6(address)) if address.is_loopback() => Destination::ThisDevice,
            Some(url::Host::Domain("localhost")) => Destination::ThisDevice,
            Some(host) => Destination::Site(host.to_string()),
            None => Destination::App(url.scheme().to_owned()),
        },
        Err(_) => Destination::App(String::new()),
    };
    AskingApp {
        name: client.display_name().to_owned(),
        destination,
        policy_uri: client.metadata.policy_uri.as_ref().map(ToString::to_string),
        tos_uri: client.metadata.tos_uri.as_ref().map(ToString::to_string),
    }
}

/// A provider, where an app would stand.
pub(super) fn provider_at(provider: &Provider, uri: &str) -> AskingApp {
    let host = url::Url::parse(uri)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    AskingApp {
        name: provider.name.clone(),
        destination: Destination::Site(host.unwrap_or_default()),
        policy_uri: None,
        tos_uri: None,
    }
}

/// An account, chosen on pages by its login.
pub(in crate::web) fn account(signed_in: &SignedInUser) -> Account {
    account_of(&signed_in.user, &signed_in.login.id.to_string())
}

fn account_of(user: &User, id: &str) -> Account {
    Account {
        id: id.to_owned(),
        name: name_of(user),
        login: user.email.clone().unwrap_or_else(|| user.username.clone()),
    }
}

/// The name as its owner gave it: whole, or else of the parts that a tenant asked for at sign-up. Empty where nobody asked.
fn name_of(user: &User) -> String {
    let claim = |name: &str| user.profile.get(name).and_then(serde_json::Value::as_str);
    if let Some(whole) = claim("name") {
        return whole.to_owned();
    }
    let parts = [claim("given_name"), claim("family_name")];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(" ")
}
