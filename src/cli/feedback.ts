import { parseArgs } from 'node:util'

import type { Command } from './command.ts'
import { disclosureVerb } from './feedback/disclose-complaints.ts'
import type { FeedbackVerb } from './feedback/feedback-verb.ts'
import { ticketVerbs } from './feedback/ticket-verbs.ts'
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

const verbs: Readonly<Record<string, FeedbackVerb>> = { ...ticketVerbs, disclosure: disclosureVerb }
