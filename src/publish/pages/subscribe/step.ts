import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

/** A page of a few words on the way, and at most one thing to do. */
export interface Step {
  /** Its words below `subscribe:step.`: `title`, `lead`. */
  readonly name: string
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly status?: 200 | 404
  /** Without language prefix. */
  readonly path: string
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  /** A button that posts to `action`, and does what `label` below the step's words says. */
  readonly action?: string
  readonly links?: readonly { readonly href: string; readonly label: string }[]
}

export function stepContent({ words }: PageContext, step: Step): PageContent {
  const say = (key: string) => words.say(`subscribe:step.${step.name}.${key}`, step.parameters)
  const title = say('title')
  const lead = say('lead')
  return {
    title,
    description: title,
    path: step.path,
    template: 'pages/subscribe-step',
    form: true,
    hidden: true,
    ...(step.status !== undefined && { status: step.status }),
    view: {
      title,
      lead,
      facts: step.facts ?? [],
      action: step.action ?? null,
      button: step.action === undefined ? null : say('button'),
      links: step.links ?? [],
    },
  }
}
