import t from 'tap'

import { heldUntil } from '../../src/notify/allowance.ts'

const HOUR = 3_600_000
const now = 10 * HOUR

t.test('below the limit a letter goes at once', async (t) => {
  t.equal(heldUntil({ perHour: 2 }, { sentAt: [now - 1], urgent: false, now }), undefined)
})

t.test('at the limit it waits until the oldest letter of the hour is an hour old', async (t) => {
  t.equal(heldUntil({ perHour: 2 }, { sentAt: [now - 50, now - 1], urgent: false, now }), now - 50 + HOUR)
})

t.test('what is urgent does not wait for the hour, but for what the vendor allows', async (t) => {
  const sentAt = [now - 50, now - 1]
  t.equal(heldUntil({ perHour: 1 }, { sentAt, urgent: true, now }), undefined)
  const perRecipient = { count: 2, withinMs: 60_000 }
  t.equal(heldUntil({ perHour: 1, perRecipient }, { sentAt, urgent: true, now }), now - 50 + 60_000)
})
