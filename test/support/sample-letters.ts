import path from 'node:path'

import type { Locale } from '../../src/domain/locale.ts'
import type { Letter, Message } from '../../src/domain/message.ts'
import type { IncidentNews, News, Notice } from '../../src/domain/notice.ts'
import { loadTemplates, type Templates } from '../../src/lib/templates.ts'
import { loadTexts, type Texts } from '../../src/lib/text.ts'
import { createMessages, type Messages } from '../../src/notify/message/messages.ts'
import { sampleAnnouncements, sampleIncident, sampleMaintenance } from './sample-news.ts'
import { SAMPLE_NOW } from './sample-snapshot.ts'
import { sampleWallet } from './sample-wallet.ts'

const FOLDER = path.join(import.meta.dirname, '../../templates')

function sampleTexts(): Texts {
  return loadTexts(path.join(FOLDER, 'locales'))
}

export function sampleTemplates(): Templates {
  return loadTemplates(FOLDER, sampleTexts())
}

/** Words about the sample wallet. */
export function sampleMessages(): Messages {
  return createMessages({
    wallet: sampleWallet({ publicUrl: 'https://status.qingzhou.example', demo: false }),
    texts: sampleTexts(),
  })
}

export function sampleNotice(news: News, num = 1): Notice {
  return { num, id: `notice${String(num).padStart(6, '0')}`, at: SAMPLE_NOW, news }
}

/** A grave incident, every answer given. */
export function incidentNews(changes: Partial<IncidentNews> = {}): IncidentNews {
  const { id, title, phase, impact, money, startedAt, answers, components, updates } =
    sampleIncident(SAMPLE_NOW)
  return {
    subject: 'incident',
    subjectId: id,
    moment: 'updated',
    title,
    body: updates[0]?.body ?? {},
    phase,
    impact,
    money,
    startedAt,
    answers,
    components,
    ...changes,
  }
}

/** One bank of a channel is out: nobody has said anything but the machine. */
export function bankNews(changes: Partial<IncidentNews> = {}): IncidentNews {
  return incidentNews({
    moment: 'opened',
    phase: 'investigating',
    answers: {},
    components: [
      { componentId: 'debit-card', worst: 'partial_outage' },
      { componentId: 'debit-card-harbour', worst: 'major_outage' },
    ],
    ...changes,
  })
}

export function maintenanceNews(changes: Partial<Extract<News, { subject: 'maintenance' }>> = {}): News {
  const { id, title, body, startsAt, endsAt, notAffected, delayed, mayFail, componentIds } =
    sampleMaintenance(SAMPLE_NOW, false)
  return {
    subject: 'maintenance',
    subjectId: id,
    moment: 'announced',
    title,
    body,
    startsAt,
    endsAt,
    notAffected,
    delayed,
    mayFail,
    componentIds,
    ...changes,
  }
}

/** The first is a scam warning in Markdown, the second exists in Chinese only. */
export function announcementNews(index = 0): News {
  const announcement = sampleAnnouncements(SAMPLE_NOW)[index]
  if (announcement === undefined) throw new Error(`There is no sample announcement ${index}.`)
  const { id, kind, title, body, componentIds } = announcement
  return { subject: 'announcement', subjectId: id, moment: 'posted', kind, title, body, componentIds }
}

export function sampleMessage(news: News = incidentNews(), locale: Locale = 'zh-CN'): Message {
  return sampleMessages().news(sampleNotice(news), locale, SAMPLE_NOW)
}

/** A message on its way to somebody, each with links of their own. */
export function sampleLetter(message: Message, changes: Partial<Letter> = {}, name = 'alice'): Letter {
  const manage = `https://status.qingzhou.example/subscriptions/${name}-token_0123456789abcdefghijklmnopqrst`
  return {
    key: `${message.id}.${name}`,
    message,
    to: { transport: 'email', address: `${name}@example.com`, settings: {}, subscriberId: `${name}000000` },
    links: { manage, unsubscribe: `${manage}/unsubscribe` },
    ...changes,
  }
}
