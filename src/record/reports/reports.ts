import pLimit from 'p-limit'

import type { Report, ReportOrigin, ReportSettings } from '../../domain/report.ts'
import { REPORTER_KEPT_MS } from '../../domain/retention.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { startOfHour } from '../../judge/usual-reports.ts'
import type { Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import { openEpisodes } from '../../store/reports/episodes.ts'
import { addToCount } from '../../store/reports/hours.ts'
import { dropMarks, marksOf, saveMark, type StoredMark } from '../../store/reports/marks.ts'
import { forgetOtherDays, hasOtherDays, readSalts, saveSalt } from '../../store/reports/salts.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { createWording } from '../incidents/wording.ts'
import { createWalletMap } from '../wallet-map.ts'
import { createBook, type Book } from './book.ts'
import { createReportDays } from './days.ts'
import { createEpisodes } from './episodes.ts'
import { createHabits } from './habits.ts'
import { createReportJudge } from './judge-reports.ts'
import { createSenders } from './senders.ts'

/** Hears what readers report, writes it down in batches and notices when it is more than usual. */
export interface Reports {
  /** To be called once before anything else: recalls what was heard today. */
  restore(now: number): Promise<void>
  /** Takes a report in, in memory: a storm of them never waits for the store, nor the store for them. */
  hear(report: Report, from: ReportOrigin, now: number): void
  /**
   * Writes down what waits and compares it with what is usual; answers whether the public sees any difference. To be
   * called every second or so. When it throws, what waits is written by a later call.
   */
  work(now: number): Promise<{ readonly published: boolean }>
}

interface ReportsDeps {
  readonly db: Db
  readonly wallet: Wallet
  readonly settings: ReportSettings
  readonly tokens: Pick<Tokens, 'key'>
  readonly texts: Texts
}

/** One transaction takes no more than this, so that pages are served in between. */
const BATCH = 500
const JUDGE_EVERY_MS = 5_000
const TIDY_EVERY_MS = 60_000
const MINUTE_MS = 60_000
const SINCE = 'reports_since'

export function createReports({ db, wallet, settings, tokens, texts }: ReportsDeps): Reports {
  const { zone } = wallet.page
  const days = createReportDays(zone, settings.windowMs)
  const heardForMs = Math.max(REPORTER_KEPT_MS, settings.windowMs)
  const senders = createSenders(tokens)
  const books = new Map<number, Book>()
  const map = createWalletMap(wallet, [])
  let sinceAt = Infinity
  const judge = createReportJudge({
    map,
    rules: settings,
    habits: createHabits(() => sinceAt),
    episodes: createEpisodes({ map, texts, wording: createWording(texts, map, zone) }),
  })
  const inTurn = pLimit(1)
  let marks: StoredMark[] = []
  const counted: (Report & { readonly hourAt: number })[] = []
  let keptDays = ''
  let tidiedAt = -Infinity
  let judgedAt = -Infinity

  const bookOf = (dayAt: number): Book => {
    const book = books.get(dayAt) ?? createBook(heardForMs)
    books.set(dayAt, book)
    return book
  }

  /** When a day is over, everything goes by which its senders could be told apart. */
  const turnDays = async (now: number) => {
    const current = days.daysOf(now)
    if (keptDays === current.join()) return
    for (const dayAt of books.keys()) if (!current.includes(dayAt)) books.delete(dayAt)
    senders.forgetAllBut(current)
    marks = marks.filter(({ dayAt }) => current.includes(dayAt))
    if (await hasOtherDays(db, current)) await forgetOtherDays(db, current)
    keptDays = current.join()
  }

  const tidy = async (now: number) => {
    if (Math.abs(now - tidiedAt) < TIDY_EVERY_MS) return
    const dropped = [...books.values()].map((book) => book.drop(now))
    if (dropped.includes(true)) await dropMarks(db, { before: now - heardForMs, after: now + MINUTE_MS })
    tidiedAt = now
  }

  const writeDown = async (tx: Db, batch: ReturnType<typeof nextBatch>) => {
    for (const salt of batch.salts) await saveSalt(tx, salt)
    for (const mark of batch.marks) await saveMark(tx, { ...mark, at: mark.at - (mark.at % MINUTE_MS) })
    for (const report of batch.counted) await addToCount(tx, { ...report, count: 1 })
  }

  const nextBatch = () => ({
    salts: senders.fresh(),
    marks: marks.slice(0, BATCH),
    counted: counted.slice(0, BATCH),
  })

  const isDue = async (now: number): Promise<boolean> => {
    if (Math.abs(now - judgedAt) < JUDGE_EVERY_MS) return false
    const heard = books.get(days.today(now))?.componentsSince(now - settings.windowMs) ?? []
    return heard.length > 0 || (await openEpisodes(db)).length > 0
  }

  const record = async (now: number): Promise<{ published: boolean }> => {
    const judges = await isDue(now)
    const batch = nextBatch()
    if (batch.marks.length === 0 && batch.counted.length === 0 && !judges) return { published: false }
    const published = await db.transaction().execute(async (tx) => {
      await writeDown(tx, batch)
      return judges && judge(tx, books.get(days.today(now)), now)
    })
    // More may have come in meanwhile, behind those.
    senders.kept(batch.salts)
    marks.splice(0, batch.marks.length)
    counted.splice(0, batch.counted.length)
    if (judges) judgedAt = now
    return { published }
  }

  return {
    async restore(now) {
      const began = await readSetting(db, SINCE)
      if (began === undefined) await writeSetting(db, SINCE, String(now))
      sinceAt = Number(began ?? now)
      await turnDays(now)
      senders.recall(await readSalts(db))
      for (const dayAt of days.daysOf(now)) {
        for (const mark of await marksOf(db, { dayAt })) bookOf(dayAt).recall(mark)
      }
    },
    hear(report, from, now) {
      const { componentId } = report
      const today = days.today(now)
      for (const dayAt of days.daysOf(now)) {
        const mark = { dayAt, componentId, at: now, ...senders.marksOf(dayAt, componentId, from) }
        if (!bookOf(dayAt).take(mark)) continue
        marks.push(mark)
        if (dayAt === today) counted.push({ ...report, hourAt: startOfHour(now) })
      }
    },
    work: (now) =>
      inTurn(async () => {
        await turnDays(now)
        await tidy(now)
        return record(now)
      }),
  }
}
