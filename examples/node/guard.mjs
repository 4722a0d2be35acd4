// Who may pass: bearer tokens (RFC 6750) that are JWT access tokens (RFC 9068), checked without a call to the issuer.

import { errors, jwtVerify } from 'jose'
import { ALGORITHMS, AUDIENCE, ISSUER, Unavailable, keys } from './issuer.mjs'
import { checkStatus } from './status_list.mjs'

/** For `preHandler`: passes who has the permission, and leaves the claims of the token in `request.claims`. */
export const requirePermission = (permission) => (request, reply) => admit(request, reply, 'permissions', permission)

/** The same for a role. Prefer permissions: which role has which is then the issuer's business alone. */
export const requireRole = (role) => (request, reply) => admit(request, reply, 'roles', role)

async function admit(request, reply, kind, needed) {
  const [, token] = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '') ?? []
  // "If the request lacks any authentication information (e.g., the client was unaware that authentication is necessary or
  // attempted using an unsupported authentication method), the resource server SHOULD NOT include an error code or other error
  // information." RFC 6750 §3.1
  if (!token) return challenge(reply, 401).send()
  let claims
  try {
    claims = await verify(token)
  } catch (error) {
    // The issuer cannot be asked: the token is neither good nor bad, and the caller should come again with it.
    if (error instanceof Unavailable) {
      console.error(error.message)
      return reply.code(503).header('retry-after', '5').send({ error: 'temporarily_unavailable' })
    }
    if (!(error instanceof errors.JOSEError)) throw error
    // "invalid_token: The access token provided is expired, revoked, malformed, or invalid for other reasons." RFC 6750 §3.1
    return challenge(reply, 401, 'invalid_token', error.message).send({ error: 'invalid_token' })
  }
  // "insufficient_scope: The request requires higher privileges than provided by the access token." RFC 6750 §3.1. It has no
  // word for a permission or a role that is lacking, and clients know this one; `needed` says what it was.
  if (!held(claims, kind).includes(needed)) {
    return challenge(reply, 403, 'insufficient_scope').send({ error: 'insufficient_scope', needed })
  }
  request.claims = claims
}

/** The claims of an access token that is for this API and good; throws a `JOSEError` or `Unavailable`. */
async function verify(token) {
  const { payload } = await jwtVerify(token, keys, {
    // "The resource server MUST verify that the 'typ' header value is 'at+jwt' or 'application/at+jwt' and reject tokens
    // carrying any other value." RFC 9068 §4. It keeps ID tokens out, which the same keys sign. jose takes either spelling.
    typ: 'at+jwt',
    // "The resource server MUST reject any JWT in which the value of 'alg' is 'none'." RFC 9068 §4. A list of what is expected
    // does so, and it has nothing symmetric: who can check such a signature can make one.
    algorithms: ALGORITHMS,
    // "The issuer identifier for the authorization server … MUST exactly match the value of the 'iss' claim." RFC 9068 §4
    issuer: ISSUER,
    // "The JWT access token MUST be rejected if 'aud' does not contain a resource indicator of the current resource server as a
    // valid audience." RFC 9068 §4. Else any other API could use here the tokens that it is sent.
    audience: AUDIENCE,
    // "The current time MUST be before the time represented by the 'exp' claim. Implementers MAY provide for some small leeway
    // … to account for clock skew." RFC 9068 §4
    clockTolerance: 10,
    // RFC 9068 §2.2 has these REQUIRED, beside `iss` and `aud`.
    requiredClaims: ['exp', 'sub', 'client_id', 'iat', 'jti'],
    // "If any of the listed extension Header Parameters are not understood and supported by the recipient, then the JWS is
    // invalid." RFC 7515 §4.1.11, of `crit`. jose refuses those that are not named in its option of that name.
  })
  // Without the claim the issuer has no status lists, and its tokens are good until they expire. Nobody can take the claim out
  // of a token that has it: the signature is over all of them.
  if (payload.status !== undefined) await checkStatus(payload.status)
  return payload
}

/** What the token says of its user in this service (RFC 9068 §2.2.3.1); both claims may be absent. */
function held(claims, kind) {
  // A text also has `includes`, and would find a part of itself.
  return Array.isArray(claims[kind]) ? claims[kind] : []
}

/** "the resource server MUST include the HTTP 'WWW-Authenticate' response header field" RFC 6750 §3 */
function challenge(reply, status, error, description) {
  const attributes = ['realm="reports"']
  if (error) attributes.push(`error="${error}"`)
  // "Values for the 'error' and 'error_description' attributes … MUST NOT include characters outside the set %x20-21 / %x23-5B
  // / %x5D-7E." RFC 6750 §3
  if (description) attributes.push(`error_description="${description.replace(/[^ !#-[\]-~]/g, "'")}"`)
  return reply.code(status).header('www-authenticate', `Bearer ${attributes.join(', ')}`)
}
