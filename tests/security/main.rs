//! One file per attack: each tries it on a live server and says what must happen instead.
//!
//! Beside every attack stands the honest request that it imitates, so that a refusal says something.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::cast_possible_truncation,
    clippy::assigning_clones,
    reason = "what does not go as expected is a failed test; chance is real here, and tables are long"
)]

mod audit_lines;
mod authorization_response;
mod bad_input;
mod baseline_cookies;
mod baseline_headers;
mod body_confusion;
mod client_authentication;
mod client_credentials;
mod code_replay;
mod code_theft;
mod consent_forgery;
mod crash;
mod credentials_in_urls;
mod crossed_token_types;
mod crossed_transactions;
mod d02_session_reuse;
mod d03_session_resurrection;
mod d04_cookie_tossing;
mod d06_cross_site_posts;
mod d07_sign_out_by_others;
mod d08_forged_hints;
mod d10_session_timeouts;
mod d11_previous_user;
mod d12_stored_targets;
mod d14_borrowed_step_up;
mod d15_dangerous_forms;
mod d15_fresh_sign_in;
mod d16_form_tokens;
mod d18_sessions_at_rest;
mod d19_cached_answers;
mod d20_others_sessions;
mod d22_check_session;
mod deletion_races;
mod disabled_and_enabled;
mod disabled_parties;
mod duplicate_members;
mod durable;
mod e01_password_timing;
mod e03_enumeration;
mod e10_guessing;
mod e13_audit;
mod e15_known_passwords;
mod e17_upgrade_races;
mod e18_imported_hashes;
mod e19_mass_assignment;
mod e21_operators;
mod encrypted_tokens;
mod ended_logins;
mod exotic_state;
mod f01_host_poisoning;
mod f04_skipped_steps;
mod f05_link_reuse;
mod f06_void_links;
mod f08_blank_tokens;
mod f09_mail_scanners;
mod f10_token_in_url;
mod f12_address_change;
mod f13_crossed_links;
mod f14_mail_injection;
mod f16_reset_work;
mod f17_reset_without_password;
mod f18_mail_codes;
mod forged_signatures;
mod fuzz;
mod g01_code_replay;
mod g04_code_guessing;
mod g04_sent_codes;
mod g07_every_way_in;
mod g07_no_other_way;
mod g08_spellings;
mod g09_factor_changes;
mod g11_recovery_codes;
mod g13_remembered_browsers;
mod g15_factor_secrets;
mod g_lost_factors;
mod g_unoffered_factors;
mod h02_passkey_origins;
mod h03_passkey_challenges;
mod h04_passkey_rebinding;
mod h06_passkey_counters;
mod h07_passkey_enumeration;
mod h08_known_credentials;
mod h10_last_passkey;
mod h11_passkey_attestation;
mod header_supplied_keys;
mod i14_outbound;
mod injected_markup;
mod j04_mass_assignment;
mod j06_stored_markup;
mod j_pictures;
mod l03_networks;
mod last_administrator;
mod login_csrf;
mod loopback_redirect;
mod mail_crash;
mod mail_ways;
mod mix_up;
mod n01_body_size;
mod n02_slow_clients;
mod n04_hostile_json;
mod n05_huge_lists;
mod n06_many_parameters;
mod n08_expensive_text;
mod n09_http_versions;
mod n10_many_headers;
mod n12_unused_requests;
mod n13_expensive_checks;
mod n13_new_passwords;
mod n14_connections;
mod networks;
mod new_device;
mod o01_storage_failures;
mod o17_file_modes;
mod operator;
mod p03_log_injection;
mod p07_inner_endpoints;
mod parameter_pollution;
mod passkeys;
mod password_grant;
mod pkce_downgrade;
mod post_logout_redirect;
mod recycled_subjects;
mod redirect_uri;
mod refresh_replay;
mod refresh_theft;
mod released_claims;
mod replaced_password;
mod request_methods;
mod retired_keys;
mod review_claims;
mod review_clients;
mod review_consent;
mod review_requests;
mod revoked_tokens;
mod second_step;
mod shared_limits;
mod silent_sign_in;
mod socket;
mod step_up;
mod token_scanning;
mod token_times;
mod unasked_links;
mod verifiers;
mod visits;
mod withdrawn_rights;
