/** A phone number as it was typed, taken apart. */
export interface Dialled {
  /** Every digit, without the extension. */
  readonly digits: string
  /** Ways to dial the same number within China; one of a listed number's is enough to know it. */
  readonly keys: readonly string[]
  /** With a country in front: `+…` or `00…`. */
  readonly abroad: boolean
  readonly extension?: string
}

const EXTENSION = /\s{0,2}(?:转|轉|分机|ext\.?|x|#)\s{0,2}(\d{1,6})$/iu
const CHINA = /^(?:\+|00)86/
/** An area code in front of a short number that every city has: 010, 021 to 029, 0311 and so on. */
const AREA_CODE = /^0(?:10|2\d|[3-9]\d{2})(\d{5})$/

/** Undefined where it is no phone number, whatever its formatting. The text has no full-width letters. */
export function dialled(typed: string): Dialled | undefined {
  const text = typed.normalize('NFKC').trim()
  const extension = EXTENSION.exec(text)?.[1]
  const number = text.replace(EXTENSION, '').replaceAll(/[\s().‐‑–—-]/g, '')
  if (!/^\+?\d{2,25}$/.test(number)) return undefined
  const digits = number.replace('+', '')
  return {
    digits,
    keys: keysOf(number),
    abroad: number.startsWith('+') || CHINA.test(number),
    ...(extension !== undefined && { extension }),
  }
}

export function isDialled(reach: string): boolean {
  return dialled(reach) !== undefined
}

/** The short number behind an area code: 96110 of 010-96110. */
export function behindAreaCode(digits: string): string | undefined {
  return AREA_CODE.exec(digits)?.[1]
}

/** Without the country; and with the zero that is left out behind it. */
function keysOf(number: string): string[] {
  if (CHINA.test(number)) {
    const national = number.replace(CHINA, '')
    return [national, `0${national}`].filter((key) => key.length > 2)
  }
  return number.startsWith('+') ? [number] : [number, ...withoutBare86(number)]
}

/** 8613800138000: some phones leave the plus out. */
function withoutBare86(number: string): string[] {
  return /^86\d{10,11}$/.test(number) ? [number.slice(2)] : []
}
