import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { objectToDraft, publishDraft } from '../record/operators/drafts.ts'
import { openIncident } from '../record/operators/open-incident.ts'
import { resolveIncident } from '../record/operators/resolve-incident.ts'
import { incidentNamed, updateIncident } from '../record/operators/update-incident.ts'
import { openIncidents } from '../store/incidents/incidents.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord, twoWords } from './desk.ts'
import { describeIncident, inEnglish, showIncident } from './show/show-incident.ts'
import { verbOf } from './verb-of.ts'
import { readYaml, tellingFile } from './yaml-file.ts'

/** People's words about incidents. Examples of the files are in data/examples. */
export const incidentCommand: Command = {
  name: 'incident',
  summary: 'Open, update and resolve incidents, and decide about drafts.',
  usage: [
    'wallet-status incident list',
    'wallet-status incident show ID',
    'wallet-status incident open FILE',
    'wallet-status incident update ID FILE',
    'wallet-status incident resolve ID FILE',
    'wallet-status incident publish ID',
    'wallet-status incident object ID --why REASON',
    '',
    'FILE is YAML, both languages; data/examples shows each. `update` on a draft publishes it in your words, `publish` in',
    'its own, and `object` keeps it back. What touched money is resolved only with the statement that it was matched.',
    'Reads CONFIG and DATA_DIR; a running server shows what was written within a second.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { why: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, ...words] = positionals
    if (values.why !== undefined && verb !== 'object') throw new UsageError('--why belongs to object')
    const work = verbOf(verbs, { command: 'incident', name: verb })
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
      const incidents = await openIncidents(desk.db)
      for (const incident of incidents) io.out(describeIncident(incident, desk.wallet.page.zone))
      if (incidents.length === 0) sayDone(io, 'No open incidents.')
      return 0
    })
  },
  async show({ words, io }) {
    const id = oneWord(words, 'ID')
    return atDesk(io, async ({ db, wallet }) => {
      io.out(showIncident(await incidentNamed(db, id), wallet.page.zone))
      return 0
    })
  },
  async open({ words, io }) {
    const file = oneWord(words, 'FILE')
    const given = readYaml(file, io)
    return atDesk(io, async (desk) => {
      const { incident, beside } = await tellingFile(given, async () =>
        openIncident(desk, given.value, systemClock()),
      )
      sayDone(io, `Opened ${incident.id}: ${inEnglish(incident.title)}`)
      for (const { id } of beside)
        io.err(`Incident ${id} is about the same components and on the page as well.`)
      return 0
    })
  },
  async update({ words, io }) {
    const [id, file] = twoWords(words, ['ID', 'FILE'])
    const given = readYaml(file, io)
    return atDesk(io, async (desk) => {
      const { phase } = await tellingFile(given, async () =>
        updateIncident(desk, { id, input: given.value }, systemClock()),
      )
      sayDone(io, `Updated ${id}: ${phase}`)
      return 0
    })
  },
  async resolve({ words, io }) {
    const [id, file] = twoWords(words, ['ID', 'FILE'])
    const given = readYaml(file, io)
    return atDesk(io, async (desk) => {
      await tellingFile(given, async () => resolveIncident(desk, { id, input: given.value }, systemClock()))
      sayDone(io, `Resolved ${id}`)
      return 0
    })
  },
  async publish({ words, io }) {
    const id = oneWord(words, 'ID')
    return atDesk(io, async (desk) => {
      await publishDraft(desk, { id }, systemClock())
      sayDone(io, `Draft ${id} will be published by the running server within a second.`)
      return 0
    })
  },
  async object({ words, why, io }) {
    const id = oneWord(words, 'ID')
    if (why === undefined) throw new UsageError('object needs --why REASON')
    return atDesk(io, async (desk) => {
      await objectToDraft(desk, { id, why })
      sayDone(io, `Draft ${id} is kept back.`)
      return 0
    })
  },
}
