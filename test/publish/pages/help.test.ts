import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import { sampleSnapshot } from '../../support/sample-snapshot.ts'
import { render, textOf } from '../../support/render.ts'

void t.test('the walk goes from us to the network, the app, the notices and the hotline', async (t) => {
  const { body } = await render('help-outage')
  const steps = [...body.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, heading]) => heading)
  t.same(steps.slice(1, 6), ['先看是不是我们的问题', '检查网络', '重启应用', '看官方公告', '打人工热线'])
})

void t.test('when an incident matches, it comes first and restarting is said to be useless', async (t) => {
  const page = await render('help-outage', { snapshot: 'walletDown', query: { symptom: 'top_up' } })
  const text = textOf(page)
  t.match(text, '这次重启没有用')
  t.match(text, '打电话不会让它更快恢复')
  t.ok(page.body.indexOf('/incidents/a1b2c3d4e5f6') < page.body.indexOf('>检查网络<'))
})

void t.test('when nothing is wrong, the reader is sent on', async (t) => {
  const text = textOf(await render('help-outage'))
  t.match(text, '我们没有看到故障。')
  t.match(text, '把钱包完全关掉，再打开。')
})

void t.test('when we cannot see, we do not say that all is well', async (t) => {
  const text = textOf(await render('help-outage', { snapshot: 'blind' }))
  t.match(text, '我们暂时看不清楚。')
  t.notMatch(text, '我们没有看到故障')
})

void t.test('the announcement that matters now is linked, others are not', async (t) => {
  const { body } = await render('help-outage')
  t.match(body, '/announcements/d4e5f6a1b2c3')
  t.notMatch(body, '/announcements/e5f6a1b2c3d4')
})

void t.test('the hotline shows its hours, its state and what to have ready', async (t) => {
  const text = textOf(await render('help-outage'))
  t.match(text, '现在可以打，到 22:00（北京时间）为止')
  t.match(text, '注册的手机号')
  t.match(text, '客服不会问密码')
})

void t.test('a line that is dead is not called open', async (t) => {
  const calm = sampleSnapshot('calm')
  const groups = calm.groups.map((group) => ({
    ...group,
    components: group.components.map((one) =>
      one.id === 'hotline' ? { ...one, state: 'major_outage' as const } : one,
    ),
  }))
  const text = textOf(await render('help-outage', { snapshot: { ...calm, groups } }))
  t.match(text, '线路现在打不通')
  t.notMatch(text, '现在可以打，到 22:00（北京时间）为止')
})

void t.test('a symptom nobody knows is a 400', async (t) => {
  t.equal((await render('help-outage', { query: { symptom: 'dance' } })).status, 400)
})

void t.test(
  'the emergency page is small, and the same when all is well and when nobody can see',
  async (t) => {
    for (const locale of LOCALES) {
      const calm = await render('emergency', { locale })
      const { builtAt } = sampleSnapshot('calm')
      const without = (body: string) => body.replace(/<p class="small">[^]*?<\/footer>/, '')
      const blind = await render('emergency', { locale, snapshot: { ...sampleSnapshot('blind'), builtAt } })
      t.equal(without(blind.body), without(calm.body))
      t.ok(Buffer.byteLength(calm.body) <= 15 * 1024)
      t.notMatch(calm.body, /<script(?! type="application\/ld\+json")/)
      t.match(calm.body, 'href="tel:110"')
    }
  },
)
