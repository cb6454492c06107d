import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { generate } from 'selfsigned'
import type { Test } from 'tap'

export interface Pair {
  readonly cert: string
  readonly key: string
}

export interface Wanted {
  readonly validFrom?: Date
  readonly validTo?: Date
  /** A DNS name it holds for; 127.0.0.1 unless said. */
  readonly name?: string
}

const DAY_MS = 86_400_000

export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}

/** A certificate authority of one's own. */
export async function makeCa(): Promise<Pair> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Test CA' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: inDays(400),
    notBeforeDate: inDays(-400),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  })
  return { cert, key }
}

/** A certificate that the authority has signed, for servers and clients alike. */
export async function issue(ca: Pair, wanted: Wanted = {}): Promise<Pair> {
  const { validFrom = inDays(-30), validTo = inDays(90.5), name } = wanted
  const { cert, private: key } = await generate([{ name: 'commonName', value: name ?? 'wallet' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    notBeforeDate: validFrom,
    notAfterDate: validTo,
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [name === undefined ? { type: 7, ip: '127.0.0.1' } : { type: 2, value: name }],
      },
    ],
  })
  return { cert, key }
}

/** Writes a text to a file that goes with the test; answers its path. */
export function writeFile(t: Test, text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'probe-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'file.pem')
  writeFileSync(file, text)
  return file
}
