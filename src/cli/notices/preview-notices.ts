import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { readEnvironment } from '../../config/environment.ts'
import { loadConfig } from '../../config/load.ts'
import { LOCALES, prefixOf, type Locale } from '../../domain/locale.ts'
import type { LetterLinks, Message } from '../../domain/message.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { systemClock } from '../../lib/clock.ts'
import { loadTemplates } from '../../lib/templates.ts'
import { loadTexts } from '../../lib/text.ts'
import { createMessages } from '../../notify/message/messages.ts'
import { renderMail } from '../../notify/transports/email/render-mail.ts'
import { type CommandIo, UsageError } from '../command.ts'
import { payloadsOf } from './preview-payloads.ts'
import { TICKET } from './sample-desk-notices.ts'
import { SAMPLE_KINDS, type SampleKind, sampleNotices, sampleSubscriber } from './sample-notices.ts'
import { TEMPLATES_FOLDER } from '../serve.ts'

const DEFAULT_FOLDER = 'notices-preview'

export interface PreviewAsked {
  readonly kind?: string
  readonly locale?: string
  readonly out?: string
}

/** Writes sample mails, `<kind>.<locale>.{subject.txt,txt,html}`, and what robots are sent, about the configured wallet. */
export async function previewNotices({ kind, locale, out }: PreviewAsked, io: CommandIo): Promise<number> {
  const kinds = someOf('kind', SAMPLE_KINDS, kind)
  const locales = someOf('locale', LOCALES, locale)
  const { wallet } = loadConfig(readEnvironment(io.env, io.cwd).configFile, io.env)
  const texts = loadTexts(path.join(TEMPLATES_FOLDER, 'locales'))
  const templates = loadTemplates(TEMPLATES_FOLDER, texts)
  const now = systemClock()
  const { publicUrl } = wallet.page
  const messageOf = sampleMessages(wallet, texts, now)
  const folder = path.resolve(io.cwd, out ?? DEFAULT_FOLDER)
  await mkdir(folder, { recursive: true })
  for (const one of locales) {
    for (const asked of kinds) {
      const message = messageOf(asked, one)
      const own = sampleLinks(wallet, one, asked === 'confirm' ? 'confirm' : message.kind)
      const mail = renderMail(templates, message, own)
      const name = path.join(folder, `${asked}.${one}`)
      await writeFile(`${name}.subject.txt`, `${mail.subject}\n`)
      await writeFile(`${name}.txt`, `${mail.text}\n`)
      await writeFile(`${name}.html`, mail.html)
      // Letters about feedback go to mailboxes alone.
      const posts = message.kind !== 'ticket'
      const payloads = posts
        ? await payloadsOf({ message, links: own }, { texts, templates, publicUrl, now })
        : []
      for (const { transport, json } of payloads) await writeFile(`${name}.${transport}.json`, `${json}\n`)
      io.out(`${name}.html`)
    }
  }
  return 0
}

function someOf<Name extends string>(
  option: string,
  known: readonly Name[],
  asked: string | undefined,
): readonly Name[] {
  if (asked === undefined) return known
  const found = known.find((name) => name === asked)
  if (found === undefined)
    throw new UsageError(`found "${asked}" after --${option}, expected one of ${known.join(', ')}`)
  return [found]
}

function sampleMessages(wallet: Wallet, texts: ReturnType<typeof loadTexts>, now: number) {
  const messages = createMessages({ wallet, texts })
  const notices = sampleNotices(wallet, texts, now)
  const { incident, maintenance, announcement } = notices
  return (kind: SampleKind, locale: Locale): Message => {
    switch (kind) {
      case 'digest':
        return messages.digest([incident, maintenance, announcement], locale, now)
      case 'confirm':
        return messages.subscriber(notices.confirm, sampleSubscriber(wallet, now), locale, now)
      case 'incident':
      case 'maintenance':
      case 'maintenance-updated':
      case 'announcement':
      case 'ticket-answered':
      case 'ticket-closed':
      case 'ticket-merged':
      case 'ticket-incident-over':
      case 'operators-ticket':
      case 'operators-loss':
      case 'operators-overdue':
      case 'operators-unreached':
        return messages.news(notices[kind], locale, now)
      default:
        return kind satisfies never
    }
  }
}

/** They look like real ones and open nothing. */
function sampleLinks({ page }: Wallet, locale: Locale, kind: Message['kind'] | 'confirm'): LetterLinks {
  if (kind === 'operators') return {}
  const site = `${page.publicUrl}${prefixOf(locale)}`
  const manage = `${site}/${kind === 'ticket' ? `feedback/${TICKET}.sample` : 'subscriptions/sample'}`
  return {
    manage,
    unsubscribe: `${manage}/unsubscribe`,
    ...(kind === 'confirm' && { confirm: `${site}/subscribe/confirm/sample` }),
  }
}
