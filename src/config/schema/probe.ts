import { type StaticDecode, type TOptional, Type } from 'typebox'

import { duration, parseDuration } from '../../lib/duration.ts'
import { type KindName, probeKinds } from '../../probe/kinds.ts'
import { DEFAULT_RECHECK, DEFAULT_TIMEOUT } from '../compile/defaults.ts'
import { cronFault, isPeriod, PERIODS } from '../compile/every.ts'
import { thresholds } from './thresholds.ts'
import { id, zone } from './words.ts'

type KindKeys = { [Name in KindName]: TOptional<(typeof probeKinds)[Name]['options']> }

/** The kind is the key, and its options are the value: `http: { url: … }`. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose their names; KindKeys says what map does
const kindKeys = Object.fromEntries(
  Object.entries(probeKinds).map(([name, kind]) => [name, Type.Optional(kind.options)]),
) as KindKeys

const everyText = Type.String({
  description: 'Distance between two looks; 30s unless said.',
  expects: `one of ${PERIODS.join(', ')}`,
})

const every = Type.Codec(Type.Refine(everyText, (text) => isPeriod(parseDuration(text) ?? 0)))
  .Decode((text) => parseDuration(text) ?? 0)
  .Encode((ms) => `${ms}ms`)

const cron = Type.Refine(
  Type.String({ description: 'A cron expression of five or six fields, the first of six being seconds.' }),
  (text) => cronFault(text) === undefined,
  (text) => `is no cron expression: ${cronFault(text) ?? ''}`,
)

const timing = {
  id: id('Name of the probe; its observations are stored under it.'),
  every: Type.Optional(every),
  cron: Type.Optional(cron),
  zone: Type.Optional(zone('Zone that the cron expression is read in; that of the page unless said.')),
  timeout: Type.With(duration('A look that takes longer is broken off and counts as a failure.'), {
    default: DEFAULT_TIMEOUT,
  }),
  recheck: Type.With(duration('After a first failure, look again after this long.'), {
    default: DEFAULT_RECHECK,
  }),
}

export const probe = Type.Object(
  { ...timing, thresholds: Type.Optional(thresholds), ...kindKeys },
  { additionalProperties: false, description: 'One way of looking at a component.' },
)

export const canary = Type.Object(
  { ...timing, ...kindKeys },
  {
    additionalProperties: false,
    description: 'A look at something that is not the wallet, to tell our own network apart.',
  },
)

export type ProbeSettings = StaticDecode<typeof probe>
export type CanarySettings = StaticDecode<typeof canary>
