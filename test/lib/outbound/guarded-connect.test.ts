import { isIP } from 'node:net'

import * as fc from 'fast-check'
import t from 'tap'

import { guardedConnect } from '../../../src/lib/outbound/guarded-connect.ts'
import { createAddressGate } from '../../../src/lib/outbound/public-address.ts'
import { serveTcp } from '../../probe/servers.ts'
import { startReceiver } from '../../support/receiver.ts'
import { INNER_V4, INNER_V6, quadOf } from './addresses.ts'
import { failure, failureKind, LOOPBACK, openOutbound } from './open-outbound.ts'

/** Every name stands for these. */
function standsFor(...addresses: string[]) {
  return async () => addresses.map((address) => ({ address, family: isIP(address) }))
}

const HOOK = { url: 'http://hooks.example/hook' }

t.test('a public name that stands for an inner address is refused when connecting', async (t) => {
  for (const address of [...INNER_V4, ...INNER_V6, 'fe80::1%lo', '2606:4700::1111%lo', 'not an address']) {
    const outbound = openOutbound(t, { allow: [] }, { lookup: standsFor(address) })
    t.equal(await failureKind(outbound, HOOK), 'refused_address', address)
    t.equal(await failureKind(outbound, { url: 'https://hooks.example/' }), 'refused_address', address)
  }
})

t.test('no inner address is reached, whichever a name stands for', async (t) => {
  let address = ''
  const outbound = openOutbound(
    t,
    { allow: [] },
    { lookup: async () => [{ address, family: isIP(address) }] },
  )
  const quad = fc.tuple(fc.constantFrom(10, 127, 224, 255), fc.nat(255), fc.nat(255), fc.nat(255))
  const group = fc.nat(0xffff).map((value) => value.toString(16))
  const outside = fc.tuple(fc.constantFrom('64', '100', '4000', 'fc12', 'fd34', 'fe80', 'ff05'), group, group)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        quad.map((parts) => parts.join('.')),
        quad.map((parts) => `::ffff:${parts.join('.')}`),
        outside.map(([head, middle, tail]) => `${head}:${middle}::${tail}`),
      ),
      async (inner) => {
        address = inner
        return (await failureKind(outbound, HOOK)) === 'refused_address'
      },
    ),
  )
})

t.test('one inner address among public ones is enough to refuse a name', async (t) => {
  for (const addresses of [
    ['8.8.8.8', '10.0.0.1'],
    ['fd00::1', '8.8.8.8'],
  ]) {
    const outbound = openOutbound(t, { allow: [] }, { lookup: standsFor(...addresses) })
    t.equal(await failureKind(outbound, HOOK), 'refused_address', addresses.join())
  }
})

t.test('a numeric address is checked when connecting, though nobody looks it up', async (t) => {
  const connect = guardedConnect({
    isReachable: createAddressGate([]),
    lookup: () => Promise.reject(new Error('nothing to look up')),
    timeoutMs: 1_000,
  })
  for (const hostname of [...INNER_V4, ...INNER_V6]) {
    for (const protocol of ['http:', 'https:']) {
      const { promise, resolve } = Promise.withResolvers<Error | null>()
      connect({ hostname, host: hostname, protocol, port: '' }, (...[error]) => resolve(error))
      t.match(await promise, { kind: 'refused_address' }, `${protocol} ${hostname}`)
    }
  }
})

t.test('a name that turns inwards after the first time is refused the second time', async (t) => {
  const { port, received } = await startReceiver(t, () => ({
    status: 200,
    headers: { connection: 'close' },
  }))
  const answers = ['127.0.0.1', '127.0.0.2']
  const outbound = openOutbound(
    t,
    { allow: ['127.0.0.1/32'] },
    { lookup: async () => [{ address: answers.shift() ?? '', family: 4 }] },
  )
  const url = `http://hooks.example:${port}/`
  t.equal((await outbound.request({ method: 'POST', url })).status, 200)
  t.equal(await failureKind(outbound, { url }), 'refused_address')
  t.equal(received.length, 1)
})

t.test('who is refused hears nothing of it', async (t) => {
  let heard = 0
  const port = await serveTcp(t, () => (heard += 1))
  const outbound = openOutbound(t, { allow: [] }, { lookup: standsFor('127.0.0.1') })
  t.equal(await failureKind(outbound, { url: `http://hooks.example:${port}/` }), 'refused_address')
  t.equal(await failureKind(outbound, { url: `http://127.0.0.1:${port}/` }), 'refused_url')
  // Whoever connected before is heard before.
  const open = openOutbound(t, { timeoutMs: 100 })
  await failure(open, { url: `http://127.0.0.1:${port}/` })
  t.equal(heard, 1)
})

t.test('a name with no address is unresolved', async (t) => {
  const nowhere = openOutbound(t, {}, { lookup: standsFor() })
  t.equal(await failureKind(nowhere, HOOK), 'unresolved')
  const failing = openOutbound(
    t,
    {},
    {
      lookup: () => Promise.reject(Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' })),
    },
  )
  t.match(await failure(failing, HOOK), {
    kind: 'unresolved',
    host: 'hooks.example',
    cause: { code: 'EAI_AGAIN' },
  })
})

t.test('the loopback is reached where it is allowed, by number and by name', async (t) => {
  const { port, url, received } = await startReceiver(t)
  const outbound = openOutbound(t, { allow: LOOPBACK, ports: [port] })
  t.equal((await outbound.request({ method: 'GET', url })).status, 200)
  t.equal((await outbound.request({ method: 'GET', url: `http://localhost:${port}/` })).status, 200)
  t.equal(received.length, 2)
})

t.test('the spelling of an address is read before it is checked', async (t) => {
  const { port } = await startReceiver(t)
  const outbound = openOutbound(t)
  const [a, b, c, d] = quadOf('127.0.0.1')
  const url = `http://0x${((a << 24) | (b << 16) | (c << 8) | d).toString(16)}:${port}/`
  t.equal((await outbound.request({ method: 'GET', url })).status, 200)
})
