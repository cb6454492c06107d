/** `{{name}}` in a template of an operator's. */
const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The names that a template has marks for, however deep in lists and mappings they stand. */
export function marksIn(template: unknown): string[] {
  if (typeof template === 'string') return [...template.matchAll(MARK)].map(([, name = '']) => name)
  if (typeof template !== 'object' || template === null) return []
  return Object.values(template).flatMap(marksIn)
}

type Values = Readonly<Record<string, string>>

/** Fills in every mark of a text once: what was filled in is not read again. A mark that no value is there for stays. */
export function fillText(template: string, values: Values): string {
  return template.replaceAll(MARK, (mark, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? mark) : mark,
  )
}

/** The same in the values of lists and mappings, rather than in their JSON, so that no quote can break out. */
export function fillMarks(template: unknown, values: Values): unknown {
  if (typeof template === 'string') return fillText(template, values)
  if (Array.isArray(template)) return template.map((item) => fillMarks(item, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([key, item]) => [key, fillMarks(item, values)]))
}
