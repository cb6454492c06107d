import t from 'tap'

import { render, textOf } from '../support/render.ts'

/* Statements of the article that the project began with, on what to do when the service fails: each on the real page. */

const calm = async () => textOf(await render('help-outage'))
const down = async () => textOf(await render('help-outage', { snapshot: 'walletDown' }))

t.test(
  '检查网络连接: the page says that the network works, and to switch it only while nothing of ours fails',
  async (t) => {
    t.match(await calm(), '在 Wi-Fi 和移动数据之间换一下再试')
    t.match(await down(), '这次不用检查网络，换网络也没有用')
  },
)

t.test('重启应用: restarting is advised only where it can help', async (t) => {
  t.match(await calm(), '把钱包完全关掉，再打开')
  t.match(await down(), '这次重启没有用。请不要卸载、重装或反复登录')
})

t.test('查看官方公告: the notices in force stand on the page, and the incident before them', async (t) => {
  const { body } = await render('help-outage', { snapshot: 'walletDown' })
  t.ok(body.indexOf('/incidents/') < body.indexOf('看官方公告'))
  t.match((await render('help-outage')).body, '/announcements/')
})

t.test('联系客服: the hotline as it is now, what to have ready, and whether calling helps', async (t) => {
  t.match(await calm(), '前面几步都试过还不行，就打电话告诉我们')
  t.match(await down(), '打电话不会让它更快恢复')
  t.match(await down(), '打之前准备好')
  t.match((await render('help-outage')).body, 'href="/hotline/sheet')
})
