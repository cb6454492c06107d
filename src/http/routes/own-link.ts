import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { readSecretLink, type SecretLink } from '../../lib/secret-link.ts'

const Params = Type.Object({ link: Type.String() })

/** The secret link that stands in a route's path as `:link`. */
export function ownLinkOf({ params }: FastifyRequest): SecretLink {
  return readSecretLink(Value.Parse(Params, params).link)
}
