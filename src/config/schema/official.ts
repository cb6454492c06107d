import { Type } from 'typebox'

import { day } from './calendar.ts'
import { localText } from './words.ts'

const checked = {
  source: localText('Who says that it is ours.'),
  checkedOn: day('When somebody last checked it.'),
}

const link = Type.Optional(
  Type.String({
    pattern: '^https://[^\\s/]+(/\\S*)?$',
    description: 'Where it is.',
    expects: 'an address such as https://store.example/app',
  }),
)

const domain = Type.Object(
  {
    name: Type.String({
      pattern: '^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}$',
      description: 'The domain or host, in small letters, an IDN as `xn--…`.',
      expects: 'a domain in small letters such as lamplight.example, without https:// and without a path',
    }),
    below: Type.Boolean({
      default: true,
      description:
        'Whether names below it are ours too; `false` for a single host at somebody else’s domain.',
    }),
    use: localText('What it is for.'),
    ...checked,
  },
  { additionalProperties: false },
)

const app = Type.Object(
  {
    name: localText('What it is called.'),
    store: localText('The only place to get it from.'),
    link,
    ...checked,
  },
  { additionalProperties: false },
)

const account = Type.Object(
  {
    platform: localText('Where it is.'),
    handle: Type.String({ pattern: '\\S', description: 'Its name there.' }),
    link,
    ...checked,
  },
  { additionalProperties: false },
)

const sender = Type.Object(
  {
    id: Type.String({
      pattern: '^[A-Za-z0-9 ._-]{3,21}$',
      description: 'The port or name that the text message comes from.',
      expects: 'a port or name of 3 to 21 letters and digits, as a phone shows it',
    }),
    use: localText('What comes from it.'),
    ...checked,
  },
  { additionalProperties: false },
)

const mail = Type.Object(
  {
    address: Type.String({
      pattern: '^[^@\\s]*@[a-z0-9.-]+$',
      description: 'An address, or `@` and a domain for everything sent from there.',
      expects: 'a mail address, or @ and a domain, such as @lamplight.example',
    }),
    use: localText('What comes from it.'),
    ...checked,
  },
  { additionalProperties: false },
)

const caller = Type.Object(
  {
    number: Type.String({
      pattern: '^\\+?[\\d\\s()-]{3,25}$',
      description: 'The number that people see.',
      expects: 'a phone number of digits, blanks and hyphens',
    }),
    use: localText('What we call about.'),
    ...checked,
  },
  { additionalProperties: false },
)

const scam = Type.Object(
  {
    sha256: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of `number:`, `host:` or `mail:` and the thing as /verify reads it.',
      expects: '64 small hexadecimal digits',
    }),
    seenOn: day('When it was last reported.'),
  },
  { additionalProperties: false },
)

export const official = Type.Object(
  {
    domains: Type.Array(domain, { default: [], description: 'Domains and hosts.' }),
    apps: Type.Array(app, { default: [], description: 'Apps, each with its only source.' }),
    accounts: Type.Array(account, { default: [], description: 'Accounts on social media.' }),
    senders: Type.Array(sender, { default: [], description: 'What our text messages come from.' }),
    mail: Type.Array(mail, { default: [], description: 'What our mails come from.' }),
    callers: Type.Array(caller, {
      default: [],
      description: 'Numbers that call people and take no calls.',
    }),
    scams: Type.Array(scam, { default: [], description: 'What was reported to imitate us, as digests.' }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'What is ours beside the contacts, for /verify.',
  },
)
