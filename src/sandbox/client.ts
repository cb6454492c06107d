import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { request } from 'undici'

import { FAULT_KINDS, type Fault } from './faults/fault.ts'

const TIMEOUT_MS = 5_000

const FaultShape = Type.Object({
  id: Type.String(),
  endpoint: Type.String(),
  kind: Type.Enum([...FAULT_KINDS]),
  channel: Type.Optional(Type.String()),
  bank: Type.Optional(Type.String()),
  ms: Type.Number(),
  rate: Type.Number(),
  madeAt: Type.Number(),
  endsAt: Type.Optional(Type.Number()),
})
const FaultList = Type.Object({ faults: Type.Array(FaultShape) })
const Healed = Type.Object({ healed: Type.Number() })
const Complaint = Type.Object({ message: Type.String() })

/** The sandbox could not be asked, or said no; the message is for people. */
export class SandboxError extends Error {
  override name = 'SandboxError' as const
  readonly forPeople = true
}

/** Breaks and heals a running sandbox. Every verb throws SandboxError where none answers or it refuses. */
export interface SandboxClient {
  break(input: Readonly<Record<string, unknown>>): Promise<Fault>
  faults(): Promise<readonly Fault[]>
  /** Without an id heals everything; answers how many. */
  heal(id?: string): Promise<number>
}

export function createSandboxClient(url: string): SandboxClient {
  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const answer = await send(url, { method, path, body })
    if (answer.status < 300) return answer.json
    throw new SandboxError(Value.Check(Complaint, answer.json) ? answer.json.message : strangerAt(url))
  }
  return {
    async break(input) {
      const fault = await ask('POST', '/_faults', input)
      if (!Value.Check(FaultShape, fault)) throw new SandboxError(strangerAt(url))
      return fault
    },
    async faults() {
      const list = await ask('GET', '/_faults')
      if (!Value.Check(FaultList, list)) throw new SandboxError(strangerAt(url))
      return list.faults
    },
    async heal(id) {
      const path = id === undefined ? '/_faults' : `/_faults/${encodeURIComponent(id)}`
      const answer = await ask('DELETE', path)
      if (!Value.Check(Healed, answer)) throw new SandboxError(strangerAt(url))
      return answer.healed
    },
  }
}

interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly body: object | undefined
}

async function send(
  url: string,
  { method, path, body }: Question,
): Promise<{ status: number; json: unknown }> {
  try {
    const { statusCode, body: answer } = await request(url + path, {
      method,
      reset: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    return { status: statusCode, json: parse(text) }
  } catch (cause) {
    throw new SandboxError(
      `No pretend wallet answers at ${url}. Start one in another terminal with "npx wallet-status sandbox" ` +
        `(or "npx wallet-status demo"); SANDBOX_PORT says where to look.`,
      { cause },
    )
  }
}

/** Undefined where the text is no JSON: whoever answered is no sandbox. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function strangerAt(url: string): string {
  return `Something answers at ${url}, but it is no pretend wallet. SANDBOX_PORT says where to look.`
}
