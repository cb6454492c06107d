import type { Subscriber, Topic } from '../../domain/subscriber.ts'
import { OWN_COLUMNS } from './import-own.ts'

/** The secret of a robot and the keys of a browser are written only where asked for. */
export function exportColumns({ withSecrets }: { readonly withSecrets: boolean }): string[] {
  return OWN_COLUMNS.filter((column) => withSecrets || column !== 'settings')
}

/** A subscriber as a row of these columns, as import-own.ts reads it. */
export function exportRow(subscriber: Subscriber, columns: readonly string[]): string[] {
  const { topics, quiet, consent, settings, confirmedAt } = subscriber
  const cells: Readonly<Record<(typeof OWN_COLUMNS)[number], string>> = {
    transport: subscriber.transport,
    address: subscriber.address,
    locale: subscriber.locale,
    topics: topics.map(wordOf).join(' '),
    detail: subscriber.detail,
    once: subscriber.once ? 'yes' : 'no',
    quiet: quiet === undefined ? '' : `${timeOf(quiet.from)}-${timeOf(quiet.to)}`,
    status: subscriber.status,
    paused_because: subscriber.pausedBecause ?? '',
    confirmed_at: momentOf(confirmedAt),
    consent_text: consent?.text ?? '',
    consent_at: momentOf(consent?.at),
    settings: Object.keys(settings).length === 0 ? '' : JSON.stringify(settings),
  }
  return OWN_COLUMNS.filter((column) => columns.includes(column)).map((column) => cells[column])
}

function wordOf({ kind, id }: Topic): string {
  return id === '' ? kind : `${kind}:${id}`
}

function timeOf(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'))
  return `${hour}:${minute}`
}

function momentOf(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString()
}
