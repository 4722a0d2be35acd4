"""The issuer: who it is, what it signs with, and how it is asked.

Environment: ISSUER, exactly as its discovery document spells it; AUDIENCE, this API's own name, which tokens carry in `aud`.
"""

import asyncio
import json
import math
import os
import sys
import time

import httpx
import jwt

ISSUER = os.environ.get("ISSUER", "")
AUDIENCE = os.environ.get("AUDIENCE", "")
if not ISSUER or not AUDIENCE:
    print("this API needs the environment variables ISSUER and AUDIENCE", file=sys.stderr)
    sys.exit(64)

# "If the Issuer value contains a path component, any terminating / MUST be removed" OpenID Connect Discovery §4.1
BASE = ISSUER.removesuffix("/")

# The signatures that are believed. "The resource server MUST reject any JWT in which the value of 'alg' is 'none'." RFC 9068
# §4. A list of what is expected does so, and it has nothing symmetric: who can check such a signature can make one.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]

# Keys are kept for five minutes. An unknown `kid` has them fetched again, but only every 30 seconds: anybody can make up a
# `kid`.
KEPT, PAUSE = 300, 30

_keys = []
_fetched_at = -math.inf
_running = {}
# It follows no redirect, which could lead anywhere, into this network too.
_http = httpx.AsyncClient()


class Unavailable(Exception):
    """The issuer, or what it said, is of no use just now."""


async def verified(token, typ, **rules):
    """The claims of a JWT of the issuer's, checked by the `rules` of `jwt.decode`."""
    header = jwt.get_unverified_header(token)
    # "Sometimes, one kind of JWT can be confused for another. … the validation rules can specify checking the type." RFC 8725
    # §3.11. PyJWT leaves that to the application.
    if str(header.get("typ")).lower().removeprefix("application/") != typ:
        raise jwt.InvalidTokenError(f"its type is not {typ}")
    # "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the JWS is
    # invalid." RFC 7515 §4.1.11, of `crit`. PyJWT refuses those that it does not know.
    return jwt.decode(token, await _key_for(header), algorithms=ALGORITHMS, **rules)


async def _key_for(header):
    key, age = _find(header), time.monotonic() - _fetched_at
    # Asked for with the first token and not before: the API can start while the issuer is away.
    if age > KEPT or (key is None and age > PAUSE):
        try:
            await once("keys", _load_keys)
        except Exception as error:
            raise Unavailable(f"no keys from the issuer: {error!r}") from error
        key = _find(header)
    if key is None:
        raise jwt.InvalidTokenError("it is signed with an unknown key")
    return key


def _find(header):
    # A key is for one algorithm and for one use (RFC 7517 §4.2, §4.4).
    fits = (
        key
        for key in _keys
        if (key.key_id, key.algorithm_name) == (header.get("kid"), header.get("alg")) and key.public_key_use in (None, "sig")
    )
    return next(fits, None)


async def _load_keys():
    global _keys, _fetched_at
    discovery = json.loads(await get(f"{BASE}/.well-known/openid-configuration", "application/json"))
    # "The issuer value returned MUST be identical to the Issuer URL that was used as the prefix to
    # /.well-known/openid-configuration to retrieve the configuration information." OpenID Connect Discovery §4.3
    if discovery["issuer"] != ISSUER:
        raise ValueError(f"the discovery document is of {discovery['issuer']}")
    _keys = jwt.PyJWKSet.from_json(await get(discovery["jwks_uri"], "application/json")).keys
    _fetched_at = time.monotonic()


async def get(url, accept):
    """What stands at a URL of the issuer's."""
    async with asyncio.timeout(5):
        response = await _http.get(url, headers={"Accept": accept})
    if response.status_code != 200:
        raise ValueError(f"{url} answered {response.status_code}")
    return response.text


async def once(name, work):
    """What `work` gives. When one of that name is under way, what that gives: a thousand requests ask the issuer once."""
    task = _running.get(name)
    if task is None:
        task = _running[name] = asyncio.create_task(work())
        task.add_done_callback(lambda _: _running.pop(name))
    # One who waits and gives up does not take the others' answer along.
    return await asyncio.shield(task)
