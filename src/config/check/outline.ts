import type { Path } from '../problem.ts'

/**
 * What the checks across a configuration need of it, read leniently: a mistake in one place (which the schema
 * reports) must not hide the mistakes in others. Whatever is not of the expected make is left out.
 */
export interface Outline {
  readonly groups: readonly Named[]
  readonly components: readonly OutlinedComponent[]
  readonly probes: readonly OutlinedProbe[]
  readonly regions: readonly Named[]
  readonly contacts: readonly (Named & { readonly componentId?: string })[]
  readonly symptoms: readonly (Named & {
    readonly contactIds: readonly string[]
    readonly componentIds: readonly string[]
    readonly codes: readonly string[]
  })[]
  readonly steps: readonly { path: Path; contactIds: readonly string[]; componentId?: string }[]
  readonly topUp: OutlinedTopUp
  readonly feedback: OutlinedFeedback
  /** Each place that may set thresholds, with the wider places it inherits from, widest first. */
  readonly thresholds: readonly (readonly Layer[])[]
}

export interface Named {
  readonly path: Path
  readonly id?: string
}

export interface OutlinedComponent extends Named {
  readonly parentId?: string
  readonly dependsOn: readonly string[]
  readonly alternatives: readonly string[]
}

export interface OutlinedProbe extends Named {
  readonly settings: Mapping
}

interface OutlinedTopUp {
  readonly terms: readonly OutlinedTerms[]
  readonly notOffered: readonly Named[]
  readonly bankNames: readonly { readonly path: Path; readonly bankId?: string }[]
}

export interface OutlinedTerms {
  readonly path: Path
  readonly channelId?: string
  readonly bankId?: string
  readonly settings: Mapping
  readonly limits: Mapping
}

interface OutlinedFeedback {
  readonly categories: readonly Named[]
  readonly regions: readonly Named[]
  readonly ladder: readonly {
    readonly path: Path
    readonly contactId: string
    readonly insteadOf?: string
    readonly regions: readonly string[]
  }[]
}

export interface Layer {
  readonly path: Path
  readonly values: Mapping
}

type Mapping = Readonly<Record<string, unknown>>

/** A mapping at its place, on the way to becoming one of the above. */
interface Item {
  readonly path: Path
  readonly value: Mapping
}

export function outline(value: unknown): Outline {
  const root: Item = { path: [], value: mapping(value) }
  const groups = items(root, 'groups')
  const whole = groups.flatMap((group) => items(group, 'components'))
  const parts = whole.flatMap((parent) => items(parent, 'parts').map((part) => ({ part, parent })))
  const looks = [...whole, ...parts.map(({ part }) => part)].flatMap((component) =>
    items(component, 'probes'),
  )
  return {
    groups: groups.map(named),
    components: [
      ...whole.map((component) => outlineComponent(component)),
      ...parts.map(({ part, parent }) => outlineComponent(part, text(parent.value['id']))),
    ],
    probes: [...looks, ...items(root, 'canaries')].map((item) => ({ ...named(item), settings: item.value })),
    regions: items({ path: ['reports'], value: mapping(root.value['reports']) }, 'regions').map(named),
    contacts: items(root, 'contacts').map((item) => ({ ...named(item), ...optionalComponent(item) })),
    symptoms: items(root, 'symptoms').map((item) => ({
      ...named(item),
      contactIds: texts(item.value['contactIds']),
      componentIds: texts(item.value['componentIds']),
      codes: texts(item.value['codes']),
    })),
    steps: items(root, 'emergency').map((item) => ({
      path: item.path,
      contactIds: texts(item.value['contactIds']),
      ...optionalComponent(item),
    })),
    topUp: outlineTopUp({ path: ['topUp'], value: mapping(root.value['topUp']) }),
    feedback: outlineFeedback({ path: ['feedback'], value: mapping(root.value['feedback']) }),
    thresholds: [
      [layer(root)],
      ...whole.flatMap((component) => stacks([layer(root)], component)),
      ...parts.flatMap(({ part, parent }) => stacks([layer(root), layer(parent)], part)),
    ],
  }
}

function outlineFeedback(feedback: Item): OutlinedFeedback {
  return {
    categories: items(feedback, 'categories').map(named),
    regions: items(feedback, 'regions').map(named),
    ladder: items(feedback, 'ladder').map(({ path, value }) => {
      const insteadOf = text(value['insteadOf'])
      return {
        path,
        contactId: text(value['contactId']) ?? '',
        ...(insteadOf !== undefined && { insteadOf }),
        regions: texts(value['regions']),
      }
    }),
  }
}

function outlineComponent(item: Item, parentId?: string): OutlinedComponent {
  return {
    ...named(item),
    ...(parentId !== undefined && { parentId }),
    dependsOn: texts(item.value['dependsOn']),
    alternatives: texts(item.value['alternatives']),
  }
}

function outlineTopUp(topUp: Item): OutlinedTopUp {
  return {
    terms: items(topUp, 'terms').map((item) => ({
      path: item.path,
      ...optional(item, 'channelId'),
      ...optional(item, 'bankId'),
      settings: item.value,
      limits: mapping(item.value['limits']),
    })),
    notOffered: items(topUp, 'notOffered').map(named),
    bankNames: items(topUp, 'bankNames').map((item) => ({ path: item.path, ...optional(item, 'bankId') })),
  }
}

/** The stack of a component and those of its probes. */
function stacks(wider: readonly Layer[], component: Item): (readonly Layer[])[] {
  const own = [...wider, layer(component)]
  return [own, ...items(component, 'probes').map((probe) => [...own, layer(probe)])]
}

function layer({ path, value }: Item): Layer {
  return { path: [...path, 'thresholds'], values: mapping(value['thresholds']) }
}

function named({ path, value }: Item): Named {
  const id = text(value['id'])
  return { path, ...(id !== undefined && { id }) }
}

function optionalComponent(item: Item): { componentId?: string } {
  return optional(item, 'componentId')
}

function optional<Key extends string>({ value }: Item, key: Key): { [key in Key]?: string } {
  const found = text(value[key])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key is widened to string
  return (found === undefined ? {} : { [key]: found }) as { [key in Key]?: string }
}

/** The mappings in a list; a member that is none is left out, and the others keep their places. */
function items({ path, value }: Item, key: string): Item[] {
  const list: unknown = value[key]
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown, index) =>
    isMapping(item) ? [{ path: [...path, key, index], value: item }] : [],
  )
}

function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {}
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Keeps the places of a list, so that a complaint can name them; what is no text becomes an empty one. */
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map((item) => text(item) ?? '') : []
}
