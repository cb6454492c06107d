import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import {
  closeTicket,
  mergeTicket,
  replyTo,
  replyToIncident,
  takeTicket,
  ticketNamed,
} from '../record/feedback/work-on-ticket.ts'
import { readReply } from '../record/feedback/read-reply.ts'
import { listTickets } from '../store/tickets.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord, readYaml, tellingFile, twoWords } from './desk.ts'
import { discloseComplaints } from './feedback/disclose-complaints.ts'
import { describeTicket, showTicket } from './show/show-ticket.ts'
import { refuseStray, verbOf } from './verb-of.ts'

/** What people complained about, and our answers. */
export const feedbackCommand: Command = {
  name: 'feedback',
  summary: 'Answer feedback and complaints, and disclose how many there were.',
  usage: [
    'wallet-status feedback list [--all]',
    'wallet-status feedback show REF',
    'wallet-status feedback take REF --as NAME [--over]',
    'wallet-status feedback reply REF FILE [--again]',
    'wallet-status feedback reply --incident ID FILE',
    'wallet-status feedback merge REF INCIDENT_ID',
    'wallet-status feedback close REF',
    'wallet-status feedback disclosure --year YEAR [--transactions N] [--csv]',
    '',
    '`list` shows what waits for an answer, what is overdue first. FILE is YAML with `body`, in both languages or, for one ticket,',
    'in that of its writer; `--incident` answers all that wait on an incident at once. `--over` takes a ticket from whoever has it,',
    '`--again` says more on top of an answer. `disclosure` counts a year; `--transactions` says how many there were in all.',
    'Reads CONFIG and DATA_DIR; writers see the answer behind their link within a second.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        all: { type: 'boolean' },
        as: { type: 'string' },
        over: { type: 'boolean' },
        again: { type: 'boolean' },
        incident: { type: 'string' },
        year: { type: 'string' },
        transactions: { type: 'string' },
        csv: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [name, ...words] = positionals
    const verb = verbOf(verbs, { command: 'feedback', name })
    refuseStray(values, { name, options: verb.options })
    return verb.work({ words, values, io })
  },
}

interface Call {
  readonly words: readonly string[]
  readonly values: {
    readonly all?: boolean
    readonly as?: string
    readonly over?: boolean
    readonly again?: boolean
    readonly incident?: string
    readonly year?: string
    readonly transactions?: string
    readonly csv?: boolean
  }
  readonly io: CommandIo
}

interface Verb {
  readonly options: readonly string[]
  work(call: Call): Promise<number>
}

const SHOWN = 1_000

const verbs: Readonly<Record<string, Verb>> = {
  list: {
    options: ['all'],
    async work({ words, values: { all = false }, io }) {
      noWords(words)
      return atDesk(io, async ({ db, wallet }) => {
        const tickets = await listTickets(db, { all, limit: SHOWN })
        for (const ticket of tickets) io.out(describeTicket(ticket, wallet, systemClock()))
        if (tickets.length === 0) sayDone(io, all ? 'No feedback.' : 'No feedback waits for an answer.')
        return 0
      })
    },
  },
  show: {
    options: [],
    async work({ words, io }) {
      const ref = oneWord(words, 'REF')
      return atDesk(io, async ({ db, wallet }) => {
        io.out(showTicket(await ticketNamed(db, ref), wallet, systemClock()))
        return 0
      })
    },
  },
  take: {
    options: ['as', 'over'],
    async work({ words, values: { as = '', over = false }, io }) {
      const ref = oneWord(words, 'REF')
      if (as.trim() === '') throw new UsageError('take needs --as NAME')
      return atDesk(io, async (desk) => {
        await takeTicket(desk, { ref, as: as.trim(), over })
        sayDone(io, `Taken ${ref}`)
        return 0
      })
    },
  },
  reply: {
    options: ['again', 'incident'],
    async work({ words, values, io }) {
      return values.incident === undefined
        ? replyToOne({ words, values, io })
        : replyToAll({ words, values, io })
    },
  },
  merge: {
    options: [],
    async work({ words, io }) {
      const [ref, incidentId] = twoWords(words, ['REF', 'INCIDENT_ID'])
      return atDesk(io, async (desk) => {
        await mergeTicket(desk, { ref, incidentId })
        sayDone(io, `${ref} is about incident ${incidentId}`)
        return 0
      })
    },
  },
  close: {
    options: [],
    async work({ words, io }) {
      const ref = oneWord(words, 'REF')
      return atDesk(io, async (desk) => {
        await closeTicket(desk, ref, systemClock())
        sayDone(io, `Closed ${ref}`)
        return 0
      })
    },
  },
  disclosure: {
    options: ['year', 'transactions', 'csv'],
    async work({ words, values: { year = '', transactions, csv = false }, io }) {
      noWords(words)
      if (!/^20\d\d$/.test(year)) throw new UsageError('disclosure needs --year YEAR')
      if (transactions !== undefined && !/^[1-9]\d*$/.test(transactions))
        throw new UsageError('--transactions needs a whole number')
      const count = transactions === undefined ? {} : { transactions: Number(transactions) }
      return atDesk(io, async (desk) => discloseComplaints(desk, { year: Number(year), csv, ...count }, io))
    },
  },
}

async function replyToOne({ words, values, io }: Call): Promise<number> {
  const [ref, file] = twoWords(words, ['REF', 'FILE'])
  const input = await readYaml(file, io)
  return atDesk(io, async (desk) => {
    const { locale } = await ticketNamed(desk.db, ref)
    await tellingFile(file, async () =>
      replyTo(
        desk,
        { ref, reply: readReply(input, { locale }), again: values.again === true },
        systemClock(),
      ),
    )
    sayDone(io, `Answered ${ref}`)
    return 0
  })
}

async function replyToAll({ words, values, io }: Call): Promise<number> {
  const file = oneWord(words, 'FILE')
  const input = await readYaml(file, io)
  return atDesk(io, async (desk) => {
    const incidentId = values.incident ?? ''
    const count = await tellingFile(file, async () =>
      replyToIncident(desk, { incidentId, reply: readReply(input, { locale: undefined }) }, systemClock()),
    )
    sayDone(io, `Answered ${count} of incident ${incidentId}`)
    return 0
  })
}
