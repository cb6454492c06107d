import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

import { portOf } from '../../src/sandbox/port-of.ts'
import { obey } from './child.ts'

/** `start` answers the port. `expect` answers when the next mail after it came, and when as many as it says, epoch ms. */
export type MailSinkAsk = { readonly do: 'start' } | { readonly do: 'expect'; readonly mails: number }

export interface MailSinkTold {
  readonly port: number
  readonly firstAt: number
  readonly lastAt: number
}

const END_OF_MAIL = '\r\n.\r\n'

let port = 0
let came = 0
let waiting: { mails: number; firstAt: number; resolve(told: MailSinkTold): void } | undefined

/** Takes any mail and keeps none: the least that a mail server can do, pipelining (RFC 2920) included. */
obey((ask: MailSinkAsk): Promise<MailSinkTold> => {
  if (ask.do === 'start') return start()
  came = 0
  return new Promise((resolve) => {
    waiting = { mails: ask.mails, firstAt: 0, resolve }
  })
})

async function start(): Promise<MailSinkTold> {
  const server = createServer({ noDelay: true }, greet).listen(0, '127.0.0.1', 1024)
  await once(server, 'listening')
  port = portOf(server)
  return { port, firstAt: 0, lastAt: 0 }
}

function greet(socket: Socket): void {
  let commands = ''
  let inMail = false
  let tail = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    if (!inMail) return obeyAll(chunk.toString('latin1'))
    // Nobody sends more before a mail was answered: its end is the end of what came.
    tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - END_OF_MAIL.length))).slice(
      -END_OF_MAIL.length,
    )
    if (tail !== END_OF_MAIL) return
    inMail = false
    tail = ''
    arrived()
    socket.write('250 ok\r\n')
  })
  socket.write('220 sink ESMTP\r\n')

  function obeyAll(text: string): void {
    const lines = (commands + text).split('\r\n')
    commands = lines.pop() ?? ''
    if (lines.length > 0) socket.write(lines.map(answerTo).join(''))
  }

  function answerTo(line: string): string {
    if (line.startsWith('EHLO')) return '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n'
    if (line !== 'DATA') return '250 ok\r\n'
    inMail = true
    return '354 go on\r\n'
  }
}

function arrived(): void {
  came += 1
  if (waiting === undefined) return
  const now = Date.now()
  if (came === 1) waiting.firstAt = now
  if (came < waiting.mails) return
  waiting.resolve({ port, firstAt: waiting.firstAt, lastAt: now })
  waiting = undefined
}
