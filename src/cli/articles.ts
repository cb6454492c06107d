import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { dayNameOf } from '../lib/zone-days.ts'
import { articleVotes } from '../store/article-votes.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords } from './desk.ts'

const DEFAULT_DAYS = '30'
const DAY_MS = 86_400_000

/** What readers think of the help articles. */
export const articlesCommand: Command = {
  name: 'articles',
  summary: 'See which help articles helped, and which did not.',
  usage: [
    'wallet-status articles votes [--days N]',
    '',
    'Counts what readers answered to “Did this page help you?” in the last N days (30), by article, those with the most',
    'answers first. Nothing else is known of the answers. Reads CONFIG and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { days: { type: 'string', default: DEFAULT_DAYS } },
      allowPositionals: true,
    })
    const [verb, ...words] = positionals
    if (verb !== 'votes') throw new UsageError(`found "${verb ?? ''}" after articles, expected votes`)
    noWords(words)
    return listVotes(readDays(values.days), io)
  },
}

async function listVotes(days: number, io: CommandIo): Promise<number> {
  return atDesk(io, async ({ db, wallet }) => {
    const fromDay = dayNameOf(wallet.page.zone, systemClock() - (days - 1) * DAY_MS)
    const votes = await articleVotes(db, { fromDay })
    for (const { articleId, yes, no } of votes) io.out(`${articleId}  helped ${yes}, did not ${no}`)
    if (votes.length === 0) sayDone(io, `Nobody has answered since ${fromDay}.`)
    return 0
  })
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text)
  throw new UsageError(`found "${text}" after --days, expected a whole number from 1 to 999`)
}
