import t from 'tap'

import { assertionOf, lookWith } from './looking.ts'
import { closedPort, serveTcp } from './servers.ts'

const host = '127.0.0.1'

t.test('a port that takes connections is ok', async (t) => {
  const port = await serveTcp(t, () => undefined)
  const observation = await lookWith('tcp', { host, port })
  t.equal(observation.outcome, 'ok')
  t.match(observation.explanation?.steps[0], {
    sent: `connect 127.0.0.1:${port}`,
    phases: { connect: Number },
  })
})

t.test('a port that takes none is a failure', async (t) => {
  const observation = await lookWith('tcp', { host, port: await closedPort() })
  t.equal(observation.outcome, 'tech_fail')
  t.match(observation.explanation?.summary, /^ECONNREFUSED while waiting for the connection/)
})

t.test('a conversation counts what the server says, however it is cut up', async (t) => {
  const port = await serveTcp(t, (socket) => {
    socket.once('data', (asked) => {
      socket.write('+PO')
      setImmediate(() => socket.write(`NG ${String(asked)}`))
    })
  })
  const talk = (answer: object) => lookWith('tcp', { host, port, send: 'PING', answer }, { timeoutMs: 300 })
  t.equal((await talk({ contains: '+PONG PING' })).outcome, 'ok')
  const other = await talk({ contains: '+OK' })
  t.equal(other.outcome, 'tech_fail')
  t.match(assertionOf(other, 'answer'), { wanted: 'contains +OK', seen: '+PONG PING', held: false })
})

t.test('a server that hangs up or stays silent is a failure', async (t) => {
  const answer = { matches: '^220 ' }
  const rude = await serveTcp(t, (socket) => socket.end())
  t.equal((await lookWith('tcp', { host, port: rude, answer })).outcome, 'tech_fail')
  const mute = await serveTcp(t, () => undefined)
  const hung = await lookWith('tcp', { host, port: mute, answer }, { timeoutMs: 150 })
  t.match(hung, {
    outcome: 'tech_fail',
    explanation: { summary: /^DEADLINE while waiting for the first byte/ },
  })
})

t.test('a server that never stops talking is listened to up to a limit', async (t) => {
  const port = await serveTcp(t, (socket) => {
    const talk = (): void => {
      while (!socket.destroyed && socket.write('x'.repeat(1_000)));
      socket.once('drain', talk)
    }
    talk()
  })
  t.equal((await lookWith('tcp', { host, port, answer: { contains: 'y' } })).outcome, 'tech_fail')
})

t.test('a connection over its latency budget is slow', async (t) => {
  const port = await serveTcp(t, (socket) => setTimeout(() => socket.write('ready'), 30))
  const look = await lookWith('tcp', { host, port, answer: { equals: 'ready' }, latency: '10ms' })
  t.equal(look.outcome, 'slow')
})
