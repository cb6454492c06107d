import { Readable } from 'node:stream'

import DKIM from 'nodemailer/lib/dkim'
import SMTPPool from 'nodemailer/lib/smtp-pool'

import { createFewerConnections } from './fewer-connections.ts'
import { LETTER_ID } from './mail-headers.ts'
import { deliveryErrorOf } from './smtp-error.ts'

/** A finished mail on its way to one address. */
interface FinishedMail {
  readonly from: string
  readonly to: string
  readonly messageId: string
  /** In pieces; many mails share most of them, and those that wait take no memory of their own. */
  readonly mime: readonly Buffer[]
}

export interface MailPool {
  /** Resolves when the mail server has taken it; throws DeliveryError. */
  send(mail: FinishedMail, signal: AbortSignal): Promise<void>
  close(): void
}

export interface MailPoolOptions {
  /** `smtp://user:password@host:port` */
  readonly smtpUrl: string
  readonly connections: number
  readonly timeoutMs: number
  /** How long a connection may take until the server greets us. */
  readonly connectWithinMs: number
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string }
}

type Mail = Parameters<SMTPPool['send']>[0]

/**
 * Connections to the mail server. Finished mails go straight to nodemailer's pool: its `sendMail` would take each one
 * apart and compose it again, which costs more than sending it.
 */
export function openMailPool(options: MailPoolOptions): MailPool {
  const { smtpUrl, connections, timeoutMs, connectWithinMs, dkim } = options
  const pool = new SMTPPool({
    url: smtpUrl,
    maxConnections: connections,
    maxMessages: 1_000,
    // A connection that had nothing under way is replaced; every other failure is the worker's to judge.
    maxRequeues: 1,
    connectionTimeout: connectWithinMs,
    greetingTimeout: connectWithinMs,
    socketTimeout: timeoutMs,
  })
  const fewer = createFewerConnections(pool.options, options)
  const sign = dkim === undefined ? plainStream : createSigner(dkim)
  return {
    send: ({ from, to, messageId, mime }, signal) =>
      new Promise((resolve, reject) => {
        let begun = false
        const mail = {
          data: { signal },
          message: {
            getEnvelope: () => ({ from, to: [to] }),
            messageId: () => messageId,
            getHeader: () => messageId,
            // The pool asks for this once the session stands.
            createReadStream: () => {
              begun = true
              // In one piece: each would be a write of its own to the socket.
              return sign(Buffer.concat(mime))
            },
          },
        }
        const hand = (): void => {
          pool.send(asMail(mail), (error) => {
            const failed = error !== null && error !== undefined
            if (failed && !begun && fewer.wasTooMany(error)) return hand()
            fewer.end()
            if (failed) return reject(deliveryErrorOf(error, { begun }))
            fewer.taken()
            resolve()
          })
        }
        fewer.begin()
        hand()
      }),
    // Whoever closes has waited for what was under way.
    close: () => pool.close({ force: true }),
  }
}

/** Named here rather than left to the library: a signature without both List-Unsubscribe headers is worth nothing to RFC 8058. */
const SIGNED = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Language',
  'In-Reply-To',
  'References',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
  LETTER_ID,
].join(':')

function createSigner({ domain, selector, privateKey }: NonNullable<MailPoolOptions['dkim']>) {
  const dkim = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: SIGNED,
  })
  return (mime: Buffer): Readable => dkim.sign(mime)
}

function plainStream(mime: Buffer): Readable {
  return new Readable({
    read() {
      this.push(mime)
      this.push(null)
    },
  })
}

/** The pool reads `data.signal` and these four of `message`; the class it is typed by belongs to `sendMail`. */
function asMail(mail: object): Mail {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the pool reads of it is all there
  return mail as Mail
}
