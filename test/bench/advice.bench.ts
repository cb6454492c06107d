import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import type { RenderedPage } from '../../src/publish/page.ts'
import { createSite } from '../../src/publish/site.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'
import { barePage } from './bare-page.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { Pair } from './in-turn.ts'
import { TEMPLATES } from './recording.ts'

const WALLET = path.resolve(import.meta.dirname, '../../data/wallet.yaml')
const WARM = 200
const TIMES = 1_000
const TYPED = { bank: '港湾', channel: 'debit-card', amount: '8000', class: '2' }
/** A message as it is forwarded: a link that looks like ours, a number that is not ours, and our own. */
const MESSAGE =
  '【暖灯钱包】您的账户有风险，请点击 http://1amplight.example/a 核实，或拨打 400-123-4567，客服热线 000-0000-0000'

/**
 * What one answer takes on the server, without the network: each is made anew for every reader. Against writing the same
 * page with one bare template.
 */
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
    const onTopUp = await pairOf(() => site.topUp.answer('zh-CN', TYPED))
    const onMessage = await pairOf(() => site.verify.answered('zh-CN', MESSAGE))
    await site.stop()
    await store.close()
    const goal = { of: 'value', atMost: 2 } as const
    return [
      { name: 'answer on a top-up', ...onTopUp, unit: 'ms', goal },
      { name: 'answer on a message that may not be ours', ...onMessage, unit: 'ms', goal },
    ]
  },
}

async function pairOf(answer: () => Promise<RenderedPage>): Promise<Pair> {
  const write = barePage((await answer()).body)
  return { value: await timeOf(answer), limit: await timeOf(async () => write()) }
}

async function timeOf(answer: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < WARM + TIMES; time += 1) {
    const beganAt = performance.now()
    await answer()
    if (time >= WARM) took.push(performance.now() - beganAt)
  }
  return median(took)
}
