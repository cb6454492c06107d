import path from 'node:path'

import type { Config } from '../../config/config.ts'
import type { Environment } from '../../config/environment.ts'
import { systemClock } from '../../lib/clock.ts'
import { createOutbound } from '../../lib/outbound/outbound.ts'
import { loadTemplates } from '../../lib/templates.ts'
import { loadTexts, type Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import { createTransports, type Transports } from '../../notify/transports/transports.ts'
import { TEMPLATES_FOLDER } from '../serve.ts'

/** Nothing is asked over it. */
const NO_ANSWERS = { timeoutMs: 1, maxBodyBytes: 0 } as const

/** Does work with the transports that the server has been set up with, to read addresses with; nothing is sent. */
export async function withTransports<Result>(
  {
    config: { notices, wallet },
    environment: { smtpUrl },
    tokens,
  }: {
    readonly config: Config
    readonly environment: Environment
    readonly tokens: Tokens
  },
  work: (transports: Transports, texts: Texts) => Promise<Result>,
): Promise<Result> {
  const texts = loadTexts(path.join(TEMPLATES_FOLDER, 'locales'))
  const outbound = createOutbound({ ...notices.outbound, ...NO_ANSWERS })
  const { publicUrl } = wallet.page
  const transports = createTransports({
    settings: { ...notices, publicUrl, ...(smtpUrl !== undefined && { smtpUrl }) },
    outbound,
    trusted: outbound,
    templates: loadTemplates(TEMPLATES_FOLDER, texts),
    texts,
    tokens,
    clock: systemClock,
  })
  try {
    return await work(transports, texts)
  } finally {
    await Promise.all(Object.values(transports).map((transport) => transport.close()))
    await outbound.close()
  }
}
