import type { ExchangeRequest } from '../exchange/message.ts'
import { ProbeFault } from '../probe-fault.ts'
import { variablesOf, type FlowLook } from './look.ts'
import { sortedHmac, type SigningKey } from './signing.ts'
import type { PlainStep } from './step-options.ts'
import { fillEach, fillHeader, fillJson, fillUrl } from './template.ts'

const MAX_BYTES = 1024 * 1024
const DEFAULT_SIGN_FIELD = 'sign'

export interface BuiltRequest {
  readonly request: ExchangeRequest
  /** For the explanation: method and address, without the signature. */
  readonly sent: string
}

/** Fills in a step's request and signs it. Throws ProbeFault where the script does not fit. */
export function buildRequest(step: PlainStep, look: FlowLook): BuiltRequest {
  const { options } = look
  const variables = variablesOf(step.name, look.variables)
  const url = fillUrl(options.base, step.url, variables)
  for (const [name, value] of Object.entries(fillEach(step.query ?? {}, variables)))
    url.searchParams.set(name, value)
  const body = bodyOf(step, look)
  const method = step.method ?? (body === undefined ? 'GET' : 'POST')
  const sent = `${method} ${url.href}`

  if (step.sign === 'query') {
    const signing = signingOf(look)
    url.searchParams.set(signing.field, sortedHmac(Object.fromEntries(url.searchParams), signing))
  }
  const headers = Object.entries(step.headers ?? {}).map(([name, text]) => [
    name.toLowerCase(),
    fillHeader(text, variables),
  ])
  return {
    sent,
    request: {
      method,
      url: url.href,
      headers: { ...body?.headers, ...Object.fromEntries(headers) },
      ...(body === undefined ? {} : { body: body.text }),
      // A redirected POST would be sent twice; a flow takes a redirect as the answer.
      redirects: 0,
      maxBytes: options.maxBytes ?? MAX_BYTES,
    },
  }
}

/** The key a step signs with and its answer is verified with; a ProbeFault where the flow has none. */
export function signingOf({ options }: FlowLook): SigningKey {
  if (options.sign === undefined) throw new ProbeFault('A step wants a signature, but the flow has no key.')
  return { key: options.sign.key, field: options.sign.field ?? DEFAULT_SIGN_FIELD }
}

interface Body {
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

function bodyOf(step: PlainStep, look: FlowLook): Body | undefined {
  const variables = variablesOf(step.name, look.variables)
  if (step.form !== undefined) {
    const form = signed(fillEach(step.form, variables), step, look)
    const fields = Object.entries(form).map(([name, value]): [string, string] => [name, String(value)])
    const text = new URLSearchParams(fields).toString()
    return { text, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  }
  if (step.json === undefined && step.sign !== 'body') return undefined
  const json = Object.entries(step.json ?? {}).map(([key, value]) => [key, fillJson(value, variables)])
  const text = JSON.stringify(signed(Object.fromEntries(json), step, look))
  return { text, headers: { 'content-type': 'application/json' } }
}

function signed(
  parameters: Readonly<Record<string, unknown>>,
  step: PlainStep,
  look: FlowLook,
): Readonly<Record<string, unknown>> {
  if (step.sign !== 'body') return parameters
  const signing = signingOf(look)
  return { ...parameters, [signing.field]: sortedHmac(parameters, signing) }
}
