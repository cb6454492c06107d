import t from 'tap'

import { LOCALES } from '../../src/domain/locale.ts'
import type { State } from '../../src/domain/state.ts'
import { loadConfig } from '../../src/config/load.ts'
import { textOf } from '../support/render.ts'
import { SAMPLE_NOW } from '../support/sample-snapshot.ts'
import { samplePages } from '../support/sample-pages.ts'
import { blindSnapshot } from '../../src/publish/snapshot/blind.ts'
import type { Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { form, openSite } from '../http/open-site.ts'

/** The wallet that comes with the project: its ladder is what readers get. */
const { wallet } = loadConfig('data/wallet.yaml', {})
const pages = samplePages({ wallet })

/** The wallet with every function at work but these. */
function snapshotWith(states: Readonly<Record<string, State>> = {}): Snapshot {
  const blind = blindSnapshot(wallet, SAMPLE_NOW)
  return {
    ...blind,
    dataAt: SAMPLE_NOW,
    groups: blind.groups.map((group) => ({
      ...group,
      components: group.components.map((one) => ({
        ...one,
        state: states[one.id] ?? 'operational',
        alternatives: one.id === 'password' ? ['freeze'] : [],
      })),
    })),
  }
}

async function shown(
  name: 'emergency' | 'help-lost',
  states: Readonly<Record<string, State>> = {},
  locale: (typeof LOCALES)[number] = 'zh-CN',
): Promise<string> {
  return (await pages[name](snapshotWith(states), { locale, params: {}, query: {} }, SAMPLE_NOW)).body
}

const read = (body: string): string => textOf({ status: 200, contentType: '', body })

t.test('冻结账户：第一步就是冻结，说明现在能不能用，用不了怎么办', async (t) => {
  const text = read(await shown('emergency'))
  t.match(text, /照顺序做，先冻结.*冻结钱包 现在能用.*打我们的热线/)
  t.match(text, /只有看到“已冻结”.*才算冻结成功/)
  t.match(
    read(await shown('emergency', { freeze: 'major_outage' })),
    /冻结钱包 现在用不了.*不成功就不要等，接着做下面的步骤。.*打我们的热线/,
  )
  t.match(read(await shown('emergency', {}, 'en')), /Freeze your wallet Works now/)
  t.match(await shown('emergency'), /href="https:\/\/lamplight\.example\/freeze"/)
})

t.test('更改密码：用安全的设备改；收不到验证码时，这一步自己会说，并给出别的办法', async (t) => {
  t.match(
    read(await shown('help-lost')),
    /用安全的设备改密码 现在能用 用没丢过、没人动过的手机.*退出所有其他设备/,
  )
  for (const page of ['emergency', 'help-lost'] as const)
    t.match(
      read(await shown(page, { otp: 'major_outage' })),
      /用安全的设备改密码 这一步要用“验证码”：现在用不了。 不成功就不要等，改用：挂失与冻结。/,
      page,
    )
})

t.test('报案并记录：110 和 96110 各管什么，要留什么证据，回执编号写在哪里', async (t) => {
  const text = read(await shown('help-lost'))
  t.match(text, /110：钱已经被转走.*96110：反诈专线.*不会要密码/)
  t.match(text, /金额.*时间.*对方的名称、账号、电话.*订单号.*截图.*来电和短信记录.*工号/)
  t.match(text, /报警回执编号：＿/)
  t.match(text, /立案并给我回执/)
  t.match(read(await shown('emergency')), /110 .*核对.*96110 .*核对/)
})

t.test('跟踪追查：挂失通知有编号、时间和自己的链接，能看到处理到哪一步', async (t) => {
  t.match(await shown('help-lost'), 'href="/help/lost/notice"')
  const { url, db } = await openSite(t)
  const answer = await fetch(`${url}/help/lost/notice`, form({ lost: 'wallet' }))
  const link = `${url}${answer.headers.get('location')}`
  t.match(read(await (await fetch(link)).text()), /编号 L-\d{4}-\w{5} .*处理经过 已收到/)
  await db.updateTable('losses').set({ state: 'acted' }).execute()
  t.match(read(await (await fetch(link)).text()), /现在： ?已处理/)
})

t.test('both pages keep to 15 KB with everything in them, and run no script', async (t) => {
  const all = Object.fromEntries(wallet.components.map(({ id }) => [id, 'major_outage' as const]))
  for (const name of ['emergency', 'help-lost'] as const)
    for (const locale of LOCALES)
      for (const states of [{}, all]) {
        const body = await shown(name, states, locale)
        t.ok(Buffer.byteLength(body) <= 15 * 1024, `${name} ${locale}: ${Buffer.byteLength(body)} bytes`)
        t.notMatch(
          body,
          /<script(?! type="application\/ld\+json")|<link[^>]*stylesheet|<img/,
          `${name} ${locale}`,
        )
      }
})
