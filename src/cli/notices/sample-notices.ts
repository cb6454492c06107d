import type { Component } from '../../domain/component.ts'
import type { Locale, LocalText } from '../../domain/locale.ts'
import type { MaintenanceNews, News, Notice } from '../../domain/notice.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { DESK_KINDS, deskNotices } from './sample-desk-notices.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const SAMPLE_KINDS = [
  'incident',
  'maintenance',
  'maintenance-updated',
  'announcement',
  'digest',
  'confirm',
  ...DESK_KINDS,
] as const

export type SampleKind = (typeof SAMPLE_KINDS)[number]

/** Notices that never were, about a wallet's own components: for looking at what people would get. */
export function sampleNotices(
  wallet: Wallet,
  texts: Texts,
  now: number,
): Record<Exclude<SampleKind, 'digest'>, Notice> {
  const component = mostTelling(wallet.components)
  const say = (key: string, more: (locale: Locale) => Readonly<Record<string, unknown>> = () => ({})) =>
    texts.sayAll(key, more)
  const name = nameOf(texts, wallet, component)
  const scope = (locale: Locale) => ({
    scope: name[locale],
    since: clock(now - 6 * MINUTE_MS, locale, wallet),
  })
  const notice = (num: number, news: News): Notice => ({ num, id: sampleId(num), at: now, news })
  const title = say('incident:title.major_outage', scope)
  const work: MaintenanceNews = {
    subject: 'maintenance',
    subjectId: 'samplemainte',
    moment: 'announced',
    title: say('notice:sample.maintenance', (locale) => ({ name: name[locale] })),
    body: { 'zh-CN': '', en: '' },
    startsAt: now + 30 * HOUR_MS,
    endsAt: now + 32 * HOUR_MS,
    notAffected: [say('notice:sample.notAffected')],
    delayed: [],
    mayFail: [name],
    componentIds: [component.id],
  }
  return {
    ...deskNotices((num, news) => notice(10 + num, news), { texts, title }),
    incident: notice(1, {
      subject: 'incident',
      subjectId: 'sampleincide',
      moment: 'opened',
      title,
      body: say('incident:opened.major_outage', scope),
      phase: 'investigating',
      impact: 'major',
      money: component.money,
      startedAt: now - 6 * MINUTE_MS,
      answers: {
        scope: say('incident:scope.major_outage', scope),
        doNow: [...(component.money ? [say('incident:do.bill')] : []), say('incident:do.keep')],
        ...(component.money && {
          money: {
            balanceSafe: 'checking',
            pendingRule: say('incident:answer.pending'),
            duplicates: say('incident:answer.duplicates'),
            actionNeeded: 'none',
          },
        }),
        eta: { kind: 'none' },
        nextUpdateAt: now + 30 * MINUTE_MS,
      },
      components: [{ componentId: component.id, worst: 'major_outage' }],
    }),
    maintenance: notice(2, work),
    'maintenance-updated': notice(5, {
      ...work,
      moment: 'updated',
      startsAt: work.startsAt + 24 * HOUR_MS,
      endsAt: work.endsAt + 24 * HOUR_MS,
      was: { startsAt: work.startsAt, endsAt: work.endsAt },
    }),
    announcement: notice(3, {
      subject: 'announcement',
      subjectId: 'sampleannoun',
      moment: 'posted',
      kind: 'security',
      title: say('notice:sample.announcement'),
      body: say('notice:sample.announcementBody'),
      componentIds: [],
    }),
    confirm: notice(4, { subject: 'subscriber', subjectId: 'samplesubscr', moment: 'confirm' }),
  }
}

function sampleId(num: number): string {
  return `sample${String(num).padStart(6, '0')}`
}

/** Somebody who asked for one component and for security warnings, at daytime. */
export function sampleSubscriber({ components }: Wallet, now: number) {
  return {
    topics: [
      { kind: 'component', id: mostTelling(components).id },
      { kind: 'announcements', id: '' },
    ],
    detail: 'every_update',
    once: false,
    quiet: { from: 22 * 60, to: 8 * 60 },
    status: 'pending',
    confirmUntil: now + 48 * HOUR_MS,
  } as const
}

/** A bank shows most: it carries its channel, and money moves through it. */
function mostTelling(components: readonly Component[]): Component {
  const chosen = components.find(({ kind }) => kind === 'bank') ?? components.find(({ money }) => money)
  const [first] = components
  if (first === undefined) throw new Error('A wallet has at least one component.')
  return chosen ?? first
}

function nameOf(texts: Texts, { components }: Wallet, { name, parentId }: Component): LocalText {
  const whole = components.find(({ id }) => id === parentId)?.name
  if (whole === undefined) return name
  return texts.sayAll('incident:name.part', (locale) => ({ whole: whole[locale], part: name[locale] }))
}

function clock(at: number, locale: Locale, { page }: Wallet): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: page.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return format.format(at)
}
