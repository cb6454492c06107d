import { lookup as systemsLookup } from 'node:dns/promises'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

import type { Answer } from 'dns-packet'
import t from 'tap'

import { createNameLookup } from '../../../src/lib/outbound/name-lookup.ts'
import { startNameServer } from '../../support/name-server.ts'
import { failureKind, openOutbound } from './open-outbound.ts'

const records: Answer[] = [
  { name: 'both.example', type: 'A', data: '192.0.2.1', ttl: 60 },
  { name: 'both.example', type: 'AAAA', data: '2001:db8::1', ttl: 60 },
  { name: 'old.example', type: 'A', data: '192.0.2.2', ttl: 60 },
  { name: 'new.example', type: 'AAAA', data: '2001:db8::2', ttl: 60 },
]

t.test('a name has the addresses that name servers know, of either family', async (t) => {
  const lookup = createNameLookup({ servers: [await startNameServer(t, records)] })
  t.strictSame(await lookup('both.example'), [
    { address: '192.0.2.1', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ])
  t.strictSame(await lookup('old.example'), [{ address: '192.0.2.2', family: 4 }])
  t.strictSame(await lookup('new.example'), [{ address: '2001:db8::2', family: 6 }])
})

t.test('a name that does not exist is unresolved', async (t) => {
  const lookup = createNameLookup({ servers: [await startNameServer(t, records)] })
  t.equal(await failureKind(openOutbound(t, {}, { lookup }), { url: 'http://gone.example/' }), 'unresolved')
})

t.test('the machine’s own list of hosts is asked first', async (t) => {
  const hostsFile = path.join(t.testdir(), 'hosts')
  await writeFile(hostsFile, '# ours\n10.0.0.7\thooks.inner BOTH.example # moved\n::1 hooks.inner\n')
  const lookup = createNameLookup({ hostsFile, servers: [await startNameServer(t, records)] })
  t.strictSame(await lookup('hooks.inner'), [
    { address: '10.0.0.7', family: 4 },
    { address: '::1', family: 6 },
  ])
  t.strictSame(await lookup('both.example'), [{ address: '10.0.0.7', family: 4 }])
  await t.rejects(lookup('moved'), { code: 'ENOTFOUND' })
})

t.test('strangers’ names that nobody answers keep no probe from resolving its own', async (t) => {
  const lookup = createNameLookup({ servers: [await startNameServer(t, records)] })
  let settled = 0
  const asked = Array.from({ length: 20 }, () =>
    lookup('mute.example').catch((error: NodeJS.ErrnoException) => {
      settled += 1
      return error.code
    }),
  )
  await systemsLookup('localhost')
  t.equal(settled, 0, 'they are all under way still')
  t.strictSame(new Set(await Promise.all(asked)), new Set(['ETIMEOUT']), 'and end by themselves')
})
