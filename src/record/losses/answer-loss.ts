import type { LossState } from '../../domain/loss-notice.ts'
import { readReference } from '../../lib/reference-number.ts'
import { addLossStep, lossByRef, type StoredLoss } from '../../store/losses.ts'
import type { Db } from '../../store/open.ts'
import { RecordError } from '../operators/record-error.ts'

/** More than a screen of a telephone is read by nobody in a fright. */
const LONGEST_WORDS = 1_000

/** A notice by its reference number, however it was typed. Throws RecordError where there is none. */
async function lossNamed(db: Db, ref: string): Promise<StoredLoss> {
  const known = readReference('L', ref)
  const found = known === undefined ? undefined : await lossByRef(db, known)
  if (found === undefined) throw refused(`there is no loss notice "${ref}"; it may have been deleted`)
  return found
}

/** An operator has opened it, which the person may know. Answers it as it was, with that step if it is the first time. */
export async function openLoss(db: Db, ref: string, now: number): Promise<StoredLoss> {
  return db.transaction().execute(async (tx) => {
    const notice = await lossNamed(tx, ref)
    if (notice.state === 'received') await addLossStep(tx, notice.num, { at: now, state: 'seen' })
    return lossNamed(tx, ref)
  })
}

export interface Answer {
  readonly ref: string
  /** To the person, in their language; needed unless the notice is closed. */
  readonly words?: string
  /** What the answer says of the notice; one that was acted on stays so. */
  readonly state: Exclude<LossState, 'received'>
}

/** Answers the person who gave a notice; they read it by their own link. Throws RecordError. */
export async function answerLoss(db: Db, { ref, words, state }: Answer, now: number): Promise<StoredLoss> {
  const said = words?.trim() ?? ''
  if (said === '' && state !== 'closed') throw refused('an answer needs words')
  if (said.length > LONGEST_WORDS)
    throw refused(`the words are ${said.length} characters long, expected at most ${LONGEST_WORDS}`)
  return db.transaction().execute(async (tx) => {
    const notice = await lossNamed(tx, ref)
    const reached = state === 'seen' && notice.state === 'acted' ? 'acted' : state
    await addLossStep(tx, notice.num, { at: now, state: reached, ...(said !== '' && { words: said }) })
    return lossNamed(tx, ref)
  })
}

function refused(message: string): RecordError {
  return new RecordError([{ path: '', message }])
}
