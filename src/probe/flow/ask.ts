import type { Assertion } from '../../domain/observation.ts'
import { exchangeAuthorized } from '../auth/authorize.ts'
import { startDeadline } from '../deadline.ts'
import type { Exchange, ExchangeRequest } from '../exchange/message.ts'
import { judgeExchange, type Expectation } from '../expect/expectation.ts'
import { readTls } from '../auth/tls-options.ts'
import { buildRequest, signingOf } from './build-request.ts'
import { parseExactly } from './exact-json.ts'
import { variablesOf, type FlowLook } from './look.ts'
import { readQuote } from './read-quote.ts'
import { changeLast, failed, isAccepted, withAssertions, type Reply } from './reply.ts'
import { checkSignature, type SignatureCheck } from './signing.ts'
import type { PlainStep } from './step-options.ts'
import { checkEcho, extract } from './take.ts'

const TIMEOUT_MS = 10_000

/** Sends one request, judges the answer and takes from it what later steps need. Never throws. */
export async function ask(step: PlainStep, look: FlowLook): Promise<Reply> {
  return take(step, await converse(step, look), look)
}

/** Sends one request and judges the answer: what was expected of it, and its signature. Never throws. */
export async function converse(step: PlainStep, look: FlowLook): Promise<Reply> {
  const { options, context } = look
  const deadline = startDeadline(step.timeout ?? TIMEOUT_MS, context.signal)
  let sent: string | undefined
  try {
    const built = buildRequest(step, look)
    sent = built.sent
    const inTime = { ...context, signal: deadline.signal }
    const request = { ...built.request, ...(await wayTo(look)) }
    const { answer, steps } = await exchangeAuthorized(request, options.auth, inTime)
    const reply = judge(step, answer, look)
    return { ...reply, steps: [...steps, ...reply.steps.map((told) => ({ ...told, sent: built.sent }))] }
  } catch (error) {
    return failed({ name: step.name, sent, error, late: deadline.signal.aborted })
  } finally {
    deadline.clear()
  }
}

/** How the wallet is reached and trusted. Throws ProbeFault where a file of ours cannot be read. */
async function wayTo({ options, context }: FlowLook): Promise<Pick<ExchangeRequest, 'tls' | 'proxy'>> {
  const { tls, proxy } = options
  return {
    ...(tls === undefined ? {} : { tls: await readTls(tls, context.credentials) }),
    ...(proxy === undefined ? {} : { proxy }),
  }
}

/** Checks an accepted answer's echo and extracts from it; any other answer is left as it is. Never throws. */
export function take(step: PlainStep, reply: Reply, look: FlowLook): Reply {
  if (!isAccepted(reply.outcome)) return reply
  try {
    const echo = checkEcho(step, reply.document, variablesOf(step.name, look.variables))
    const checked = withAssertions(reply, echo, 'tech_fail')
    if (!isAccepted(checked.outcome)) return checked
    const found = extract(step, reply)
    for (const [name, value] of found)
      if (step.extract?.[name]?.secret === true) look.context.hide(String(value))
    const quote = step.quote && readQuote(step.quote, reply.document)
    return { ...checked, found, ...(quote && { quote }) }
  } catch (error) {
    const { outcome, summary, steps } = failed({ name: step.name, error })
    const told = { outcome, ...(steps[0]?.error === undefined ? {} : { error: steps[0].error }) }
    return { ...reply, outcome, summary, steps: changeLast(reply.steps, told) }
  }
}

function judge(step: PlainStep, answer: Exchange, look: FlowLook): Reply {
  const { outcome, assertions, summary } = judgeExchange(answer, expectationOf(step, look), step.budget)
  const document = parseExactly(answer.body)
  const { latencyMs, phases } = answer
  const reply: Reply = {
    outcome,
    summary: `${step.name}: ${summary}`,
    steps: [{ name: step.name, outcome, latencyMs, phases, assertions }],
    document,
    headers: answer.headers,
    found: new Map(),
  }
  if (step.sign === undefined) return reply
  const check = checkSignature(document, signingOf(look))
  // Proxies and gateways on the way fail unsigned; only an answer we would build on must be signed.
  if (check === 'missing' && !isAccepted(outcome)) return reply
  return withAssertions(reply, [signatureAssertion(check)], 'tech_fail')
}

function signatureAssertion(seen: SignatureCheck): Assertion {
  return { what: 'signature of the answer', wanted: 'valid', seen, held: seen === 'valid' }
}

/** The step's own expectation; business codes are the flow's unless the step has its own. */
function expectationOf(step: PlainStep, { options }: FlowLook): Expectation {
  const code = step.expect?.code ?? options.code
  if (code === undefined) return step.expect ?? {}
  return { ...step.expect, code: { ...code, success: [...code.success, ...(step.alsoFine ?? [])] } }
}
