import { parseArgs } from 'node:util'

import { type Announcement, isInForce } from '../domain/announcement.ts'
import { systemClock } from '../lib/clock.ts'
import { announce, withdrawAnnouncement } from '../record/operators/announce.ts'
import { announcementsToCome } from '../store/announcements.ts'
import type { Command, CommandIo } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord } from './desk.ts'
import { inEnglish } from './show/show-incident.ts'
import { shownTime } from './show/shown-time.ts'
import { readYaml, tellingFile } from './yaml-file.ts'

export const announceCommand: Command = {
  name: 'announce',
  summary: 'Publish an announcement, withdraw one, list what is in force.',
  usage: [
    'wallet-status announce FILE',
    'wallet-status announce list',
    'wallet-status announce withdraw ID',
    '',
    'FILE is YAML, both languages, the body in Markdown; data/examples/announcement.yaml shows every key. It may name help',
    'topics, and those help pages link it while it is in force. `list` also shows what is to come; `withdraw` ends one now,',
    'and its page says that it has expired. Reads CONFIG and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    const [verb, ...words] = positionals
    if (verb === 'list') return list(words, io)
    if (verb === 'withdraw') return withdraw(words, io)
    return publish(positionals, io)
  },
}

async function publish(words: readonly string[], io: CommandIo): Promise<number> {
  const file = oneWord(words, 'FILE')
  const given = readYaml(file, io)
  return atDesk(io, async (desk) => {
    const { id, title } = await tellingFile(given, async () => announce(desk, given.value, systemClock()))
    sayDone(io, `Announced ${id}: ${inEnglish(title)}`)
    return 0
  })
}

async function list(words: readonly string[], io: CommandIo): Promise<number> {
  noWords(words)
  return atDesk(io, async ({ db, wallet }) => {
    const now = systemClock()
    const known = await announcementsToCome(db, now)
    for (const one of known) io.out(describe(one, { zone: wallet.page.zone, now }))
    if (known.length === 0) sayDone(io, 'No announcement is in force or to come.')
    return 0
  })
}

async function withdraw(words: readonly string[], io: CommandIo): Promise<number> {
  const id = oneWord(words, 'ID')
  return atDesk(io, async (desk) => {
    await withdrawAnnouncement(desk, { id }, systemClock())
    sayDone(io, `Withdrew ${id}`)
    return 0
  })
}

function describe(announcement: Announcement, { zone, now }: { zone: string; now: number }): string {
  const { id, kind, title, effectiveAt, expiresAt } = announcement
  const from = isInForce(announcement, now) ? 'in force' : `from ${shownTime(effectiveAt, zone)}`
  const until = expiresAt === undefined ? 'until withdrawn' : `until ${shownTime(expiresAt, zone)}`
  return `${id}  ${from} ${until}  ${kind}  ${inEnglish(title)}`
}
