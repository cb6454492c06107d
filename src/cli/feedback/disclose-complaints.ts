import type { Wallet } from '../../domain/wallet.ts'
import { disclosureCsv } from '../../publish/pages/feedback/disclosure-csv.ts'
import { createDisclosureReader, type Figures } from '../../publish/readers/read-disclosure.ts'
import type { Db } from '../../store/open.ts'
import { type CommandIo, UsageError } from '../command.ts'
import { atDesk, noWords } from '../desk.ts'
import { inEnglish } from '../show/show-incident.ts'
import type { FeedbackVerb } from './feedback-verb.ts'

/** Disclosing a year's complaints. */
export const disclosureVerb: FeedbackVerb = {
  options: ['year', 'transactions', 'csv'],
  async work({ words, values: { year = '', transactions, csv = false }, io }) {
    noWords(words)
    if (!/^20\d\d$/.test(year)) throw new UsageError('disclosure needs --year YEAR')
    if (transactions !== undefined && !/^[1-9]\d*$/.test(transactions))
      throw new UsageError('--transactions needs a whole number')
    const count = transactions === undefined ? {} : { transactions: Number(transactions) }
    return atDesk(io, async (desk) => discloseComplaints(desk, { year: Number(year), csv, ...count }, io))
  },
}

interface Asked {
  readonly year: number
  readonly transactions?: number
  readonly csv: boolean
}

/** Prints what is disclosed of a year's complaints, in words or as a table. */
async function discloseComplaints(
  { db, wallet }: { readonly db: Db; readonly wallet: Wallet },
  { year, transactions, csv }: Asked,
  io: Pick<CommandIo, 'out'>,
): Promise<number> {
  const disclosure = await createDisclosureReader({ db, wallet }).read(year, transactions)
  if (csv) {
    io.out(disclosureCsv(disclosure, (id) => nameOf(wallet, id)).trimEnd())
    return 0
  }
  const { kinds, all, share } = disclosure
  for (const { kind, ...figures } of kinds) io.out(line(kind, figures))
  io.out(line('all', all))
  io.out(
    share === undefined
      ? 'share of transactions: unknown; say how many there were by --transactions or feedback.transactions'
      : `share of transactions: ${(share.ratio * 10_000).toFixed(3)} BP of ${share.transactions}`,
  )
  return 0
}

function nameOf({ feedback }: Wallet, id: string): string {
  const known = feedback?.categories.find((category) => category.id === id)
  return known === undefined ? id : inEnglish(known.name)
}

function line(name: string, figures: Figures): string {
  const { received, handled, withdrawn, within1, within3, within7, over7 } = figures
  return (
    `${name.padEnd(12)}received ${received}  handled ${handled}  withdrawn ${withdrawn}  ` +
    `working days <=1 ${within1}  1-3 ${within3}  3-7 ${within7}  >7 ${over7}`
  )
}
