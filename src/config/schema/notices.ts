import { Type } from 'typebox'

import { secret } from '../../lib/secret.ts'
import { sms } from './sms.ts'

const dkim = Type.Object(
  {
    domain: Type.String({ pattern: '\\S', description: 'The domain that signs.' }),
    selector: Type.String({ pattern: '\\S', description: "Which of the domain's keys." }),
    privateKey: secret('The private key, PEM.'),
  },
  { additionalProperties: false, description: 'Signs every mail, where the mail server does not.' },
)

const email = Type.Object(
  {
    from: Type.String({
      pattern: '@',
      description: 'Who the mails are from.',
      expects: 'a mail address such as Status <status@lamplight.example>',
    }),
    replyTo: Type.Optional(Type.String({ pattern: '@', description: 'Where answers go.' })),
    envelopeFrom: Type.Optional(
      Type.String({
        pattern: '^[^\\s<>"@]+@[^\\s<>"@]+$',
        description: 'Where mails that could not be delivered come back to: MAIL FROM.',
        expects: 'a bare mail address such as bounces@lamplight.example',
      }),
    ),
    perSecond: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'How many mails a second the mail server takes.' }),
    ),
    dkim: Type.Optional(dkim),
  },
  { additionalProperties: false, description: 'Mail; offered where SMTP_URL names a mail server as well.' },
)

const telegram = Type.Object(
  {
    botToken: secret('Token of the bot that writes.'),
    api: Type.String({
      pattern: '^https?://',
      default: 'https://api.telegram.org',
      description: 'Where bots are spoken to; another place for a Bot API server of your own.',
    }),
  },
  { additionalProperties: false, description: 'Telegram; offered where a bot is named.' },
)

const outbound = Type.Object(
  {
    ports: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
      default: [80, 443, 8080, 8443],
      description: 'Ports that addresses given by subscribers may name.',
    }),
    allow: Type.Array(
      Type.String({
        pattern: '^[0-9a-fA-F.:]+/\\d{1,3}$',
        expects: 'a block of addresses such as 10.1.0.0/16',
      }),
      { default: [], description: 'Blocks of addresses that may be reached though they are not public.' },
    ),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'What may be reached of the addresses that subscribers give us.',
  },
)

const robotHosts = Type.Record(
  Type.String(),
  Type.Enum(['dingtalk', 'feishu', 'wecom', 'slack', 'teams', 'discord']),
  {
    default: {},
    description:
      "Hosts, with their ports, whose robots speak like a vendor's: an edition of your own, a relay. They are reached as `outbound` allows.",
  },
)

const pushHosts = Type.Array(
  Type.String({
    pattern: '^(\\*\\.)?[a-z0-9.\\-]+(:\\d{1,5})?$',
    expects: 'a host such as push.inner.example:8443, or *.push.example',
  }),
  {
    default: [],
    description:
      'Push services that browsers may name beside those of Chrome, Edge, Firefox and Safari. They are reached as `outbound` allows.',
  },
)

export const notices = Type.Object(
  {
    email: Type.Optional(email),
    telegram: Type.Optional(telegram),
    sms: Type.Optional(sms),
    robotHosts,
    pushHosts,
    perHour: Type.Integer({
      minimum: 1,
      default: 12,
      description: 'How many messages one subscriber gets in an hour; what is more waits and comes as one.',
    }),
    outbound,
  },
  { additionalProperties: false, default: {}, description: 'How subscribers are told.' },
)
