import t from 'tap'

import { render, textOf, type Asked } from '../support/render.ts'

/* Statements of the article that the project began with, on what to do when the service fails: each on the real page, on a calm day and in an outage. */

const page = async (query: Record<string, string> = {}, snapshot: NonNullable<Asked['snapshot']> = 'calm') =>
  textOf(await render('help-outage', { query, snapshot }))

t.test(
  '检查网络连接: on a calm day the network is worth a try, since this page came through it',
  async (t) => {
    const calm = await page({ saw: 'no-network' })
    t.match(calm, '您能打开这一页，说明手机能上网')
    t.match(calm, '在 Wi-Fi 和移动数据之间换一下')
    t.match(calm, '这一页生成于 3月14日 周六 20:31', 'and a page that a phone kept says of when it is')
  },
)

t.test('检查网络连接: in an outage nobody is sent to change the network', async (t) => {
  const down = await page({ saw: 'no-network' }, 'walletDown')
  t.match(down, '这次不用检查网络，换网络也没有用')
  t.notMatch(down, '换一下再试')
})

t.test('重启应用: on a calm day restarting is advised, and removing the app is not', async (t) => {
  const calm = await page({ saw: 'app-will-not-open' })
  t.match(calm, '把钱包完全关掉，再打开')
  t.match(calm, '不要卸载')
})

t.test('重启应用: in an outage restarting is said to be useless, whatever was seen', async (t) => {
  for (const saw of ['app-will-not-open', 'service-busy', 'limit-reached']) {
    const down = await page({ saw }, 'walletDown')
    t.match(down, '这次重启没有用。请不要卸载、重装或反复登录', saw)
    t.notMatch(down, '把钱包完全关掉', saw)
  }
})

t.test('重启应用: a restriction is lifted by no restart', async (t) => {
  const text = await page({ saw: 'account-restricted' })
  t.match(text, '等待和重启都不会解除限制')
  t.match(text, '重启对这条提示没有用')
})

t.test('查看官方公告: on a calm day the announcements in force stand on the page', async (t) => {
  const { body } = await render('help-outage')
  t.match(body, '/announcements/d4e5f6a1b2c3')
  t.match(body, 'href="/announcements"')
})

t.test(
  '查看官方公告: in an outage the incident comes first, since when and when the next word comes',
  async (t) => {
    const rendered = await render('help-outage', { snapshot: 'walletDown', query: { symptom: 'pay' } })
    t.ok(rendered.body.indexOf('/incidents/a1b2c3d4e5f6') < rendered.body.indexOf('看官方公告'))
    t.match(textOf(rendered), '今天 20:05 起')
    t.match(textOf(rendered), '今天 21:00 前')
  },
)

t.test('联系客服: on a calm day after the other steps, with what to have ready and a sheet', async (t) => {
  t.match(await page(), '前面几步都试过还不行，就打电话告诉我们')
  t.match(await page(), '打之前准备好')
  t.match((await render('help-outage')).body, 'href="/hotline/sheet')
})

t.test(
  '联系客服: in an outage a call brings nothing back sooner, and the sheet knows the incident',
  async (t) => {
    const { body } = await render('help-outage', { snapshot: 'walletDown', query: { symptom: 'pay' } })
    t.match(body, '打电话不会让它更快恢复')
    t.match(body, /hotline\/sheet\?component&#x3D;[a-z-]+&amp;incident&#x3D;a1b2c3d4e5f6/)
  },
)

t.test('多次尝试未果: before another try the bill, since a charge may be on its way', async (t) => {
  t.match(await page({ symptom: 'top_up' }), '再试之前，先看账单：如果已经扣款，请不要再付、再充')
  t.match(
    await page({ symptom: 'pay' }, 'walletDown'),
    /先看账单.*会自动到账或原路退回，不用来电.*最晚 3月15日 24:00/,
  )
})
