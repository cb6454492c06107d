import t from 'tap'

import { shownUrl } from '../../src/http/refusals/shown-url.ts'

t.test('no log holds what opens somebody’s own page', async (t) => {
  for (const path of [
    '/en/subscriptions/SECRET',
    '/subscribe/confirm/SECRET',
    '/feedback/F-2026-22222.SECRET/words',
    '/help/lost/notice/L-2026-22222.SECRET?at=SECRET',
  ])
    t.notMatch(shownUrl(path), 'SECRET', path)
  t.equal(shownUrl('/en/feedback/F-2026-22222.SECRET/words?x=1'), '/en/feedback/…/words')
})
