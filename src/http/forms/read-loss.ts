import type { Locale } from '../../domain/locale.ts'
import { LOST_THINGS, type LossReport } from '../../domain/loss-notice.ts'
import { hideTypedSecrets, type SecretKind } from '../../help/typed-secrets/hide-typed-secrets.ts'
import { parseInstant } from '../../lib/instant.ts'
import { plainTyped } from '../../lib/typed-text.ts'
import { LONGEST, type LossProblem, type TypedLoss } from '../../publish/pages/lost/typed-loss.ts'
import { formOf } from './forms.ts'

/** A submitted form; what was not sent was left empty. */
export function readLossForm(body: unknown): TypedLoss {
  const form = formOf(body)
  const chosen = form.getAll('lost')
  return {
    lost: LOST_THINGS.filter((thing) => chosen.includes(thing)),
    noticed: (form.get('noticed') ?? '').trim(),
    hint: (form.get('hint') ?? '').trim(),
    contact: plainTyped(form.get('contact') ?? ''),
    words: plainTyped(form.get('words') ?? ''),
  }
}

/** What a report is read with. */
interface Reading {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
  readonly mark: (kind: SecretKind) => string
}

/** Clocks of telephones go wrong by a little. */
const AHEAD_MS = 600_000

export type LossReading =
  | { readonly ok: true; readonly report: LossReport }
  | { readonly ok: false; readonly problems: readonly LossProblem[] }

/**
 * Makes a report of it: no more than four characters of an account, and no secret. An empty form is a report as well: whoever is
 * in a fright sends it first.
 */
export function readLoss(typed: TypedLoss, { locale, zone, now, mark }: Reading): LossReading {
  const noticedAt = typed.noticed === '' ? undefined : parseInstant(typed.noticed, zone)
  const isWrongTime = typed.noticed !== '' && (noticedAt === undefined || noticedAt > now + AHEAD_MS)
  const problems: LossProblem[] = [
    ...(isWrongTime ? [{ field: 'noticed', problem: 'noticed' } as const] : []),
    ...(typed.contact.length > LONGEST.contact ? [{ field: 'contact', problem: 'contact' } as const] : []),
    ...(typed.words.length > LONGEST.words ? [{ field: 'words', problem: 'words' } as const] : []),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const hint = lastFour(typed.hint)
  const plain = (text: string): string => hideTypedSecrets(text, { mark }).text
  return {
    ok: true,
    report: {
      locale,
      lost: typed.lost,
      ...(noticedAt !== undefined && { noticedAt }),
      ...(hint !== '' && { accountHint: hint }),
      ...(typed.contact !== '' && { contact: plain(typed.contact) }),
      ...(typed.words !== '' && { words: plain(typed.words) }),
    },
  }
}

/** Whoever types a whole number leaves us its end alone. */
function lastFour(typed: string): string {
  return typed
    .normalize('NFKC')
    .replaceAll(/[^\dA-Za-z]/g, '')
    .slice(-4)
}
