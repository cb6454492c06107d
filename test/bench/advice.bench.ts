import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createSite } from '../../src/publish/site.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import { TEMPLATES } from './recording.ts'

const WALLET = path.resolve(import.meta.dirname, '../../data/wallet.yaml')
const WARM = 200
const TIMES = 1_000
const TYPED = { bank: '港湾', channel: 'debit-card', amount: '8000', class: '2' }

/** What one answer of the top-up adviser takes on the server, without the network; it is made anew for every reader. */
export const adviceBench: Bench = {
  name: 'advice',
  async run() {
    await using folder = await benchFolder()
    const { wallet, probes } = loadConfig(WALLET, {})
    const texts = loadTexts(path.join(TEMPLATES, 'locales'))
    const store = await openStore({ file: path.join(folder.path, DATABASE_FILE) })
    const site = createSite({
      db: store.db,
      wallet,
      probes,
      texts,
      templates: loadTemplates(TEMPLATES, texts),
      clock: Date.now,
      log: createLog('silent'),
    })
    await site.refresh()
    const took: number[] = []
    for (let time = 0; time < WARM + TIMES; time += 1) {
      const beganAt = performance.now()
      await site.topUp.answer('zh-CN', TYPED)
      if (time >= WARM) took.push(performance.now() - beganAt)
    }
    await site.stop()
    await store.close()
    return [{ name: 'answer on a top-up', value: median(took), unit: 'ms', goal: { of: 'value', atMost: 2 } }]
  },
}
