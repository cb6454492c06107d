import { post } from './http-transport.ts'
import { readPhoneNumber } from './phone-number.ts'
import { gatewayRequest, judgeGateway } from './sms-gateway.ts'
import { smsText } from './sms-text.ts'
import type { AddressReading, GivenAddress, Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/**
 * Short messages, through an HTTP gateway of the operators'. Absent where there is none. The gateway's address is the
 * operators' own and mostly lies inwards, so it is not asked through the guarded client.
 */
export function createSms({ settings, trusted, texts, clock }: TransportDeps): Transport | undefined {
  const { sms: gateway } = settings
  if (gateway === undefined) return undefined
  const { url, perSecond, country, code } = gateway
  return {
    limits: {
      concurrency: 8,
      oneSender: true,
      ...(perSecond !== undefined && { perSecond }),
      timeoutMs: 20_000,
    },
    readAddress: (given) => readNumber(given, country),
    mask: ({ address }) => `${address.slice(0, 3)}…${address.slice(-4)}`,
    async deliver(letter, signal) {
      const values = { to: letter.to.address, text: smsText(letter, texts), key: letter.key }
      const request = { url, ...gatewayRequest(gateway, values), signal, ours: true }
      judgeGateway(await post(trusted, request), code, clock())
      return {}
    },
    close: async () => undefined,
  }
}

/** However it was typed, one number is one subscription. */
function readNumber({ address = '' }: GivenAddress, country: string): AddressReading {
  const number = readPhoneNumber(address, country)
  return number === undefined
    ? { ok: false, field: 'address', problem: 'sms_number' }
    : { ok: true, address: number, settings: {} }
}
