//! What the demo registers, with secrets that are new at every start, and what it says about them.

use crate::entropy::Entropy;
use crate::model::Secret;

use super::ports::Ports;

/// Letters and digits that nobody confuses: 32, so that a random byte chooses among them evenly.
const LETTERS: [char; 32] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7', '8', '9', '0',
];

/// Who can sign in.
const USERNAME: &str = "ada";
/// The application.
const CLIENT_ID: &str = "demo-app";

/// What the demo registers.
#[derive(Debug)]
pub(super) struct Objects {
    issuer: String,
    app_address: String,
    api_address: String,
    client_secret: Secret,
    password: Secret,
}

impl Objects {
    pub(super) fn new(entropy: Entropy, issuer: String, ports: Ports) -> Self {
        Self {
            issuer,
            app_address: format!("127.0.0.1:{}", ports.app),
            api_address: format!("127.0.0.1:{}", ports.api),
            client_secret: entropy.secret("cs_"),
            password: password(entropy),
        }
    }

    pub(super) fn app_address(&self) -> &str {
        &self.app_address
    }

    pub(super) fn api_address(&self) -> &str {
        &self.api_address
    }

    /// The API's audience: its own address.
    fn audience(&self) -> String {
        format!("http://{}", self.api_address)
    }

    /// The environment of the application, as its documentation names it.
    pub(super) fn app_environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("DEMO_APP_LISTEN", self.app_address.clone()),
            ("DEMO_ISSUER", self.issuer.clone()),
            ("DEMO_CLIENT_ID", CLIENT_ID.to_owned()),
            ("DEMO_CLIENT_SECRET", self.client_secret.expose().to_owned()),
            ("DEMO_API_URL", format!("{}/orders", self.audience())),
            ("DEMO_RESOURCE", self.audience()),
        ]
    }

    /// The environment of the API.
    pub(super) fn api_environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("DEMO_API_LISTEN", self.api_address.clone()),
            ("DEMO_ISSUER", self.issuer.clone()),
            ("DEMO_AUDIENCE", self.audience()),
        ]
    }

    /// Everything as a file for `vestibule apply`.
    pub(super) fn toml(&self) -> String {
        format!(
            r#"
            [[tenant]]
            slug = "default"
            sign_up = {{ mode = "open", ask = ["given_name", "family_name"], require = ["given_name"] }}
            sign_in = {{ mail_link = true, mail_code = true }}
            second_factor = {{ kinds = ["passkey", "totp", "email"] }}

            [[service]]
            audience = "{audience}"
            name = "Demo API"
            scopes = ["orders:read"]

            [[client]]
            client_id = "{CLIENT_ID}"
            client_secret = "{secret}"
            client_name = "Demo app"
            redirect_uris = ["http://{app}/callback"]
            post_logout_redirect_uris = ["http://{app}/"]
            backchannel_logout_uri = "http://{app}/backchannel-logout"
            grant_types = ["authorization_code", "refresh_token"]
            scope = "openid profile email address phone offline_access orders:read"
            client_uri = "http://{app}/"

            [[user]]
            username = "{USERNAME}"
            email = "ada@example.com"
            email_verified = true
            password = "{password}"
            roles = ["admin"]
            name = "Ada Lovelace"
            given_name = "Ada"
            family_name = "Lovelace"
            middle_name = "King"
            nickname = "Countess"
            preferred_username = "ada"
            profile = "https://example.com/ada"
            picture = "https://example.com/ada.png"
            website = "https://example.com/"
            gender = "female"
            birthdate = "1815-12-10"
            zoneinfo = "Europe/London"
            locale = "en-GB"
            phone_number = "+44 20 7946 0018"
            phone_number_verified = true

            [user.address]
            formatted = "12 St James's Square\nLondon SW1Y 4LB\nUnited Kingdom"
            street_address = "12 St James's Square"
            locality = "London"
            region = "Greater London"
            postal_code = "SW1Y 4LB"
            country = "United Kingdom"
            "#,
            audience = self.audience(),
            secret = self.client_secret.expose(),
            app = self.app_address,
            password = self.password.expose(),
        )
    }

    /// What to do now.
    pub(super) fn summary(&self) -> String {
        format!(
            "\n  Open       http://{}/\n{}\n{}\n  The server is at {}, the API at http://{}/orders.\n  Ctrl-C stops everything.\n\n",
            self.app_address,
            self.sign_in(),
            self.more(),
            self.issuer,
            self.api_address,
        )
    }

    /// The same where there is only the server.
    pub(super) fn summary_without_programs(&self) -> String {
        format!(
            "\n  The demo app and API are not beside this program (cargo build -p vestibule-examples makes them), so the\n  \
             server runs alone.\n\n  Open       {}/\n{}\n{}\n  Client     {CLIENT_ID}\n  Secret     {}\n  Redirects  http://{}/callback\n\n  \
             Ctrl-C stops it.\n\n",
            self.issuer,
            self.sign_in(),
            self.more(),
            self.client_secret.expose(),
            self.app_address,
        )
    }

    /// What else there is to see.
    fn more(&self) -> String {
        format!(
            "  Account    {0}/account\n  Sign up    {0}/sign-up\n  Mail       {0}/dev/mail\n  All pages  {0}/dev/pages\n",
            self.issuer
        )
    }

    fn sign_in(&self) -> String {
        format!(
            "  Sign in    {USERNAME}\n  Password   {}\n",
            self.password.expose()
        )
    }
}

/// A password that can be typed: 80 random bits in groups of four.
fn password(entropy: Entropy) -> Secret {
    let letters: Vec<char> = entropy
        .bytes::<16>()
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).copied())
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Secret::new(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_and_differ() {
        let (one, other) = (password(Entropy), password(Entropy));
        assert_eq!(one.expose().len(), 19);
        assert_ne!(one.expose(), other.expose());
    }
}
