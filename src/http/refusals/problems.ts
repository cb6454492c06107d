import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

import type { Log } from '../../lib/log.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import { isForPrograms, localeOfUrl } from '../language.ts'
import type { RefusalName, SendRefusal } from './refusal.ts'
import type { SendKept } from '../sending/send-kept.ts'
import { shownUrl } from './shown-url.ts'

export interface Problems {
  notFound(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Whatever a handler, a parser or the framework throws; readers are never shown what it was. */
  failed(error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** The pages made for mistakes; everything else, and where these cannot be made, is refused in a few words. */
const PAGES = { not_found: 'not-found', bad_request: 'bad-request' } as const

export function createProblems(deps: {
  readonly keeper: Keeper
  readonly send: SendKept
  readonly refuse: SendRefusal
  readonly log: Log
}): Problems {
  const { keeper, send, refuse, log } = deps

  const pageFor = async (request: FastifyRequest, name: keyof typeof PAGES) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead || isForPrograms(request.url)) return undefined
    const asked = { locale: localeOfUrl(request.url), params: {}, query: {} }
    // The keeper has logged it; the refusal says the same in fewer words.
    return keeper.page(PAGES[name], asked).catch(() => undefined)
  }

  const answer = async (request: FastifyRequest, reply: FastifyReply, name: RefusalName): Promise<void> => {
    const kept = name === 'not_found' || name === 'bad_request' ? await pageFor(request, name) : undefined
    if (kept === undefined) await refuse(request, reply, name)
    else send(request, reply, kept)
  }

  return {
    notFound: (request, reply) =>
      answer(
        request,
        reply,
        request.server.supportedMethods.includes(request.method) ? 'not_found' : 'not_implemented',
      ),
    failed(error, request, reply) {
      const name = refusalFor(error)
      if (name === 'unavailable') log.error({ err: error, url: shownUrl(request.url) }, 'A request failed.')
      return answer(request, reply, name)
    },
  }
}

function refusalFor({ code, statusCode = 500 }: FastifyError): RefusalName {
  // Longer than any id of ours.
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return 'not_found'
  if (statusCode === 413) return 'too_large'
  if (statusCode === 415) return 'wrong_type'
  return statusCode >= 400 && statusCode < 500 ? 'bad_request' : 'unavailable'
}
