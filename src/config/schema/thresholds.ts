import { Type, type StaticDecode } from 'typebox'

import { duration } from '../../lib/duration.ts'

function count(description: string) {
  return Type.Integer({ minimum: 1, maximum: 1_000, description })
}

function share(description: string) {
  return Type.Number({ minimum: 0, maximum: 1, description })
}

/** When a run of outcomes becomes a state. Every key may be left out; the next wider place then speaks. */
export const thresholds = Type.Partial(
  Type.Object({
    window: duration('Length of the sliding window that success rates are counted over.'),
    minSamples: count('Rates are not judged on fewer outcomes than this.'),
    degradedAfter: count('Slow or late answers in a row that make a component unstable.'),
    degradedBelow: share('Success rate below which a component is unstable.'),
    partialBelow: share('Success rate below which a component is partly down.'),
    majorBelow: share('Success rate below which a component is down.'),
    majorAfter: count('Failures in a row that make a component down, whatever the rate.'),
    recoverAfter: count('Good answers in a row that a recovery needs.'),
    recoverFor: duration('How long those good answers must last.'),
    flapsPerHour: count(
      'Changes between well and unwell within an hour after which a component stays unstable.',
    ),
    quorum: share('Share of places that must agree that it is down.'),
  }),
  { additionalProperties: false, description: 'When outcomes become a state.' },
)

export type ThresholdSettings = StaticDecode<typeof thresholds>
