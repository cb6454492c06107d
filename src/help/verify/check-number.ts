import { differences, distance } from './alike.ts'
import { behindAreaCode, dialled, type Dialled } from './dialled.ts'
import type { Caution, Finding, Verdict } from './finding.ts'
import { senderKey, type Listed } from './official-list.ts'
import { isKnownScam, type ReadNumber, type VerifyTools } from './tools.ts'

/** Shorter ones differ in one digit from other firms' by nature: 12315 and 12345 are both real. */
const SHORTEST_IMITATED = 7
const DAY = /^(?:19|20)\d{2}\W{0,3}[01]?\d\W{0,3}[0-3]?\d(?:\D{1,3}\d{1,2})?$/
const AMOUNT = /^\d{1,12}\.\d{1,2}$/
/** A number that every city has; what stands in front of it abroad was made up by the caller. */
const SHORT = /^\d{3,6}$/

/** A phone number or the port of a text message; undefined where it is neither. */
export function checkNumber(typed: string, tools: VerifyTools): Finding | undefined {
  const number = dialled(typed)
  if (number === undefined) return undefined
  const read = tools.readNumber(typed)
  return {
    kind: 'number',
    typed,
    readAs: read?.written ?? `${typed.trim().startsWith('+') ? '+' : ''}${number.digits}`,
    verdict: verdictOf(number, read, tools),
    cautions: cautionsOf(number, tools),
  }
}

/** In a message there are amounts, days and order numbers too: only what can be called, or is listed, is answered. */
export function isWorthTelling({ readAs, typed, verdict }: Finding): boolean {
  if (DAY.test(typed) || AMOUNT.test(typed)) return false
  if (verdict.kind !== 'not_listed') return verdict.kind !== 'unreadable'
  return readAs.startsWith('+') || /^(?:95\d{3,6}|96\d{3,4}|1[02]\d{3}|106\d{5,17})$/.test(readAs)
}

function verdictOf(number: Dialled, read: ReadNumber | undefined, tools: VerifyTools): Verdict {
  const { list } = tools
  const found = <One>(among: ReadonlyMap<string, One>) =>
    number.keys.flatMap((key) => among.get(key) ?? [])[0]
  const ours = found(list.numbers) ?? list.senders.get(senderKey(number.digits))
  if (ours !== undefined) return { kind: 'official', entry: ours.entry }
  const caller = found(list.callers)
  if (caller !== undefined) return { kind: 'inbound_only', entry: caller.entry }
  const body = found(list.others) ?? list.others.get(behindAreaCode(number.digits) ?? '')
  if (body !== undefined) {
    if (!number.abroad || !SHORT.test(body.reach)) return { kind: 'others', contact: body }
    return imitating(number, body.reach, 'prefix')
  }
  const scam = isKnownScam(tools, `number:${read?.e164 ?? number.digits}`)
  if (scam) return { kind: 'known_scam' }
  const imitated = imitatedBy(number, tools)
  if (imitated !== undefined) return imitating(number, imitated.written, 'digits')
  return number.digits.length < 3 ? { kind: 'unreadable' } : { kind: 'not_listed' }
}

function imitatedBy({ keys }: Dialled, { list }: VerifyTools): Listed | undefined {
  const imitable = [...list.numbers, ...list.callers, ...list.senders].filter(
    ([key]) => key.length >= SHORTEST_IMITATED && /^\d+$/.test(key),
  )
  return imitable.find(([ours]) =>
    keys.some(
      (key) => key.length <= 25 && (distance(key, ours) === 1 || (key !== ours && key.includes(ours))),
    ),
  )?.[1]
}

function imitating({ digits }: Dialled, ours: string, how: 'digits' | 'prefix'): Verdict {
  return { kind: 'alike', how, ours, stretches: differences(digits, ours.replaceAll(/\D/g, '')) }
}

function cautionsOf({ digits, extension, keys }: Dialled, { list }: VerifyTools): Caution[] {
  const isShort = !keys.some((key) => list.others.has(key)) && list.others.has(behindAreaCode(digits) ?? '')
  return [
    ...(isShort ? (['area_code'] as const) : []),
    ...(extension === undefined ? [] : (['extension'] as const)),
  ]
}
