import type { Assertion, Observation, Step } from '../../domain/observation.ts'

/** An observation's explanation for a terminal: its steps, where the time went and what was asserted. */
export function explanationLines({
  probeId,
  outcome,
  explanation,
}: Pick<Observation, 'probeId' | 'outcome' | 'explanation'>): string[] {
  const steps = explanation?.steps ?? []
  return [
    '',
    `${probeId}: ${outcome}, ${oneLine(explanation?.summary ?? 'not explained')}`,
    ...steps.flatMap(stepLines),
  ]
}

function stepLines({ name, outcome, latencyMs, phases, sent, assertions = [], error }: Step): string[] {
  const times = Object.entries(phases ?? {}).map(([phase, ms]) => `${phase} ${ms}`)
  return [
    `  ${name}: ${outcome} in ${latencyMs} ms${times.length > 0 ? ` (${times.join(', ')})` : ''}`,
    ...(sent === undefined ? [] : [`    sent     ${oneLine(sent)}`]),
    ...(error === undefined ? [] : [`    error    ${oneLine(error)}`]),
    ...assertions.map(assertionLine),
  ]
}

function assertionLine({ what, wanted, seen, held }: Assertion): string {
  return `    ${held ? 'held    ' : 'not held'} ${oneLine(`${what}: wanted ${wanted}, saw ${seen}`)}`
}

/** A text of somebody else's on one line, without the control characters that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
}
