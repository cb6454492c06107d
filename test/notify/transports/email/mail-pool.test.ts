import t, { type Test } from 'tap'

import { openMailPool } from '../../../../src/notify/transports/email/mail-pool.ts'
import { serveTcp } from '../../../probe/servers.ts'

/** Greets so many connections and leaves the others waiting, as a server does whose processes are all at work. */
async function busyServer(t: Test, greets: number): Promise<{ url: string; waiting: () => number }> {
  let accepted = 0
  const port = await serveTcp(t, (socket) => {
    accepted += 1
    if (accepted > greets) return
    socket.write('220 ready\r\n')
    let inMail = false
    socket.on('data', (data) => {
      const said = data.toString()
      if (!inMail) socket.write(said.startsWith('DATA') ? '354 go on\r\n' : '250 yes\r\n')
      else if (said.endsWith('\r\n.\r\n')) socket.write('250 taken\r\n')
      inMail = said.startsWith('DATA') || (inMail && !said.endsWith('\r\n.\r\n'))
    })
  })
  return { url: `smtp://127.0.0.1:${port}`, waiting: () => accepted - greets }
}

function open(t: Test, smtpUrl: string) {
  const pool = openMailPool({ smtpUrl, connections: 4, timeoutMs: 5_000, connectWithinMs: 300 })
  t.teardown(() => pool.close())
  const mailTo = (to: string) => ({
    from: 'status@lamp.example',
    to,
    messageId: `<${to}>`,
    mime: [Buffer.from('Subject: hi\r\n\r\nhi\r\n')],
  })
  return (to: string) => pool.send(mailTo(to), AbortSignal.timeout(5_000))
}

const NAMES = Array.from({ length: 12 }, (_, index) => `reader${index}@lamp.example`)

t.test('letters whose connection is not greeted go out over those that are', async (t) => {
  const server = await busyServer(t, 1)
  const send = open(t, server.url)
  await Promise.all(NAMES.map(send))
  t.equal(server.waiting(), 3)
  await Promise.all(NAMES.map(send))
  t.equal(server.waiting(), 3, 'no more of them are opened')
})

t.test('a server that greets nobody is away', async (t) => {
  const server = await busyServer(t, 0)
  const send = open(t, server.url)
  const ends = await Promise.allSettled(NAMES.slice(0, 4).map(send))
  for (const end of ends) t.match(end, { status: 'rejected', reason: { kind: 'transport_down' } })
  t.equal(server.waiting(), 4, 'each was tried once')
})
