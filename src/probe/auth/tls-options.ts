import { Type, type StaticDecode } from 'typebox'

import type { Credentials } from './credentials.ts'
import type { TlsSettings } from '../exchange/open-socket.ts'

/** How to trust a server, where the usual way does not fit. */
export const tlsOptions = Type.Object(
  {
    ca: Type.Optional(
      Type.String({ minLength: 1, description: 'File with the CA to trust instead of the usual ones, PEM.' }),
    ),
    verify: Type.Optional(Type.Boolean({ description: 'False accepts any certificate; true unless said.' })),
    serverName: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The name to ask for (SNI) and to check, where it is not the host.',
      }),
    ),
  },
  { additionalProperties: false, description: 'How to trust the server.' },
)

/** Throws a ProbeFault where the CA's file cannot be read. */
export async function readTls(
  { ca, verify, serverName }: StaticDecode<typeof tlsOptions>,
  credentials: Credentials,
): Promise<TlsSettings> {
  return {
    ...(ca === undefined ? {} : { ca: await credentials.file(ca) }),
    ...(verify === undefined ? {} : { rejectUnauthorized: verify }),
    ...(serverName === undefined ? {} : { serverName }),
  }
}
