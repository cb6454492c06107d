import type { Probe } from '../../src/domain/probe.ts'
import type { Thresholds } from '../../src/domain/thresholds.ts'

/** The defaults of docs/configuration.md. */
export const sampleThresholds: Thresholds = {
  windowMs: 15 * 60_000,
  minSamples: 5,
  degradedAfter: 3,
  degradedBelow: 0.95,
  partialBelow: 0.8,
  majorBelow: 0.2,
  majorAfter: 5,
  recoverAfter: 5,
  recoverForMs: 5 * 60_000,
  flapsPerHour: 3,
  quorum: 0.5,
}

/** A probe that looks every 30 seconds, with whatever a test cares about on top. */
export function sampleProbe(fields: Partial<Probe> = {}): Probe {
  return {
    id: 'payment-code',
    componentId: 'payment-code',
    cron: '*/30 * * * * *',
    zone: 'Asia/Shanghai',
    periodMs: 30_000,
    timeoutMs: 10_000,
    recheckMs: 5_000,
    thresholds: sampleThresholds,
    ...fields,
  }
}
