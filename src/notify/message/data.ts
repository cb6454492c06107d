import { LOCALES, prefixOf, type LocalText } from '../../domain/locale.ts'
import type {
  AnnouncementNews,
  IncidentNews,
  MaintenanceNews,
  Notice,
  PublicNews,
} from '../../domain/notice.ts'
import { publicAnswers, type PublicAnswers } from '../../domain/public-answers.ts'
import { publicText, publicTexts } from '../../domain/public-text.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { toneOf } from '../../help/incident/incident-tone.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * A notice for programs, the same in every language of its message. Texts are `{ "zh-CN": …, en: … }`, moments ISO 8601
 * in UTC, absent what is not known. Always there: `type` (`incident.opened` …), `id` of the notice, `at`, `subjectId`,
 * `title`, `body`, `url` by language. docs/notices.md lists the rest.
 */
export function dataOf(wallet: Wallet, { id, at }: Notice, news: PublicNews): Data {
  const { subject, subjectId, moment, title, body } = news
  const path = subject === 'maintenance' ? '' : `/${subject}s/${encodeURIComponent(subjectId)}`
  return {
    type: `${subject}.${moment}`,
    id,
    at: iso(at),
    subjectId,
    title: publicText(title),
    body: publicText(body),
    url: inAll((prefix) => `${wallet.page.publicUrl}${prefix + path || '/'}`),
    ...more(wallet, news),
  }
}

function more(wallet: Wallet, news: PublicNews): Data {
  switch (news.subject) {
    case 'incident':
      return incidentData(wallet, news)
    case 'maintenance':
      return maintenanceData(wallet, news)
    case 'announcement':
      return announcementData(wallet, news)
    default:
      return news satisfies never
  }
}

function incidentData(wallet: Wallet, news: IncidentNews): Data {
  return {
    phase: news.phase,
    impact: news.impact,
    state: toneOf(news),
    money: news.money,
    startedAt: iso(news.startedAt),
    ...(news.resolvedAt !== undefined && { resolvedAt: iso(news.resolvedAt) }),
    answers: answersData(news.answers),
    components: news.components.map(({ componentId, worst }) => ({
      ...component(wallet, componentId),
      worst,
    })),
    ...(news.joined && { joined: news.joined }),
  }
}

function answersData(answers: PublicAnswers): Data {
  const { eta, nextUpdateAt, ...rest } = publicAnswers(answers)
  return {
    ...rest,
    ...(eta && { eta: etaData(eta) }),
    ...(nextUpdateAt !== undefined && { nextUpdateAt: iso(nextUpdateAt) }),
  }
}

function etaData(eta: NonNullable<PublicAnswers['eta']>): Data {
  switch (eta.kind) {
    case 'time':
      return { kind: eta.kind, at: iso(eta.at) }
    case 'range':
      return { kind: eta.kind, fromAt: iso(eta.fromAt), toAt: iso(eta.toAt) }
    case 'none':
      return { kind: eta.kind }
    default:
      return eta satisfies never
  }
}

function maintenanceData(wallet: Wallet, news: MaintenanceNews): Data {
  return {
    startsAt: iso(news.startsAt),
    endsAt: iso(news.endsAt),
    notAffected: publicTexts(news.notAffected),
    delayed: publicTexts(news.delayed),
    mayFail: publicTexts(news.mayFail),
    components: news.componentIds.map((id) => component(wallet, id)),
    ...(news.moment === 'updated' && updateData(news)),
  }
}

function updateData({ was, joined, left }: MaintenanceNews): Data {
  return {
    ...(was && { was: { startsAt: iso(was.startsAt), endsAt: iso(was.endsAt) } }),
    ...(joined && { joined }),
    ...(left && { left }),
  }
}

function announcementData(wallet: Wallet, news: AnnouncementNews): Data {
  return { kind: news.kind, components: news.componentIds.map((id) => component(wallet, id)) }
}

function component({ components }: Wallet, componentId: string): Data {
  const known = components.find(({ id }) => id === componentId)
  return { id: componentId, ...(known && { name: publicText(known.name) }) }
}

function inAll(write: (prefix: string) => string): LocalText {
  return Object.fromEntries(LOCALES.map((locale) => [locale, write(prefixOf(locale))]))
}

export function iso(at: number): string {
  return new Date(at).toISOString()
}
