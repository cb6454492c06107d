import type { TransportKind } from '../../domain/transport.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { postJson } from './http-transport.ts'
import { outlineOf, type Outline } from './outline.ts'
import type { AddressReading, GivenAddress, Transport, TransportLimits } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/** A vendor's robot that stands behind an address of its own: what differs from the next vendor's. */
export interface RobotVendor {
  readonly kind: TransportKind
  /** Whether robots of this vendor live at an address; its scheme has been looked at already. */
  owns(url: URL): boolean
  /** Present where the robot may demand signatures. */
  readonly sign?: (request: RobotRequest, secret: string, now: number) => RobotRequest
  readonly limits: Omit<TransportLimits, 'timeoutMs' | 'concurrency'>
  /** The body that is posted, within the vendor's limit. */
  compose(outline: Outline): Readonly<Record<string, unknown>>
  /** Returns where the vendor has taken the letter, throws DeliveryError otherwise. */
  judge(answer: OutboundAnswer, now: number): void
}

export interface RobotRequest {
  readonly url: string
  readonly json: Readonly<Record<string, unknown>>
}

const LONGEST_ADDRESS = 2048
const LONGEST_SECRET = 256
const SHOWN = 4

/** A transport that posts to the address which a group's robot was given. */
export function createRobot(
  { settings, outbound, texts, clock }: TransportDeps,
  vendor: RobotVendor,
): Transport {
  const isOurs = (url: URL): boolean => settings.robotHosts?.[url.host] === vendor.kind
  return {
    limits: { ...vendor.limits, concurrency: 10, timeoutMs: 20_000 },
    readAddress: (given) => readRobot(given, vendor, isOurs),
    // The host tells which robot; a few last characters tell it from the next.
    mask: ({ address }) => `${URL.parse(address)?.host ?? ''} …${address.slice(-SHOWN)}`,
    async deliver(letter, signal) {
      const { address, settings: held } = letter.to
      const plain = { url: address, json: vendor.compose(outlineOf(letter, texts)) }
      const { secret } = held
      const request = secret === undefined ? plain : (vendor.sign?.(plain, secret, clock()) ?? plain)
      vendor.judge(await postJson(outbound, { ...request, signal }), clock())
      return {}
    },
    close: async () => undefined,
  }
}

function readRobot(
  { address = '', secret = '' }: GivenAddress,
  vendor: RobotVendor,
  isOurs: (url: URL) => boolean,
): AddressReading {
  const typed = address.trim()
  if (typed === '') return refused('address', 'robot_missing')
  const url = URL.parse(typed)
  if (url === null || typed.length > LONGEST_ADDRESS || url.username !== '' || url.password !== '')
    return refused('address', 'robot_unknown')
  const known = isOurs(url) ? /^https?:$/.test(url.protocol) : url.protocol === 'https:' && vendor.owns(url)
  if (!known) return refused('address', 'robot_unknown')
  url.hash = ''
  const key = secret.trim()
  if (key.length > LONGEST_SECRET) return refused('secret', 'robot_secret')
  const settings = key === '' || vendor.sign === undefined ? {} : { secret: key }
  return { ok: true, address: url.href, settings }
}

function refused(field: string, problem: string): AddressReading {
  return { ok: false, field, problem }
}
