import type { Letter } from '../../domain/message.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { Outbound } from '../../lib/outbound/outbound.ts'
import type { Templates } from '../../lib/templates.ts'
import type { Texts } from '../../lib/text.ts'
import { createTokens } from '../../lib/tokens.ts'
import { createTransports } from '../../notify/transports/transports.ts'

/** Those whose letters are a JSON body, readable as it is. */
const POSTED = ['webhook', 'dingtalk', 'feishu', 'wecom', 'slack', 'teams', 'discord', 'telegram'] as const

export interface Payload {
  readonly transport: TransportKind
  readonly json: string
}

/** What a webhook and each robot would be sent of a letter; nothing is. */
export async function payloadsOf(
  { message, links }: Pick<Letter, 'message' | 'links'>,
  deps: {
    readonly texts: Texts
    readonly templates: Templates
    readonly publicUrl: string
    readonly now: number
  },
): Promise<Payload[]> {
  const { publicUrl, now, ...rest } = deps
  let posted: string | undefined
  const paper: Outbound = {
    request: async ({ body }) => {
      posted = String(body)
      return { status: 200, headers: {}, body: '' }
    },
    close: async () => {},
  }
  const transports = createTransports({
    ...rest,
    settings: {
      publicUrl,
      outbound: { ports: [], allow: [] },
      telegram: { botToken: 'sample', api: 'https://api.telegram.org' },
    },
    outbound: paper,
    trusted: paper,
    tokens: createTokens('A preview signs nothing that anybody verifies.'),
    clock: () => now,
  })
  const payloads: Payload[] = []
  for (const transport of POSTED) {
    posted = undefined
    const to = {
      transport,
      address: 'https://robot.example/sample',
      settings: { keyVersion: '1' },
      subscriberId: 'samplesubscr',
    }
    const sending = transports[transport]?.deliver(
      { key: 'sample', message, to, links },
      AbortSignal.timeout(10_000),
    )
    // An empty answer is no vendor's, and some say so; what matters is what was written.
    const failure = await sending?.then(
      () => undefined,
      (error: unknown) => error,
    )
    if (posted === undefined) throw new Error(`Nothing was written for ${transport}.`, { cause: failure })
    payloads.push({ transport, json: JSON.stringify(JSON.parse(posted), null, 2) })
  }
  return payloads
}
