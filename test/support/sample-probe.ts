import { DEFAULT_THRESHOLDS } from '../../src/config/compile/defaults.ts'
import type { Probe } from '../../src/domain/probe.ts'

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
    thresholds: DEFAULT_THRESHOLDS,
    ...fields,
  }
}
