import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

import t from 'tap'

import { readPast } from '../../src/sandbox/past/read-past.ts'
import { temporaryFolder } from '../support/store.ts'
import { PAST_FILE, shippedConfig } from './past-wallet.ts'

const MISTAKES: Readonly<Record<string, { from: string; to: string; says: RegExp }>> = {
  'a key nobody knows': {
    from: 'for: 80m, sign',
    to: 'four: 80m, sign',
    says: /:(\d+):\d+ episodes\[1\]\.effects\[0\]\.four: this key is unknown here/,
  },
  'a component the wallet does not have': {
    from: 'components: [debit-card-maple], state: major_outage',
    to: 'components: [debit-card-oak], state: major_outage',
    says: /:(\d+):\d+ episodes\[1\]\.effects\[0\]\.components\[0\]: the wallet has no component "debit-card-oak"/,
  },
  'a word that is none of those expected': {
    from: 'state: major_outage, for: 12m',
    to: 'state: broken, for: 12m',
    says: /:(\d+):\d+ .*state: must be one of: degraded, partial_outage, major_outage/,
  },
  'a clock that does not exist': {
    from: "when: { daysAgo: 54, at: '09:31' }",
    to: "when: { daysAgo: 54, at: '29:31' }",
    says: /:(\d+):\d+ episodes\[\d\]\.when\.at: /,
  },
  'a day named twice': {
    from: "when: { daysAgo: 54, at: '09:31' }",
    to: "when: { daysAgo: 54, dayOfMonth: 3, at: '09:31' }",
    says: /:(\d+):\d+ episodes\[\d\]\.when: must name its day by exactly one of/,
  },
  'money nobody answers for': {
    from: 'components: [sign-in], state: major_outage',
    to: 'components: [transfer], state: major_outage',
    says: /:(\d+):\d+ episodes\[\d\]\.incident\.answers: must say what becomes of the money/,
  },
  'a date there is none of': {
    from: '到账最晚当天 20:00；退回卡里最晚{{day+2}}',
    to: '到账最晚当天 20:00；退回卡里最晚{{tomorrow}}',
    says: /:(\d+):\d+ .*refundBy\.zh-CN: there is no date \{\{tomorrow\}\}/,
  },
  'an announcement of an incident that never was': {
    from: 'episode: maple-afternoon',
    to: 'episode: maple-evening',
    says: /:(\d+):\d+ announcements\[1\]\.episode: no episode "maple-evening" has an incident/,
  },
}

for (const [mistake, { from, to, says }] of Object.entries(MISTAKES)) {
  t.test(`${mistake} is named with its place`, async (t) => {
    const written = await readFile(PAST_FILE, 'utf8')
    t.equal(written.split(from).length, 2, 'the file holds what is to be spoilt once')
    const file = path.join(await temporaryFolder(t), 'past.yaml')
    await writeFile(file, written.replace(from, to))
    const line = written.slice(0, written.indexOf(from)).split('\n').length
    const { wallet } = shippedConfig()
    try {
      readPast(file, wallet)
      t.fail('it was taken for right')
    } catch (error) {
      t.match(error, { name: 'PastError', message: says })
      const told = Number(says.exec(String(error))?.[1])
      // A missing answer is told of where the answers begin, a few lines below what needs it.
      t.ok(told >= line && told <= line + 12, `line ${told} is at or just after line ${line}`)
    }
  })
}

t.test('a file that is not YAML is refused with its place', async (t) => {
  const file = path.join(await temporaryFolder(t), 'past.yaml')
  await writeFile(file, 'seed: 1\ngaps: [\nepisodes: []\n')
  t.throws(() => readPast(file, shippedConfig().wallet), {
    name: 'PastError',
    message: /past\.yaml:\d+:\d+ /,
  })
})

t.test('the shipped file has no mistake', (t) => {
  t.doesNotThrow(() => readPast(PAST_FILE, shippedConfig().wallet))
  t.end()
})
