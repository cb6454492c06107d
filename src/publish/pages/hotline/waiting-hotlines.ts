import type { HotlineFigures } from '../../readers/read-hotline.ts'
import type { PageContext } from '../page-context.ts'
import { hotlines, liveContactView, type LiveContactView } from './contact-view.ts'
import { liveWait } from './wait-words.ts'

/** By the contact's id. */
export type Waits = ReadonlyMap<string, HotlineFigures>

/** Where a verdict sends people to the hotline: is it open, and how long is the wait at this moment. */
export interface WaitingHotline extends LiveContactView {
  /** Null where it is closed, or nobody has said so lately. */
  readonly wait: ReturnType<typeof liveWait>
}

export function waitingHotlines(context: PageContext, waits: Waits): WaitingHotline[] {
  return hotlines(context).map((contact) => {
    const view = liveContactView(context, contact)
    const queue = waits.get(contact.id)?.queue
    return { ...view, wait: view.open ? liveWait(context.words, queue, context.now) : null }
  })
}
