/** Who speaks: the owner, somebody for them, or the owner in writing because they hear badly. */
export const CALLERS = ['self', 'family', 'hearing'] as const

/** What most people have tried before they call. */
export const TRIED = ['bill', 'network', 'restart', 'card', 'waited'] as const

/** The call sheet as it was filled in: untrusted, and cut to a length that fits on paper. Empty is what was left out. */
export interface TypedSheet {
  readonly fields: {
    readonly who: string
    readonly hint: string
    readonly component: string
    readonly incident: string
    readonly bank: string
    readonly amount: string
    readonly order: string
    readonly when: string
    readonly what: string
    readonly error: string
    readonly device: string
  }
  readonly tried: readonly string[]
}

/** Notes of a call as they were filled in, with the same caution. */
export interface TypedNotes {
  readonly agent: string
  readonly ticket: string
  readonly promise: string
  readonly called: string
  /** So many working days, or `date`. */
  readonly follow: string
  readonly date: string
}

const LONGEST = 200
const LONGEST_TEXT = 2_000

export function readTypedSheet(form: URLSearchParams): TypedSheet {
  return {
    fields: {
      who: read(form, 'who'),
      hint: read(form, 'hint'),
      component: read(form, 'component'),
      incident: read(form, 'incident'),
      bank: read(form, 'bank'),
      amount: read(form, 'amount'),
      order: read(form, 'order'),
      when: read(form, 'when'),
      what: read(form, 'what', LONGEST_TEXT),
      error: read(form, 'error', LONGEST_TEXT),
      device: read(form, 'device'),
    },
    tried: form.getAll('tried').slice(0, TRIED.length),
  }
}

/**
 * What a link fills in beforehand, by what it looks like; `code` is what the wallet showed. Anybody can make a link: no sentence
 * and no telephone number of a stranger's gets onto our page by one.
 */
const PREFILLED = [
  ['component', /^[\w-]+$/],
  ['incident', /^[\w-]+$/],
  ['bank', /^[\w-]+$/],
  ['amount', /^\d{1,7}(?:\.\d{1,2})?$/],
  ['code', /^(?!(?:\D*\d){7})[\w.-]{1,40}$/],
] as const

export function prefilledSheet(query: URLSearchParams): TypedSheet {
  const form = new URLSearchParams(
    PREFILLED.flatMap(([name, shape]): [string, string][] => {
      const given = query.get(name) ?? ''
      return shape.test(given) ? [[name === 'code' ? 'error' : name, given]] : []
    }),
  )
  return readTypedSheet(form)
}

export function readTypedNotes(form: URLSearchParams): TypedNotes {
  return {
    agent: read(form, 'agent'),
    ticket: read(form, 'ticket'),
    promise: read(form, 'promise', LONGEST_TEXT),
    called: read(form, 'called'),
    follow: read(form, 'follow'),
    date: read(form, 'date'),
  }
}

function read(form: URLSearchParams, name: string, longest = LONGEST): string {
  const text = form.get(name)?.toWellFormed().trim() ?? ''
  return Array.from(text).slice(0, longest).join('')
}
