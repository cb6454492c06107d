import t from 'tap'

import { startTestApp } from '../support/test-app.ts'
import { pageText } from '../support/page-text.ts'
import { untilText } from '../support/until-page.ts'

t.test('a bank breaks: the matrix shows it, the adviser names another way, and takes it back', async (t) => {
  const app = await startTestApp(t, { only: ['debit-card', 'cash-agent', 'clearing'] })
  const asked = '/help/top-up?bank=%E6%B8%AF%E6%B9%BE&channel=debit-card&amount=100'
  const answer = async () => pageText(await app.page(asked))
  await app.allSeen()
  await untilText(app, asked, /可以充。/)

  const fault = app.sandbox.faults.add({
    endpoint: 'topup',
    kind: 'error',
    channel: 'debit_card',
    bank: 'harbour',
  })
  await app.until({ harbour: 'major_outage', maple: 'operational', 'cash-agent': 'operational' })
  await untilText(app, '/help/top-up', /港湾银行 不可用/)
  await untilText(app, '/help/top-up', /枫叶银行 正常/)
  await untilText(app, asked, /现在不行。.*港湾银行.*暂时不可用/)
  const others = (await answer()).split('可以换的方式')[1] ?? ''
  t.match(others, /便利店充值/)
  t.match(others, /枫叶银行/)
  t.notMatch(others.split('已经扣款')[0], /港湾/)

  app.sandbox.faults.heal(fault.id)
  await app.until({ harbour: 'operational' })
  await untilText(app, asked, /可以充。/)
  await untilText(app, '/help/top-up', /港湾银行 正常/)
})

t.test('a fee that is quoted higher than published is told, and the adviser counts with it', async (t) => {
  const app = await startTestApp(t, { only: ['cash-agent'] })
  await app.allSeen()
  await untilText(app, '/help/top-up', /每笔 0\.20 元/)
  await untilText(app, '/help/top-up', /对方现在说： 手续费 0\.50 元/, 20_000)
  await untilText(app, '/help/top-up?channel=cash-agent&amount=100', /手续费 0\.50 元/)
})
