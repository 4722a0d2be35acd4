// Revoked tokens, known without asking about each: a list of the issuer's has a few bits for every token, and is fetched now
// and then (Token Status List, draft-ietf-oauth-status-list). The issuer learns that this API is at work, and not for whom.

import { inflateSync } from 'node:zlib'
import { base64url, errors, jwtVerify } from 'jose'
import { ALGORITHMS, BASE, Unavailable, get, keys, reason } from './issuer.mjs'

const MOST_LISTS = 100
const MOST_BYTES = 1 << 20
/** When the issuer is away and a list is at hand, the next try comes after so many milliseconds. */
const PAUSE = 5000

/** uri → { bits, bytes, freshUntil, expires }, the oldest first; times in milliseconds. */
const lists = new Map()
/** uri → the promise of a list that is being fetched: a thousand requests ask for it once. */
const underway = new Map()

/** Throws unless the token whose claim `status` this is stands as valid in its list. */
export async function checkStatus(status) {
  const { idx, uri } = status?.status_list ?? {}
  // "validate that the content of status_list adheres to the rules" §8.3: `idx` is "a non-negative Integer", `uri` a "String
  // value". A status of some other kind than a list is refused here too: this API cannot read it.
  if (!Number.isSafeInteger(idx) || idx < 0 || typeof uri !== 'string') throw refused('the status of the token cannot be read')
  if (!isOurs(uri)) throw refused('the status of the token is kept elsewhere')
  // "If the provided index is out of bounds of the Status List, no statement about the status of the Referenced Token can be
  // made and the Referenced Token MUST be rejected." §8.3
  const value = valueAt(await listAt(uri), idx)
  if (value === undefined) throw refused('the status list has no such place')
  // "0x00 - VALID", "0x01 - INVALID", "0x02 - SUSPENDED" §7.1. Whatever else a value may mean, it is not valid.
  if (value !== 0) throw refused('the token was revoked')
}

const refused = (message) => new errors.JWTInvalid(message)

/** The specification lets a list be anywhere. Here it must be where this issuer has its lists, whatever a token says: an API
 *  that fetches any URL it is told can be sent into its own network. The parts of the path are plain, so that nothing climbs
 *  out of it. */
function isOurs(uri) {
  const place = `${BASE}/status-lists/`
  return uri.startsWith(place) && uri.slice(place.length).split('/').every((part) => /^\w[\w.-]*$/.test(part))
}

/** "blocks being packed into bytes from the least significant bit ('0') to the most significant bit ('7')" §4.1; `undefined`
 *  when the list is too short. */
function valueAt({ bits, bytes }, idx) {
  const first = idx * bits
  const byte = bytes[Math.floor(first / 8)]
  return byte === undefined ? undefined : (byte >> (first % 8)) & ((1 << bits) - 1)
}

async function listAt(uri) {
  const kept = lists.get(uri)
  if (kept && Date.now() < kept.freshUntil) return kept
  try {
    if (!underway.has(uri)) underway.set(uri, load(uri).finally(() => underway.delete(uri)))
    return await underway.get(uri)
  } catch (error) {
    const why = `no status list from ${uri}: ${reason(error)}`
    // After `ttl` "a fresh copy SHOULD be retrieved" §5.1. When none can be, the last one is believed for as long as the issuer
    // said, and then nobody passes: an API that lets everybody in while the issuer is away is opened by cutting its wire.
    if (!kept || Date.now() >= kept.expires) throw new Unavailable(why)
    console.error(`${why}; using the last one`)
    kept.freshUntil = Math.min(Date.now() + PAUSE, kept.expires)
    return kept
  }
}

async function load(uri) {
  const token = await get(uri, 'application/statuslist+jwt')
  // `exp` is checked too: "it MUST be checked if the Status List Token is expired" §8.3
  const { payload } = await jwtVerify(token, keys, {
    // "typ: REQUIRED. The JWT type MUST be statuslist+jwt." §5.1
    typ: 'statuslist+jwt',
    algorithms: ALGORITHMS,
    // "The subject claim … of the Status List Token MUST be equal to the uri claim in the status_list object of the Referenced
    // Token" §8.3. Else any list that the issuer ever signed would do.
    subject: uri,
    // `exp` and `ttl` are "RECOMMENDED" §5.1. This issuer gives both, and without them nobody knows how long to keep a list.
    requiredClaims: ['iat', 'exp', 'ttl', 'status_list'],
  })
  const { exp, ttl } = payload
  const { bits, lst } = payload.status_list
  // "The value of the claim MUST be a positive number encoded in JSON as a number." §5.1
  if (typeof ttl !== 'number' || ttl <= 0) throw new Error('its ttl is not a positive number')
  // "The allowed values for bits are 1, 2, 4, and 8." §4.2
  if (![1, 2, 4, 8].includes(bits)) throw new Error('its bits are not 1, 2, 4 or 8')
  // "Decompress the Status List with a decompressor that is compatible with DEFLATE and ZLIB" §8.3. It stops at the limit: a
  // few kilobytes can unpack to gigabytes.
  const bytes = inflateSync(base64url.decode(lst), { maxOutputLength: MOST_BYTES })
  const expires = exp * 1000
  const list = { bits, bytes, freshUntil: Math.min(Date.now() + ttl * 1000, expires), expires }
  // As the last one, also when there was one before.
  lists.delete(uri)
  lists.set(uri, list)
  if (lists.size > MOST_LISTS) lists.delete(lists.keys().next().value)
  return list
}
