import { Type, type StaticDecode } from 'typebox'

import { duration } from '../../lib/duration.ts'
import { secret } from '../../lib/secret.ts'
import { expectation } from '../expect/expectation.ts'

const basic = Type.Object(
  { user: Type.String({ description: 'User name.' }), password: secret('Password.') },
  { additionalProperties: false, description: 'HTTP basic authentication (RFC 7617).' },
)

const bearer = Type.Object(
  { token: secret('A token that does not change.') },
  { additionalProperties: false, description: 'A fixed bearer token (RFC 6750).' },
)

const oauth2 = Type.Object(
  {
    tokenUrl: Type.String({
      pattern: '^https?://',
      description:
        'Where tokens are given out; reached by the proxy of the probe, and trusting its authority.',
    }),
    clientId: Type.String({ minLength: 1, description: 'Our client id.' }),
    clientSecret: secret('Our client secret.'),
    scope: Type.Optional(Type.String({ description: 'What the token is to allow.' })),
    sendAs: Type.Optional(
      Type.Union([Type.Literal('basic'), Type.Literal('body')], {
        description: 'Whether id and secret travel as HTTP basic (the default) or in the form.',
      }),
    ),
    timeout: Type.Optional(duration('How long a token may take; 10s unless said.')),
    expect: Type.Optional(expectation),
  },
  {
    additionalProperties: false,
    description: 'OAuth 2 client credentials (RFC 6749 section 4.4). The token is kept and renewed in time.',
  },
)

const mtls = Type.Object(
  {
    cert: Type.String({ minLength: 1, description: 'File with our certificate, PEM.' }),
    key: Type.String({ minLength: 1, description: 'File with its private key, PEM.' }),
    ca: Type.Optional(Type.String({ minLength: 1, description: 'File with the CA to trust, PEM.' })),
    passphrase: Type.Optional(secret('Passphrase of the key.')),
  },
  {
    additionalProperties: false,
    description: 'A client certificate of ours (mutual TLS). Files are read anew every minute.',
  },
)

const methods = Type.Object(
  {
    basic: Type.Optional(basic),
    bearer: Type.Optional(bearer),
    oauth2: Type.Optional(oauth2),
    mtls: Type.Optional(mtls),
  },
  {
    additionalProperties: false,
    description: 'How we prove who we are; a certificate goes with any of the others.',
  },
)

export const auth = Type.Refine(
  methods,
  (value) => [value.basic, value.bearer, value.oauth2].filter((method) => method !== undefined).length <= 1,
  () => 'must name one of basic, bearer and oauth2',
)

export type Auth = StaticDecode<typeof auth>
export type OAuth2 = StaticDecode<typeof oauth2>
export type Mtls = StaticDecode<typeof mtls>
