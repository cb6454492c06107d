import t from 'tap'

import { form, openSite, type OpenSite } from './open-site.ts'

const FEEDBACK = { category: 'refund', incident: 'none', message: '没有到账', contact: '' }

const give = ({ url }: OpenSite, message: string) => fetch(`${url}/feedback`, form({ ...FEEDBACK, message }))

/** Writes until there is a pause to be made; answers the first ticket's address. */
async function writeTooMuch(site: OpenSite): Promise<string> {
  const first = (await give(site, 'first')).headers.get('location') ?? ''
  for (let times = 1; times < 30; times += 1) await give(site, `again ${times}`)
  return site.url + first.replace(/\?.*/, '')
}

t.test(
  'whoever wrote too much has to wait, and takes along or deletes what they wrote all the same',
  async (t) => {
    const site = await openSite(t)
    const link = await writeTooMuch(site)
    t.equal((await give(site, 'one more')).status, 429)
    t.equal((await fetch(`${link}/export`)).status, 200)
    t.equal((await fetch(`${link}/delete`, form({}))).status, 200)
    t.equal((await fetch(link)).status, 404)
  },
)

t.test('whoever tries links out has to wait', async (t) => {
  const site = await openSite(t)
  const link = await writeTooMuch(site)
  const guess = await fetch(`${link.slice(0, -3)}abc/delete`, form({}))
  t.equal(guess.status, 429)
  t.equal((await fetch(link)).status, 200)
})

t.test('another site’s page deletes nothing in a reader’s name', async (t) => {
  const site = await openSite(t)
  const link = `${site.url}${(await give(site, 'mine')).headers.get('location')?.replace(/\?.*/, '')}`
  const foreign = { ...form({}), headers: { 'sec-fetch-site': 'cross-site' } }
  t.equal((await fetch(`${link}/delete`, foreign)).status, 403)
  t.equal((await fetch(link)).status, 200)
})
