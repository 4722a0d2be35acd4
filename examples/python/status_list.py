"""Revoked tokens, known without asking about each: a list of the issuer's has a few bits for every token, and is fetched now
and then (Token Status List, draft-ietf-oauth-status-list). The issuer learns that this API is at work, and not for whom.
"""

import base64
import re
import sys
import time
import zlib

import jwt

from issuer import BASE, Unavailable, get, once, verified

MOST_LISTS = 100
MOST_BYTES = 1 << 20
# When the issuer is away and a list is at hand, the next try comes after so many seconds.
PAUSE = 5

# uri → list, the oldest first. Each is {"bits", "bytes", "fresh_until", "expires"}, times in seconds.
_lists = {}


async def check_status(status):
    """Raises a `PyJWTError` unless the token whose claim `status` this is stands as valid in its list."""
    reference = status.get("status_list") if isinstance(status, dict) else None
    idx, uri = (reference.get("idx"), reference.get("uri")) if isinstance(reference, dict) else (None, None)
    # "validate that the content of status_list adheres to the rules" §8.3: `idx` is "a non-negative Integer", `uri` a "String
    # value". A status of some other kind than a list is refused here too: this API cannot read it. (`True` is an int to
    # Python.)
    if type(idx) is not int or idx < 0 or not isinstance(uri, str):
        raise jwt.InvalidTokenError("the status of the token cannot be read")
    if not _is_ours(uri):
        raise jwt.InvalidTokenError("the status of the token is kept elsewhere")
    value = _value_at(await _list_at(uri), idx)
    # "If the provided index is out of bounds of the Status List, no statement about the status of the Referenced Token can be
    # made and the Referenced Token MUST be rejected." §8.3
    if value is None:
        raise jwt.InvalidTokenError("the status list has no such place")
    # "0x00 - VALID", "0x01 - INVALID", "0x02 - SUSPENDED" §7.1. Whatever else a value may mean, it is not valid.
    if value != 0:
        raise jwt.InvalidTokenError("the token was revoked")


def _is_ours(uri):
    """Whether it is where this issuer has its lists. The specification lets a list be anywhere, but an API that fetches any URL
    it is told can be sent into its own network. The parts of the path are plain, so that nothing climbs out of it.
    """
    place = f"{BASE}/status-lists/"
    parts = uri.removeprefix(place).split("/")
    return uri.startswith(place) and all(re.fullmatch(r"\w[\w.-]*", part, re.ASCII) for part in parts)


def _value_at(kept, idx):
    """The status there; `None` when the list is too short."""
    # "blocks being packed into bytes from the least significant bit ('0') to the most significant bit ('7')" §4.1
    byte, first = divmod(idx * kept["bits"], 8)
    if byte >= len(kept["bytes"]):
        return None
    return (kept["bytes"][byte] >> first) & ((1 << kept["bits"]) - 1)


async def _list_at(uri):
    kept = _lists.get(uri)
    if kept and time.time() < kept["fresh_until"]:
        return kept
    try:
        return await once(uri, lambda: _load(uri))
    except Exception as error:
        why = f"no status list from {uri}: {error!r}"
        # After `ttl` "a fresh copy SHOULD be retrieved" §5.1. When none can be, the last one is believed for as long as the
        # issuer said, and then nobody passes: an API that lets everybody in while the issuer is away is opened by cutting its
        # wire.
        if not kept or time.time() >= kept["expires"]:
            raise Unavailable(why) from error
        print(f"{why}; using the last one", file=sys.stderr, flush=True)
        kept["fresh_until"] = min(time.time() + PAUSE, kept["expires"])
        return kept


async def _load(uri):
    claims = await verified(
        await get(uri, "application/statuslist+jwt"),
        # "typ: REQUIRED. The JWT type MUST be statuslist+jwt." §5.1
        typ="statuslist+jwt",
        # "The subject claim … of the Status List Token MUST be equal to the uri claim in the status_list object of the
        # Referenced Token" §8.3. Else any list that the issuer ever signed would do.
        subject=uri,
        # `exp` and `ttl` are "RECOMMENDED" §5.1. This issuer gives both, and without them nobody knows how long to keep a list.
        # `exp` is checked: "it MUST be checked if the Status List Token is expired" §8.3. A clock that is behind finds a new
        # list in the future, which harms nobody.
        options={"require": ["sub", "iat", "exp", "ttl", "status_list"], "verify_iat": False},
    )
    ttl, bits, packed = claims["ttl"], claims["status_list"]["bits"], claims["status_list"]["lst"]
    # "The value of the claim MUST be a positive number encoded in JSON as a number." §5.1
    if type(ttl) not in (int, float) or ttl <= 0:
        raise ValueError("its ttl is not a positive number")
    # "The allowed values for bits are 1, 2, 4, and 8." §4.2
    if bits not in (1, 2, 4, 8):
        raise ValueError("its bits are not 1, 2, 4 or 8")
    unpacked = _unpacked(packed)
    expires = claims["exp"]
    # As the last one, also when there was one before.
    _lists.pop(uri, None)
    _lists[uri] = {"bits": bits, "bytes": unpacked, "fresh_until": min(time.time() + ttl, expires), "expires": expires}
    if len(_lists) > MOST_LISTS:
        del _lists[next(iter(_lists))]
    return _lists[uri]


def _unpacked(packed):
    # "Decompress the Status List with a decompressor that is compatible with DEFLATE and ZLIB" §8.3. It stops at the limit: a
    # few kilobytes can unpack to gigabytes.
    unpacker = zlib.decompressobj()
    unpacked = unpacker.decompress(base64.urlsafe_b64decode(packed + "=="), MOST_BYTES + 1)
    if not unpacker.eof or len(unpacked) > MOST_BYTES:
        raise ValueError("the list is larger than this API allows, or it is cut off")
    return unpacked
