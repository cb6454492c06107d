import type { Templates } from '../../../lib/templates.ts'
import { isImpaired } from '../../../domain/state.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import { componentHref } from './component-name.ts'
import { textView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { stateView } from './state-view.ts'
import { createStripHtml } from './strip-html.ts'

export type ComponentLine = (context: PageContext, component: PublicComponent) => string

/**
 * Makes the home page's line of a component as HTML, and keeps it: a snapshot hands over the same object until
 * something a reader can see is different, so most lines of most builds are made already.
 */
export function createComponentLine(templates: Templates): ComponentLine {
  const kept = new WeakMap<PublicComponent, Map<string, string>>()
  const stripHtml = createStripHtml(templates)
  const make: ComponentLine = (context, component) => {
    const view = { ...lineView(context, component), strip: stripHtml(context.words, component) }
    return inOnePiece(templates.render('partials/component-line', view))
  }
  return (context, component) => {
    // "今天 14:05" is true for a day only.
    const key = `${context.locale} ${context.words.dayKey(context.now)}`
    const lines = kept.get(component) ?? new Map<string, string>()
    const line = lines.get(key) ?? make(context, component)
    // Yesterday's lines go when today's come.
    for (const old of lines.keys()) if (old.startsWith(context.locale)) lines.delete(old)
    kept.set(component, lines.set(key, line))
    return line
  }
}

/** What a template comes to is a tree of some sixty pieces until somebody reads it, and takes twice the room. */
function inOnePiece(html: string): string {
  return Buffer.from(html).toString()
}

function lineView(context: PageContext, component: PublicComponent): object {
  const { words, locale, now } = context
  const impaired = isImpaired(component.state) || component.state === 'maintenance'
  return {
    locale,
    english: locale === 'en',
    // Opened where the parts tell a reader which of them to avoid.
    open: component.parts.some(({ state }) => isImpaired(state) && state !== component.state),
    name: textView(words, component.name),
    purpose: textView(words, component.purpose),
    href: componentHref(context, component.id),
    state: stateView(words, component.state),
    since: impaired && component.sinceAt !== undefined ? words.moment(component.sinceAt, now) : null,
    parts: component.parts.map((part) => ({
      name: textView(words, part.name),
      href: componentHref(context, part.id),
      state: stateView(words, part.state),
    })),
  }
}
