import path from 'node:path'

import { SHORTEST_SECRET_KEY } from '../lib/secret-key.ts'

/** Where this process runs and with what, from its environment; what exists is the configuration file's business. */
export interface Environment {
  readonly host: string
  readonly port: number
  readonly configFile: string
  readonly dataFolder: string
  /** pino's level. */
  readonly logLevel: string
  /** Whether a proxy in front may tell who is asking (X-Forwarded-For). */
  readonly trustProxy: TrustProxy
  /** Where the pages that are needed most are kept as files; nowhere without. */
  readonly staticFolder?: string
  /** Where mail is handed over, `smtp://user:password@host:port`; nothing is mailed without. */
  readonly smtpUrl?: string
  /** What tokens and keys are made of; without, one is kept in the data folder. */
  readonly secretKey?: string
}

/**
 * Who may tell where a request came from: everybody or nobody, so many proxies in a row in front of us, or those at these
 * addresses.
 */
type TrustProxy = boolean | number | string

/** Something in the environment cannot be used; the message lists all of it. */
class EnvironmentError extends Error {
  override name = 'EnvironmentError' as const
  readonly forPeople = true
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * Reads the variables of docs/configuration.md; throws EnvironmentError naming every one that does not fit. Paths are
 * taken from `cwd` on.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  cwd = process.cwd(),
): Environment {
  const problems: string[] = []
  const oneOf = (name: string, fallback: string, allowed: readonly string[]): string => {
    const value = env[name] ?? fallback
    if (!allowed.includes(value))
      problems.push(`${name} is "${value}"; expected one of ${allowed.join(', ')}.`)
    return value
  }
  const port = Number(env['PORT'] ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT is "${env['PORT']}"; expected a whole number from 0 to 65535.`)
  }
  if (env['DATABASE_URL'] !== undefined) {
    problems.push(
      'DATABASE_URL is set, but only SQLite is built so far; unset it and name a folder in DATA_DIR.',
    )
  }
  const logLevel = oneOf('LOG_LEVEL', 'info', LOG_LEVELS)
  const trustProxy = readTrustProxy(env['TRUST_PROXY'] ?? 'false')
  if (trustProxy === undefined)
    problems.push(
      `TRUST_PROXY is "${env['TRUST_PROXY']}"; expected true, false, a number of proxies, or blocks of addresses such as 10.0.0.0/8.`,
    )
  const { SMTP_URL: smtpUrl, SECRET_KEY: secretKey, STATIC_DIR: staticFolder = '' } = env
  // Neither is repeated in a message: both are secrets.
  if (smtpUrl !== undefined && !/^smtps?:$/.test(URL.parse(smtpUrl)?.protocol ?? ''))
    problems.push(
      'SMTP_URL is no address of a mail server; expected smtp://user:password@host:587 or smtps://…',
    )
  if (secretKey !== undefined && secretKey.length < SHORTEST_SECRET_KEY)
    problems.push(`SECRET_KEY is too short; expected at least ${SHORTEST_SECRET_KEY} random characters.`)
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'))
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    configFile: path.resolve(cwd, env['CONFIG'] ?? 'data/wallet.yaml'),
    dataFolder: path.resolve(cwd, env['DATA_DIR'] ?? 'data'),
    logLevel,
    trustProxy: trustProxy ?? false,
    ...(staticFolder !== '' && { staticFolder: path.resolve(cwd, staticFolder) }),
    ...(smtpUrl !== undefined && { smtpUrl }),
    ...(secretKey !== undefined && { secretKey }),
  }
}

/** Undefined where it is none of these. */
function readTrustProxy(text: string): TrustProxy | undefined {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  return text.split(',').every((block) => /^(?=.*[.:])[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(block.trim()))
    ? text
    : undefined
}
