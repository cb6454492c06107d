import { parseArgs } from 'node:util'

import { maintenanceStatus, type MaintenanceWindow } from '../domain/maintenance.ts'
import { systemClock } from '../lib/clock.ts'
import { cancelMaintenance, planMaintenance } from '../record/operators/plan-maintenance.ts'
import { updateMaintenance } from '../record/operators/update-maintenance.ts'
import { maintenancesBetween } from '../store/maintenances.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord, twoWords } from './desk.ts'
import { shownTime } from './show/shown-time.ts'
import { readYaml, tellingFile } from './yaml-file.ts'

export const maintenanceCommand: Command = {
  name: 'maintenance',
  summary: 'Plan maintenance, change it, call it off, list what is planned.',
  usage: [
    'wallet-status maintenance list',
    'wallet-status maintenance plan FILE',
    'wallet-status maintenance update ID FILE',
    'wallet-status maintenance cancel ID',
    '',
    'FILE is YAML, both languages; data/examples/maintenance.yaml shows every key. While it lasts its components are shown',
    'under maintenance and open no incidents. `update` takes the same keys, leaves as it was what is left out, and tells',
    'subscribers what has changed; of work under way the end and the words. `cancel` ends running work at once. Reads CONFIG',
    'and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    const [verb, ...words] = positionals
    switch (verb ?? '') {
      case 'list':
        return list(words, io)
      case 'plan':
        return plan(words, io)
      case 'update':
        return update(words, io)
      case 'cancel':
        return cancel(words, io)
      default:
        throw new UsageError(`found "${verb ?? ''}" after maintenance, expected list, plan, update or cancel`)
    }
  },
}

/** Far enough for anything that is planned. */
const AHEAD_MS = 10 * 365 * 86_400_000

async function list(words: readonly string[], io: CommandIo): Promise<number> {
  noWords(words)
  return atDesk(io, async ({ db, wallet }) => {
    const now = systemClock()
    const planned = await maintenancesBetween(db, { fromAt: now, toAt: now + AHEAD_MS })
    const { zone } = wallet.page
    for (const one of planned) {
      const what = `${one.title.en ?? ''} (${one.componentIds.join(', ')})`
      io.out(`${one.id}  ${maintenanceStatus(one, now)}  ${when(one, zone)}  ${what}`)
    }
    if (planned.length === 0) sayDone(io, 'No maintenance is planned.')
    return 0
  })
}

async function plan(words: readonly string[], io: CommandIo): Promise<number> {
  const file = oneWord(words, 'FILE')
  const given = readYaml(file, io)
  return atDesk(io, async (desk) => {
    const { maintenance, warnings } = await tellingFile(given, async () =>
      planMaintenance(desk, given.value, systemClock()),
    )
    sayDone(io, `Planned ${maintenance.id}: ${maintenance.title.en ?? ''}`)
    for (const warning of warnings) io.err(warning)
    return 0
  })
}

async function update(words: readonly string[], io: CommandIo): Promise<number> {
  const [id, file] = twoWords(words, ['ID', 'FILE'])
  const given = readYaml(file, io)
  return atDesk(io, async (desk) => {
    const { maintenance, warnings } = await tellingFile(given, async () =>
      updateMaintenance(desk, { id, input: given.value }, systemClock()),
    )
    sayDone(io, `Updated ${id}: ${maintenance.title.en ?? ''}, ${when(maintenance, desk.wallet.page.zone)}`)
    for (const warning of warnings) io.err(warning)
    return 0
  })
}

function when({ startsAt, endsAt }: MaintenanceWindow, zone: string): string {
  return `${shownTime(startsAt, zone)} to ${shownTime(endsAt, zone)}`
}

async function cancel(words: readonly string[], io: CommandIo): Promise<number> {
  const id = oneWord(words, 'ID')
  return atDesk(io, async (desk) => {
    await cancelMaintenance(desk, { id }, systemClock())
    sayDone(io, `Cancelled ${id}`)
    return 0
  })
}
