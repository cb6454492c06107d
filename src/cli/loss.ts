import { parseArgs } from 'node:util'

import { systemClock } from '../lib/clock.ts'
import { answerLoss, openLoss } from '../record/losses/answer-loss.ts'
import { markReached } from '../record/notices/unreached.ts'
import { latestLosses } from '../store/losses.ts'
import { type Command, type CommandIo, UsageError } from './command.ts'
import { sayDone } from './database-path.ts'
import { atDesk, noWords, oneWord } from './desk.ts'
import { sayUnreached } from './show/say-unreached.ts'
import { describeLoss, showLoss } from './show/show-loss.ts'
import { refuseStray, verbOf } from './verb-of.ts'

const AT_MOST = 200

/** People's notices of lost wallets, and our answers to them. */
export const lossCommand: Command = {
  name: 'loss',
  summary: 'Look at notices of lost wallets, answer them and close them.',
  usage: [
    'wallet-status loss list [--closed]',
    'wallet-status loss show REF',
    'wallet-status loss reply REF WORDS [--acted]',
    'wallet-status loss close REF [WORDS]',
    '',
    '`list` shows what is open, newest first; `show` all of one, and tells its sender that an operator has seen it. WORDS go',
    'to the sender, who reads them by their own link: write in the language that `show` names, and say what was done and when.',
    '`--acted` says that something was done, such as a freeze. Reads CONFIG and DATA_DIR.',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { closed: { type: 'boolean' }, acted: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [name, ...words] = positionals
    const verb = verbOf(verbs, { command: 'loss', name })
    refuseStray(values, { name, options: verb.option === undefined ? [] : [verb.option] })
    return verb.work({ words, on: verb.option !== undefined && values[verb.option] === true, io })
  },
}

interface Call {
  readonly words: readonly string[]
  /** Whether the verb's option was said. */
  readonly on: boolean
  readonly io: CommandIo
}

interface Verb {
  readonly option?: 'closed' | 'acted'
  work(call: Call): Promise<number>
}

const verbs: Readonly<Record<string, Verb>> = {
  list: {
    option: 'closed',
    async work({ words, on, io }) {
      noWords(words)
      return atDesk(io, async ({ db, wallet }) => {
        await db.transaction().execute((tx) => markReached(tx, systemClock()))
        const losses = await latestLosses(db, { limit: AT_MOST, closed: on })
        for (const loss of losses) io.out(describeLoss(loss, wallet.page.zone))
        await sayUnreached(db, io)
        if (losses.length === 0) sayDone(io, 'No loss notices.')
        if (losses.length === AT_MOST) io.err(`There may be more; these are the newest ${AT_MOST}.`)
        return 0
      })
    },
  },
  show: {
    async work({ words, io }) {
      const ref = oneWord(words, 'REF')
      return atDesk(io, async ({ db, wallet }) => {
        io.out(showLoss(await openLoss(db, ref, systemClock()), wallet.page.zone))
        return 0
      })
    },
  },
  reply: {
    option: 'acted',
    async work({ words, on, io }) {
      const { ref, said } = refAndWords(words)
      if (said === undefined) throw new UsageError('WORDS are missing')
      return atDesk(io, async ({ db }) => {
        const { state } = await answerLoss(
          db,
          { ref, words: said, state: on ? 'acted' : 'seen' },
          systemClock(),
        )
        sayDone(io, `Answered ${ref}: ${state}`)
        return 0
      })
    },
  },
  close: {
    async work({ words, io }) {
      const { ref, said } = refAndWords(words)
      return atDesk(io, async ({ db }) => {
        await answerLoss(
          db,
          { ref, state: 'closed', ...(said !== undefined && { words: said }) },
          systemClock(),
        )
        sayDone(io, `Closed ${ref}`)
        return 0
      })
    },
  },
}

function refAndWords([ref, said, ...rest]: readonly string[]) {
  if (ref === undefined) throw new UsageError('REF is missing')
  if (rest.length > 0) throw new UsageError('found several words after REF, expected WORDS in quotes')
  return { ref, said }
}
