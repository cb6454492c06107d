import type { FastifyInstance } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Latest } from '../latest.ts'
import { ownCallersOnly } from '../own-callers.ts'
import type { SandboxPages } from '../pages.ts'
import { challengeIn, type Received, shown } from './received.ts'

/** Standard Webhooks asks senders for less than 20 kB. */
const LARGEST_BODY = 32_768

interface Deps {
  readonly received: Latest<Received>
  readonly pages: SandboxPages
  readonly clock: Clock
}

/** The pretend receiver of webhooks: it takes whatever is posted, agrees to whatever it is asked, and shows it. */
export function addRoomRoutes(app: FastifyInstance, { received, pages, clock }: Deps): void {
  const guarded = { onRequest: ownCallersOnly('Webhooks') }

  // In a scope of its own, since everywhere else bodies are read by their type.
  void app.register(async (room) => {
    room.removeAllContentTypeParsers()
    room.addContentTypeParser<string>('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    room.post('/room', { ...guarded, bodyLimit: LARGEST_BODY }, ({ headers, body = '' }) => {
      const one = { at: clock(), headers, body: String(body) }
      received.keep(one)
      const challenge = challengeIn(one)
      return challenge === undefined ? { ok: true } : { challenge }
    })
  })

  for (const locale of LOCALES) {
    app.get(`${prefixOf(locale)}/room`, guarded, ({ socket }, reply) => {
      const now = clock()
      const { moment } = pages.words(locale)
      const rows = received
        .newestFirst()
        .map(({ id, one }) => ({ id, ...shown(one), at: moment(one.at, now) }))
      return pages.send(reply, {
        name: 'room',
        locale,
        path: '/room',
        url: `http://127.0.0.1:${socket.localPort}/room`,
        rows,
      })
    })
  }
}
