import { differences, isAlike, marking } from './alike.ts'
import { skeleton } from './confusables.ts'
import type { Finding, Verdict } from './finding.ts'
import { senderKey, type Listed } from './official-list.ts'
import type { VerifyTools } from './tools.ts'

/** Longer texts are nobody's name. */
const LONGEST_NAME = 40

/** An account, an app, or the name that a text message comes from. */
export function checkName(typed: string, tools: VerifyTools): Finding {
  return { kind: 'name', typed, readAs: typed, verdict: verdictOf(typed, tools), cautions: [] }
}

function verdictOf(typed: string, { list }: VerifyTools): Verdict {
  const name = bare(typed)
  if (name === '' || typed.length > LONGEST_NAME) return { kind: 'unreadable' }
  const ours = list.names.find(({ written }) => bare(written) === name) ?? list.senders.get(senderKey(name))
  if (ours !== undefined) return { kind: 'official', entry: ours.entry }
  const imitated = [...list.names, ...list.senders.values()].find((one) => imitates(name, one))
  if (imitated !== undefined) return imitating(name, imitated)
  return typed.startsWith('@') ? { kind: 'not_listed' } : { kind: 'unreadable' }
}

function imitates(name: string, { written }: Listed): boolean {
  const ours = bare(written)
  if (/^\d+$/.test(ours)) return false
  return isAlike(name, ours) || (ours.length >= 4 && skeleton(name).includes(skeleton(ours)))
}

function imitating(name: string, { written }: Listed): Verdict {
  const ours = bare(written)
  // What was put around our name is what differs; what looks like our letters is compared one by one.
  const stretches = name.includes(ours)
    ? marking(name, ours).map(({ text }) => ({ text, differs: text !== ours }))
    : differences(name, ours)
  return { kind: 'alike', how: name.includes(ours) ? 'name' : 'letters', ours: written, stretches }
}

/** As platforms compare names: without the @, and in any case. */
function bare(name: string): string {
  return name.normalize('NFKC').trim().replace(/^@/, '').toLowerCase()
}
