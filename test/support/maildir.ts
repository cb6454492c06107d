import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { simpleParser } from 'mailparser'

import type { ReceivedMail } from './mail-server.ts'

/** Reads what lies in a mailbox so far, each mail once from the disk. */
export function readMaildir(folder: string): () => ReceivedMail[] {
  const read = new Map<string, ReceivedMail>()
  const arrived = path.join(folder, 'new')
  return () => {
    for (const name of existsSync(arrived) ? readdirSync(arrived).toSorted() : [])
      if (!read.has(name)) read.set(name, delivered(readFileSync(path.join(arrived, name), 'latin1')))
    return [...read.values()]
  }
}

/** The headers that a delivery puts before all others say from whom it came and for whom. */
function delivered(file: string): ReceivedMail {
  const raw = file.replaceAll('\n', '\r\n')
  const header = (name: string): string => new RegExp(`^${name}: <?([^>\r]*)`, 'm').exec(raw)?.[1] ?? ''
  return {
    from: header('Return-Path'),
    to: [header('Delivered-To')],
    raw,
    parsed: () => simpleParser(raw),
  }
}
