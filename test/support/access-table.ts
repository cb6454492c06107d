import { createInterface } from 'node:readline'

import type { Test } from 'tap'

import { serveTcp } from '../probe/servers.ts'

/** What Postfix is to say of a recipient, such as `450 4.2.0 Greylisted`; undefined: what it would say anyway. */
export type Access = (address: string) => string | undefined

/** A table that Postfix asks over TCP (tcp_table(5)), so that a test may change its mind in between. */
export async function accessTable(t: Test): Promise<{
  /** For main.cf. */
  readonly setting: Readonly<Record<string, string>>
  answerWith(access: Access): void
}> {
  let decide: Access = () => undefined
  const port = await serveTcp(t, (socket) => {
    const lines = createInterface(socket)
    // Where Postfix is stopped, it does not take leave; the reader repeats what the socket says.
    for (const one of [socket, lines]) one.on('error', () => socket.destroy())
    lines.on('line', (line) => {
      const key = decodeURIComponent(line.replace(/^get /, ''))
      // It asks for the domain and the name alone as well.
      const said = /^[^@]+@[^@]+$/.test(key) ? decide(key) : undefined
      socket.write(said === undefined ? '500 none\n' : `200 ${encodeURIComponent(said)}\n`)
    })
  })
  return {
    setting: { smtpd_recipient_restrictions: `check_recipient_access tcp:127.0.0.1:${port}` },
    answerWith(access) {
      decide = access
    },
  }
}
