import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

import type { Test } from 'tap'

/** One push as the push service got it. */
export interface Pushed {
  readonly headers: IncomingHttpHeaders
  /** Encrypted: a push service cannot read it. */
  readonly body: Buffer
}

export interface PushService {
  /** Where a browser's pushes go. */
  readonly endpoint: string
  readonly port: number
  readonly pushed: readonly Pushed[]
}

export interface PushAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A push service on loopback (RFC 8030): 201 unless said. Closes when the test ends. */
export async function startPushService(
  t: Test,
  answer: () => PushAnswer = () => ({ status: 201 }),
): Promise<PushService> {
  const pushed: Pushed[] = []
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    pushed.push({ headers: request.headers, body: await buffer(request) })
    const told = answer()
    response.writeHead(told.status, { ...told.headers }).end(told.body)
  }
  const server = createServer((request, response) => void take(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The push service listens on no port.')
  return { endpoint: `http://127.0.0.1:${bound.port}/push/endpoint-token`, port: bound.port, pushed }
}

export interface PushBrowser {
  /** What its subscription tells us. */
  readonly keys: { readonly p256dh: string; readonly auth: string }
  /** Reads what was pushed to it; throws where it is not for this browser. */
  read(body: Buffer): string
}

const TAG_BYTES = 16

/** A browser's half of RFC 8291, written from the standard rather than with the library that encrypts. */
export function createPushBrowser(): PushBrowser {
  const own = createECDH('prime256v1')
  const publicKey = own.generateKeys()
  const auth = randomBytes(16)
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    read(body) {
      // RFC 8188, 2.1: salt, record size, length of the key id, key id (the sender's public key), one record.
      const salt = body.subarray(0, 16)
      const keyLength = body.readUInt8(20)
      const senderKey = body.subarray(21, 21 + keyLength)
      const record = body.subarray(21 + keyLength)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey])
      const ikm = Buffer.from(hkdfSync('sha256', own.computeSecret(senderKey), auth, info, 32))
      const derive = (what: string, length: number) =>
        Buffer.from(hkdfSync('sha256', ikm, salt, `Content-Encoding: ${what}\0`, length))
      const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
      decipher.setAuthTag(record.subarray(-TAG_BYTES))
      const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()])
      return padded.subarray(0, padded.lastIndexOf(2)).toString()
    },
  }
}

/** What a push service knows of the sender (RFC 8292); throws where the signature does not hold. */
export function verifyVapid({ headers }: Pushed): { key: string; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const holds = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!holds) throw new Error('The signature does not hold.')
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) }
}
