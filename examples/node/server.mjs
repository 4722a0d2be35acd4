// An API for reports. What a route needs stands at the route; guard.mjs sees to it.
//
// Environment: ISSUER, AUDIENCE (issuer.mjs); LISTEN, host:port, where port 0 is any that is free; EXIT_WITH_STDIN=1, to end
// with the standard input. It prints {"listening": origin} once it listens.

import Fastify from 'fastify'
import { requirePermission, requireRole } from './guard.mjs'

const LISTEN = process.env.LISTEN || '127.0.0.1:8000'

const reports = new Map([
  ['r-1', { id: 'r-1', title: 'Income and expenses' }],
  ['r-2', { id: 'r-2', title: 'Visitors by month' }],
])

// Fastify logs nothing unless asked. Whoever asks: no `authorization` header in the log, or the log is a list of keys to the
// API.
const api = Fastify()
// What guard.mjs leaves there.
api.decorateRequest('claims', null)

// What is said to one caller is not for the next one, or for a cache between.
api.addHook('onRequest', async (request, reply) => {
  reply.header('cache-control', 'no-store')
})

api.get('/health', async () => ({ ok: true }))

api.get('/reports', { preHandler: requirePermission('report:read') }, async (request) => ({
  sub: request.claims.sub,
  reports: [...reports.values()],
}))

api.delete('/reports/:id', { preHandler: requireRole('manager') }, async (request, reply) => {
  if (!reports.delete(request.params.id)) return reply.code(404).send({ error: 'not_found' })
  return reply.code(204).send()
})

// The caller learns that something broke; what it was is for whoever runs the API.
api.setErrorHandler((error, request, reply) => {
  const status = error.statusCode ?? 500
  if (status >= 500) console.error(error.stack)
  return reply.code(status).send({ error: status >= 500 ? 'server_error' : 'invalid_request' })
})

const colon = LISTEN.lastIndexOf(':')
const host = LISTEN.slice(0, colon)
await api.listen({ host: host.replace(/^\[|\]$/g, ''), port: Number(LISTEN.slice(colon + 1)) })
console.log(JSON.stringify({ listening: `http://${host}:${api.server.address().port}` }))

async function stop() {
  await api.close()
  process.stdin.pause()
}

process.once('SIGINT', stop)
process.once('SIGTERM', stop)
if (process.env.EXIT_WITH_STDIN === '1') process.stdin.resume().once('end', stop)
