import { createHmac, randomBytes } from 'node:crypto'

import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'

import type { Clock } from '../../lib/clock.ts'
import { growingTo } from '../../lib/growing-to.ts'
import { formOf } from '../forms/forms.ts'
import { prefixOfAddress } from './address-prefix.ts'

/** What a form has led to. */
interface Made {
  readonly ref: string
  /** Where its receipt is: a secret of whoever sent the form. */
  readonly location: string
}

/**
 * Takes a form once that comes twice: by a double click, or from somebody who has heard nothing. Pages are kept for everybody, so
 * nothing in a form tells one reader from another. The same form is every letter of it, from the same connection and browser,
 * within a minute; what is remembered of it is a digest, in memory.
 *
 * Two people behind one address may write the same, and a receipt is nobody else's. So what anybody may type is a repeat for some
 * seconds only, and until somebody has opened the receipt: otherwise whoever sends it again and again without looking would have
 * the next person led to theirs, and read along. What is somebody's alone is one for as long as they may have heard nothing.
 */
export interface Repeats {
  /** What the same form has led to a moment ago, else what `make` makes. `typed` is its free text: without any, each is its own. */
  once(request: FastifyRequest, typed: string, make: () => Promise<Made>): Promise<Made>
  /** Somebody has opened the receipt of this reference number. */
  opened(ref: string): void
  /** There is nothing any more to lead to. */
  gone(ref: string): void
}

interface Sent {
  readonly made: Promise<Made>
  readonly isTheirs: boolean
  until: number
}

const UNHEARD_MS = 60_000
/** A receipt is on its way over a bad network for so long, and the old page is still there to be clicked. */
const CLICKED_MS = 5_000
/** Characters, from which on nobody else types the same by chance. */
const THEIRS = 12
const KEPT = 2_000

export function createRepeats(clock: Clock): Repeats {
  const key = randomBytes(32)
  const sent = new LRUCache<string, Sent>(growingTo(KEPT))
  const byRef = new LRUCache<string, Sent>(growingTo(KEPT))
  const end = (ref: string, until: number) => {
    const entry = byRef.get(ref)
    if (entry !== undefined) entry.until = Math.min(entry.until, until)
  }

  return {
    async once(request, typed, make) {
      const length = Array.from(typed.trim()).length
      if (length === 0) return make()
      const now = clock()
      const digest = createHmac('sha256', key).update(sentIn(request)).digest('base64url')
      const before = sent.get(digest)
      if (before !== undefined && now < before.until) return before.made
      const isTheirs = length >= THEIRS
      const entry = { made: make(), isTheirs, until: now + (isTheirs ? UNHEARD_MS : CLICKED_MS) }
      sent.set(digest, entry)
      try {
        const made = await entry.made
        byRef.set(made.ref, entry)
        return made
      } catch (error) {
        entry.until = 0
        throw error
      }
    },
    opened: (ref) => end(ref, byRef.get(ref)?.isTheirs === true ? clock() + CLICKED_MS : 0),
    gone: (ref) => end(ref, 0),
  }
}

function sentIn({ ip, url, headers, body }: FastifyRequest): string {
  return JSON.stringify([
    prefixOfAddress(ip).near,
    headers['user-agent'],
    headers['accept-language'],
    url,
    formOf(body).toString(),
  ])
}
