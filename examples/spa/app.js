// A single-page application's sign-in: authorization code flow with PKCE, as a public client, on the library oauth4webapi.
//
// "This architecture is not recommended for business applications, sensitive applications, and applications that handle
// personal data." OAuth 2.0 for Browser-Based Applications §6.3.4.3: whoever gets a script of theirs into this page has its
// tokens. Where you can have a small server of your own, let that be the client. Where you cannot, do it like this.

import * as oauth from '/oauth4webapi.js'

// What the storage of this tab has: a request while the browser is away, and afterwards that somebody was signed in. No token.
const REQUEST = 'request'
const WAS_SIGNED_IN = 'was-signed-in'

// What prompt=none is answered when the person would have to do something. OpenID Connect Core §3.1.2.6
const SILENCE = new Set(['login_required', 'consent_required', 'account_selection_required', 'interaction_required'])

const WORDS = {
  access_denied: 'You did not agree, so nothing was shared. You can sign in again whenever you like.',
  unexpected_answer: 'This answer belongs to no sign-in that began in this tab. Please begin here.',
  invalid_grant: 'Your sign-in has ended. Please sign in again.',
  invalid_token: 'The access token is not good any more. Refresh it, or sign in again.',
  insufficient_scope: 'This application may not do that for you.',
  temporarily_unavailable: 'The server is busy. Please try again in a moment.',
  unreachable: 'There is no connection. Please look whether you are online, then try again.',
}

const redirectUri = `${location.origin}/callback`
const page = (id) => document.getElementById(id)

let config, server, client, options
// "keeping tokens in memory … limits the exposure of the tokens to the current execution context only"
// OAuth 2.0 for Browser-Based Applications §8.4. So no localStorage, no sessionStorage, no cookie; a reload forgets them.
let session

async function start() {
  const answer = new URL(location.href)
  // "remove the authorization code from the query string without triggering a page reload"
  // OAuth 2.0 for Browser-Based Applications §7.2.1: before anything else can read it there, or a reload sends it once more.
  history.replaceState(null, '', '/')
  // Each good for one answer, so they go before anybody looks at this one.
  const request = JSON.parse(take(REQUEST))
  const wasSignedIn = take(WAS_SIGNED_IN)

  config = await (await fetch('/config.json')).json()
  page('issuer').textContent = config.issuer
  client = { client_id: config.client_id, token_endpoint_auth_method: 'none' }
  const issuer = new URL(config.issuer)
  // TLS is needed everywhere but on the machine where the application is developed.
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname)
  options = { [oauth.allowInsecureRequests]: isHere }
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))

  if (answer.pathname === '/callback') return takeAnswer(answer, request)
  // Once: an answer that says no leaves nothing behind that would ask again.
  if (wasSignedIn) return signIn('none')
  show('signed-out', 'You are signed out.')
}

// Sends the browser to the server; what has to come back is kept meanwhile.
async function signIn(prompt) {
  show('leaving', 'Going to the server …')
  // "It is RECOMMENDED that the output of a suitable random number generator be used to create a 32-octet sequence."
  // RFC 7636 §4.1. Each of them is one.
  const request = {
    prompt,
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  }
  const parameters = {
    response_type: 'code',
    client_id: config.client_id,
    redirect_uri: redirectUri,
    scope: config.scope,
    state: request.state,
    nonce: request.nonce,
    // "Public clients MUST use PKCE" RFC 9700 §2.1.1
    code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
    ...(config.audience && { resource: config.audience }), // RFC 8707
  }
  const url = new URL(server.authorization_endpoint)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  sessionStorage.setItem(REQUEST, JSON.stringify(request))
  // Whoever did not press a button does not have to press «back» twice.
  if (prompt === 'none') location.replace(url)
  else location.assign(url)
}

// The browser is back: from the answer to the tokens, and whose they are.
async function takeAnswer(answer, request) {
  if (!request) throw problem('unexpected_answer')
  let parameters
  try {
    // "Browser-based applications MUST prevent CSRF attacks against their redirect URI."
    // OAuth 2.0 for Browser-Based Applications §6.3.2.2: by `state`, and by the verifier and the nonce below.
    // "If the value does not match the expected issuer identifier, clients MUST reject the authorization response"
    // RFC 9207 §2.4: the library compares `iss`, and wants one wherever the server's metadata promises it.
    parameters = oauth.validateAuthResponse(server, client, answer, request.state)
  } catch (error) {
    if (request.prompt === 'none' && SILENCE.has(error.error)) return show('signed-out', 'You are signed out.')
    throw error
  }
  const { verifier, nonce } = request
  const response = await oauth.authorizationCodeGrantRequest(
    server, client, oauth.None(), parameters, redirectUri, verifier, options)
  // "If a nonce value was sent in the Authentication Request, a nonce Claim MUST be present and its value checked"
  // OpenID Connect Core §3.1.3.7. The library checks iss, aud, azp, exp and alg as well. The signature need not be, since this
  // comes from the token endpoint: "the TLS server validation MAY be used … in place of checking the token signature".
  const tokens = await oauth.processAuthorizationCodeResponse(
    server, client, response, { expectedNonce: nonce, requireIdToken: true })
  const { sub } = oauth.getValidatedIdTokenClaims(tokens)
  // "The sub Claim in the UserInfo Response MUST be verified to exactly match the sub Claim in the ID Token" §5.3.2
  const about = await oauth.userInfoRequest(server, client, tokens.access_token, options)
  const person = await oauth.processUserInfoResponse(server, client, sub, about)
  session = { sub, person, ...held(tokens) }
  sessionStorage.setItem(WAS_SIGNED_IN, 'yes')
  show('signed-in', 'You are signed in.')
}

