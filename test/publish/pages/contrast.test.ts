import { readFileSync } from 'node:fs'

import t from 'tap'

import { STATES } from '../../../src/domain/state.ts'

const css = readFileSync('templates/assets/base.css', 'utf8')
const [first = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '')

const TEXT = 4.5
const SHAPE = 3

/** Tokens of one scheme, the second and third tier resolved down to colours. */
function tokensOf(...blocks: readonly string[]): (name: string) => string {
  const tokens = new Map(
    blocks.flatMap((block) =>
      [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
        ([, name = '', value = '']) => [name, value] as const,
      ),
    ),
  )
  const resolve = (name: string): string => {
    const value = tokens.get(name) ?? ''
    const [, other] = /^var\((--[\w-]+)\)$/.exec(value) ?? []
    return other === undefined ? value : resolve(other)
  }
  return resolve
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const second = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? '')[2] ?? ''
const schemes = { light: tokensOf(first, second), dark: tokensOf(first, dark, second) }

for (const [scheme, token] of Object.entries(schemes)) {
  void t.test(`${scheme}: words and shapes can be told from what they stand on`, (t) => {
    const atLeast = (least: number, front: string, back: string) =>
      t.ok(contrast(front, back) >= least, `${front} on ${back}: ${contrast(front, back).toFixed(2)}`)
    for (const ground of ['--paper', '--raised']) {
      for (const ink of ['--ink', '--quiet', '--link', '--alarm']) atLeast(TEXT, token(ink), token(ground))
      atLeast(SHAPE, token('--edge'), token(ground))
      atLeast(SHAPE, token('--focus'), token(ground))
    }
    for (const state of STATES) {
      const [, block = ''] = new RegExp(`\\.${state} \\{([^}]*)\\}`).exec(css) ?? []
      const own = (name: string) =>
        token(/var\((--[\w-]+)\)/.exec(new RegExp(`--${name}: ([^;]+)`).exec(block)?.[1] ?? '')?.[1] ?? '')
      for (const ground of [token('--paper'), own('tint')]) {
        atLeast(TEXT, own('hue'), ground)
        atLeast(TEXT, token('--ink'), ground)
        atLeast(TEXT, token('--link'), ground)
        atLeast(TEXT, token('--alarm'), ground)
      }
      atLeast(SHAPE, own('shape'), token('--paper'))
    }
    t.end()
  })
}

void t.test('the dark block redefines colours by name and nothing else', (t) => {
  const names = (block: string) => [...block.matchAll(/--[\w-]+(?=:)/g)].map(([name]) => name).toSorted()
  t.same(names(dark), names(first))
  t.end()
})
