import path from 'node:path'

import type { Config } from '../../src/config/config.ts'
import { loadConfig } from '../../src/config/load.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'

export const FLOW_WALLET = path.resolve(import.meta.dirname, '../fixtures/flow/wallet.yaml')

/** The variables that the stories' wallet needs to find a pretend one. */
export function flowVariables({ url, neighbourUrl }: Sandbox): Record<string, string> {
  return { SANDBOX_URL: url, NEIGHBOUR_PORT: new URL(neighbourUrl).port }
}

/** The stories' wallet; where components are named, these alone, with their parts. */
export function flowConfig(variables: Record<string, string>, only?: readonly string[]): Config {
  const config = loadConfig(FLOW_WALLET, variables)
  if (only === undefined) return config
  const components = config.wallet.components.filter(({ id, parentId }) => only.includes(parentId ?? id))
  const groups = config.wallet.groups.filter(({ id }) => components.some(({ groupId }) => groupId === id))
  const kept = new Set(components.map(({ id }) => id))
  return {
    ...config,
    wallet: {
      ...config.wallet,
      groups,
      components: components.map((one) => ({
        ...one,
        dependsOn: one.dependsOn.filter((id) => kept.has(id)),
        alternatives: one.alternatives.filter((id) => kept.has(id)),
      })),
    },
    probes: config.probes.filter(({ componentId }) => kept.has(componentId)),
  }
}
