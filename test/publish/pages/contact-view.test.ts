import t from 'tap'

import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

t.test('nobody is told to call a chat', async (t) => {
  const wallet = sampleWallet()
  const contacts = wallet.contacts.map((one) =>
    one.kind === 'hotline' ? { ...one, kind: 'chat' as const } : one,
  )
  const text = textOf(await render('hotline', { pages: samplePages({ wallet: { ...wallet, contacts } }) }))
  t.match(text, '现在可以用，到 22:00（北京时间）为止')
  t.notMatch(text, '现在可以打')
})
