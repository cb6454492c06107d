import type { OfficialList } from './official-list.ts'

/** What the answers need beside the list and cannot do by themselves. */
export interface VerifyTools {
  readonly list: OfficialList
  /** SHA-256 in hex. */
  digest(text: string): string
  /** `xn--…` as people read it; what cannot be read so stays. */
  toUnicode(host: string): string
  /** What of a host, in ASCII, somebody registered. */
  registered(host: string): Registered
  /** A number in E.164 and as people read it; undefined where no country has such a number. */
  readNumber(text: string): ReadNumber | undefined
}

/** Null where nobody registered anything, as of an address. */
interface Registered {
  /** `lamplight.example` of `status.lamplight.example`. */
  readonly domain: string | null
  /** `lamplight` of the same. */
  readonly domainWithoutSuffix: string | null
  readonly isIp: boolean | null
}

export interface ReadNumber {
  readonly e164: string
  readonly written: string
}

export function isKnownScam({ list, digest }: VerifyTools, ...things: readonly string[]): boolean {
  return list.scams.size > 0 && things.some((thing) => list.scams.has(digest(thing)))
}
