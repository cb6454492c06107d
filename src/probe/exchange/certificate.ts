import type { PeerCertificate } from 'node:tls'

/** What a look keeps of the certificate a server showed. */
export interface Certificate {
  readonly validFromAt: number
  readonly validToAt: number
  readonly subject: string
  readonly issuer: string
  /** The names it holds for, as written in it: `DNS:…, IP Address:…`. */
  readonly names: string
}

/** Reads a peer's certificate; undefined where none was shown. */
export function readCertificate(peer: PeerCertificate): Certificate | undefined {
  // Node gives an empty object where there is none, against its own types.
  if (!('valid_to' in peer)) return undefined
  return {
    validFromAt: Date.parse(peer.valid_from),
    validToAt: Date.parse(peer.valid_to),
    subject: firstOf(peer.subject.CN),
    issuer: firstOf(peer.issuer.CN) || firstOf(peer.issuer.O),
    names: peer.subjectaltname ?? '',
  }
}

function firstOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
