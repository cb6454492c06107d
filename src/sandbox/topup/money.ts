/** Amounts travel as text with two decimals, `1.00`; arithmetic is done in whole fen. */
export const AMOUNT_PATTERN = '^(0|[1-9][0-9]{0,8})\\.[0-9]{2}$'

/** `12.30` to 1230; the text must match AMOUNT_PATTERN. */
export function toFen(amount: string): number {
  return Number(amount.replace('.', ''))
}

/** 1230 to `12.30`. */
export function toAmount(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
