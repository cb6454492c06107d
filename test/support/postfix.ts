import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import path from 'node:path'

import type { Test } from 'tap'

import { closedPort } from '../probe/servers.ts'
import { accessTable, type Access } from './access-table.ts'
import { eventually } from './eventually.ts'
import { readMaildir } from './maildir.ts'
import type { MailServer } from './mail-server.ts'
import { temporaryFolder } from './store.ts'

const COMMAND = '/usr/sbin/postfix'
const DAEMONS = '/usr/lib/postfix/sbin'
/** Debian gives it to the user that all but the first of Postfix's processes run as. */
const OWNED_BY_POSTFIX = '/var/lib/postfix'

/** Why tests against Postfix cannot run here; false where they can. */
export const noPostfix = whyNot()

function whyNot(): string | false {
  if (!existsSync(COMMAND))
    return `${COMMAND} is not installed (Debian: apt-get install postfix); mail is not tested against Postfix.`
  if (process.getuid?.() !== 0)
    return 'Postfix has to be started by root, which this is not; mail is not tested against Postfix.'
  return false
}

/** A Postfix of the test's own on a free port of this machine, which sends nothing on: what it takes lies in its mailbox. */
interface Postfix extends Pick<MailServer, 'url' | 'mails' | 'goAway' | 'comeBack'> {
  /** Decides from now on what is said to `RCPT TO`, as access(5) has it; undefined lets Postfix decide. */
  answerWith(access: Access): void
  /** What it wrote into its log. */
  log(): Promise<string>
}

/** Takes mail to example.com, unless the name begins with `gone`; `settings` are lines of main.cf. */
export async function startPostfix(
  t: Test,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<Postfix> {
  const folder = await temporaryFolder(t)
  const port = await closedPort()
  const access = await accessTable(t)
  await layOut(folder, { port, settings: { ...settings, ...access.setting } })

  let running: ChildProcess | undefined
  const comeBack = async (): Promise<void> => {
    running = spawn('sh', ['-c', RUN, 'sh', path.join(folder, 'etc')], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    await eventually('Postfix to answer', () => answers(port))
  }
  const goAway = async (): Promise<void> => {
    const going = running
    running = undefined
    if (going === undefined) return
    const gone = once(going, 'exit')
    going.stdin?.end()
    await gone
    // Its daemons hold its port until they have ended too.
    await eventually('Postfix to be gone', () => isFree(port))
  }
  t.teardown(goAway)
  await comeBack()
  const mailbox = readMaildir(path.join(folder, 'mail/all'))
  return {
    url: `smtp://127.0.0.1:${port}`,
    get mails() {
      return mailbox()
    },
    answerWith: access.answerWith,
    log: () => readFile(path.join(folder, 'log'), 'utf8'),
    goAway,
    comeBack,
  }
}

/**
 * It has a session of its own, since it ends its daemons by their process group. It is stopped, as `postfix stop` does it,
 * when there is nothing more to read: also when whoever started it was killed.
 */
const RUN = `setsid ${DAEMONS}/master -d -c "$1" </dev/null & read -r _; kill $!; wait`

async function layOut(
  folder: string,
  { port, settings }: { readonly port: number; readonly settings: Readonly<Record<string, string | number>> },
): Promise<void> {
  // Its daemons are another user's, who has to get in.
  await chmod(folder, 0o755)
  const inside = (name: string): string => path.join(folder, name)
  const { uid, gid } = await stat(OWNED_BY_POSTFIX)
  for (const name of ['etc', 'queue', 'queue/pid']) await mkdir(inside(name))
  for (const name of ['data', 'mail', ...QUEUES.map((queue) => `queue/${queue}`)]) {
    await mkdir(inside(name))
    await chown(inside(name), uid, gid)
  }
  const main = {
    compatibility_level: '3.6',
    daemon_directory: DAEMONS,
    queue_directory: inside('queue'),
    data_directory: inside('data'),
    maillog_file: inside('log'),
    maillog_file_prefixes: folder,
    myhostname: 'mx.example',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtpd_peername_lookup: 'no',
    mydestination: '',
    mynetworks: '',
    alias_maps: '',
    local_recipient_maps: '',
    default_transport: 'error:nothing leaves this machine',
    smtpd_relay_restrictions: 'reject_unauth_destination',
    virtual_mailbox_domains: 'example.com',
    virtual_mailbox_base: inside('mail'),
    virtual_mailbox_maps: `regexp:${inside('etc/mailboxes')}`,
    virtual_minimum_uid: 1,
    virtual_uid_maps: `static:${uid}`,
    virtual_gid_maps: `static:${gid}`,
    ...settings,
  }
  const lines = Object.entries(main).map(([name, value]) => `${name} = ${value}\n`)
  await writeFile(inside('etc/main.cf'), lines.join(''))
  await writeFile(inside('etc/master.cf'), `127.0.0.1:${port} inet n - n - - smtpd\n${SERVICES}`)
  await writeFile(inside('etc/mailboxes'), '!/^gone/ all/\n')
}

/** What the queue consists of. */
const QUEUES = 'active bounce corrupt defer deferred flush hold incoming private public saved trace'.split(
  ' ',
)

/** master(5): what takes a mail from smtpd to a mailbox on this machine, and nothing that would send it anywhere else. */
const SERVICES = `
cleanup unix n - n - 0 cleanup
qmgr    unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce  unix - - n - 0 bounce
defer   unix - - n - 0 bounce
error   unix - - n - - error
retry   unix - - n - - error
virtual unix - n n - - virtual
anvil   unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (free) server.close()
  return free
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const taken = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return taken
}
