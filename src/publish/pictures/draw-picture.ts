import { STATES, type State } from '../../domain/state.ts'
import type { Templates } from '../../lib/templates.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Font } from './cjk-font.ts'
import { pictureLines } from './picture-lines.ts'

/** What a picture says: the answer, when it was so, whose page it is. */
export interface Picture {
  readonly locale: Locale
  readonly state: State
  readonly title: string
  readonly detail: string
  /** With its time: chats keep pictures for weeks. */
  readonly at: string
  readonly site: string
}

/** In letters of Chinese at the size of each; two closing marks may stand beyond and still be on the picture. */
const TITLE = { width: 14, most: 3 }
const DETAIL = { width: 28, most: 2 }
const TITLE_STEP = 88
const DETAIL_STEP = 48
const TITLE_TOP = 250

/** As SVG, 1200 × 630. Without a font that has Chinese it is the state's mark alone, since a picture must not lie in boxes. */
export function drawPicture(templates: Templates, picture: Picture, font: Font | undefined): string {
  const title = pictureLines(picture.title, TITLE)
  const detailTop = TITLE_TOP + (title.length - 1) * TITLE_STEP + 72
  return templates.render('pictures/og', {
    locale: picture.locale,
    state: picture.state,
    symbols: Object.fromEntries(STATES.map((state) => [state, state === picture.state])),
    family: font?.family ?? null,
    title: title.map((text, index) => ({ text, y: TITLE_TOP + index * TITLE_STEP })),
    detail: pictureLines(picture.detail, DETAIL).map((text, index) => ({
      text,
      y: detailTop + index * DETAIL_STEP,
    })),
    at: picture.at,
    site: picture.site,
  })
}
