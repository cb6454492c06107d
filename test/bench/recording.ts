import path from 'node:path'

import type { Config } from '../../src/config/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTexts, type Texts } from '../../src/lib/text.ts'
import { createProber, type Prober } from '../../src/probe/prober.ts'
import { createIntake, type Intake } from '../../src/record/intake.ts'
import { createObserver } from '../../src/record/observe.ts'
import type { Recorded } from '../../src/record/recorded.ts'
import { DATABASE_FILE, openStore, type Store } from '../../src/store/open.ts'

export const TEMPLATES = path.resolve(import.meta.dirname, '../../templates')

/** From looking to a stored judgement, as src/app.ts puts it together. */
export interface Recording extends AsyncDisposable {
  readonly store: Store
  readonly texts: Texts
  readonly prober: Prober
  readonly intake: Intake
}

export async function openRecording(
  folder: string,
  config: Config,
  onRecorded: (recorded: Recorded) => void = () => {},
): Promise<Recording> {
  const { wallet, probes, canaries, publishing } = config
  const log = createLog('error')
  const clock = systemClock
  const texts = loadTexts(path.join(TEMPLATES, 'locales'))
  const store = await openStore({ file: path.join(folder, DATABASE_FILE) })
  const observer = createObserver({ db: store.db, wallet, probes, publishing, texts, log })
  await observer.restore(clock())
  const intake = createIntake({ observer, clock, log, onRecorded })
  const prober = createProber({
    probes,
    canaries,
    place: 'here',
    clock,
    log,
    lastBeat: async () => undefined,
    onBlind: async () => undefined,
  })
  return {
    store,
    texts,
    prober,
    intake,
    async [Symbol.asyncDispose]() {
      await intake.close()
      await store.close()
    },
  }
}
