import t from 'tap'

import { openTestIncident } from '../support/incidents.ts'
import { openSite } from './open-site.ts'

t.test(
  'the picture of the home page and of a published incident can be fetched; of nothing else',
  async (t) => {
    const { url, db } = await openSite(t)
    await openTestIncident(db, 'incident0001', { componentId: 'payment' })
    for (const path of ['/og/home.png', '/en/og/home.png', '/og/incidents/incident0001.png']) {
      const answer = await fetch(url + path)
      t.equal(answer.status, 200, path)
      t.equal(answer.headers.get('content-type'), 'image/png')
      t.match(answer.headers.get('cache-control'), 'max-age=60')
      t.equal(
        Buffer.from(await answer.arrayBuffer())
          .subarray(1, 4)
          .toString(),
        'PNG',
      )
    }
    for (const path of ['/og/incidents/nothing.png', '/og/incidents/incident0001', '/og/other.png']) {
      t.equal((await fetch(url + path)).status, 404, path)
    }
  },
)

t.test('where too many are being made, a reader is told to come again', async (t) => {
  const pictures = {
    home: () => Promise.resolve('busy' as const),
    incident: () => Promise.resolve('busy' as const),
  }
  const { url } = await openSite(t, { pictures })
  const answer = await fetch(`${url}/og/home.png`)
  t.equal(answer.status, 429)
  t.equal(answer.headers.get('retry-after'), '5')
})
