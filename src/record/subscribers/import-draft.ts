import { CONFIRM_WITHIN_MS } from '../../domain/retention.ts'
import type { Component } from '../../domain/component.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Recipient, Topic } from '../../domain/subscriber.ts'
import type { TransportKind } from '../../domain/transport.ts'
import { newId } from '../../lib/id.ts'
import { confirmToken, manageToken } from '../../lib/letter-links.ts'
import { digestOf, type Tokens } from '../../lib/tokens.ts'
import type { StagedSubscriber } from '../../store/staged-subscribers.ts'
import type { Sheet } from './import-columns.ts'
import { readOwnRow } from './import-own.ts'
import { type CellProblem, type CellReader, type Draft, type ImportRow, LEFT_OUT } from './import-row.ts'
import { readStatuspageRow } from './import-statuspage.ts'
import type { Addresses } from './subscriber-desk.ts'

/** What transports know of addresses, and of how much they take. */
export interface AddressReader extends Pick<Addresses, 'offered' | 'read'> {
  /** How many letters a second, where somebody sets a limit. */
  perSecond(kind: TransportKind): number | undefined
  /** A problem of an address in words. */
  explain(problem: string): string
}

type Imported = StagedSubscriber

interface DraftRules {
  readonly sheet: Sheet['kind']
  readonly locale: Locale
  readonly confirmedBy?: string
  readonly now: number
  /** What can be subscribed to. */
  readonly topics: Readonly<Record<'group' | 'component' | 'incident', ReadonlySet<string>>>
  /** How many before this one are to be asked. */
  readonly asked: number
}

interface DraftDesk {
  readonly wallet: {
    readonly page: { readonly zone: string }
    readonly components: readonly Component[]
  }
  readonly tokens: Pick<Tokens, 'token'>
  readonly addresses: AddressReader
}

/** Makes a subscriber of a row, or says everything that is wrong with it. */
export function readDraft(
  desk: DraftDesk,
  row: ImportRow,
  rules: DraftRules,
): { subscriber: Imported | typeof LEFT_OUT; problems: readonly CellProblem[] } {
  const cellRules = { ...rules, zone: desk.wallet.page.zone, components: desk.wallet.components }
  const { draft, cells } =
    rules.sheet === 'own' ? readOwnRow(row, cellRules) : readStatuspageRow(row, cellRules)
  if (draft === LEFT_OUT) return { subscriber: LEFT_OUT, problems: [] }
  const to = readRecipient(desk.addresses, draft, cells)
  checkTopics(draft.topics, cells, rules)
  const confirmedAt = draft.confirmedAt ?? (rules.confirmedBy === undefined ? undefined : rules.now)
  if (draft.pausedBecause !== undefined && confirmedAt === undefined)
    cells.refuse('confirmed_at', 'when they agreed, since who is paused cannot be asked')
  const isConfirmed = confirmedAt !== undefined && !draft.unconfirmed
  const { locale, topics, detail, once, quiet, pausedBecause, settings } = draft
  const id = newId()
  const subscriber: Imported = {
    id,
    transport: to.transport,
    address: to.address,
    settings: { ...to.settings, ...settings },
    locale,
    topics,
    detail,
    once,
    ...(quiet && { quiet }),
    ...(pausedBecause && { pausedBecause }),
    manageHash: digestOf(manageToken(desk.tokens, id)),
    createdAt: rules.now,
    ...(isConfirmed
      ? { status: 'active', confirmedAt, consent: proof(draft.consent, confirmedAt, rules) }
      : { status: 'pending', asking: asking(desk, { id, transport: to.transport }, rules) }),
  }
  return { subscriber, problems: cells.problems }
}

function readRecipient(
  { offered, read, explain }: AddressReader,
  draft: Draft,
  cells: CellReader,
): Recipient {
  const { columns, given } = draft
  const nowhere = { transport: 'email', address: '', settings: {} } as const
  const transport = offered.find((known) => known === draft.transport)
  if (transport === undefined) {
    // A way that Statuspage alone has was refused already.
    if (!cells.problems.some(({ column }) => column === columns.transport))
      cells.refuse(columns.transport, `a way that is set up here: ${offered.join(', ')}`)
    return nowhere
  }
  const reading = read(transport, given)
  if (reading.ok) return { transport, address: reading.address, settings: reading.settings }
  // Whole addresses stay out of reports: some hold keys.
  cells.problems.push({ column: columns.address, message: explain(reading.problem) })
  return nowhere
}

function checkTopics(topics: readonly Topic[], cells: CellReader, rules: DraftRules): void {
  for (const { kind, id } of topics) {
    if (kind !== 'group' && kind !== 'component' && kind !== 'incident') continue
    if (rules.topics[kind].has(id)) continue
    const expected =
      kind === 'incident' ? 'an incident on the page that is not over' : `a ${kind} of the configuration`
    cells.problems.push({ column: 'topics', message: `found "${kind}:${id}", expected ${expected}` })
  }
}

/** What shows that they agreed: the file's own words, else who brought them in. */
function proof(consent: Draft['consent'], confirmedAt: number, { confirmedBy }: DraftRules) {
  return {
    text: consent.text ?? (confirmedBy === undefined ? 'import' : `import: ${confirmedBy}`),
    at: consent.at ?? confirmedAt,
  }
}

/** Where nobody sets a limit. */
const ASKED_PER_SECOND = 10
/** The other half is for news: who is to be asked must not hold up who is to be told. */
const SHARE = 0.5

function asking(
  { tokens, addresses }: DraftDesk,
  { id, transport }: Pick<StagedSubscriber, 'id' | 'transport'>,
  { now, asked }: DraftRules,
): NonNullable<StagedSubscriber['asking']> {
  const perSecond = (addresses.perSecond(transport) ?? ASKED_PER_SECOND) * SHARE
  const dueAt = now + Math.round((asked * 1_000) / perSecond)
  return {
    noticeId: newId(),
    confirmHash: digestOf(confirmToken(tokens, id, now)),
    confirmUntil: dueAt + CONFIRM_WITHIN_MS,
    dueAt,
  }
}
