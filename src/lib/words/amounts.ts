import type { Locale } from '../../domain/locale.ts'
import { yuanOf, type Fen } from '../../domain/money.ts'
import type { Texts } from '../text.ts'

/** Lengths, shares and lists in one language. */
export interface AmountWords {
  /** `1 小时 5 分钟`, `26 min`; two units at most. Takes ms. */
  duration(ms: number): string
  /** `340 毫秒`, `1.2 s`: how long an answer took. */
  latency(ms: number): string
  /** `99.98%`, cut and never rounded up: one second out is not 100 %. Takes 0 to 1. */
  percent(ratio: number): string
  /** `A、B和C`; after `most` names the rest is counted: `A、B 等 5 项`. */
  list(names: readonly string[], most?: number): string
  /** `1,234.50 元`, `¥1,234.50`; whole yuan without decimals. */
  money(fen: Fen): string
  /** `1,234` */
  count(number: number): string
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function createAmountWords(texts: Texts, locale: Locale): AmountWords {
  const numbers = new Intl.NumberFormat(locale)
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' })
  const unit = (name: 'day' | 'hour' | 'minute' | 'second', count: number) =>
    texts.say(locale, `page:duration.${name}`, { count })

  return {
    duration(ms) {
      if (ms < SECOND) return unit('second', 1)
      if (ms < MINUTE) return unit('second', Math.floor(ms / SECOND))
      const days = Math.floor(ms / DAY)
      const hours = Math.floor((ms % DAY) / HOUR)
      const minutes = Math.floor((ms % HOUR) / MINUTE)
      const parts = [
        days > 0 ? unit('day', days) : '',
        hours > 0 ? unit('hour', hours) : '',
        // Beside days nobody counts minutes.
        minutes > 0 && days === 0 ? unit('minute', minutes) : '',
      ]
      return parts.filter((part) => part !== '').join(' ')
    },
    latency: (ms) =>
      ms < SECOND
        ? texts.say(locale, 'page:duration.milliseconds', { amount: Math.round(ms) })
        : texts.say(locale, 'page:duration.seconds', { amount: (ms / SECOND).toFixed(1) }),
    percent(ratio) {
      const hundredths = hundredthsOfPercent(ratio)
      return `${hundredths % 100 === 0 ? hundredths / 100 : (hundredths / 100).toFixed(2)}%`
    },
    list(names, most = names.length) {
      if (names.length <= most) return listFormat.format(names)
      return texts.say(locale, 'page:list.more', {
        names: listSome(locale, names.slice(0, most)),
        count: names.length - most,
        total: names.length,
      })
    },
    money(fen) {
      const decimals = fen % 100 === 0 ? '' : yuanOf(fen).slice(-3)
      const amount = `${numbers.format(Math.floor(fen / 100))}${decimals}`
      return texts.say(locale, 'page:money', { amount })
    },
    count: (number) => numbers.format(number),
  }
}

/** What `percent` shows of a share from 0 to 1: cut, so that 10,000 is all of it and nothing less. */
export function hundredthsOfPercent(ratio: number): number {
  return Math.floor(ratio * 10_000 + 1e-6)
}

/** Names one after the other, with nothing said of the last. */
export function listSome(locale: Locale, names: readonly string[]): string {
  return names.join(locale === 'en' ? ', ' : '、')
}
