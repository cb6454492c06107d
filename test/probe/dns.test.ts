import type { Answer } from 'dns-packet'
import t from 'tap'

import { startNameServer } from '../support/name-server.ts'
import { lookWith } from './looking.ts'

const records: Answer[] = [
  { name: 'pay.example', type: 'A', data: '192.0.2.1', ttl: 60 },
  { name: 'pay.example', type: 'A', data: '192.0.2.2', ttl: 60 },
  { name: 'pay.example', type: 'MX', data: { preference: 10, exchange: 'mail.example' }, ttl: 60 },
  { name: 'pay.example', type: 'TXT', data: ['v=spf1 ', '-all'], ttl: 60 },
  {
    name: '_pay._tcp.example',
    type: 'SRV',
    data: { priority: 0, weight: 5, port: 443, target: 'pay.example' },
    ttl: 60,
  },
]

t.test('records are compared as a zone file writes them', async (t) => {
  const servers = [await startNameServer(t, records)]
  const cases = [
    { name: 'pay.example' },
    { name: 'pay.example', type: 'A', expect: ['192.0.2.2'] },
    { name: 'pay.example', type: 'A', expect: ['192.0.2.2', '192.0.2.1'], only: true },
    { name: 'pay.example', type: 'MX', expect: ['10 mail.example'] },
    { name: 'pay.example', type: 'TXT', expect: ['v=spf1 -all'] },
    { name: '_pay._tcp.example', type: 'SRV', expect: ['0 5 443 pay.example'] },
  ]
  for (const question of cases) {
    const { outcome, explanation } = await lookWith('dns', { ...question, servers })
    t.equal(outcome, 'ok', `${JSON.stringify(question)}: ${explanation?.summary}`)
  }
})

t.test('records that are missing, or too many, are a failure', async (t) => {
  const servers = [await startNameServer(t, records)]
  const cases = [
    { name: 'pay.example', expect: ['192.0.2.9'], seen: /^192\.0\.2\.1, 192\.0\.2\.2$/ },
    { name: 'pay.example', expect: ['192.0.2.1'], only: true, seen: /192\.0\.2\.2/ },
    { name: 'gone.example', seen: /^ENOTFOUND$/ },
    { name: 'pay.example', type: 'AAAA', seen: /^ENODATA$/ },
  ]
  for (const { seen, ...question } of cases) {
    const { outcome, explanation } = await lookWith('dns', { ...question, servers })
    t.equal(outcome, 'tech_fail', JSON.stringify(question))
    t.match(explanation?.steps[0]?.assertions?.[0]?.seen, seen)
  }
})

t.test('an answer over its latency budget is slow', async (t) => {
  const servers = [
    await startNameServer(t, [{ name: 'late.example', type: 'A', data: '192.0.2.1', ttl: 60 }]),
  ]
  const look = await lookWith('dns', { name: 'late.example', servers, latency: '20ms' })
  t.equal(look.outcome, 'slow')
  t.match(look.explanation?.summary, /^latency: wanted at most 20 ms, saw \d+ ms$/)
})

t.test('a name server that says nothing is a failure at the deadline', async (t) => {
  const servers = [await startNameServer(t, records)]
  const look = await lookWith('dns', { name: 'mute.example', servers }, { timeoutMs: 150 })
  t.equal(look.outcome, 'tech_fail')
  t.match(look.explanation?.steps[0]?.error, /^DEADLINE while waiting for the address/)
})

t.test('a name server that is written wrongly is a fault of ours', async (t) => {
  const look = await lookWith('dns', { name: 'pay.example', servers: ['not an address'] })
  t.equal(look.outcome, 'probe_fault')
})
