import { once } from 'node:events'
import { connect } from 'node:net'

export interface Answered {
  readonly status: number
  readonly etag: string | undefined
  /** From the request's first byte to the answer's last. */
  readonly ms: number
}

/** One connected reader, who asks one thing at a time. */
export interface Visitor {
  ask(path: string, etag?: string): Promise<Answered>
  leave(): void
}

const HEAD_END = '\r\n\r\n'

/** A keep-alive socket without an HTTP client, which would cost more than the server it measures. */
export async function openVisitor(port: number): Promise<Visitor> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await once(socket, 'connect')
  let waiting: { resolve(answered: Answered): void; reject(error: unknown): void; sentAt: number } | undefined
  let missing = 0
  let head: Pick<Answered, 'status' | 'etag'> | undefined
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('The server closed the connection.')))
  socket.on('data', (chunk) => {
    if (head === undefined) {
      const headEnd = chunk.indexOf(HEAD_END)
      if (headEnd < 0) {
        socket.destroy(new Error('A head came in pieces; no server here sends such.'))
        return
      }
      const text = chunk.toString('latin1', 0, headEnd)
      head = { status: Number(text.slice(9, 12)), etag: /\r\netag: (\S+)/i.exec(text)?.[1] }
      const length = head.status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1])
      missing = headEnd + HEAD_END.length + length
    }
    missing -= chunk.length
    if (missing > 0 || waiting === undefined) return
    const { resolve, sentAt } = waiting
    const answered = { ...head, ms: performance.now() - sentAt }
    head = waiting = undefined
    resolve(answered)
  })
  return {
    ask: (path, etag) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('The server had closed the connection.'))
          return
        }
        waiting = { resolve, reject, sentAt: performance.now() }
        const condition = etag === undefined ? '' : `If-None-Match: ${etag}\r\n`
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n${condition}\r\n`)
      }),
    leave() {
      waiting = undefined
      socket.destroy()
    },
  }
}
