import { obey } from './child.ts'

/** `begin` answers nothing worth having. */
export interface IdleAsk {
  readonly do: 'begin' | 'end'
}

const EVERY_MS = 10

let late: number[] = []
let timer: NodeJS.Timeout | undefined

/**
 * A process that does nothing but wake up a hundred times a second, and notes how late it is woken, ms: what this
 * machine lets any process have while others work on it. Asked to begin, it answers nothing; asked to end, all of it.
 */
obey(async (ask: IdleAsk): Promise<readonly number[]> => {
  clearTimeout(timer)
  const noted = late
  late = []
  if (ask.do === 'begin') wakeAt(Date.now() + EVERY_MS)
  return noted
})

function wakeAt(plannedAt: number): void {
  timer = setTimeout(
    () => {
      const now = Date.now()
      // Planned on a grid, as probes are: what was due meanwhile is late as well.
      let next = plannedAt
      for (; next <= now; next += EVERY_MS) late.push(now - next)
      wakeAt(next)
    },
    Math.max(0, plannedAt - Date.now()),
  )
}
