import { readReference, type ReferenceMark } from './reference-number.ts'
import { hasDigest } from './tokens.ts'

/**
 * The end of an address that opens what one person told us, taken apart: its reference number, which opens nothing by itself, and
 * the token, which is told once and of which only a digest is stored.
 */
export interface SecretLink {
  readonly ref: string
  readonly token: string
}

/** `F-2026-7K3M9.token`: whoever keeps the address has the number to quote on the telephone as well. */
export function writeSecretLink({ ref, token }: SecretLink): string {
  return ref === '' ? token : `${ref}.${token}`
}

/** The end of an address as it came; one without a dot is a token alone. */
export function readSecretLink(end: string): SecretLink {
  const dot = end.indexOf('.')
  return dot === -1 ? { ref: '', token: end } : { ref: end.slice(0, dot), token: end.slice(dot + 1) }
}

/** What a secret link opens of all that `find` knows; undefined for every other link, whether or not there is one of that number. */
export async function openedBy<Stored extends { readonly tokenHash: string }>(
  { ref, token }: SecretLink,
  {
    mark,
    find,
  }: { readonly mark: ReferenceMark; readonly find: (ref: string) => Promise<Stored | undefined> },
): Promise<Stored | undefined> {
  const known = readReference(mark, ref)
  const stored = known === undefined ? undefined : await find(known)
  return stored !== undefined && hasDigest(token, stored.tokenHash) ? stored : undefined
}
