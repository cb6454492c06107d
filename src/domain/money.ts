/** Money in whole fen, a hundredth of a yuan: never a floating-point number. */
export type Fen = number

const EXACT = /^(0|[1-9]\d{0,8})(?:\.(\d{1,2}))?$/

/** The pattern of an amount in yuan with two decimals at most: `5000`, `0.5`, `12.30`. */
export const YUAN_PATTERN = EXACT.source

/** `12.3` to 1230; undefined where the text is no such amount. */
export function fenOf(yuan: string): Fen | undefined {
  const [, whole, decimals = ''] = EXACT.exec(yuan) ?? []
  return whole === undefined ? undefined : Number(whole + decimals.padEnd(2, '0'))
}

/** 1230 to `12.30`. */
export function yuanOf(fen: Fen): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
