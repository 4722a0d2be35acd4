// Serves the application while it is being developed: its files, the library from node_modules, and where the issuer is. Any
// other web server does, if it sends the headers below.
//
// Environment: ISSUER, CLIENT_ID; API_URL, what «Call the API» calls; AUDIENCE, the resource to ask for (RFC 8707); SCOPE;
// LISTEN, host:port, where port 0 is any that is free; EXIT_WITH_STDIN=1, to end with the standard input.
// It prints {"listening": origin} once it listens.

import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const { ISSUER, CLIENT_ID, API_URL, AUDIENCE, EXIT_WITH_STDIN } = process.env
const SCOPE = process.env.SCOPE || 'openid profile email offline_access'
const LISTEN = process.env.LISTEN || '127.0.0.1:5003'

if (!ISSUER || !CLIENT_ID) {
  console.error('serve.mjs needs the environment variables ISSUER and CLIENT_ID')
  process.exit(64)
}

const html = ['text/html; charset=utf-8', here('index.html')]
const script = (path) => ['text/javascript; charset=utf-8', path]
// A list and no folder: what is not meant for browsers is not served, however it is asked for.
const files = {
  '/': html,
  '/callback': html,
  '/app.js': script(here('app.js')),
  '/style.css': ['text/css; charset=utf-8', here('style.css')],
  // Resolved as `require` does, which looks into NODE_PATH too.
  '/oauth4webapi.js': script(createRequire(import.meta.url).resolve('oauth4webapi')),
}
// Nothing of it is secret: it is what every browser that comes here is told.
const config = JSON.stringify({
  issuer: ISSUER,
  client_id: CLIENT_ID,
  scope: SCOPE,
  ...(AUDIENCE && { audience: AUDIENCE }),
  ...(API_URL && { api_url: API_URL }),
})

const elsewhere = new Set([ISSUER, API_URL].filter(Boolean).map((url) => new URL(url).origin))
const headers = {
  // A script of somebody else's would have the tokens, so there is none; and nothing here goes to any other place.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ['connect-src', "'self'", ...elsewhere].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  // "Suppress the Referer header by applying an appropriate Referrer Policy" RFC 9700 §4.2.4: the code stands in the address of
  // /callback for a moment.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

function here(name) {
  return fileURLToPath(new URL(name, import.meta.url))
}

function answer(request, response) {
  const end = (status, text) => {
    response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
    response.end(text)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, 'GET and HEAD alone\n')
  const [path] = request.url.split('?')
  if (path === '/config.json') {
    response.writeHead(200, { ...headers, 'content-type': 'application/json' })
    return response.end(config)
  }
  // Browsers ask for it by themselves.
  if (path === '/favicon.ico') return response.writeHead(204, headers).end()
  if (!Object.hasOwn(files, path)) return end(404, 'There is nothing here\n')
  const [type, file] = files[path]
  const content = createReadStream(file)
  content.on('open', () => {
    response.writeHead(200, { ...headers, 'content-type': type })
    content.pipe(response)
  })
  content.on('error', () => (response.headersSent ? response.destroy() : end(500, 'It cannot be read\n')))
}

const colon = LISTEN.lastIndexOf(':')
const host = LISTEN.slice(0, colon)
const server = createServer(answer)
// The name stays as it was given: `localhost` and `127.0.0.1` are two origins, and one of them is registered.
server.listen(Number(LISTEN.slice(colon + 1)), host.replace(/^\[|\]$/g, ''), () => {
  console.log(JSON.stringify({ listening: `http://${host}:${server.address().port}` }))
})

function stop() {
  server.close()
  server.closeAllConnections()
  process.stdin.pause()
}

process.once('SIGINT', stop)
process.once('SIGTERM', stop)
if (EXIT_WITH_STDIN === '1') process.stdin.resume().once('end', stop)
