import t, { type Test } from 'tap'

import { issue, makeCa, writeFile } from './certificates.ts'
import { lookWith } from './looking.ts'
import { startProxy } from './proxy.ts'
import { json, serveHttps } from './servers.ts'

const client = { clientId: 'status-probe', clientSecret: 'sandbox-secret' }

/** A token server of a private authority, which also gives what the token is for, and the file of the authority. */
async function privateServer(t: Test): Promise<{ url: string; ca: string }> {
  const ca = await makeCa()
  const answer = json({ access_token: 'a-token', expires_in: 1_000 })
  return { url: await serveHttps(t, await issue(ca), answer), ca: writeFile(t, ca.cert) }
}

t.test('a token is fetched through the proxy of the look, and trusts its authority', async (t) => {
  const { url, ca } = await privateServer(t)
  const { proxy, asked } = await startProxy(t)
  const auth = { oauth2: { tokenUrl: `${url}/token`, ...client } }
  const seen = await lookWith('http', { url, proxy, tls: { ca }, auth })
  t.equal(seen.outcome, 'ok', seen.explanation?.summary ?? '')
  t.strictSame(asked, [`CONNECT ${new URL(url).host}`, `CONNECT ${new URL(url).host}`])
})

t.test(
  'a look that takes any certificate does not hand our secret to a server nobody vouches for',
  async (t) => {
    const { url } = await privateServer(t)
    const auth = { oauth2: { tokenUrl: `${url}/token`, ...client } }
    const seen = await lookWith('http', { url, tls: { verify: false }, auth })
    t.equal(seen.outcome, 'tech_fail')
    t.match(seen.explanation?.summary, /^token: /)
  },
)