async function refresh() {
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), session.refreshToken, options)
  let tokens
  try {
    tokens = await oauth.processRefreshTokenResponse(server, client, response)
  } catch (error) {
    // Revoked, expired, or used by somebody else: what is left of this sign-in is worth nothing.
    if (error.error === 'invalid_grant') forget()
    throw error
  }
  // "its sub Claim Value MUST be the same as in the ID Token issued when the original authentication occurred"
  // OpenID Connect Core §12.2
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (claims && claims.sub !== session.sub) throw problem('unexpected_answer')
  // "the client MUST discard the old refresh token and replace it with the new refresh token" RFC 6749 §6. One that is used
  // twice counts as stolen and ends the sign-in (RFC 9700 §4.14.2), so this page asks for one at a time: see `act`.
  session = { ...session, ...held(tokens) }
  show('signed-in', 'There is a new access token.')
}

async function callApi() {
  page('api').hidden = true
  // "Clients MUST NOT pass access tokens in a URI query parameter" RFC 9700 §4.3.2: it goes into the header. When the API
  // refuses with a challenge, that is thrown.
  const url = new URL(config.api_url)
  const response = await oauth.protectedResourceRequest(session.accessToken, 'GET', url, new Headers(), null, options)
  page('api-answer').textContent = `${response.status} ${response.statusText}\n\n${readable(await response.text())}`
  page('api').hidden = false
  page('status').textContent = 'The API has answered.'
}

async function signOut() {
  const { idToken, refreshToken } = session
  forget()
  show('leaving', 'Signing you out …')
  if (refreshToken) {
    // It would outlive the sign-in, which is what offline_access means. Who wants to leave may leave, also when this fails.
    await oauth.revocationRequest(server, client, oauth.None(), refreshToken, options).catch(() => {})
  }
  // "id_token_hint: RECOMMENDED. ID Token previously issued by the OP to the RP" OpenID Connect RP-Initiated Logout §2: without
  // it people are asked whether they mean it.
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('id_token_hint', idToken)
  url.searchParams.set('post_logout_redirect_uri', `${location.origin}/`)
  location.assign(url)
}

// What is kept of a token response; what it does not bring stays as it was.
function held(tokens) {
  return {
    accessToken: tokens.access_token,
    expires: new Date(Date.now() + (tokens.expires_in ?? 0) * 1000),
    ...(tokens.refresh_token && { refreshToken: tokens.refresh_token }),
    ...(tokens.id_token && { idToken: tokens.id_token }),
  }
}

// An error as the library has them.
function problem(code) {
  return Object.assign(new Error(code), { error: code })
}

function forget() {
  session = undefined
  sessionStorage.removeItem(WAS_SIGNED_IN)
}

function take(name) {
  const value = sessionStorage.getItem(name)
  sessionStorage.removeItem(name)
  return value
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function show(name, status) {
  // All of it is text, never markup: a name may hold anything.
  page('name').textContent = session?.person.name ?? session?.sub ?? ''
  page('email').textContent = session?.person.email ?? 'not told'
  page('expires').textContent = session?.expires.toLocaleTimeString() ?? ''
  page('refresh').hidden = !session?.refreshToken
  page('call-api').hidden = !config?.api_url
  page('signed-out').hidden = name !== 'signed-out'
  page('signed-in').hidden = name !== 'signed-in'
  if (!session) page('api').hidden = true
  page('status').textContent = status
  document.body.dataset.page = name
}

function showError(error) {
  // RFC 6750 §3: what an API says about a token stands in its challenge.
  const challenge = error instanceof oauth.WWWAuthenticateChallengeError && error.cause[0].parameters
  const isOffline = error instanceof TypeError && !error.code
  const code = challenge?.error ?? error.error ?? (isOffline ? 'unreachable' : error.code) ?? 'unknown'
  // The description is for developers. The cause is not logged: it may hold tokens.
  console.error(code, challenge?.error_description ?? error.error_description ?? error.message)
  show(session ? 'signed-in' : 'signed-out', session ? 'You are signed in.' : 'You are signed out.')
  page('error').hidden = false
  page('error').dataset.error = code
  page('error-words').textContent = WORDS[code] ?? 'Something went wrong that is not your fault. Please try again.'
  page('error-code').textContent = code
  page('error').focus()
}

// One thing at a time, and whatever goes wrong is said. Buttons are not disabled meanwhile: that would take the focus away.
let isBusy = false
async function act(action) {
  if (isBusy) return
  isBusy = true
  page('error').hidden = true
  delete page('error').dataset.error
  await action().catch(showError)
  isBusy = false
}

// Without the server's metadata nothing can begin: a reload asks for it again.
page('sign-in').addEventListener('click', () => (server ? act(signIn) : location.reload()))
page('refresh').addEventListener('click', () => act(refresh))
page('call-api').addEventListener('click', () => act(callApi))
page('sign-out').addEventListener('click', () => act(signOut))
// «Back» may bring the page as it was when it left for the server.
addEventListener('pageshow', (event) => event.persisted && location.reload())
act(start)
