import type { FastifyInstance } from 'fastify'

/** Answers browsers that ask first, as they do for another site's script that sends If-None-Match itself. */
export function letOthersAsk(app: FastifyInstance, path: string): void {
  app.options(path, (_request, reply) =>
    reply
      .code(204)
      .header('Access-Control-Allow-Origin', '*')
      .header('Access-Control-Allow-Methods', 'GET, HEAD')
      .header('Access-Control-Allow-Headers', 'If-None-Match, Cache-Control, Content-Type')
      .header('Access-Control-Max-Age', '86400')
      .send(),
  )
}
