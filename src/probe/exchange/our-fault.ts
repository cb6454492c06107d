import { codeOf, messageOf } from './exchange-error.ts'
import { ProbeFault } from '../probe-fault.ts'

/**
 * Codes that blame us rather than the target: a request that cannot be sent as configured, a certificate or key of
 * ours that cannot be read, and TLS alerts (RFC 8446 section 6.2) by which the other side turns our certificate down.
 */
const OURS = [
  /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/,
  /^ERR_INVALID_(URL|ARG_TYPE|ARG_VALUE|CHAR|IP_ADDRESS)$/,
  /^ERR_OSSL_(PEM|X509|EVP|UNSUPPORTED|BAD_DECRYPT)/,
  /^ERR_SSL_.*ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/,
]

/** The error as a ProbeFault where the mistake is ours; undefined where it is the target's. */
export function asFault(error: unknown): ProbeFault | undefined {
  if (error instanceof ProbeFault) return error
  const code = codeOf(error)
  const ours = code === undefined ? isSlip(error) : OURS.some((pattern) => pattern.test(code))
  if (!ours) return undefined
  return new ProbeFault(`${code ?? 'mistake of ours'}: ${messageOf(error)}`, { cause: error })
}

/** What the language throws at a program that is wrong; failures of the world carry a code. */
function isSlip(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
}
