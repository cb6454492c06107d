import type { Test } from 'tap'

import type { Lookup } from '../../../src/lib/outbound/guarded-connect.ts'
import { OutboundError, type OutboundErrorKind } from '../../../src/lib/outbound/outbound-error.ts'
import { createOutbound, type Outbound, type OutboundRequest } from '../../../src/lib/outbound/outbound.ts'
import type { OutboundRules } from '../../../src/lib/outbound/rules.ts'

/** Opens the loopback, where the servers of tests are. */
export const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** The guarded client with the loopback and every port open unless said, closed after the test. */
export function openOutbound(
  t: Test,
  rules: Partial<OutboundRules> = {},
  deps: { readonly lookup?: Lookup } = {},
): Outbound {
  const outbound = createOutbound(
    { ports: EVERY_PORT, allow: LOOPBACK, timeoutMs: 20_000, maxBodyBytes: 1_000, ...rules },
    deps,
  )
  t.teardown(() => outbound.close())
  return outbound
}

const EVERY_PORT = Array.from({ length: 65_535 }, (_, index) => index + 1)

/** The error that a request ends in; throws where it is answered. */
export async function failure(
  outbound: Outbound,
  asked: Partial<OutboundRequest> & { readonly url: string },
): Promise<OutboundError> {
  try {
    await outbound.request({ method: 'POST', ...asked })
  } catch (error) {
    if (error instanceof OutboundError) return error
    throw error
  }
  throw new Error('It was answered.')
}

/** The same, of what kind it is. */
export async function failureKind(
  outbound: Outbound,
  asked: Partial<OutboundRequest> & { readonly url: string },
): Promise<OutboundErrorKind> {
  return (await failure(outbound, asked)).kind
}
