/** The pretend wallet's business codes with the sentence that goes with each; like a gateway's, most come with HTTP 200. */
const MESSAGES = {
  SUCCESS: 'Done.',
  PROCESSING: 'Accepted and still being processed; ask again later.',
  SYSTEM_ERROR: 'The wallet could not process this. Ask for the same order again before trying anew.',
  SERVICE_MAINTENANCE: 'Closed for planned maintenance.',
  FREQUENCY_LIMITED: 'Too many requests; slow down.',
  BALANCE_NOT_ENOUGH: 'The balance does not cover this amount.',
  LIMIT_EXCEEDED: 'The amount is outside the limits of this channel or account.',
  RISK_REJECTED: 'Refused by risk control.',
  CHANNEL_NOT_OFFERED: 'This channel is not offered.',
  INVALID_SIGN: 'The signature does not fit the parameters.',
  TOKEN_EXPIRED: 'The access token is missing, unknown or has expired.',
  ORDER_NOT_FOUND: 'There is no such order.',
  INVALID_PARAMETER: 'A parameter is missing or has the wrong shape.',
} as const

export type Code = keyof typeof MESSAGES

/** The body of every answer: a code, its sentence and whatever the endpoint adds. */
export type Answer = { readonly code: Code; readonly message: string } & Readonly<Record<string, unknown>>

export function succeed(fields: Readonly<Record<string, unknown>> = {}): Answer {
  return { code: 'SUCCESS', message: MESSAGES.SUCCESS, ...fields }
}

/** A refusal is an answer like any other, not an exception: the gateway did its work and said no. */
export function refuse(code: Exclude<Code, 'SUCCESS'>, message: string = MESSAGES[code]): Answer {
  return { code, message }
}
