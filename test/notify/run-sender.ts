import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import type { MailServer } from '../support/mail-server.ts'

const SENDER = fileURLToPath(import.meta.resolve('./dying-sender.ts'))

/** Runs the sender (dying-sender.ts); answers whether it was killed before it had done everything. */
export async function send(file: string, mail: MailServer, dieAfter?: number): Promise<boolean> {
  const words = [SENDER, file, mail.url, ...(dieAfter === undefined ? [] : [String(dieAfter)])]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The sender ended with ${code} ${signal}.`)
  return signal === 'SIGKILL'
}

/** How often each Message-ID came, by who got it. */
export function tally(mail: MailServer): Map<string, Map<string, number>> {
  const byRecipient = new Map<string, Map<string, number>>()
  for (const { to, raw } of mail.mails) {
    const id = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? ''
    const [recipient = ''] = to
    const ids = byRecipient.get(recipient) ?? new Map<string, number>()
    ids.set(id, (ids.get(id) ?? 0) + 1)
    byRecipient.set(recipient, ids)
  }
  return byRecipient
}
