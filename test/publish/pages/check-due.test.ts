import t from 'tap'

import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'
import { SMALL_FEEDBACK } from '../../record/feedback/desk-of.ts'

/** The page that says which numbers are ours, one that no day is set for checked and to be checked again on these days. */
async function verifyWith(days: { readonly checkedOn: string; readonly checkAgainOn?: string }) {
  const wallet = sampleWallet()
  const chosen = wallet.contacts.find(({ checkAgainOn }) => checkAgainOn === undefined)
  const contacts = wallet.contacts.map((contact) =>
    contact === chosen ? { ...contact, ...days } : { ...contact, checkedOn: '2026-03-01' },
  )
  return textOf(
    await render('verify', {
      pages: samplePages({ wallet: { ...wallet, contacts, feedback: SMALL_FEEDBACK } }),
    }),
  )
}

t.test('an entry that nobody checked for too long is said to be checked again', async (t) => {
  t.match(await verifyWith({ checkedOn: '2014-03-20' }), '已到复核的时候，正在复核')
  t.notMatch(await verifyWith({ checkedOn: '2026-03-01' }), '正在复核')
})

t.test('an entry whose day to be checked has come is said to be checked again', async (t) => {
  t.match(await verifyWith({ checkedOn: '2026-03-01', checkAgainOn: '2026-03-02' }), '正在复核')
  t.notMatch(await verifyWith({ checkedOn: '2014-03-20', checkAgainOn: '2036-01-01' }), '正在复核')
})
