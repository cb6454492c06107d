import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { closeReports } from '../record/reports/close-reports.ts'
import { reportLevels } from '../record/reports/report-levels.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord } from './desk.ts'
import { describeReports } from './show/show-reports.ts'
import { verbOf } from './verb-of.ts'

/** What readers report, for operators to judge. */
export const reportsCommand: Command = {
  name: 'reports',
  summary: 'See what readers report against what is usual, and judge it.',
  usage: [
    'wallet-status reports list',
    'wallet-status reports close COMPONENT --why REASON',
    '',
    '`list` shows every component that was reported in this hour or the one before: what its reports are worth now, counted',
    'so that one network weighs little however many speak from it, what is usual at this hour, and from where on it is more',
    'than usual. `close` says that you have judged them: pages say nothing of them and their draft is kept back, until they',
    'have calmed down or come to twice of what they are now. `incident publish ID` lets the draft out instead.',
    'Reads CONFIG and DATA_DIR; a running server shows it within seconds.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { why: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, ...words] = positionals
    if (values.why !== undefined && verb !== 'close') throw new UsageError('--why belongs to close')
    const work = verbOf(verbs, { command: 'reports', name: verb })
    return work({ words, why: values.why, io })
  },
}

interface Call {
  readonly words: readonly string[]
  readonly why: string | undefined
  readonly io: CommandIo
}

const verbs: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  async list({ words, io }) {
    noWords(words)
    return atDesk(io, async (desk) => {
      const { page, reports } = desk.wallet
      if (reports === undefined) {
        sayDone(io, 'Readers are not asked to report: reports.on is false.')
        return 0
      }
      const reported = await reportLevels(desk, reports, systemClock())
      for (const one of reported) io.out(describeReports(one, page.zone))
      if (reported.length === 0) sayDone(io, 'No reports in this hour or the one before.')
      return 0
    })
  },
  async close({ words, why, io }) {
    const componentId = oneWord(words, 'COMPONENT')
    if (why === undefined) throw new UsageError('close needs --why REASON')
    return atDesk(io, async (desk) => {
      await closeReports(desk, { componentId, why }, systemClock())
      sayDone(io, `Reports of ${componentId} are judged.`)
      return 0
    })
  },
}
