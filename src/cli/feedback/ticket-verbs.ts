import { systemClock } from '../../lib/clock.ts'
import {
  closeTicket,
  mergeTicket,
  replyTo,
  replyToIncident,
  takeTicket,
  ticketNamed,
} from '../../record/feedback/work-on-ticket.ts'
import { readReply } from '../../record/feedback/read-reply.ts'
import { listTickets } from '../../store/tickets.ts'
import { UsageError } from '../command.ts'
import { sayDone } from '../database-path.ts'
import { atDesk, noWords, oneWord, twoWords } from '../desk.ts'
import { sayUnreached } from '../show/say-unreached.ts'
import { describeTicket, showTicket } from '../show/show-ticket.ts'
import { readYaml, tellingFile } from '../yaml-file.ts'
import type { FeedbackCall, FeedbackVerb } from './feedback-verb.ts'

const SHOWN = 1_000

/** Looking at tickets, and answering them. */
export const ticketVerbs: Readonly<Record<string, FeedbackVerb>> = {
  list: {
    options: ['all'],
    async work({ words, values: { all = false }, io }) {
      noWords(words)
      return atDesk(io, async ({ db, wallet }) => {
        const tickets = await listTickets(db, { all, limit: SHOWN })
        for (const ticket of tickets) io.out(describeTicket(ticket, wallet, systemClock()))
        await sayUnreached(db, io)
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
        await mergeTicket(desk, { ref, incidentId }, systemClock())
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
}

async function replyToOne({ words, values, io }: FeedbackCall): Promise<number> {
  const [ref, file] = twoWords(words, ['REF', 'FILE'])
  const given = readYaml(file, io)
  return atDesk(io, async (desk) => {
    const { locale } = await ticketNamed(desk.db, ref)
    await tellingFile(given, async () =>
      replyTo(
        desk,
        { ref, reply: readReply(given.value, { locale }), again: values.again === true },
        systemClock(),
      ),
    )
    sayDone(io, `Answered ${ref}`)
    return 0
  })
}

async function replyToAll({ words, values, io }: FeedbackCall): Promise<number> {
  const file = oneWord(words, 'FILE')
  const given = readYaml(file, io)
  return atDesk(io, async (desk) => {
    const incidentId = values.incident ?? ''
    const count = await tellingFile(given, async () =>
      replyToIncident(
        desk,
        { incidentId, reply: readReply(given.value, { locale: undefined }) },
        systemClock(),
      ),
    )
    sayDone(io, `Answered ${count} of incident ${incidentId}`)
    return 0
  })
}
