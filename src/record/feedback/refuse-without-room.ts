import { countWords } from '../../store/tickets.ts'
import type { Db } from '../../store/open.ts'
import { FeedbackRefused } from './feedback-refused.ts'

/** Words kept at a time, of all tickets: 800 MB at worst, so that a flood of feedback never takes the disk from loss notices. */
const MOST_KEPT = 100_000

/** Throws FeedbackRefused where no more can be kept: people are told to call, and nothing that others wrote is let go for it. */
export async function refuseWithoutRoom(tx: Db): Promise<void> {
  if ((await countWords(tx)) >= MOST_KEPT) throw new FeedbackRefused([{ field: 'message', problem: 'full' }])
}
