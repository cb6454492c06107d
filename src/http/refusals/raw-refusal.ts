import type { Socket } from 'node:net'

import { BARE_CSP, securityHeaders, type SecurityPolicy } from '../sending/page-headers.ts'

/** What node:http's parser makes of bytes that are no request we can read; everything else is a bad request. */
const STATUS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
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
    const status = STATUS[error.code ?? ''] ?? '400 Bad Request'
    if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\n${headers.join('')}\r\n`)
    socket.destroy(error)
  }
}
