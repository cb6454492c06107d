import { encodeQR } from 'qr'

/** Light all around it, in modules, as scanners need it (ISO/IEC 18004). */
const BORDER = 4

/** A QR code as one path: its side in modules, and the dark ones of each row in runs. */
export interface QrDrawing {
  readonly side: number
  readonly path: string
}

export function drawQr(text: string): QrDrawing {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER })
  return { side: rows.length, path: rows.map(runsOf).join('') }
}

function runsOf(row: readonly boolean[], y: number): string {
  return [
    ...row
      .map((dark) => (dark ? '#' : ' '))
      .join('')
      .matchAll(/#+/g),
  ]
    .map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('')
}
