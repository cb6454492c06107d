import { Type, type StaticDecode } from 'typebox'

import { TASKS } from '../../domain/component.ts'
import { probe } from './probe.ts'
import { thresholds } from './thresholds.ts'
import { id, ids, idsOrNone, localText } from './words.ts'

/** What a component and a part of one both say about themselves. */
const common = {
  id: id('Name of the component in addresses and records.'),
  name: localText('What readers call it.'),
  weight: Type.Number({
    exclusiveMinimum: 0,
    default: 1,
    description: 'Share of the users of the whole that this part carries, relative to its siblings.',
  }),
  lifeline: Type.Boolean({
    default: false,
    description: 'A safety function that people must reach in an emergency; listed first, never folded away.',
  }),
  task: Type.Optional(Type.Enum([...TASKS], { description: 'The wish on the home page that it serves.' })),
  onlyWhenImpaired: Type.Boolean({
    default: false,
    description: 'Shown only while something is wrong with it.',
  }),
  thresholds: Type.Optional(thresholds),
  probes: Type.Array(probe, { default: [], description: 'How it is looked at; none means by hand only.' }),
}

const money = 'Whether money moves through it; then a person, never a machine, closes its incidents.'
const purpose = 'What it is for, in a sentence that a frightened person understands.'
const dependsOn = 'Components it cannot work without.'
const alternatives = 'Components to use instead, best first.'

/** A part says less: what it leaves out is as with the component it is part of. */
const part = Type.Object(
  {
    ...common,
    kind: Type.Enum(['function', 'channel', 'bank'], { default: 'bank', description: 'What it is.' }),
    purpose: Type.Optional(localText(purpose)),
    money: Type.Optional(Type.Boolean({ description: money })),
    dependsOn: Type.Optional(ids(dependsOn)),
    alternatives: Type.Optional(ids(alternatives)),
  },
  {
    additionalProperties: false,
    description: 'One part of a component, such as a bank of a top-up channel.',
  },
)

const component = Type.Object(
  {
    ...common,
    kind: Type.Enum(['function', 'channel', 'bank'], { default: 'function', description: 'What it is.' }),
    purpose: localText(purpose),
    money: Type.Boolean({ default: false, description: money }),
    dependsOn: idsOrNone(dependsOn),
    alternatives: idsOrNone(alternatives),
    parts: Type.Array(part, { default: [], description: 'Its parts; their states roll up into its own.' }),
  },
  { additionalProperties: false, description: 'A part of the wallet that a reader can name.' },
)

export const group = Type.Object(
  {
    id: id('Name of the group.'),
    name: localText('What readers call it.'),
    components: Type.Array(component, { minItems: 1, description: 'In the order readers see them.' }),
  },
  { additionalProperties: false, description: 'Components that belong together.' },
)

export type GroupSettings = StaticDecode<typeof group>
export type ComponentSettings = StaticDecode<typeof component>
export type PartSettings = StaticDecode<typeof part>
