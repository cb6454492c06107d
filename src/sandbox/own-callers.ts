import type { FastifyReply, FastifyRequest } from 'fastify'

import { refuse } from './codes.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Keeps web pages from using the sandbox behind their reader's back: the browser sends what a page asks for, to this
 * machine too. A name that was made to lead here shows in Host, the page in Origin, which every browser sends with what
 * is posted. `what` begins the sentences that refuse, such as `Faults`.
 */
export function ownCallersOnly(
  what: string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const { host = '', origin } = request.headers
    const no = (why: string) => reply.code(403).send(refuse('INVALID_PARAMETER', why))
    if (!LOOPBACK.has(hostnameOf(`http://${host}`))) {
      await no(`${what} are for this machine only; ask 127.0.0.1 or localhost, not ${host}.`)
    } else if (origin !== undefined && origin !== `http://${host}`) {
      await no(`${what} are not for other sites' pages, such as ${origin}.`)
    }
  }
}

/** Empty where the address cannot be read. */
function hostnameOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}
