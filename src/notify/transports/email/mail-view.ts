import type { Fact, LetterLinks, Link, Message } from '../../../domain/message.ts'
import type { Locale } from '../../../domain/locale.ts'
import type { State } from '../../../domain/state.ts'

/** Colours of a state on light ground, as templates/assets/base.css has them; dark ones are in emails/partials/head. */
const TONES: Readonly<Record<State, Tone>> = {
  operational: { mark: '✔', hue: '#17683a', shape: '#3a9a66', tint: '#e8f4ec' },
  degraded: { mark: '▲', hue: '#764c00', shape: '#b07400', tint: '#fdf1d3' },
  partial_outage: { mark: '◐', hue: '#963804', shape: '#cf5d17', tint: '#fdeadd' },
  major_outage: { mark: '✖', hue: '#a5131e', shape: '#cc2f37', tint: '#fdeaea' },
  maintenance: { mark: '◆', hue: '#1b539d', shape: '#3f7ccf', tint: '#e8f0fb' },
  unknown: { mark: '?', hue: '#535955', shape: '#838a85', tint: '#eff0ee' },
}

interface Tone {
  readonly mark: string
  readonly hue: string
  readonly shape: string
  readonly tint: string
}

/** A message that has no state is neither good nor bad. */
const PLAIN_TONE: Tone = { mark: '', hue: '#181b19', shape: '#0a5883', tint: '#f4f5f2' }

/** What the templates of mails read: every name is there, null where there is nothing to show. */
export interface MailView {
  readonly locale: Locale
  readonly message: MessageView
  readonly scam: string
  readonly sender: string
  readonly id: string
  readonly preview: string
  /** The page that tells all of it. */
  readonly button: Link | null
  /** Whether the letter asks for a confirmation, and the link that gives it; else where the recipient's own link leads. */
  readonly asks: boolean
  readonly own: string
  readonly manage: string
  readonly unsubscribe: string
}

interface MessageView {
  readonly title: string
  readonly state: State | 'plain'
  readonly tone: Tone
  readonly lead: readonly string[]
  readonly facts: readonly Fact[]
  readonly page: Link | null
  readonly parts: readonly MessageView[]
}

export function mailView(
  message: Message,
  { manage = '', unsubscribe = '', confirm }: LetterLinks,
): MailView {
  const { locale, scam, sender, id, page } = message
  return {
    locale,
    message: messageView(message),
    scam,
    sender,
    id,
    preview: message.lead.replaceAll('\n', ' '),
    button: page ?? null,
    asks: confirm !== undefined,
    own: confirm ?? manage,
    manage,
    unsubscribe,
  }
}

function messageView({ title, state, lead, facts, page, parts }: Message): MessageView {
  return {
    title,
    state: state ?? 'plain',
    tone: state === undefined ? PLAIN_TONE : TONES[state],
    lead: lead.split('\n').filter((line) => line !== ''),
    facts,
    page: page ?? null,
    parts: parts.map(messageView),
  }
}
