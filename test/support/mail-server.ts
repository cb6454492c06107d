import { once } from 'node:events'

import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

interface Teardown {
  teardown(work: () => Promise<void>): void
}

/** A mail as the server took it. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire, dots unstuffed. */
  readonly raw: string
  parsed(): Promise<ParsedMail>
}

/** Where in a session a refusal is given. */
export type MailStage = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data'

/** A refusal such as `{ code: 550, text: '5.1.1 No such user' }`, `hang_up`, or nothing: the mail is taken. */
export type MailAnswer = { readonly code: number; readonly text: string } | 'hang_up' | undefined

export interface MailServer {
  /** For SMTP_URL; the same after it came back. */
  readonly url: string
  readonly port: number
  /** In the order they came. */
  readonly mails: readonly ReceivedMail[]
  /** How many sessions were opened. */
  readonly sessions: () => number
  /** Decides from now on; `address` is the sender's at `mail`, the recipient's at `rcpt`, else empty. */
  answerWith(answer: (stage: MailStage, address: string) => MailAnswer): void
  /** Addresses that a mail was taken for, one entry each. */
  addresses(): string[]
  /** Closes the door and every session. */
  goAway(): Promise<void>
  /** Opens it again at the same port. */
  comeBack(): Promise<void>
}

interface Options {
  readonly answer?: (stage: MailStage, address: string) => MailAnswer
  /** Demands that a client signs in with these. */
  readonly auth?: { readonly user: string; readonly pass: string }
}

/** A real mail server of the test's own on a free port; it takes everything unless it is told otherwise. */
export async function startMailServer(t: Teardown, { answer, auth }: Options = {}): Promise<MailServer> {
  let decide = answer ?? (() => undefined)
  let opened = 0
  const mails: ReceivedMail[] = []
  const hang = new Map<number | undefined, () => void>()
  const settle = (stage: MailStage, address: string, session: SMTPServerSession) => {
    const said = decide(stage, address)
    if (said === undefined) return undefined
    if (said !== 'hang_up') return Object.assign(new Error(said.text), { responseCode: said.code })
    hang.get(session.remotePort)?.()
    return new Error('hung up')
  }
  const open = () => {
    const server = new SMTPServer({
      authOptional: auth === undefined,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      hideENHANCEDSTATUSCODES: true,
      disableReverseLookup: true,
      closeTimeout: 1,
      logger: false,
      onConnect(session, done) {
        opened += 1
        done(settle('connect', '', session))
      },
      onAuth: (given, session, done) => {
        const wrong = given.username !== auth?.user || given.password !== auth?.pass
        if (wrong) done(new Error('wrong password'))
        else done(settle('auth', '', session) ?? null, { user: auth?.user ?? '' })
      },
      onMailFrom: ({ address }, session, done) => done(settle('mail', address, session)),
      onRcptTo: ({ address }, session, done) => done(settle('rcpt', address, session)),
      onData(stream, session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.once('end', () => {
          const refused = settle('data', '', session)
          if (refused === undefined) mails.push(received(Buffer.concat(chunks).toString(), session))
          done(refused)
        })
      },
    })
    server.on('error', () => {
      // A client that goes in the middle of a session is what some tests are about.
    })
    server.server.on('connection', (socket) => {
      socket.on('error', () => socket.destroy())
      // A session is known by its address before it has a name.
      hang.set(socket.remotePort, () => socket.destroy())
    })
    return server
  }
  let server: SMTPServer | undefined = open()
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const goAway = async () => {
    const going = server
    server = undefined
    if (going !== undefined)
      await new Promise<void>((resolve) => {
        going.close(() => resolve())
      })
  }
  t.teardown(goAway)
  return {
    url: `smtp://${auth === undefined ? '' : `${auth.user}:${auth.pass}@`}127.0.0.1:${port}`,
    port,
    mails,
    sessions: () => opened,
    answerWith(answer) {
      decide = answer
    },
    addresses: () => mails.flatMap(({ to }) => to),
    goAway,
    async comeBack() {
      server = open()
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
  }
}

function received(raw: string, { envelope }: SMTPServerSession): ReceivedMail {
  const { mailFrom, rcptTo } = envelope
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    raw,
    parsed: () => simpleParser(raw),
  }
}
