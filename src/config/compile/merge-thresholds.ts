import type { Thresholds } from '../../domain/thresholds.ts'
import type { ThresholdSettings } from '../schema/thresholds.ts'

/** The thresholds of a place: what it says itself, for the rest what the wider place says. */
export function mergeThresholds(wider: Thresholds, own: ThresholdSettings = {}): Thresholds {
  const { window: windowMs = wider.windowMs, recoverFor: recoverForMs = wider.recoverForMs, ...others } = own
  return { ...wider, ...others, windowMs, recoverForMs }
}
