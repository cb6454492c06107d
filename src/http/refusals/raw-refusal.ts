import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

import { BARE_CSP, securityHeaders, type SecurityPolicy } from '../sending/page-headers.ts'

/** What node:http's parser makes of bytes that are no request we can read; everything else is 400. */
const STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
}

/** Answers, below the framework, what never became a request; nobody is told more than the status. */
export function createRawRefusal(
  security: SecurityPolicy,
): (error: Error & { readonly code?: string }, socket: Socket) => void {
  const headers = [
    ['Connection', 'close'],
    ['Content-Length', '0'],
    ['Cache-Control', 'no-store'],
    ['Content-Security-Policy', BARE_CSP],
    ...securityHeaders(security),
  ].map(([name, value]) => `${name}: ${value}\r\n`)
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const status = STATUS[error.code ?? ''] ?? 400
    if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('')}\r\n`)
    socket.destroy(error)
  }
}
