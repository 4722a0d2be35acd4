"""A resource server on PyJWT.

Each line on standard input is a token; for each it prints {"claims": …} or {"refused": reason}.

Environment: ISSUER, AUDIENCE.
"""

import json
import os
import sys
import urllib.request

import jwt

ISSUER = os.environ["ISSUER"]
AUDIENCE = os.environ["AUDIENCE"]
ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA"]


def key_source():
    with urllib.request.urlopen(f"{ISSUER}/.well-known/openid-configuration", timeout=20) as response:
        discovery = json.load(response)
    if discovery["issuer"] != ISSUER:
        raise AssertionError(f"the discovery document is of {discovery['issuer']}")
    return jwt.PyJWKClient(discovery["jwks_uri"], timeout=20)


def verify(keys, token):
    key = keys.get_signing_key_from_jwt(token)
    decoded = jwt.decode_complete(
        token,
        key,
        algorithms=ALGORITHMS,
        issuer=ISSUER,
        audience=AUDIENCE,
        leeway=10,
        options={"require": ["exp", "iat", "iss", "aud", "sub", "jti", "client_id"]},
    )
    # RFC 9068 §4, which PyJWT leaves to the application.
    if decoded["header"].get("typ", "").lower() not in ("at+jwt", "application/at+jwt"):
        raise jwt.InvalidTokenError("not an access token")
    return decoded["payload"]


def main():
    # The tests talk to the loopback interface; a proxy from the environment would not find it.
    urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))
    keys = key_source()
    for line in sys.stdin:
        try:
            answer = {"claims": verify(keys, line.strip())}
        except jwt.PyJWTError as error:
            answer = {"refused": type(error).__name__}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
