// A resource server on jose. Each line on standard input is a token; for each it prints {"claims": …} or {"refused": reason}.
//
// Environment: ISSUER, AUDIENCE.

import { createInterface } from 'node:readline/promises'
import { createRemoteJWKSet, jwtVerify } from 'jose'

const { ISSUER, AUDIENCE } = process.env

const discovery = await fetch(`${ISSUER}/.well-known/openid-configuration`)
const { issuer, jwks_uri } = await discovery.json()
if (issuer !== ISSUER) throw new Error(`the discovery document is of ${issuer}`)
const keys = createRemoteJWKSet(new URL(jwks_uri))

for await (const token of createInterface({ input: process.stdin })) {
  let answer
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: 'at+jwt',
      algorithms: ['RS256', 'ES256', 'PS256', 'EdDSA'],
      requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    })
    answer = { claims: payload }
  } catch (error) {
    answer = { refused: error.claim ? `${error.code} ${error.claim}` : (error.code ?? `${error}`) }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
