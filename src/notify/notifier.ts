import type { Component } from '../domain/component.ts'
import type { Recipient } from '../domain/subscriber.ts'
import { TRANSPORT_KINDS } from '../domain/transport.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { loop } from '../lib/loop.ts'
import type { Tokens } from '../lib/tokens.ts'
import { releaseLeases } from '../store/notices/due-deliveries.ts'
import { StoreUnavailable } from '../store/errors.ts'
import type { Db } from '../store/open.ts'
import { fanOut } from './fan-out.ts'
import type { Messages } from './message/messages.ts'
import type { Transports } from './transports/transports.ts'
import { createWorker } from './worker.ts'
import { createLetterWriter } from './write-letter.ts'

export interface Notifier {
  /** Something was written that subscribers may have to hear of. */
  poke(): void
  stop(): Promise<void>
}

export interface NotifierDeps {
  readonly db: Db
  readonly components: readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]
  /** Of the page: quiet hours are told by its clocks. */
  readonly zone: string
  readonly publicUrl: string
  readonly transports: Transports
  readonly messages: Messages
  readonly tokens: Pick<Tokens, 'token'>
  readonly perHour: number
  /** Where operators are told, by what stands for each of them in the database. */
  readonly operators: ReadonlyMap<string, Recipient>
  readonly onConfirmed: (subscriberNum: number) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Another process may have written a notice. */
const LOOK_EVERY_MS = 1_000
/** One process sends today; leases under its name are its own from before it was stopped. */
const OWNER = 'here'

/**
 * Takes notices to subscribers, from now on until it is stopped: fans them out into deliveries, and has a worker of each transport send those. It reads
 * what was recorded and writes only how deliveries fare, so it can be stopped anywhere and go on later.
 */
export async function startNotifier(deps: NotifierDeps): Promise<Notifier> {
  const { db, transports, clock, log } = deps
  // Before anything is claimed anew under this name.
  await releaseLeases(db, { owner: OWNER, began: true, now: clock() })
  const onError = (error: unknown): void => {
    // That the store is away the recorder says once; what is due waits in it.
    if (!(error instanceof StoreUnavailable)) log.error({ err: error }, 'Notices: something failed')
  }
  const write = createLetterWriter(deps)
  const workers = TRANSPORT_KINDS.flatMap((kind) => {
    const transport = transports[kind]
    return transport === undefined
      ? []
      : [createWorker({ ...deps, kind, transport, write, owner: OWNER, onError })]
  })
  const pokeAll = (): void => {
    for (const worker of workers) worker.poke()
  }
  let stopped = false

  const work = async (): Promise<void> => {
    if ((await releaseLeases(db, { owner: OWNER, began: false, now: clock() })) > 0) pokeAll()
    await fanOut(deps, { stopped: () => stopped, onStep: pokeAll })
  }
  const walking = loop(LOOK_EVERY_MS, { work, onError })

  return {
    poke() {
      walking.poke()
      pokeAll()
    },
    async stop() {
      stopped = true
      await walking.stop()
      await Promise.all(workers.map((worker) => worker.stop()))
      await Promise.all(Object.values(transports).map((transport) => transport.close()))
    },
  }
}
