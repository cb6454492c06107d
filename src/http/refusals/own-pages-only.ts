import type { FastifyReply, FastifyRequest } from 'fastify'

import type { SendRefusal } from './refusal.ts'

/**
 * Refuses what another site's page sends in a reader's name. By Sec-Fetch-Site, which every browser sends and no page
 * can forge: Origin says nothing behind a proxy that changes Host, and `null` from pages that keep their address to
 * themselves. Programs send neither, and forge nothing in anybody's name.
 */
export function ownPagesOnly(
  refuse: SendRefusal,
): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    const site = request.headers['sec-fetch-site']
    if (site === 'cross-site' || site === 'same-site') await refuse(request, reply, 'forbidden')
  }
}
