// A relying party on openid-client. It prints one JSON line per step, {"step": result}, reads the callback URL as one line on
// standard input, and ends with a non-zero status as soon as a step fails.
//
// Environment: ISSUER, CLIENT_ID, REDIRECT_URI, SCOPE; CLIENT_SECRET and AUTH_METHOD for a confidential client (a public one has
// neither); RESOURCE, the audience to ask for (RFC 8707). A confidential client goes on to introspection and client credentials.

import { createInterface } from 'node:readline/promises'
import * as client from 'openid-client'

const { ISSUER, CLIENT_ID, CLIENT_SECRET, AUTH_METHOD, REDIRECT_URI, SCOPE, RESOURCE } = process.env

const authentication = {
  client_secret_basic: () => client.ClientSecretBasic(CLIENT_SECRET),
  client_secret_post: () => client.ClientSecretPost(CLIENT_SECRET),
  none: () => client.None(),
}[AUTH_METHOD ?? (CLIENT_SECRET ? 'client_secret_basic' : 'none')]()
const target = RESOURCE ? { resource: RESOURCE } : {}

function report(step, result) {
  process.stdout.write(`${JSON.stringify({ [step]: result })}\n`)
}

async function nextLine() {
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new Error('standard input ended before the callback URL')
}

async function mustFail(code, promise) {
  const outcome = await promise.then(
    () => 'success',
    (error) => error.error ?? `${error}`,
  )
  if (outcome !== code) throw new Error(`expected ${code}, got ${outcome}`)
}

function tokens(response) {
  return {
    access_token: response.access_token,
    refresh_token: response.refresh_token,
    id_token: response.id_token,
    token_type: response.token_type,
    expires_in: response.expires_in,
    scope: response.scope,
    claims: response.claims(),
  }
}

async function main() {
  // Signatures of ID tokens are verified even though they came straight from the token endpoint.
  const config = await client.discovery(new URL(ISSUER), CLIENT_ID, undefined, authentication, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })

  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: SCOPE,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...target,
  })
  report('authorize', url.href)

  const callback = new URL(await nextLine())
  const first = await client.authorizationCodeGrant(
    config,
    callback,
    { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
    target,
  )
  report('tokens', tokens(first))
  const { sub } = first.claims()

  report('user_info', await client.fetchUserInfo(config, first.access_token, sub))

  const second = await client.refreshTokenGrant(config, first.refresh_token, target)
  if (second.claims() && second.claims().sub !== sub) throw new Error('the refreshed ID token is about somebody else')
  report('refreshed', tokens(second))
  const latest = second.refresh_token ?? first.refresh_token

  if (CLIENT_SECRET) report('introspection', await client.tokenIntrospection(config, second.access_token))

  await client.tokenRevocation(config, latest, { token_type_hint: 'refresh_token' })
  await mustFail('invalid_grant', client.refreshTokenGrant(config, latest))
  report('revoked', true)

  if (CLIENT_SECRET) {
    report('introspection_after', await client.tokenIntrospection(config, latest))
    report('client_credentials', tokens(await client.clientCredentialsGrant(config, target)))
  }

  const signOut = client.buildEndSessionUrl(config, {
    id_token_hint: first.id_token,
    post_logout_redirect_uri: new URL('/', REDIRECT_URI).href,
  })
  report('sign_out', signOut.href)
}

try {
  await main()
} catch (error) {
  // The whole chain of causes: "fetch failed" alone says nothing.
  console.error(error)
  process.exitCode = 1
}
