import type { Reporter } from '../../judge/reporters.ts'
import type { StoredMark } from '../../store/reports/marks.ts'

/**
 * The marks of a day in memory: where a report is taken, so that whoever sends the same one again and again costs two
 * look-ups and never a write. Bounded whatever comes.
 */
export interface Book {
  /**
   * Takes a mark in; false where it adds nothing: its sender has spoken not long ago, its network has said all it can
   * weigh, or too much is there already.
   */
  take(mark: StoredMark): boolean
  /** Takes in a mark that is stored already. */
  recall(mark: StoredMark): void
  /** Whether this sender has reported this component not long ago. */
  hasHeard(componentId: string, sender: Buffer, at: number): boolean
  /** Those who reported a component after `sinceAt`, until now. */
  reporters(componentId: string, sinceAt: number, now: number): Reporter[]
  /** Components that anybody reported after `sinceAt`. */
  componentsSince(sinceAt: number): string[]
  /**
   * Lets go of marks that are too old to say anything, and of those from a future that a clock set back has called off;
   * answers whether there were any.
   */
  drop(now: number): boolean
}

/** More from one network weigh next to nothing. */
const MOST_OF_NET = 256
/** Far beyond any alarm. */
const MOST_OF_COMPONENT = 5_000

/** Clocks are put right by seconds all the time. */
const SLACK_MS = 60_000

interface Kept extends Reporter {
  readonly at: number
}

interface Page {
  readonly marks: Map<string, Kept>
  readonly nets: Map<string, number>
}

/** `heardForMs`: after that, whoever reported counts again, since many phones may stand behind one address. */
export function createBook(heardForMs: number): Book {
  const pages = new Map<string, Page>()
  const pageOf = (componentId: string): Page => {
    const page = pages.get(componentId) ?? { marks: new Map(), nets: new Map() }
    pages.set(componentId, page)
    return page
  }
  const count = ({ nets }: Page, net: string, by: number): void => {
    const now = (nets.get(net) ?? 0) + by
    if (now > 0) nets.set(net, now)
    else nets.delete(net)
  }
  const put = (page: Page, mark: StoredMark): void => {
    const kept = { ...reporterOf(mark), at: mark.at }
    if (!page.marks.has(kept.sender)) count(page, kept.net, 1)
    page.marks.set(kept.sender, kept)
  }
  const hasHeard = (componentId: string, sender: Buffer, at: number): boolean => {
    const known = pages.get(componentId)?.marks.get(word(sender))
    return known !== undefined && Math.abs(at - known.at) < heardForMs
  }

  return {
    take(mark) {
      if (hasHeard(mark.componentId, mark.sender, mark.at)) return false
      const page = pageOf(mark.componentId)
      const isNew = !page.marks.has(word(mark.sender))
      const isFull =
        page.marks.size >= MOST_OF_COMPONENT || (page.nets.get(word(mark.net)) ?? 0) >= MOST_OF_NET
      if (isNew && isFull) return false
      put(page, mark)
      return true
    },
    recall: (mark) => put(pageOf(mark.componentId), mark),
    hasHeard,
    reporters(componentId, sinceAt, now) {
      const marks = pages.get(componentId)?.marks.values().toArray() ?? []
      return marks.filter(({ at }) => at > sinceAt && at <= now)
    },
    componentsSince: (sinceAt) =>
      [...pages]
        .filter(([, { marks }]) => marks.values().some(({ at }) => at > sinceAt))
        .map(([componentId]) => componentId),
    drop(now) {
      let dropped = false
      for (const page of pages.values()) {
        for (const [sender, { at, net }] of page.marks) {
          if (at > now - heardForMs && at <= now + SLACK_MS) continue
          page.marks.delete(sender)
          count(page, net, -1)
          dropped = true
        }
      }
      return dropped
    },
  }
}

/** A mark as it is weighed. */
export function reporterOf({ sender, block, net }: StoredMark): Reporter {
  return { sender: word(sender), block: word(block), net: word(net) }
}

/** Sixteen bytes as sixteen characters. */
function word(bytes: Buffer): string {
  return bytes.toString('latin1')
}
