// The issuer: who it is, what it signs with, and how it is asked.
//
// Environment: ISSUER, exactly as its discovery document spells it; AUDIENCE, this API's own name, which tokens carry in `aud`.

import { createRemoteJWKSet } from 'jose'

export const { ISSUER, AUDIENCE } = process.env
if (!ISSUER || !AUDIENCE) {
  console.error('this API needs the environment variables ISSUER and AUDIENCE')
  process.exit(64)
}

/** The signatures that are believed. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** "If the Issuer value contains a path component, any terminating / MUST be removed" OpenID Connect Discovery §4.1 */
export const BASE = ISSUER.replace(/\/$/, '')

/** The issuer, or what it said, is of no use just now. */
export class Unavailable extends Error {}

/** The key that a JWT of the issuer's names; for `jwtVerify`. */
export async function keys(header, token) {
  try {
    // Asked for with the first token and not before: the API can start while the issuer is away.
    found ??= discover().catch((error) => {
      found = undefined
      throw error
    })
    const key = await found
    return await key(header, token)
  } catch (error) {
    // The keys are here, and the one of the token is not among them: that is the token's fault.
    if (['ERR_JWKS_NO_MATCHING_KEY', 'ERR_JWKS_MULTIPLE_MATCHING_KEYS'].includes(error.code)) throw error
    throw new Unavailable(`no keys from the issuer: ${reason(error)}`)
  }
}

let found

async function discover() {
  const document = await get(`${BASE}/.well-known/openid-configuration`, 'application/json')
  const { issuer, jwks_uri } = JSON.parse(document)
  // "The issuer value returned MUST be identical to the Issuer URL that was used as the prefix to
  // /.well-known/openid-configuration to retrieve the configuration information." OpenID Connect Discovery §4.3
  if (issuer !== ISSUER) throw new Error(`the discovery document is of ${issuer}`)
  // Keys are kept for five minutes. An unknown `kid` has them fetched again, but only every 30 seconds: anybody can make up a
  // `kid`.
  return createRemoteJWKSet(new URL(jwks_uri), { cacheMaxAge: 300_000, cooldownDuration: 30_000, timeoutDuration: 5000 })
}

/** What stands at a URL of the issuer's. A redirect is not followed: it could lead anywhere, into this network too. */
export async function get(url, accept) {
  const response = await fetch(url, { headers: { accept }, redirect: 'error', signal: AbortSignal.timeout(5000) })
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  return response.text()
}

/** Why, in one line: `fetch` says "fetch failed" and has the reason in `cause`. */
export function reason(error) {
  const cause = error.cause?.code ?? error.cause?.message
  return cause ? `${error.message} (${cause})` : error.message
}
