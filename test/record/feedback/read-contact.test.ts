import t from 'tap'

import { readContact } from '../../../src/record/feedback/read-contact.ts'

t.test('a mail address or a number is a way to reach somebody, however wide it was typed', async (t) => {
  t.equal(readContact(' reader@wallet.example '), 'reader@wallet.example')
  t.equal(readContact('＋８６ １３８-0000-1234'), '+8613800001234')
  t.equal(readContact(' '), undefined)
  t.equal(readContact('call me'), false)
  t.equal(readContact('4111111111111111'), false)
})

t.test('no way to reach somebody steers the terminal of whoever reads it', async (t) => {
  t.equal(readContact('\u001B]0;x\u0007@wallet.example'), ']0;x@wallet.example')
  t.equal(readContact('reader@\u202Ewallet\u009B2J.example'), 'reader@wallet2J.example')
})
