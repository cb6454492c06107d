import { DEFAULT_PORT } from './sandbox.ts'

interface Demo {
  readonly pageUrl: string
  readonly sandboxUrl: string
  readonly sandboxPort: number
  /** As DATA_DIR names it. */
  readonly dataFolder: string
  /** SMTP_URL names a real mail server. */
  readonly mailsLeave: boolean
}

/** What somebody who has just started the demonstration may do with it, line by line. */
export function demoInvitation(demo: Demo): string[] {
  const { pageUrl, sandboxUrl, sandboxPort, dataFolder } = demo
  const sandbox = `${sandboxPort === DEFAULT_PORT ? '' : `SANDBOX_PORT=${sandboxPort} `}npx wallet-status sandbox`
  const acts = [
    [`${sandbox} fault topup --bank harbour`, "one bank's top-ups fail"],
    [`${sandbox} fault sign_in --kind latency --ms 3000`, 'signing in is slow'],
    [`${sandbox} fault all`, 'everything is down'],
    [`${sandbox} heal`, 'all is well again'],
  ] as const
  const width = Math.max(...acts.map(([command]) => command.length))
  return [
    '',
    `  The status page      ${pageUrl}   (English: ${pageUrl}/en)`,
    `  The pretend wallet   ${sandboxUrl}`,
    `  Its mailbox          ${sandboxUrl}/mailbox   (English: ${sandboxUrl}/en/mailbox)`,
    '',
    '  In a second terminal, break something and watch the page:',
    ...acts.map(([command, effect]) => `    ${command.padEnd(width)}   ${effect}`),
    '',
    ...howToBeTold(demo),
    '',
    '  An incident that touched money waits for a person to say that every payment was matched:',
    `    DATA_DIR=${dataFolder} npx wallet-status incident list`,
    `    DATA_DIR=${dataFolder} npx wallet-status incident resolve ID data/examples/incident-resolve.yaml`,
    '',
    '  Stop with Ctrl-C.',
  ]
}

function howToBeTold({ pageUrl, sandboxUrl, mailsLeave }: Demo): string[] {
  const steps = mailsLeave
    ? [
        'Mails leave this machine through the server that SMTP_URL names: subscribe with your own address only.',
      ]
    : [
        `1. Subscribe at ${pageUrl}/subscribe with any address; no mail leaves this machine.`,
        `2. Read the mail at ${sandboxUrl}/mailbox and confirm.`,
        '3. Break something as above, and watch the notice come.',
      ]
  return [
    '  Be told about it:',
    ...steps.map((step) => `    ${step}`),
    `    A webhook can go to ${sandboxUrl}/room, where everything that came is shown.`,
    '    What every kind of mail looks like:  npx wallet-status notices preview',
  ]
}
