import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import t, { type Test } from 'tap'

import { loadConfig } from '../../src/config/load.ts'
import { formatProblem } from '../../src/config/problem.ts'
import { temporaryFolder } from '../support/store.ts'
import { problemsOf } from './problems-of.ts'

const WALLET = `page:
  name: { zh-CN: 服务状态, en: Service status }
  walletName: { zh-CN: 某钱包, en: Some Wallet }
  publicUrl: https://status.example.com
groups:
  - id: pay
    name: { zh-CN: 付款, en: Pay }
    components:
      - id: payment-code
        name: { zh-CN: 付款码, en: Payment code }
        purpose: { zh-CN: 在店里付款。, en: Pays in shops. }
      - id: online-payment
        name: { zh-CN: 线上支付, en: Online }
        purpose: { zh-CN: 在网上付款。, en: Pays online. }
`

const FRONT = `---
title: Paying
questions: [How do I pay?]
components: [payment-code]
topic: outage
order: 1
checkedOn: 2026-11-25
---
`

const GOOD = `${FRONT}\nShow your code.\n`

/** Writes a wallet with articles beside it; where one language is not said it is as the other. */
async function written(
  t: Test,
  articles: Readonly<Record<string, string>>,
  wallet = WALLET,
): Promise<string> {
  const folder = await temporaryFolder(t)
  await writeFile(path.join(folder, 'wallet.yaml'), wallet)
  for (const [name, text] of Object.entries(articles)) {
    const file = path.join(folder, 'help', name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return path.join(folder, 'wallet.yaml')
}

async function problems(
  t: Test,
  articles: Readonly<Record<string, string>>,
  wallet?: string,
): Promise<string[]> {
  const file = await written(t, articles, wallet)
  const { dirname } = path
  return problemsOf(() => loadConfig(file, {})).map((problem) =>
    formatProblem({ ...problem, file: path.relative(dirname(file), problem.file) }),
  )
}

const both = (text: string, id = 'paying') => ({ [`help/zh-CN/${id}.md`]: text, [`help/en/${id}.md`]: text })
const inHelp = (text: string, id?: string) =>
  Object.fromEntries(
    Object.entries(both(text, id)).map(([name, value]) => [name.slice('help/'.length), value]),
  )

t.test('an article is read with its blocks, and a group stands for its components', async (t) => {
  const text = `${FRONT}\nFirst.\n\n{{when impaired pay}}\nBroken.\n{{otherwise}}\n{{hotline}}\n{{end}}\n\n{{state payment-code}}\n`
  const { articles } = loadConfig(await written(t, inHelp(text)), {})
  t.match(articles, [{ id: 'paying', topic: 'outage', componentIds: ['payment-code'] }])
  t.strictSame(articles[0]?.versions.en.parts, [
    { kind: 'prose', markdown: 'First.' },
    {
      kind: 'when',
      standing: 'impaired',
      componentIds: ['payment-code', 'online-payment'],
      holds: [{ kind: 'prose', markdown: 'Broken.' }],
      otherwise: [{ kind: 'live', block: { kind: 'hotline' } }],
    },
    { kind: 'live', block: { kind: 'state', componentIds: ['payment-code'] } },
  ])
})

t.test('no folder is no articles, and another folder can be named', async (t) => {
  t.strictSame(loadConfig(await written(t, {}), {}).articles, [])
  const file = await written(
    t,
    { '../answers/zh-CN/paying.md': GOOD, '../answers/en/paying.md': GOOD },
    `${WALLET}help: { folder: answers }\n`,
  )
  t.equal(loadConfig(file, {}).articles.length, 1)
})

t.test('a language that is missing is told with the file that should be there', async (t) => {
  t.strictSame(await problems(t, { 'zh-CN/paying.md': GOOD }), [
    'help/en/paying.md:1:1 there is no such file, expected each article in every language',
  ])
})

/** What is wrong, the text, and the line and words by which a person finds it. */
const MISTAKES: readonly (readonly [string, string, string])[] = [
  [
    'an unknown key',
    GOOD.replace('topic:', 'toppic:'),
    '5:1 toppic: this key is unknown here; did you mean "topic"?',
  ],
  [
    'a component that is not there',
    GOOD.replace('payment-code', 'payment-cod'),
    '4:14 components[0]: there is no component or group "payment-cod"; did you mean "payment-code"?',
  ],
  [
    'a topic that is not there',
    GOOD.replace('outage', 'weather'),
    '5:8 topic: found "weather", expected one of outage, top_up, lost, hotline, feedback, wallet, page',
  ],
  [
    'a date that is none',
    GOOD.replace('2026-11-25', 'today'),
    '7:12 checkedOn: found "today", expected a date such as 2026-11-22',
  ],
  [
    'no question',
    GOOD.replace('[How do I pay?]', '[]'),
    '3:1 questions: found an empty list, expected a list of at least 1',
  ],
  [
    'no front matter',
    'Show your code.\n',
    '1:1 found no front matter, expected title, questions and so on between two lines of ---',
  ],
  ['no text', FRONT, '9:1 the article ends here, expected its text'],
  [
    'an unknown block',
    `${GOOD}\n{{stat payment-code}}\n`,
    '12:1 there is no live block "stat"; did you mean "state"?',
  ],
  [
    'a block about what is not there',
    `${GOOD}\n{{state moon}}\n`,
    '12:1 there is no component or group "moon", expected the id of one',
  ],
  [
    'a block about nothing',
    `${GOOD}\n{{state}}\n`,
    '12:1 found no id, expected the ids of components or groups',
  ],
  [
    'a block within a text',
    `${GOOD}\nSee {{hotline}} here.\n`,
    '12:1 found {{ within a text, expected a block such as {{hotline}} on a line of its own',
  ],
  [
    'a condition that is none',
    `${GOOD}\n{{when sunny pay}}\nA.\n{{end}}\n`,
    '12:1 found "sunny" after when, expected one of works, impaired, maintenance, unknown',
  ],
  ['a condition without an end', `${GOOD}\n{{when works pay}}\nA.\n`, '12:1 this {{when …}} has no {{end}}'],
  ['an end without a beginning', `${GOOD}\n{{end}}\n`, '12:1 found {{end}}, but no {{when …}} was begun'],
]

for (const [what, text, expected] of MISTAKES)
  t.test(`${what} is refused in each language, with its line`, async (t) => {
    const told = await problems(t, inHelp(text))
    for (const locale of ['zh-CN', 'en'])
      t.ok(told.includes(`help/${locale}/paying.md:${expected}`), told.join('\n'))
  })

t.test('what is about the same must not differ between languages', async (t) => {
  const told = await problems(t, {
    'zh-CN/paying.md': GOOD,
    'en/paying.md': GOOD.replace('order: 1', 'order: 2'),
  })
  t.strictSame(told, ['help/en/paying.md:6:8 order: differs from zh-CN, expected the same'])
})

t.test('the addresses of the program’s own pages are not to be had', async (t) => {
  const told = await problems(t, inHelp(GOOD, 'top-up'))
  t.match(told[0], '/help/top-up is a page of the program’s own'.replace('’', "'"))
})

t.test('mistakes of the wallet and of all articles are told at once', async (t) => {
  const wallet = WALLET.replace('groups:', 'colour: blue\ngroups:')
  const told = await problems(
    t,
    { ...inHelp(GOOD.replace('topic:', 'toppic:')), ...inHelp('x', 'other') },
    wallet,
  )
  for (const part of ['wallet.yaml:5:1 colour', 'zh-CN/paying.md:5:1', 'en/paying.md:5:1', 'en/other.md:1:1'])
    t.ok(
      told.some((line) => line.includes(part)),
      part,
    )
})

t.test('blocks in fenced code are text', async (t) => {
  const { articles } = loadConfig(await written(t, inHelp(`${FRONT}\n\`\`\`\n{{hotline}}\n\`\`\`\n`)), {})
  t.strictSame(articles[0]?.versions.en.parts, [{ kind: 'prose', markdown: '```\n{{hotline}}\n```' }])
})
