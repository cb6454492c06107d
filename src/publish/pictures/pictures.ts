import { createRequire } from 'node:module'

import type * as Resvg from '@resvg/resvg-js'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'

import type { Font } from './cjk-font.ts'

/** Draws SVG as PNG, once for whoever asks for the same. */
export interface Pictures {
  /** Undefined where too many wait already. */
  png(svg: string): Promise<Buffer | undefined>
}

/** Each takes a fifth of a second of one core, on a thread of its own. */
const AT_ONCE = 1
const MOST_WAITING = 8
const MOST_KEPT = 40
const MOST_BYTES = 4 * 1024 * 1024

export type DrawPng = (svg: string, font: Font | undefined) => Promise<Buffer>

export function createPictures(font: Font | undefined, draw: DrawPng = drawPng): Pictures {
  const kept = new LRUCache<string, Buffer>({
    max: MOST_KEPT,
    maxSize: MOST_BYTES,
    sizeCalculation: (png) => png.length,
  })
  const limit = pLimit(AT_ONCE)
  const underWay = new Map<string, Promise<Buffer>>()
  const make = async (svg: string): Promise<Buffer> => {
    const png = await limit(() => draw(svg, font)).finally(() => underWay.delete(svg))
    kept.set(svg, png)
    return png
  }
  return {
    async png(svg) {
      const known = kept.get(svg) ?? underWay.get(svg)
      if (known !== undefined) return known
      if (limit.pendingCount >= MOST_WAITING) return undefined
      const made = make(svg)
      underWay.set(svg, made)
      return made
    },
  }
}

const require = createRequire(import.meta.url)

/** Fonts of the system are never searched: that reads every one of them, for every picture. */
async function drawPng(svg: string, font: Font | undefined): Promise<Buffer> {
  // Loaded with the first picture: a server whose pages nobody shares does without.
  const { renderAsync }: typeof Resvg = require('@resvg/resvg-js')
  const drawn = await renderAsync(svg, {
    font: {
      loadSystemFonts: false,
      ...(font !== undefined && { fontFiles: [font.file], defaultFontFamily: font.family }),
    },
  })
  return drawn.asPng()
}
