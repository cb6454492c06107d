import { once } from 'node:events'

import type { SMTPServerDataStream, SMTPServerOptions } from 'smtp-server'

import type { Clock } from '../../lib/clock.ts'
import { portOf } from '../port-of.ts'
import { createMail, type Mail } from './mail.ts'

/** Far more than a mail of ours; whatever else is sent here is cut off. */
const LARGEST_MAIL = 262_144
const MOST_RECIPIENTS = 50
const MOST_CLIENTS = 50
/** Whoever is in the middle of a mail when the sandbox stops has so long, ms. */
const GOODBYE_MS = 200

/** A mail server that delivers nothing: whatever it takes goes to `take`. */
export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string
  close(): Promise<void>
}

interface Options {
  /** 0 takes a free one. */
  readonly port: number
  readonly host: string
  readonly clock: Clock
  readonly take: (mail: Mail) => void
}

/**
 * Takes mail for any address, without a password and without TLS. Web pages cannot send any: what begins like HTTP is
 * hung up on. Rejects where the port is taken.
 */
export async function startMailServer({ port, host, clock, take }: Options): Promise<MailServer> {
  // Only here, since every command loads this file and hardly any takes mail.
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    ...rules,
    async onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address)
      done(await refusedOrTaken(stream, (raw) => take(createMail({ at: clock(), to, raw }))))
    },
  })
  server.on('error', () => {
    // A client that goes in the middle of a session is its own business; a port that is taken is told below.
  })
  const listener = server.listen(port, host)
  await once(listener, 'listening')
  return {
    url: `smtp://${host}:${portOf(listener)}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const rules: SMTPServerOptions = {
  name: 'mailbox.localhost',
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  size: LARGEST_MAIL,
  maxClients: MOST_CLIENTS,
  closeTimeout: GOODBYE_MS,
  logger: false,
  onRcptTo(_address, { envelope }, done) {
    if (envelope.rcptTo.length < MOST_RECIPIENTS) done()
    else done(refusal(452, '4.5.3 One mail has too many recipients'))
  },
}

/** Why it is refused, or null once it was given to `take`. */
async function refusedOrTaken(
  stream: SMTPServerDataStream,
  take: (raw: Buffer) => void,
): Promise<Error | null> {
  try {
    const raw = await readBounded(stream)
    if (raw === undefined) return refusal(552, '5.3.4 Such a large mail is not taken here')
    take(raw)
    return null
  } catch {
    return refusal(451, '4.3.0 The mail could not be read')
  }
}

/** Undefined where it is too large: all of it is read, since there is no answer before its end, but not kept. */
async function readBounded(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes <= LARGEST_MAIL) chunks.push(chunk)
  }
  return bytes <= LARGEST_MAIL ? Buffer.concat(chunks) : undefined
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
