import type { FastifyInstance } from 'fastify'

/** A form of ours with everything in it chosen, bytes. */
export const LARGEST_FORM = 65_536

/** Takes forms as browsers send them, and nothing else. */
export function takeForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LARGEST_FORM },
    (_request, body, done) => done(null, new URLSearchParams(body)),
  )
  // Mail programs unsubscribe with either (RFC 8058, 3.1). What stands in it is always the same and says nothing.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, _body, done) =>
    done(null),
  )
}

/** What was sent as a form; an empty one where something else was sent. */
export function formOf(body: unknown): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams()
}
