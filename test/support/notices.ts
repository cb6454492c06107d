import type { IncidentNews, MaintenanceNews } from '../../src/domain/notice.ts'
import type { Message } from '../../src/domain/message.ts'
import type { Messages } from '../../src/notify/message/messages.ts'

/** A bank's top-ups fail, unless said otherwise. */
export function incidentNews(more: Partial<IncidentNews> = {}): IncidentNews {
  return {
    subject: 'incident',
    subjectId: 'incident0001',
    moment: 'opened',
    title: { 'zh-CN': '充值失败', en: 'Top-ups fail' },
    body: { 'zh-CN': '正在查。', en: 'We are looking.' },
    phase: 'investigating',
    impact: 'minor',
    money: true,
    startedAt: 0,
    answers: {},
    components: [{ componentId: 'bank-1', worst: 'major_outage' }],
    ...more,
  }
}

/** Planned work on bills is announced, unless said otherwise. */
export function workNews(more: Partial<MaintenanceNews> = {}): MaintenanceNews {
  return {
    subject: 'maintenance',
    subjectId: 'maintenance1',
    moment: 'announced',
    title: { 'zh-CN': '账单维护', en: 'Maintenance of bills' },
    body: { 'zh-CN': '', en: '' },
    startsAt: 1,
    endsAt: 2,
    notAffected: [],
    delayed: [],
    mayFail: [],
    componentIds: ['bills'],
    ...more,
  }
}

/** Words of no account: what is said is other tests' business. */
export const plainMessages: Messages = {
  news: ({ id, news }, locale) =>
    message(id, locale, news.subject === 'incident' ? (news.body[locale] ?? '') : news.moment),
  digest: (notices, locale) =>
    message(notices.at(-1)?.id ?? '', locale, notices.map((notice) => notice.id).join(' ')),
  subscriber: ({ id, news }, _subscriber, locale) => message(id, locale, news.moment),
}

function message(id: string, locale: Message['locale'], lead: string): Message {
  return {
    locale,
    kind: 'incident',
    id,
    title: `Notice ${id}`,
    lead,
    facts: [],
    scam: 'We never call.',
    sender: 'Lamplight',
    parts: [],
    data: {},
  }
}
