import type { StaticDecode, TSchema } from 'typebox'

import { dns } from './dns.ts'
import { flow } from './flow.ts'
import { heartbeat } from './heartbeat.ts'
import { http } from './http.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'
import { tcp } from './tcp.ts'
import { tls } from './tls.ts'

/** Every kind of probe, by the key that a configuration names it with. A new kind is one line here. */
export const probeKinds = { http, flow, tcp, tls, dns, heartbeat } as const satisfies Record<
  string,
  ProbeKind<TSchema>
>

export type KindName = keyof typeof probeKinds

/** The options of a kind, decoded. */
export type KindOptions = { [Kind in KindName]: StaticDecode<(typeof probeKinds)[Kind]['options']> }

interface Choice<Kind extends KindName> {
  readonly kind: Kind
  readonly options: KindOptions[Kind]
}

/** Looks once in the way of the kind; what goes wrong rejects, even where the kind throws at once. */
export async function lookWith<Kind extends KindName>(
  { kind, options }: Choice<Kind>,
  context: LookContext,
): Promise<Finding> {
  const kinds: { readonly [Name in KindName]: Looker<Name> } = probeKinds
  return kinds[kind].look(options, context)
}

/** How long a look may go on after its deadline, ms. */
export function tidyMsOf<Kind extends KindName>({ kind, options }: Choice<Kind>): number {
  const kinds: { readonly [Name in KindName]: Looker<Name> } = probeKinds
  return kinds[kind].tidyMs?.(options) ?? TIDY_MS
}

const TIDY_MS = 1_000

interface Looker<Kind extends KindName> {
  look(options: KindOptions[Kind], context: LookContext): Promise<Finding>
  tidyMs?(options: KindOptions[Kind]): number
}

/** The schema that a probe's options follow. */
export function optionsSchema(kind: KindName): TSchema {
  return probeKinds[kind].options
}
