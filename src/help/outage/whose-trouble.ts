import type { SymptomCause } from '../../domain/symptom.ts'

/**
 * What we see, whatever the symptom says.
 * - `ours`: a fault of ours is why; nothing the reader does to the phone will help.
 * - `partly`: faults of ours, and other ways to do the same still work; whether the reader's is hit, they see in the list.
 * - `bank`: only banks are hit; others work.
 * - `planned`: planned work is why; `planned_partly` where other ways are open.
 * - `unseen`: we looked and everything asked about works; the phone, network or account is worth checking.
 * - `back`: what was out works again; money may still be matched.
 * - `blind`: we cannot see enough to say.
 */
export type Seen = 'ours' | 'partly' | 'bank' | 'planned' | 'planned_partly' | 'unseen' | 'back' | 'blind'

/**
 * The answer to "is it me or you?". Where no fault of ours is seen, the symptom speaks:
 * - `yours`: the network, the app, signing in, a limit, the balance, too many tries, or a way that is not offered.
 * - `their_bank`: the reader's bank said no, and we see none down.
 * - `restricted`: a restriction on the account, which is no outage.
 * - `charged`: money is on its way.
 * - `unconfirmed`: such a message comes from us, and we see no fault.
 * - `reported`: we see no fault, and more people than usual say that it fails.
 */
export type Answer = Seen | 'yours' | 'their_bank' | 'restricted' | 'charged' | 'unconfirmed' | 'reported'

/** Whether such a message is about the account or the amount, so that only what is out altogether speaks against it. */
export function speaksForItself(cause: SymptomCause): boolean {
  return OF_ITSELF.includes(cause)
}

const OF_ITSELF: readonly SymptomCause[] = ['limit', 'balance', 'too_often', 'not_offered', 'restricted']

interface Said {
  readonly cause?: SymptomCause
  readonly reportsAboveUsual?: boolean
}

export function answerOf(seen: Seen, { cause, reportsAboveUsual = false }: Said): Answer {
  if (seen === 'ours' || seen === 'partly' || seen === 'bank' || seen === 'planned') return seen
  // What is said by others counts against our not having seen anything, and against nothing else.
  const unsure = reportsAboveUsual ? 'reported' : seen
  switch (cause) {
    case undefined:
      return unsure
    case 'network':
    case 'app':
    case 'sign_in':
      // Where we cannot see, it may as well be us.
      return reportsAboveUsual || seen === 'blind' ? unsure : 'yours'
    case 'limit':
    case 'balance':
    case 'too_often':
    case 'not_offered':
      return 'yours'
    case 'bank':
      return seen === 'planned_partly' ? seen : reportsAboveUsual ? 'reported' : 'their_bank'
    case 'restricted':
    case 'charged':
      return cause
    case 'ours':
      return reportsAboveUsual || seen !== 'unseen' ? unsure : 'unconfirmed'
    default:
      return cause satisfies never
  }
}

/** Restarting mends the app and nothing else: what is ours it never mends, nor a limit, nor the bank's no. */
export function helpsToRestart(answer: Answer, cause: SymptomCause | undefined): boolean {
  // Where nothing is explained, or the app itself explains it.
  if (['unseen', 'back', 'blind', 'unconfirmed'].includes(answer)) return true
  if (answer === 'yours') return cause === 'network' || cause === 'app'
  return answer === 'planned_partly' && cause === undefined
}
