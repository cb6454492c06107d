import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { SendRefusal } from './refusal.ts'

/**
 * Answers 405 with Allow where a path is declared and the method is not (RFC 9110, 15.5.6). To be called before the
 * routes are declared: it notes them, and fills in the rest after them.
 */
export function refuseOtherMethods(app: FastifyInstance, refuse: SendRefusal): () => void {
  const declared = new Map<string, Set<string>>()
  let noting = true
  app.addHook('onRoute', ({ url, method }) => {
    if (!noting) return
    const methods = declared.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    declared.set(url, methods)
  })
  return () => {
    noting = false
    for (const [url, methods] of declared) {
      const allow = [...methods].toSorted().join(', ')
      const otherMethod = (request: FastifyRequest, reply: FastifyReply) =>
        refuse(request, reply.header('Allow', allow), 'method_not_allowed')
      app.route({
        url,
        method: app.supportedMethods.filter((method) => !methods.has(method)),
        // Answered before the body is read, whatever it may be.
        onRequest: async (request, reply) => otherMethod(request, reply),
        handler: otherMethod,
      })
    }
  }
}
