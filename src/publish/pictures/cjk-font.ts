import { existsSync } from 'node:fs'

/** A font that has Chinese, and what its faces are called. */
export interface Font {
  readonly file: string
  readonly family: string
}

/**
 * Where the usual systems keep one. None comes with the project: the smallest that has every Chinese character weighs
 * several megabytes, and every server that is installed for Chinese readers can have one from its own packages.
 */
const PLACES: readonly Font[] = [
  { file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
  { file: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
  { file: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
  {
    file: '/usr/share/fonts/opentype/source-han-sans/SourceHanSansSC-Regular.otf',
    family: 'Source Han Sans SC',
  },
  { file: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc', family: 'WenQuanYi Micro Hei' },
  { file: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc', family: 'WenQuanYi Zen Hei' },
  { file: '/System/Library/Fonts/Hiragino Sans GB.ttc', family: 'Hiragino Sans GB' },
  { file: 'C:\\Windows\\Fonts\\msyh.ttc', family: 'Microsoft YaHei' },
]

/** The first there is; undefined where Chinese would come out as boxes. */
export function findCjkFont(isThere: (file: string) => boolean = existsSync): Font | undefined {
  return PLACES.find(({ file }) => isThere(file))
}
