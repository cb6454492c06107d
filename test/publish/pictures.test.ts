import { setImmediate } from 'node:timers/promises'

import t from 'tap'

import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { findCjkFont } from '../../src/publish/pictures/cjk-font.ts'
import { drawPicture } from '../../src/publish/pictures/draw-picture.ts'
import { pictureLines } from '../../src/publish/pictures/picture-lines.ts'
import { createPictures } from '../../src/publish/pictures/pictures.ts'

const templates = loadTemplates('templates', loadTexts('templates/locales'))
const PICTURE = {
  locale: 'zh-CN',
  state: 'major_outage',
  title: '充值用不了 <b>',
  detail: '是我们的问题。',
  at: '截至 20:31',
  site: '状态',
} as const
const FONT = { file: '/nowhere/font.ttc', family: 'Some Sans' }

t.test('a picture says what, since when and whose page it is', async (t) => {
  const svg = drawPicture(templates, PICTURE, FONT)
  for (const part of ['充值用不了 &lt;b&gt;', '是我们的问题。', '截至 20:31', '状态', 'Some Sans']) {
    t.match(svg, part)
  }
})

t.test('no line of a title runs over the edge, whatever marks close it', async (t) => {
  const title = '充值（全部）、转账与提现（全部）、账户与账单（全部）等 14 项暂时不可用'
  const svg = drawPicture(templates, { ...PICTURE, title }, FONT)
  const lines = [...svg.matchAll(/font-size="68"[^>]*>([^<]*)</g)].map(([, line = '']) => line)
  t.equal(lines.join('').replaceAll(' ', ''), title.replaceAll(' ', ''), 'nothing of it is lost')
  for (const line of lines) t.ok(90 + line.length * 68 <= 1200, line)
})

t.test('without a font that has Chinese it is the mark alone, and never boxes', async (t) => {
  t.equal(
    findCjkFont(() => false),
    undefined,
  )
  const svg = drawPicture(templates, PICTURE, undefined)
  t.notMatch(svg, '<text')
  t.match(svg, '<use href="#s-major_outage"')
  const png = await createPictures(undefined).png(svg)
  t.equal(png?.subarray(1, 4).toString(), 'PNG')
  t.strictSame([png?.readUInt32BE(16), png?.readUInt32BE(20)], [1200, 630])
})

t.test(
  'lines end between words or Chinese letters, never before a full stop, and what is too long is cut',
  async (t) => {
    t.strictSame(pictureLines('一二三四五。六七', { width: 5, most: 3 }), ['一二三四五。', '六七'])
    t.strictSame(pictureLines('Top-up is down now', { width: 5, most: 9 }), ['Top-up', 'is down', 'now'])
    t.strictSame(pictureLines('一二三四五六七八', { width: 3, most: 2 }), ['一二三', '四五…'])
    t.strictSame(pictureLines('', { width: 3, most: 2 }), [])
  },
)

t.test('one is made at a time, the same for all who ask, and a crowd is sent away', async (t) => {
  let [now, most, made] = [0, 0, 0]
  const finish: (() => void)[] = []
  const pictures = createPictures(undefined, async (svg) => {
    now += 1
    made += 1
    most = Math.max(most, now)
    await new Promise<void>((resolve) => finish.push(resolve))
    now -= 1
    return Buffer.from(svg)
  })
  const asked = Array.from({ length: 30 }, (_, index) => pictures.png(`picture ${Math.floor(index / 2)}`))
  for (let turn = 0; turn < 200; turn += 1) {
    await setImmediate()
    finish.shift()?.()
  }
  const answers = await Promise.all(asked)
  t.equal(most, 1)
  t.equal(answers.filter((one) => one === undefined).length, 30 - 2 * made, 'two asked for each')
  t.ok(made <= 9)
  t.equal((await pictures.png('picture 0'))?.toString(), 'picture 0')
  t.ok(made <= 9, 'what was made is kept')
})

t.test('a picture that could not be made is tried again', async (t) => {
  let tries = 0
  const pictures = createPictures(undefined, async () => {
    tries += 1
    if (tries === 1) throw new Error('no memory')
    return Buffer.from('png')
  })
  await t.rejects(pictures.png('a'))
  t.equal((await pictures.png('a'))?.toString(), 'png')
})
