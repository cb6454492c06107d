import type { Locale } from '../../../domain/locale.ts'
import type { Texts } from '../../../lib/text.ts'
import type { Place } from '../page-context.ts'
import { CALLERS, TRIED, type TypedSheet } from './typed-call.ts'

/**
 * What to say, sentence by sentence, of what was filled in: polite, exact, in the order an agent asks. In either language, since the
 * one who answers may speak the other.
 */
export function readySentences(
  texts: Texts,
  locale: Locale,
  { fields, tried, place }: TypedSheet & { readonly place: Place | undefined },
): string[] {
  const say = (key: string, given: Readonly<Record<string, unknown>> = {}) =>
    texts.say(locale, `hotline:say.${key}`, given)
  const who = CALLERS.find((one) => one === fields.who) ?? 'self'
  const filled = (name: keyof TypedSheet['fields']) =>
    fields[name] === '' ? [] : [say(name, { [name]: fields[name] })]
  const steps = TRIED.filter((step) => tried.includes(step)).map((step) =>
    texts.say(locale, `hotline:sheet.tried.${step}`),
  )
  return [
    say(`hello.${who}`),
    ...filled('hint'),
    ...(place === undefined ? [] : [say('component', { component: nameIn(locale, place) })]),
    ...filled('bank'),
    ...filled('when'),
    ...filled('amount'),
    ...filled('what'),
    ...filled('error'),
    ...filled('order'),
    ...(steps.length === 0 ? [] : [say('tried', { steps: steps.join(say('join')) })]),
    say('ask'),
    say('names'),
  ]
}

function nameIn(locale: Locale, { group, component, parent }: Place): string {
  const own = [parent, component].flatMap((one) => one?.name[locale] ?? []).join(' · ')
  const around = group.name[locale] ?? ''
  // "充值 · 借记卡充值" says one thing twice.
  return around === '' || own.toLowerCase().includes(around.toLowerCase()) ? own : `${around} · ${own}`
}
