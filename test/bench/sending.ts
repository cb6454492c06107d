import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { sql } from 'kysely'

import type { Config } from '../../src/config/config.ts'
import type { IncidentNews, Notice } from '../../src/domain/notice.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/id.ts'
import { createLog } from '../../src/lib/log.ts'
import { createOutbound } from '../../src/lib/outbound/outbound.ts'
import { loadTemplates, type Templates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { createMessages, type Messages } from '../../src/notify/message/messages.ts'
import { startNotifier } from '../../src/notify/notifier.ts'
import { createTransports } from '../../src/notify/transports/transports.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { DATABASE_FILE, type Db, openStore } from '../../src/store/open.ts'
import { sampleIncident } from '../support/sample-news.ts'
import { TEMPLATES } from './recording.ts'
import { SECRET_KEY } from './subscriber-rows.ts'

const LOOK_EVERY_MS = 20

/** Notices on their way to subscribers, as src/app.ts puts it together. */
export interface Sending extends AsyncDisposable {
  readonly templates: Templates
  readonly messages: Messages
  /** Writes a notice, which is on its way then; answers when it was committed, epoch ms. */
  tell(news: IncidentNews): Promise<number>
  /** Resolves when nothing waits any more. */
  done(): Promise<void>
}

/** `port` is where mail is handed over, and the only one at which webhooks are posted. */
export async function openSending(folder: string, config: Config, port: number): Promise<Sending> {
  const { wallet, notices } = config
  const { publicUrl, zone } = wallet.page
  const log = createLog('error')
  const clock = systemClock
  const texts = loadTexts(path.join(TEMPLATES, 'locales'))
  const templates = loadTemplates(TEMPLATES, texts)
  const messages = createMessages({ wallet, texts })
  const tokens = createTokens(SECRET_KEY)
  const rules = { ports: [port], allow: ['127.0.0.0/8'] }
  const outbound = createOutbound({ ...rules, timeoutMs: 20_000, maxBodyBytes: 16_384 })
  const settings = { ...notices, outbound: rules, publicUrl, smtpUrl: `smtp://127.0.0.1:${port}` }
  const { db, close } = await openStore({ file: path.join(folder, DATABASE_FILE) })
  const notifier = await startNotifier({
    db,
    components: wallet.components,
    zone,
    publicUrl,
    operators: new Map(),
    transports: createTransports({ settings, outbound, trusted: outbound, templates, texts, tokens, clock }),
    messages,
    tokens,
    perHour: notices.perHour,
    onConfirmed: async () => {},
    clock,
    log,
  })
  return {
    templates,
    messages,
    async tell(news) {
      await tellOf(db, news)
      const at = Date.now()
      notifier.poke()
      return at
    },
    done: () => whenDone(db),
    async [Symbol.asyncDispose]() {
      await notifier.stop()
      await outbound.close()
      await close()
    },
  }
}

export function tellOf(db: Db, news: IncidentNews): Promise<Notice> {
  return insertNotice(db, { id: newId(), at: Date.now(), news })
}

/** Tells everybody who follows a component, and resolves when all of it is written down. */
export async function toldAbout(sending: Sending, componentId: string): Promise<void> {
  await sending.tell(newsOf([componentId]))
  await sending.done()
}

/** A grave incident with all that can be said about one, in some components. */
export function newsOf(componentIds: readonly string[]): IncidentNews {
  const { title, phase, impact, money, startedAt, answers, updates } = sampleIncident(Date.now())
  return {
    subject: 'incident',
    subjectId: newId(),
    moment: 'opened',
    title,
    body: updates[0]?.body ?? {},
    phase,
    impact,
    money,
    startedAt,
    answers,
    components: componentIds.map((componentId) => ({ componentId, worst: 'major_outage' })),
  }
}

/** Resolves when every notice has come to everybody, and everything is written down. */
export async function whenDone(db: Db): Promise<void> {
  while (!(await isDone(db))) await sleep(LOOK_EVERY_MS)
}

export async function isDone(db: Db): Promise<boolean> {
  const { rows } = await sql<{ left: number }>`
    select exists (select 1 from notices where walked_to is not null)
      or exists (select 1 from deliveries where status = 'waiting')
      or exists (select 1 from deliveries where status = 'sending') as left`.execute(db)
  return rows[0]?.left === 0
}
