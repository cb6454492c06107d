import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { announce } from '../record/operators/announce.ts'
import type { Command } from './command.ts'
import { atDesk, oneWord, readYaml } from './desk.ts'

export const announceCommand: Command = {
  name: 'announce',
  summary: 'Publish an announcement.',
  usage: [
    'wallet-status announce FILE',
    '',
    'FILE is YAML, both languages, the body in Markdown; data/examples/announcement.yaml shows every key. It may name help',
    'topics, and those help pages link it while it is in force. Reads CONFIG and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
    const input = await readYaml(oneWord(positionals, 'FILE'), io)
    return atDesk(io, async (desk) => {
      const { id, title } = await announce(desk, input, systemClock())
      io.out(`Announced ${id}: ${title.en ?? ''}`)
      return 0
    })
  },
}
