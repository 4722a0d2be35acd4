// An OpenID provider on oidc-provider, with the pages that it brings for development: they sign in whoever names themselves.
// It prints {"issuer": URL} once it listens, then {"event": name} for what went wrong in it, and ends with its standard input.
//
// Environment: CLIENT, the metadata of its one client as JSON; ALG, the algorithm of its ID tokens.

import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'

const { CLIENT, ALG } = process.env

// What it recommends to whoever would run it for real: nobody reads that here, and the standard output is for the test.
console.info = () => {}

function report(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

async function key(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `upstream-${alg}` }
}

// What it knows of somebody: everything follows from the name.
function account(ctx, id) {
  const claims = {
    sub: id,
    email: `${id}@upstream.example`,
    email_verified: true,
    name: `${id[0].toUpperCase()}${id.slice(1)} Upstream`,
    preferred_username: id,
    groups: ['staff'],
  }
  return { accountId: id, claims: () => claims }
}

async function main() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [JSON.parse(CLIENT)],
    // RS256 is what a provider must be able to do, so there is always a key for it.
    jwks: { keys: [await key('RS256'), ...(ALG === 'RS256' ? [] : [await key(ALG)])] },
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    },
    features: { backchannelLogout: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: { openid: ['sub', 'groups'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    findAccount: account,
    // Its own agent refuses loopback addresses, where everything here lives, and its patience is too short for a busy machine.
    fetch: (url, { dispatcher, signal, ...options }) => fetch(url, options),
  })
  for (const event of ['server_error', 'authorization.error', 'grant.error', 'userinfo.error', 'backchannel.error']) {
    provider.on(event, (_, error) => report({ event, error: error.error_detail ?? error.error_description ?? `${error}` }))
  }
  provider.on('backchannel.success', () => report({ event: 'backchannel.success' }))
  server.on('request', provider.callback())
  report({ issuer })
  process.stdin.resume()
  process.stdin.on('end', () => process.exit(0))
}

await main()
