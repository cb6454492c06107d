import { createReadStream } from 'node:fs'
import path from 'node:path'

import { systemClock } from '../../lib/clock.ts'
import { type BounceEnd, takeBounce } from '../../notify/bounce.ts'
import { readDeliveryReport } from '../../notify/transports/email/delivery-report.ts'
import { openStore, type Db } from '../../store/open.ts'
import type { CommandIo } from '../command.ts'
import { existingDatabase } from '../database-path.ts'
import { wordsOf } from '../run-command.ts'

/** EX_TEMPFAIL of sysexits.h: mail servers keep the mail and hand it in again. Any other but 0 makes them bounce it. */
const TRY_AGAIN = 75

/** A report with all of a letter is a tenth of it. */
const LARGEST_BYTES = 1_048_576

/** A file that holds no mail, as far as we may see. */
class UnreadableMail extends Error {
  override name = 'UnreadableMail' as const
  readonly forPeople = true
}

/** One mail that came back, and what to call it. */
interface Bounce {
  readonly name: string
  readonly bytes: AsyncIterable<string | Uint8Array>
}

/**
 * Takes mails that came back, each from a file or one from standard input. The exit code is fit for a mail server's pipe:
 * whatever is wrong on our side is tried again, and whatever is wrong with a mail is nobody's trouble.
 */
export async function takeBounces(files: readonly string[], io: CommandIo): Promise<number> {
  try {
    const store = await openStore({ file: existingDatabase(io) })
    try {
      for (const { name, bytes } of bounces(files, io))
        io.out(`${name}: ${await take(store.db, await readBounded(bytes))}`)
    } finally {
      await store.close()
    }
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    io.err(wordsOf(error))
    return TRY_AGAIN
  }
}

/** One after the other, since a mailbox may hold more than can be open at once. */
function* bounces(files: readonly string[], { cwd, input }: CommandIo): Generator<Bounce> {
  if (files.length === 0 && input !== undefined) yield { name: 'standard input', bytes: input }
  for (const name of files) yield { name, bytes: bytesOf(name, cwd) }
}

async function* bytesOf(name: string, cwd: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path.resolve(cwd, name))
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : String(cause)
    throw new UnreadableMail(`${name}: cannot be read (${told})`, { cause })
  }
}

/** What became of one mail, in words that repeat nothing of it. */
async function take(db: Db, mail: Buffer | undefined): Promise<string> {
  if (mail === undefined) return 'left alone: larger than any report on a letter of ours'
  const report = await readDeliveryReport(mail)
  if (report === undefined) return 'left alone: no report on a delivery (multipart/report, RFC 3464)'
  const { key, failed } = report
  if (failed.length === 0) return 'left alone: nothing in it failed for good'
  if (key === undefined) return 'left alone: it brings back no letter of ours, by its headers'
  return wordsFor(await takeBounce(db, { key, failed }, systemClock()))
}

function wordsFor(end: BounceEnd): string {
  switch (end.kind) {
    case 'paused':
      return `paused ${end.subscriberId}: there is no such mailbox (${end.code})`
    case 'undelivered':
      return `not delivered to ${end.subscriberId} (${end.code}); see wallet-status notices dead`
    case 'known':
      return 'known already'
    case 'someone_else':
      return 'left alone: it is not about the address that the letter went to'
    case 'not_ours':
      return 'left alone: it brings back no letter that we remember'
    default:
      return end satisfies never
  }
}

/** Undefined where it is too large: all of it is read, since whoever pipes it waits for that, but not kept. */
async function readBounded(stream: AsyncIterable<string | Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes <= LARGEST_BYTES) chunks.push(Buffer.from(chunk))
  }
  return bytes <= LARGEST_BYTES ? Buffer.concat(chunks) : undefined
}
