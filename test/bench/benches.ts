/** Every bench by name, loaded only in the process that runs it. */
export const benches = {
  home: async () => (await import('./home.bench.ts')).homeBench,
  help: async () => (await import('./help.bench.ts')).helpBench,
  probes: async () => (await import('./probes.bench.ts')).probesBench,
  schedule: async () => (await import('./schedule.bench.ts')).scheduleBench,
  visitors: async () => (await import('./visitors.bench.ts')).visitorsBench,
  store: async () => (await import('./store.bench.ts')).storeBench,
  build: async () => (await import('./build.bench.ts')).buildBench,
  years: async () => (await import('./years.bench.ts')).yearsBench,
  red: async () => (await import('./red.bench.ts')).redBench,
  start: async () => (await import('./start.bench.ts')).startBench,
  mail: async () => (await import('./mail.bench.ts')).mailBench,
  webhooks: async () => (await import('./webhooks.bench.ts')).webhooksBench,
  subscribers: async () => (await import('./subscribers.bench.ts')).subscribersBench,
  telling: async () => (await import('./telling.bench.ts')).tellingBench,
  advice: async () => (await import('./advice.bench.ts')).adviceBench,
  memory: async () => (await import('./memory.bench.ts')).memoryBench,
}

export function isBenchName(name: string): name is keyof typeof benches {
  return Object.hasOwn(benches, name)
}
