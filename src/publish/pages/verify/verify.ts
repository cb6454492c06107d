import type { Contact } from '../../../domain/contact.ts'
import type { LocalText } from '../../../domain/locale.ts'
import { isDialled } from '../../../help/verify/dialled.ts'
import { LONGEST_TEXT } from '../../../help/verify/find-things.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { checkedInWords } from './checked-in-words.ts'
import type { FindingView } from './finding.ts'

/** What somebody typed, and the answers; `missing` where nothing was typed. */
export interface VerifyAsked {
  readonly typed: string
  /** Only the beginning was read. */
  readonly cut: boolean
  readonly findings: readonly FindingView[] | 'missing'
}

/** Is it ours: one field, the answers to what was typed, and the whole official list. */
export function verifyContent(context: PageContext, asked?: VerifyAsked): PageContent {
  const { words } = context
  const isMissing = asked?.findings === 'missing'
  const findings = asked === undefined || asked.findings === 'missing' ? null : asked.findings
  return {
    status: isMissing ? 400 : 200,
    title: words.say(findings === null ? 'verify:title' : 'verify:results'),
    description: words.say('verify:description'),
    path: '/verify',
    template: 'pages/verify',
    form: true,
    sheets: ['assets/verify.css'],
    ...(asked !== undefined && { hidden: true }),
    view: {
      typed: asked?.typed ?? '',
      longest: LONGEST_TEXT,
      isMissing,
      cut: asked?.cut ?? false,
      findings,
      nothingFound: findings?.length === 0,
      lists: listViews(context),
      bodies: bodyViews(context),
      never: ['code', 'money', 'screen', 'remote', 'link'].map((name) => words.say(`verify:never.${name}`)),
    },
  }
}

interface RowView {
  readonly written: string
  readonly note: string
  readonly checked: string
  readonly href: string | null
}

/** What is ours, list by list; empty ones are left out. */
function listViews(context: PageContext) {
  const { words, deps } = context
  const { contacts, official } = deps.wallet
  const ours = contacts.filter(({ kind }) => kind !== 'public_body' && kind !== 'carrier')
  const row = rowOf(context)
  const lists: readonly (readonly [name: string, rows: readonly RowView[]])[] = [
    [
      'numbers',
      ours.filter(({ reach }) => isDialled(reach)).map((one) => row(one.reach, one.name, one, telOf(one))),
    ],
    ['callers', official.callers.map((one) => row(one.number, one.use, one))],
    ['domains', official.domains.map((one) => row(one.name, one.use, one))],
    [
      'pages',
      ours
        .filter(({ reach }) => reach.startsWith('http'))
        .map((one) => row(one.reach, one.name, one, one.reach)),
    ],
    ['apps', official.apps.map((one) => row(plainText(words, one.name), one.store, one, one.link))],
    ['accounts', official.accounts.map((one) => row(one.handle, one.platform, one, one.link))],
    ['senders', official.senders.map((one) => row(one.id, one.use, one))],
    ['mail', official.mail.map((one) => row(one.address, one.use, one))],
  ]
  return lists
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({
      name,
      title: words.say(`verify:list.${name}.title`),
      hint: words.say(`verify:list.${name}.hint`),
      rows,
    }))
}

function rowOf(context: PageContext) {
  const { words } = context
  return (
    written: string,
    note: LocalText,
    checked: Pick<Contact, 'source' | 'checkedOn' | 'checkAgainOn'>,
    href?: string,
  ): RowView => ({
    written,
    note: plainText(words, note),
    checked: checkedInWords(context, checked),
    href: href ?? null,
  })
}

/** Public bodies people are told to call, and what they never do. */
function bodyViews(context: PageContext) {
  const { words, deps } = context
  const row = rowOf(context)
  return deps.wallet.contacts
    .filter(({ kind }) => kind === 'public_body')
    .map((one) => ({
      ...row(one.reach, one.name, one, telOf(one)),
      never: one.never === undefined ? null : plainText(words, one.never),
    }))
}

function telOf({ reach }: Contact): string {
  return `tel:${reach.replaceAll(/[^\d+]/g, '')}`
}
