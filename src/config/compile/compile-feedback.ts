import type { Feedback } from '../../domain/feedback.ts'
import type { FeedbackSettings } from '../schema/feedback.ts'

export function compileFeedback({ keep, closeAfter, ladder, ...same }: FeedbackSettings): Feedback {
  return {
    ...same,
    keepMs: keep,
    closeAfterMs: closeAfter,
    ladder: ladder.map(({ insteadOf, ...step }) => ({
      ...step,
      ...(insteadOf !== undefined && { insteadOf }),
    })),
  }
}
