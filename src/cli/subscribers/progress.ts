import type { CommandIo } from '../command.ts'

export interface Progress {
  /** `share` of the work is done, 0 to 1, which `words` tell. */
  show(share: number, words: string): void
  /** A line that stays. */
  say(line: string): void
  end(): void
}

const BAR = 24
const EVERY_MS = 100
const LINE_EVERY_MS = 10_000

/** A bar that is drawn over itself on a terminal; elsewhere, such as in a log, a line now and then. */
export function createProgress({ err, overwrite }: Pick<CommandIo, 'err' | 'overwrite'>): Progress {
  let shownAt = overwrite === undefined ? performance.now() : 0
  return {
    show(share, words) {
      const now = performance.now()
      if (now - shownAt < (overwrite === undefined ? LINE_EVERY_MS : EVERY_MS)) return
      shownAt = now
      const percent = `${Math.floor(share * 100)} %`.padStart(5)
      const full = Math.round(share * BAR)
      if (overwrite === undefined) err(`${words},${percent}`)
      else overwrite(`${'█'.repeat(full)}${'░'.repeat(BAR - full)}${percent}  ${words}`)
    },
    say(line) {
      overwrite?.('')
      err(line)
    },
    end: () => overwrite?.(''),
  }
}
