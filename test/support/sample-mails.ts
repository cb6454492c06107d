import type { Locale } from '../../src/domain/locale.ts'
import type { LetterLinks, Message } from '../../src/domain/message.ts'
import { renderMail, type RenderedMail } from '../../src/notify/transports/email/render-mail.ts'
import {
  announcementNews,
  bankNews,
  incidentNews,
  maintenanceNews,
  sampleLetter,
  sampleMessages,
  sampleNotice,
  sampleTemplates,
} from './sample-letters.ts'
import { sampleMaintenance } from './sample-news.ts'
import { SAMPLE_NOW } from './sample-snapshot.ts'

/** A mail of every kind and every state, by a name that says which. */
export function sampleMails(
  locale: Locale,
): Map<string, { readonly message: Message; readonly mail: RenderedMail }> {
  const templates = sampleTemplates()
  const { links } = sampleLetter(sampleMessages().news(sampleNotice(incidentNews()), locale, SAMPLE_NOW))
  const confirm = { ...links, confirm: 'https://status.qingzhou.example/subscribe/confirm/sample' }
  const messages: readonly (readonly [string, Message, LetterLinks])[] = [
    ...NEWS.map(
      ([name, news]) => [name, sampleMessages().news(sampleNotice(news), locale, SAMPLE_NOW), links] as const,
    ),
    ['digest', digestIn(locale), links],
    ['confirm', ownIn(locale, 'confirm'), confirm],
    ['known', ownIn(locale, 'known'), links],
    ['welcome', ownIn(locale, 'welcome'), links],
  ]
  return new Map(
    messages.map(([name, message, own]) => [name, { message, mail: renderMail(templates, message, own) }]),
  )
}

function movedNews() {
  const { startsAt, endsAt } = sampleMaintenance(SAMPLE_NOW, false)
  return maintenanceNews({ moment: 'updated', endsAt: endsAt + 3_600_000, was: { startsAt, endsAt } })
}

const NEWS = [
  ['down', incidentNews()],
  ['partly', bankNews({ components: [{ componentId: 'debit-card', worst: 'partial_outage' }] })],
  ['unstable', bankNews({ components: [{ componentId: 'otp', worst: 'degraded' }], money: false })],
  ['back', bankNews({ phase: 'reconciling', moment: 'reconciling' })],
  ['resolved', bankNews({ phase: 'resolved', moment: 'resolved', resolvedAt: SAMPLE_NOW })],
  ['planned', maintenanceNews()],
  ['moved', movedNews()],
  ['cancelled', maintenanceNews({ moment: 'cancelled' })],
  ['security', announcementNews()],
  ['answered', { subject: 'ticket', subjectId: 'F-2026-7K3M9', moment: 'answered' }],
  [
    'over',
    {
      subject: 'ticket',
      subjectId: 'F-2026-7K3M9',
      moment: 'incident_over',
      incident: { id: 'sampleincide', title: incidentNews().title },
    },
  ],
] as const

function digestIn(locale: Locale): Message {
  const notices = [bankNews(), maintenanceNews(), announcementNews(1)].map((news, index) =>
    sampleNotice(news, index + 1),
  )
  return sampleMessages().digest(notices, locale, SAMPLE_NOW)
}

function ownIn(locale: Locale, moment: 'confirm' | 'known' | 'welcome'): Message {
  const notice = sampleNotice({ subject: 'subscriber', subjectId: 'alice000000a', moment })
  const wishes = {
    topics: [
      { kind: 'component', id: 'debit-card-harbour' },
      { kind: 'announcements', id: '' },
    ],
    detail: 'every_update',
    once: false,
    quiet: { from: 22 * 60, to: 8 * 60 },
    status: 'active',
    confirmUntil: SAMPLE_NOW,
  } as const
  return sampleMessages().subscriber(notice, wishes, locale, SAMPLE_NOW)
}
