import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

/**
 * Keys that are put together when they are needed; `*` stands for what is filled in. What is filled in must stand somewhere in
 * the source: a text under a word that nothing says is as dead as one that nobody names.
 */
const PUT_TOGETHER = [
  'article:live.*',
  'article:now.*',
  'article:task.*',
  'article:thanks.*.text',
  'article:thanks.*.title',
  'article:topic.*',
  'emergency:description.*',
  'emergency:intro.*',
  'emergency:now.*',
  'emergency:trouble.*',
  'feed:kind.*',
  'feed:maintenance.event.*',
  'feed:maintenance.title.*',
  'feed:maintenance.when.*',
  'feed:scam.*',
  'feedback:by.*',
  'feedback:done.*',
  'feedback:fact.*',
  'feedback:kind.*',
  'feedback:kindShort.*',
  'feedback:letters.*',
  'feedback:letters.about.*',
  'feedback:next.*',
  'feedback:problem.*',
  'feedback:satisfaction.*',
  'feedback:state.*',
  'help:call.*',
  'help:dont.*',
  'help:guard.*',
  'help:limit.*',
  'help:network.*',
  'help:restart.*',
  'help:saw.cause.*',
  'help:us.*.more',
  'help:us.*.sentence',
  'help:us.yours.*',
  'hotline:best.*',
  'hotline:clock.place.*',
  'hotline:hidden.warning.*',
  'hotline:never.*',
  'hotline:say.*',
  'hotline:say.hello.*',
  'hotline:sheet.label.*',
  'hotline:sheet.tried.*',
  'hotline:sheet.who.*',
  'hotline:shown.*',
  'http:*.body',
  'http:*.title',
  'incident:*',
  'incident:length.*',
  'incident:opened.*',
  'incident:scope.*',
  'incident:title.*',
  'incident:worse.*',
  'lost:evidence.*',
  'lost:fact.*',
  'lost:form.thing.*',
  'lost:operators.*',
  'lost:problem.*',
  'lost:state.*',
  'lost:step.*.*',
  'lost:thing.*',
  'lost:word.*.text',
  'lost:word.*.title',
  'notice:digest.*',
  'notice:incident.*',
  'notice:incident.phase.*',
  'notice:maintenance.lead.*',
  'notice:maintenance.state.*',
  'notice:operators.*',
  'notice:operators.kind.*',
  'notice:subscriber.*.label',
  'notice:subscriber.detail.*',
  'notice:subscriber.lead.*',
  'notice:subscriber.title.*',
  'notice:ticket.*',
  'notice:ticket.lead.*',
  'notice:ticket.title.*',
  'notice:topic.*',
  'page:age.*',
  'page:announcement.kind.*',
  'page:answers.*',
  'page:answers.*.label',
  'page:answers.*.question',
  'page:answers.mine.*',
  'page:answers.money.*',
  'page:answers.now.*',
  'page:badRequest.*',
  'page:chart.*.from',
  'page:chart.*.title',
  'page:contact.*',
  'page:contact.typed.*',
  'page:duration.*',
  'page:evidence.*',
  'page:history.*',
  'page:hours.day*',
  'page:incident.*',
  'page:incident.author.*',
  'page:incidents.*',
  'page:maintenance.*',
  'page:tasks.*',
  'page:time.*',
  'page:verdict.*',
  'page:verdict.lead.*',
  'report:links.*',
  'report:missing.*',
  'report:symptom.*',
  'report:thanks.*.more',
  'report:thanks.*.sentence',
  'report:tip.*',
  'sandbox:*.title',
  'secret:hidden.*',
  'state:clause.*',
  'state:impact.*',
  'state:maintenance.*',
  'state:meaning.*',
  'state:outcome.*',
  'state:phase.*',
  'state:reason.*',
  'state:reason.*_plain',
  'state:state.*',
  'state:unstable.*',
  'subscribe:delivery.*',
  'subscribe:detail.*.hint',
  'subscribe:detail.*.name',
  'subscribe:done.*',
  'subscribe:fact.*',
  'subscribe:link.*',
  'subscribe:locale.*',
  'subscribe:problem.*',
  'subscribe:problem.url_*',
  'subscribe:status.*',
  'subscribe:status.paused_*',
  'subscribe:step.*.*',
  'subscribe:step.asked_*.*',
  'subscribe:subject.*',
  'subscribe:topic.*',
  'subscribe:way.*.*',
  'subscribe:way.*.hint',
  'subscribe:way.*.name',
  'topup:answer.*',
  'topup:asked.*',
  'topup:charged.*',
  'topup:class.*',
  'topup:fact.*',
  'topup:form.class.*',
  'topup:more.*',
  'topup:nothing.*',
  'topup:problem.*.*',
  'topup:stop.*',
  'topup:terms.*',
  'topup:unsure.*',
  'verify:*',
  'verify:alike.*',
  'verify:answer.*',
  'verify:caution.*',
  'verify:entry.*',
  'verify:kind.*',
  'verify:list.*.hint',
  'verify:list.*.title',
  'verify:never.*',
]

const LOCALE = 'templates/locales/en'
/** Plural forms are asked for by the name that they share. */
const PLURAL = /_(zero|one|other)$/

function textsIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
}

/** What may name a key: source and templates without their comments. */
const source = [...textsIn('src', /\.(ts|js)$/), ...textsIn('templates', /\.(hbs|js)$/)]
  .join('\n')
  .replaceAll(/^ *(\/\*\*?|\*|\/\/).*$/gm, '')
const named = new Set(source.match(/[a-z]+:\w[\w.-]*/g))
const said = new Set(
  Array.from(source.matchAll(/'([\w.-]+)'|\b(\w+):/g), ([, quoted, property]) => quoted ?? property),
)

function keysOf(value: unknown, key: string): string[] {
  if (typeof value === 'string') return [key.replace(PLURAL, '')]
  return Object.entries(value ?? {}).flatMap(([name, inner]) =>
    keysOf(inner, key.endsWith(':') ? key + name : `${key}.${name}`),
  )
}

const keys = readdirSync(LOCALE).flatMap((file) =>
  keysOf(JSON.parse(readFileSync(path.join(LOCALE, file), 'utf8')), `${path.basename(file, '.json')}:`),
)

const shapes = PUT_TOGETHER.map((shape) => ({
  shape,
  pattern: new RegExp(`^${shape.replaceAll('.', String.raw`\.`).replaceAll('*', String.raw`([\w.-]+)`)}$`),
}))

function isPutTogether(key: string, pattern: RegExp): boolean {
  const [, ...filledIn] = pattern.exec(key) ?? []
  return filledIn.length > 0 && filledIn.every((word) => said.has(word))
}

t.test('every text is named by a template or by the source', async (t) => {
  t.strictSame(
    keys.filter((key) => !named.has(key) && !shapes.some(({ pattern }) => isPutTogether(key, pattern))),
    [],
  )
})

t.test('every way to put a key together leads to a text that is not named otherwise', async (t) => {
  const unnamed = keys.filter((key) => !named.has(key))
  for (const { shape, pattern } of shapes)
    t.ok(
      unnamed.some((key) => isPutTogether(key, pattern)),
      shape,
    )
})
