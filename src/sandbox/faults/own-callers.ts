import type { FastifyReply, FastifyRequest } from 'fastify'

import { refuse } from '../codes.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Keeps web pages from breaking the wallet behind their reader's back: the browser sends what a page asks for, to this
 * machine too. A name that was made to lead here shows in Host, the page in Origin, and a form cannot send JSON without
 * the browser asking first (Fetch, "CORS-safelisted request-header").
 */
export async function refuseOthersPages(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { host = '', origin, 'content-type': type = '' } = request.headers
  const no = (status: 403 | 415, why: string) => reply.code(status).send(refuse('INVALID_PARAMETER', why))
  if (!LOOPBACK.has(hostnameOf(`http://${host}`))) {
    await no(403, `Faults are for this machine only; ask 127.0.0.1 or localhost, not ${host}.`)
  } else if (origin !== undefined && origin !== `http://${host}`) {
    await no(403, `Faults are not for other sites' pages, such as ${origin}.`)
  } else if (request.method === 'POST' && !/^application\/json *(?:;|$)/i.test(type)) {
    await no(415, 'A fault is sent as JSON, with "Content-Type: application/json".')
  }
}

/** Empty where the address cannot be read. */
function hostnameOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}
