import type { Message } from '../../domain/message.ts'
import type { Notice, OperatorsNews } from '../../domain/notice.ts'
import type { OperatorKind } from '../../domain/operator.ts'
import { publicText } from '../../domain/public-text.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { iso } from './data.ts'
import { datedIn, type MessageContext, oneLine, paragraphs, senderOf } from './message-context.ts'

/** What an operator types to see all of it. */
const COMMANDS: Readonly<Record<OperatorKind, (ref: string | undefined) => string>> = {
  loss: (ref) => (ref === undefined ? 'wallet-status loss list' : `wallet-status loss show ${ref}`),
  feedback: (ref) =>
    ref === undefined ? 'wallet-status feedback list' : `wallet-status feedback show ${ref}`,
  reports: () => 'wallet-status reports list',
}

/** Whether it names one thing; what gathers many has a word in its place. */
function isReference(ref: string): boolean {
  return /\d/.test(ref)
}

/** To operators: what kind of thing waits for them, which one, and the command to act on it. Nothing personal. */
export function operatorsMessage(
  context: MessageContext,
  { id, at }: Notice,
  { kind, ref, title, body }: OperatorsNews,
  now: number,
): Message {
  const { words } = context
  const single = kind === 'reports' || isReference(ref)
  const command = COMMANDS[kind](single ? ref : undefined)
  const label = (name: string) => words.say(`notice:operators.${name}`)
  return {
    locale: context.locale,
    kind: 'operators',
    id,
    title: oneLine(
      words.say(single ? 'notice:operators.title' : 'notice:operators.titleGathered', {
        kind: label(`kind.${kind}`),
        what: plainText(words, title),
        ref,
      }),
    ),
    lead: paragraphs(plainText(words, body)),
    facts: [
      ...(single ? [{ label: label('ref'), lines: [ref] }] : []),
      { label: label('at'), lines: [datedIn(context, at, now)] },
      { label: label('command'), lines: [command] },
    ],
    scam: label('care'),
    sender: senderOf(context),
    page: { label: label('page'), url: context.home },
    parts: [],
    data: {
      type: `operators.${kind}`,
      id,
      at: iso(at),
      ref,
      title: publicText(title),
      body: publicText(body),
      command,
    },
  }
}
