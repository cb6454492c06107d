import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import type { State } from '../../../src/domain/state.ts'
import type { Wallet } from '../../../src/domain/wallet.ts'
import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleSnapshot } from '../../support/sample-snapshot.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

/** The sample ladder with its first step bound to freezing and the hotline on its second. */
function boundWallet(): Wallet {
  const wallet = sampleWallet()
  const [first, second, ...rest] = wallet.emergencySteps
  if (first === undefined || second === undefined) throw new Error('the sample ladder has three steps')
  return {
    ...wallet,
    emergencySteps: [{ ...first, componentId: 'freeze' }, { ...second, contactIds: ['hotline'] }, ...rest],
  }
}

function withStates(states: Readonly<Record<string, State>>) {
  const snapshot = sampleSnapshot('calm')
  const groups = snapshot.groups.map((group) => ({
    ...group,
    components: group.components.map((one) => ({ ...one, state: states[one.id] ?? one.state })),
  }))
  return { ...snapshot, groups }
}

const pages = samplePages({ wallet: boundWallet() })

void t.test('a step that does not work says so and sends the reader on', async (t) => {
  const snapshot = withStates({ freeze: 'major_outage' })
  const text = textOf(await render('emergency', { pages, snapshot }))
  t.match(
    text,
    /冻结钱包 .*现在用不了（3月5日 周四 20:31 起）。 不成功就不要等，接着做下面的步骤。.*挂失手机卡/,
  )
  const english = textOf(await render('emergency', { pages, snapshot, locale: 'en' }))
  t.match(
    english,
    /This does not work now \(since .*20:31\)\. If it fails, do not wait: go on with the steps/,
  )
})

void t.test('a line that is down says so beside its number', async (t) => {
  const page = await render('emergency', { pages, snapshot: withStates({ hotline: 'partial_outage' }) })
  t.match(textOf(page), /000-0000-0000 .*现在有一部分用不了（.* 起）。 打不通就不要等，改用别的方式。/)
})

void t.test('what works and what nobody looked at leave the ladder as it is', async (t) => {
  for (const state of ['operational', 'unknown'] as const) {
    const { body } = await render('emergency', {
      pages,
      snapshot: withStates({ freeze: state, hotline: state }),
    })
    t.notMatch(body, 'class="trouble')
  }
})

void t.test('the page stays small on its worst day', async (t) => {
  const snapshot = withStates({ freeze: 'major_outage', hotline: 'major_outage' })
  for (const locale of LOCALES) {
    const { body } = await render('emergency', { pages, snapshot, locale })
    t.ok(Buffer.byteLength(body) <= 15 * 1024, `${Buffer.byteLength(body)} bytes`)
  }
})

void t.test('without steps or contacts nobody is sent to an empty list', async (t) => {
  const bare = samplePages({ wallet: { ...sampleWallet(), emergencySteps: [], contacts: [] } })
  const page = await render('emergency', { pages: bare })
  t.notMatch(page.body, /照顺序做|<ol|#contacts/)
  t.match(textOf(page), '先冻结钱包')
  const home = await render('home', { pages: bare, snapshot: 'walletDown' })
  t.match(textOf(home), '谨防冒充')
  t.notMatch(home.body, /只认这里列出的联系方式|#contacts/)
})
