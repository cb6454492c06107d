import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { closedPort } from '../probe/servers.ts'

const PROGRAM = '/usr/sbin/postfix'
/** Where Debian keeps what Postfix is made of; its own user owns the last. */
const DAEMONS = '/usr/lib/postfix/sbin'
const OWNED_BY_POSTFIX = '/var/lib/postfix'

/** Why there can be no Postfix here; false where there can: Debian's is installed, and only root may start it. */
export const noPostfix: false | string =
  existsSync(PROGRAM) && existsSync(DAEMONS) && process.getuid?.() === 0
    ? false
    : 'no Postfix of Debian here that we may start'

export interface Postfix {
  /** For SMTP_URL. */
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
}

interface Teardown {
  teardown(work: () => Promise<void>): void
}

/**
 * A Postfix of the test's own on loopback that hands whatever it takes to the mail server at `relayPort`. It knows no mailbox whose
 * name begins with `gone`, and relays nothing to `elsewhere.example`.
 */
export async function startPostfix(t: Teardown, relayPort: number): Promise<Postfix> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wallet-status-postfix-'))
  const port = await closedPort()
  await chmod(folder, 0o755)
  for (const name of ['etc', 'queue', 'data', 'log']) await mkdir(path.join(folder, name))
  const { uid, gid } = await stat(OWNED_BY_POSTFIX)
  await chown(path.join(folder, 'data'), uid, gid)
  await writeFile(path.join(folder, 'etc', 'main.cf'), settings(folder, relayPort))
  await writeFile(path.join(folder, 'etc', 'master.cf'), services(port))
  await writeFile(path.join(folder, 'etc', 'recipients'), RECIPIENTS)
  const run = async (verb: string): Promise<void> => {
    await promisify(execFile)(PROGRAM, ['-c', path.join(folder, 'etc'), verb])
  }
  let runs = false
  const start = async (): Promise<void> => {
    await run('start')
    runs = true
  }
  const stop = async (): Promise<void> => {
    if (runs) await run('stop')
    runs = false
  }
  t.teardown(async () => {
    await stop()
    await rm(folder, { recursive: true })
  })
  await start()
  return { url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, start, stop }
}

const RECIPIENTS = `/^gone.*@/ 550 5.1.1 no such mailbox
/@elsewhere\\.example$/ 554 5.7.1 Relay access denied
`

function settings(folder: string, relayPort: number): string {
  return Object.entries({
    compatibility_level: '3.6',
    queue_directory: `${folder}/queue`,
    data_directory: `${folder}/data`,
    command_directory: '/usr/sbin',
    daemon_directory: DAEMONS,
    maillog_file: `${folder}/log/mail.log`,
    maillog_file_prefixes: tmpdir(),
    myhostname: 'mail.qingzhou.example',
    mydestination: '',
    alias_maps: '',
    alias_database: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    smtpd_tls_security_level: 'none',
    smtpd_recipient_restrictions: `check_recipient_access regexp:${folder}/etc/recipients, permit_mynetworks, reject`,
    default_transport: `smtp:[127.0.0.1]:${relayPort}`,
    smtp_dns_support_level: 'disabled',
  })
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')
}

function services(port: number): string {
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'anvil unix - - n - 1 anvil',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n')
}
