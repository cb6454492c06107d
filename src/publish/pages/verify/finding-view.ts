import type { Entry, Finding, Verdict } from '../../../help/verify/finding.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { checkedInWords } from './checked-in-words.ts'
import type { Answer, FindingView } from './finding.ts'
import { noticeAnswer } from './notice-answer.ts'

export async function findingView(context: PageContext, finding: Finding): Promise<FindingView> {
  const { words } = context
  const answer = await answerOf(context, finding.verdict)
  const cautions = finding.cautions.map((name) => words.say(`verify:caution.${name}`))
  return {
    kind: words.say(`verify:kind.${finding.kind}`),
    readAs: finding.readAs,
    stretches: [],
    link: null,
    ...answer,
    lines: [...answer.lines, ...cautions],
  }
}

function answerOf(context: PageContext, verdict: Verdict): Answer | Promise<Answer> {
  const { words } = context
  const say = (key: string, parameters?: Readonly<Record<string, unknown>>) =>
    words.say(`verify:${key}`, parameters)
  switch (verdict.kind) {
    case 'official':
      return {
        tone: 'operational',
        answer: say('answer.official'),
        lines: entryLines(context, verdict.entry),
      }
    case 'inbound_only': {
      const lines = [...entryLines(context, verdict.entry), say('inbound')]
      return { tone: 'degraded', answer: say('answer.inbound_only'), lines }
    }
    case 'others': {
      const { name, scope, never } = verdict.contact
      const lines = [scope, ...(never === undefined ? [] : [never])].map((text) => plainText(words, text))
      const answer = say('answer.others', { name: plainText(words, name) })
      return { tone: 'maintenance', answer, lines: [...lines, checkedInWords(context, verdict.contact)] }
    }
    case 'alike': {
      const { how, ours, stretches } = verdict
      return {
        tone: 'major_outage',
        answer: say('answer.alike'),
        lines: [say(`alike.${how}`, { ours })],
        stretches,
      }
    }
    case 'known_scam':
      return { tone: 'major_outage', answer: say('answer.known_scam'), lines: [say('scam')] }
    case 'not_listed':
      return { tone: 'unknown', answer: say('answer.not_listed'), lines: [say('unlisted')] }
    case 'unreadable':
      return { tone: 'unknown', answer: say('answer.unreadable'), lines: [say('unreadable')] }
    case 'code':
      return noticeAnswer(context, verdict.code)
    default:
      return verdict satisfies never
  }
}

/** What of ours it is, and who says so. */
function entryLines(context: PageContext, entry: Entry): string[] {
  const { words } = context
  const say = (key: string, parameters: Readonly<Record<string, unknown>>) =>
    words.say(`verify:${key}`, parameters)
  const plain = (text: Parameters<typeof plainText>[1]) => plainText(words, text)
  const checked = (one: Pick<Checked, 'source' | 'checkedOn'>) => checkedInWords(context, one)
  switch (entry.of) {
    case 'contact':
      return [
        say('entry.contact', { name: plain(entry.contact.name) }),
        plain(entry.contact.scope),
        checked(entry.contact),
      ]
    case 'listed':
      return [say('entry.listed', { written: entry.written, use: plain(entry.use) }), checked(entry.checked)]
    case 'account': {
      const { platform, handle } = entry.account
      return [say('entry.account', { platform: plain(platform), handle }), checked(entry.account)]
    }
    case 'app':
      return [say('entry.app', { store: plain(entry.app.store) }), checked(entry.app)]
    case 'page':
      return [words.say('verify:entry.page')]
    default:
      return entry satisfies never
  }
}

type Checked = Extract<Entry, { of: 'contact' }>['contact']
