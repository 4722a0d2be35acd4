"""Who may pass: bearer tokens (RFC 6750) that are JWT access tokens (RFC 9068), checked without a call to the issuer."""

import re
import sys
from typing import Annotated

import jwt
from fastapi import Depends
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from issuer import AUDIENCE, ISSUER, Unavailable, verified
from status_list import check_status


def require_permission(permission):
    """A dependency that passes who has the permission, and gives the claims of the token."""
    return _require("permissions", permission)


def require_role(role):
    """The same for a role. Prefer permissions: which role has which is then the issuer's business alone."""
    return _require("roles", role)


def _require(kind, needed):
    # Without `auto_error` it leaves the answer to us: its own is not what RFC 6750 asks for.
    bearer = HTTPBearer(auto_error=False)

    async def admitted(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> dict:
        # "If the request lacks any authentication information (e.g., the client was unaware that authentication is necessary or
        # attempted using an unsupported authentication method), the resource server SHOULD NOT include an error code or other
        # error information." RFC 6750 §3.1
        if credentials is None:
            raise Refusal(401)
        try:
            claims = await _verify(credentials.credentials)
        except Unavailable as error:
            # The issuer cannot be asked: the token is neither good nor bad, and the caller should come again with it.
            print(error, file=sys.stderr, flush=True)
            raise Refusal(503, "temporarily_unavailable") from error
        except jwt.PyJWTError as error:
            # "invalid_token: The access token provided is expired, revoked, malformed, or invalid for other reasons." RFC 6750
            # §3.1
            raise Refusal(401, "invalid_token", description=str(error)) from error
        # "insufficient_scope: The request requires higher privileges than provided by the access token." RFC 6750 §3.1. It has
        # no word for a permission or a role that is lacking, and clients know this one; `needed` says what it was.
        if needed not in _held(claims, kind):
            raise Refusal(403, "insufficient_scope", needed=needed)
        return claims

    return admitted


async def _verify(token):
    """The claims of an access token that is for this API and good; raises a `PyJWTError` or `Unavailable`."""
    claims = await verified(
        token,
        # "The resource server MUST verify that the 'typ' header value is 'at+jwt' or 'application/at+jwt' and reject tokens
        # carrying any other value." RFC 9068 §4. It keeps ID tokens out, which the same keys sign.
        typ="at+jwt",
        # "The issuer identifier for the authorization server … MUST exactly match the value of the 'iss' claim." RFC 9068 §4
        issuer=ISSUER,
        # "The JWT access token MUST be rejected if 'aud' does not contain a resource indicator of the current resource server
        # as a valid audience." RFC 9068 §4. Else any other API could use here the tokens that it is sent.
        audience=AUDIENCE,
        # "The current time MUST be before the time represented by the 'exp' claim. Implementers MAY provide for some small
        # leeway … to account for clock skew." RFC 9068 §4
        leeway=10,
        # RFC 9068 §2.2 has these REQUIRED.
        options={"require": ["iss", "exp", "aud", "sub", "client_id", "iat", "jti"]},
    )
    # Without the claim the issuer has no status lists, and its tokens are good until they expire. Nobody can take the claim out
    # of a token that has it: the signature is over all of them.
    if "status" in claims:
        await check_status(claims["status"])
    return claims


def _held(claims, kind):
    """What the token says of its user in this service (RFC 9068 §2.2.3.1); both claims may be absent."""
    # `in` is also for texts, and would find a part of one.
    return claims[kind] if isinstance(claims.get(kind), list) else []


class Refusal(Exception):
    """The answer to a request that does not pass."""

    def __init__(self, status, error=None, description=None, needed=None):
        super().__init__(error)
        self.status, self.error, self.description, self.needed = status, error, description, needed


async def answer(_request, refusal):
    """Gives it; for `add_exception_handler`."""
    headers = {}
    if refusal.status == 503:
        headers["Retry-After"] = "5"
    else:
        # "the resource server MUST include the HTTP 'WWW-Authenticate' response header field" RFC 6750 §3
        attributes = ['realm="reports"']
        if refusal.error:
            attributes.append(f'error="{refusal.error}"')
        if refusal.description:
            # "Values for the 'error' and 'error_description' attributes … MUST NOT include characters outside the set %x20-21 /
            # %x23-5B / %x5D-7E." RFC 6750 §3
            attributes.append('error_description="' + re.sub(r"[^ !#-\[\]-~]", "'", refusal.description) + '"')
        headers["WWW-Authenticate"] = "Bearer " + ", ".join(attributes)
    if refusal.error is None:
        return Response(status_code=refusal.status, headers=headers)
    body = {"error": refusal.error} | ({"needed": refusal.needed} if refusal.needed else {})
    return JSONResponse(body, refusal.status, headers)
