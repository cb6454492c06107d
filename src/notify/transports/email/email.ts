import type { Transport } from '../transport.ts'
import type { TransportDeps, TransportSettings } from '../transport-deps.ts'
import { maskMailAddress, readMailAddress } from './mail-address.ts'
import { mailHost, type MailSender } from './mail-headers.ts'
import { checkMailKey } from './mail-key.ts'
import type { Mailing } from './mailing.ts'

const CONNECTIONS = 10
const TIMEOUT_MS = 60_000
const CONNECT_WITHIN_MS = 15_000

/**
 * Mail by SMTP, where a mail server and a sender are named. What composes and sends is loaded with the first letter: it takes
 * some 15 MB, and a process that only reads addresses does without.
 */
export function createEmail(
  deps: Pick<TransportDeps, 'templates' | 'clock'> & {
    readonly settings: Pick<TransportSettings, 'publicUrl' | 'smtpUrl' | 'email'>
  },
): Transport | undefined {
  const { settings, templates, clock } = deps
  const { smtpUrl, email, publicUrl } = settings
  if (smtpUrl === undefined || email === undefined) return undefined
  const { from, replyTo, envelopeFrom = from, perSecond, dkim } = email
  const sender: MailSender = { from, ...(replyTo !== undefined && { replyTo }), host: mailHost(publicUrl) }
  if (dkim !== undefined) checkMailKey(dkim.privateKey)
  let mailing: Promise<Mailing> | undefined
  const open = async (): Promise<Mailing> => {
    const { openMailing } = await import('./mailing.ts')
    return openMailing({
      templates,
      sender,
      envelopeFrom,
      smtpUrl,
      connections: CONNECTIONS,
      timeoutMs: TIMEOUT_MS,
      connectWithinMs: CONNECT_WITHIN_MS,
      ...(dkim && { dkim }),
    })
  }
  return {
    limits: {
      // One waits for each that is being sent, so that no connection is idle between two.
      concurrency: 2 * CONNECTIONS,
      oneSender: true,
      timeoutMs: TIMEOUT_MS,
      ...(perSecond !== undefined && { perSecond }),
    },
    readAddress({ address = '' }) {
      const read = readMailAddress(address)
      return read.ok
        ? { ok: true, address: read.address, settings: {} }
        : { ok: false, field: 'address', problem: read.problem }
    },
    mask: ({ address }) => maskMailAddress(address),
    async deliver(letter, signal) {
      mailing ??= open()
      await (await mailing).mail(letter, clock(), signal)
      return {}
    },
    async close() {
      const opened = await mailing
      opened?.close()
    },
  }
}
