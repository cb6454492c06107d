import type { News, Notice } from '../../domain/notice.ts'
import { DELIVERY_STATUSES } from '../../domain/delivery.ts'
import { systemClock } from '../../lib/clock.ts'
import { RecordError } from '../../record/operators/record-error.ts'
import { deadDeliveries, replayDead } from '../../store/notices/dead-letters.ts'
import { countDeliveries } from '../../store/notices/deliveries.ts'
import { latestNotices, noticeById } from '../../store/notices/notices.ts'
import { type CommandIo, UsageError } from '../command.ts'
import { sayDone } from '../database-path.ts'
import { atDesk } from '../desk.ts'
import { inEnglish } from '../show/show-incident.ts'
import { shownTime } from '../show/shown-time.ts'

const DEFAULT_LIMIT = 20

/** What subscribers were told last, newest first, and how far it has come. */
export async function listNotices({ limit }: { readonly limit?: string }, io: CommandIo): Promise<number> {
  const most = readLimit(limit)
  return atDesk(io, async ({ db, wallet }) => {
    const notices = await latestNotices(db, { limit: most })
    const counts = await countDeliveries(
      db,
      notices.map(({ num }) => num),
    )
    for (const notice of notices) io.out(describe(notice, counts.get(notice.num) ?? {}, wallet.page.zone))
    if (notices.length === 0) sayDone(io, 'No notices.')
    return 0
  })
}

/** Deliveries that were given up, newest first. A subscriber is named by id: addresses stay out of terminals. */
export async function listDead({ limit }: { readonly limit?: string }, io: CommandIo): Promise<number> {
  const most = readLimit(limit)
  return atDesk(io, async ({ db, wallet }) => {
    const dead = await deadDeliveries(db, { limit: most })
    for (const { num, noticeId, transport, subscriberId, attempts, error, settledAt } of dead) {
      const at = shownTime(settledAt, wallet.page.zone)
      const tries = attempts === 1 ? '1 try' : `${attempts} tries`
      io.out(`${num}  ${noticeId}  ${transport}  ${subscriberId}  ${tries}  ${at}  ${error}`)
    }
    if (dead.length === 0) sayDone(io, 'No dead letters.')
    return 0
  })
}

/** Sends dead letters on their way once more: those of one notice, or all. */
export async function replay(
  { words, all }: { readonly words: readonly string[]; readonly all: boolean },
  io: CommandIo,
): Promise<number> {
  const [noticeId, ...rest] = words
  if (rest.length > 0 || (noticeId === undefined) === !all)
    throw new UsageError(`found ${words.length} ids after replay, expected one NOTICE_ID or --all`)
  return atDesk(io, async ({ db }) => {
    if (noticeId !== undefined && (await noticeById(db, noticeId)) === undefined)
      throw new RecordError([{ path: '', message: `there is no notice "${noticeId}"` }])
    const count = await replayDead(db, { ...(noticeId !== undefined && { noticeId }), now: systemClock() })
    sayDone(io, `Replayed ${count}`)
    return 0
  })
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text)
  throw new UsageError(`found "${text}" after --limit, expected a whole number from 1 to 99999`)
}

type Counts = Partial<Record<(typeof DELIVERY_STATUSES)[number], number>>

function describe({ id, at, news }: Notice, counts: Counts, zone: string): string {
  const counted = DELIVERY_STATUSES.flatMap((status) =>
    counts[status] === undefined ? [] : [`${status} ${counts[status]}`],
  )
  return [
    `${id}  ${shownTime(at, zone)}  ${news.subject} ${news.moment}  ${counted.join(', ') || 'no deliveries'}`,
    `              ${titleOf(news)}`,
  ].join('\n')
}

function titleOf(news: News): string {
  switch (news.subject) {
    case 'subscriber':
      return 'about a subscription itself'
    case 'ticket':
      return `about ticket ${news.subjectId}, to the mailbox left with it`
    case 'incident':
    case 'maintenance':
    case 'announcement':
    case 'operators':
      return inEnglish(news.title)
    default:
      return news satisfies never
  }
}
