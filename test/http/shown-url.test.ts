import t from 'tap'

import { shownUrl } from '../../src/http/refusals/shown-url.ts'
import { createTokens } from '../../src/lib/tokens.ts'

const token = createTokens('a key for tests that nobody else has').token('any', 'one')

t.test('no log holds what opens somebody’s subscription, feedback or loss notice', async (t) => {
  for (const [url, shown] of [
    [`/subscriptions/${token}/pause`, '/subscriptions/…/pause'],
    [`/en/subscribe/confirm/${token}`, '/en/subscribe/confirm/…'],
    [`/feedback/F-2026-7K3M9.${token}/words`, '/feedback/…/words'],
    [`/en/help/lost/notice/${token}`, '/en/help/lost/notice/…'],
    [`/en/help/lost/notice/${token.replace('-', '%2D')}`, '/en/help/lost/notice/…'],
  ])
    t.equal(shownUrl(url ?? ''), shown)
})

t.test('a log holds no query, and says what page it was', async (t) => {
  t.equal(shownUrl('/en/help?q=my%20number'), '/en/help')
  t.equal(shownUrl('/components/bank-transfer'), '/components/bank-transfer')
})
