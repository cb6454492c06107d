import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** A process of its own that does what it is asked, one thing at a time. */
export interface Child<Ask, Told> {
  readonly pid: number
  ask(what: Ask): Promise<Told>
  stop(): Promise<void>
}

type Reply<Told> = { readonly told: Told } | { readonly error: string }

/** Starts a file of this folder that calls `obey`; ends with the process that started it. */
export function startChild<Ask extends object, Told>(file: string): Child<Ask, Told> {
  const child = fork(path.join(import.meta.dirname, file), { serialization: 'advanced' })
  const exited = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    async ask(what) {
      child.send(what)
      const gone = exited.then(() => {
        throw new Error(`${file} ended before it answered.`)
      })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what obey sends is a Reply; both ends stand in this file
      const [reply] = (await Promise.race([once(child, 'message'), gone])) as [Reply<Told>]
      if ('error' in reply) throw new Error(`${file}: ${reply.error}`)
      return reply.told
    },
    async stop() {
      child.disconnect()
      await exited
    },
  }
}

/** The other end: answers what the parent asks, and ends when the parent is gone. */
export function obey(work: (what: never) => Promise<unknown>): void {
  process.on('message', (what) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only startChild sends anything here
    work(what as never).then(
      (told) => process.send?.({ told }),
      (error: unknown) => process.send?.({ error: String(error) }),
    )
  })
  process.on('disconnect', () => process.exit())
}
