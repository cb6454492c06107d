import type { LocalText } from '../../src/domain/locale.ts'

/** A text in Chinese and in English. */
export type Pair = readonly [zh: string, en: string]

export function text(zh: string, en: string): LocalText {
  return { 'zh-CN': zh, en }
}
