"""A relying party on Authlib.

It prints one JSON line per step, {"step": result}, reads the callback URL as one line on standard input, and ends with a
non-zero status as soon as a step fails.

Environment: ISSUER, CLIENT_ID, REDIRECT_URI, SCOPE; CLIENT_SECRET and AUTH_METHOD for a confidential client (a public one has
neither); RESOURCE, the audience to ask for (RFC 8707). A confidential client goes on to introspection and client credentials.
"""

import json
import os
import sys
from urllib.parse import parse_qs, urlsplit

# Authlib refuses plain HTTP; the server under test listens on the loopback interface only.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken, UserInfo
from authlib.oidc.discovery import OpenIDProviderMetadata, get_well_known_url
from joserfc import jwt
from joserfc.jwk import KeySet

ISSUER = os.environ["ISSUER"]
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ.get("CLIENT_SECRET")
AUTH_METHOD = os.environ.get("AUTH_METHOD", "client_secret_basic" if CLIENT_SECRET else "none")
REDIRECT_URI = os.environ["REDIRECT_URI"]
SCOPE = os.environ["SCOPE"]
RESOURCE = os.environ.get("RESOURCE")
TARGET = {"resource": RESOURCE} if RESOURCE else {}


def report(step, result):
    print(json.dumps({step: result}), flush=True)


def check(holds, sentence):
    if not holds:
        raise AssertionError(sentence)


def new_session(**settings):
    session = OAuth2Session(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        token_endpoint_auth_method=AUTH_METHOD,
        default_timeout=20,
        **settings,
    )
    # The tests talk to the loopback interface; a proxy from the environment would not find it.
    session.trust_env = False
    return session


def discover(session):
    response = session.get(get_well_known_url(ISSUER, external=True), withhold_token=True)
    response.raise_for_status()
    metadata = OpenIDProviderMetadata(response.json())
    check(metadata["issuer"] == ISSUER, f"the discovery document is of {metadata['issuer']}")
    # The whole of Authlib's own validation insists on https, which a loopback issuer cannot meet; the rest of it is run here.
    for name in (
        "response_types_supported",
        "response_modes_supported",
        "grant_types_supported",
        "subject_types_supported",
        "id_token_signing_alg_values_supported",
        "token_endpoint_auth_methods_supported",
        "code_challenge_methods_supported",
        "scopes_supported",
        "claims_supported",
    ):
        getattr(metadata, f"validate_{name}")()
    return metadata


def verified(session, metadata, token, nonce):
    """The claims of the ID token in `token`, after every check of OpenID Connect Core 1.0 §3.1.3.7."""
    response = session.get(metadata["jwks_uri"], withhold_token=True)
    response.raise_for_status()
    keys = KeySet.import_key_set(response.json())
    algorithms = metadata["id_token_signing_alg_values_supported"]
    decoded = jwt.decode(token["id_token"], keys, algorithms=algorithms)
    options = {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": CLIENT_ID}}
    expected = {"nonce": nonce, "client_id": CLIENT_ID, "access_token": token["access_token"]}
    claims = CodeIDToken(decoded.claims, decoded.header, options, expected)
    claims.validate(leeway=10)
    return dict(claims)


def main():
    session = new_session(
        # Authlib would use the same method; the revocation endpoint names its own setting.
        revocation_endpoint_auth_method=AUTH_METHOD,
        scope=SCOPE,
        redirect_uri=REDIRECT_URI,
        code_challenge_method="S256",
    )
    metadata = discover(session)

    nonce = generate_token(32)
    code_verifier = generate_token(64)
    url, state = session.create_authorization_url(
        metadata["authorization_endpoint"], code_verifier=code_verifier, nonce=nonce, **TARGET
    )
    report("authorize", url)

    callback = sys.stdin.readline().strip()
    answer = parse_qs(urlsplit(callback).query)
    # RFC 9207 §2.4, which Authlib leaves to the application.
    if metadata.get("authorization_response_iss_parameter_supported"):
        check(answer.get("iss") == [ISSUER], "the answer does not name the issuer")

    token_endpoint = metadata["token_endpoint"]
    first = session.fetch_token(
        token_endpoint, authorization_response=callback, state=state, code_verifier=code_verifier, **TARGET
    )
    claims = verified(session, metadata, first, nonce)
    report("tokens", {**first, "claims": claims})

    response = session.get(metadata["userinfo_endpoint"])
    response.raise_for_status()
    user_info = UserInfo(response.json())
    check(user_info["sub"] == claims["sub"], "userinfo is about somebody else")
    report("user_info", dict(user_info))

    second = session.refresh_token(token_endpoint, refresh_token=first["refresh_token"], **TARGET)
    again = verified(session, metadata, second, None) if "id_token" in second else None
    check(again is None or again["sub"] == claims["sub"], "the refreshed ID token is about somebody else")
    report("refreshed", {**second, "claims": again})
    latest = second.get("refresh_token", first["refresh_token"])

    if CLIENT_SECRET:
        response = session.introspect_token(metadata["introspection_endpoint"], second["access_token"])
        response.raise_for_status()
        report("introspection", response.json())

    response = session.revoke_token(metadata["revocation_endpoint"], latest, token_type_hint="refresh_token")
    response.raise_for_status()
    try:
        session.refresh_token(token_endpoint, refresh_token=latest)
    except OAuthError as error:
        check(error.error == "invalid_grant", f"expected invalid_grant, got {error.error}")
    else:
        check(False, "a revoked refresh token still works")
    report("revoked", True)

    if CLIENT_SECRET:
        response = session.introspect_token(metadata["introspection_endpoint"], latest)
        response.raise_for_status()
        report("introspection_after", response.json())
        # A session of its own: this one is about a person.
        own = new_session()
        report("client_credentials", own.fetch_token(token_endpoint, grant_type="client_credentials", **TARGET))


if __name__ == "__main__":
    main()
