//! `[tokens]`: how long what we issue lives.

use super::rule::whole;
use super::setting::Preset;

settings! {
    /// How long what we issue lives.
    "tokens" Tokens {
        /// The life of an access token.
        access_token_seconds: u32 = Preset::Text("600"), whole(10, 3600, "seconds");
        /// The life of an ID token.
        id_token_seconds: u32 = Preset::Text("600"), whole(10, 900, "seconds");
        /// The life of an authorization code.
        authorization_code_seconds: u32 = Preset::Text("60"), whole(5, 60, "seconds");
        /// How long a refresh token may go unused (30 days).
        refresh_token_idle_seconds: u32 = Preset::Text("2592000"), whole(60, 31_536_000, "seconds");
        /// How long a refresh token may be renewed in all (90 days).
        refresh_token_absolute_seconds: u32 = Preset::Text("7776000"), whole(60, 63_072_000, "seconds");
        /// How long a resource server may keep a status list before it asks for it again.
        status_list_seconds: u32 = Preset::Text("30"), whole(1, 3600, "seconds");
        /// How long a refresh token that was just replaced still works, for a client that lost the answer.
        refresh_token_grace_seconds: u32 = Preset::Text("10"), whole(0, 60, "seconds");
    }
}
