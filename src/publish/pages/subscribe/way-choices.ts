import type { TransportKind } from '../../../domain/transport.ts'
import type { PageContext } from '../page-context.ts'
import type { TypedSubscription } from './typed-subscription.ts'

interface Field {
  readonly name: string
  readonly type: 'email' | 'tel' | 'url' | 'text' | 'password'
  readonly autocomplete: 'email' | 'tel' | 'off'
}

const LINK: Field = { name: 'address', type: 'url', autocomplete: 'off' }
const SECRET: Field = { name: 'secret', type: 'text', autocomplete: 'off' }

/** What each transport asks for. */
const FIELDS: Readonly<Record<TransportKind, readonly Field[]>> = {
  email: [{ name: 'address', type: 'email', autocomplete: 'email' }],
  // It brings what it needs itself, by a script.
  web_push: [],
  sms: [{ name: 'address', type: 'tel', autocomplete: 'tel' }],
  webhook: [LINK],
  dingtalk: [LINK, SECRET],
  feishu: [LINK, SECRET],
  wecom: [LINK],
  slack: [LINK],
  teams: [LINK],
  discord: [LINK],
  telegram: [{ name: 'address', type: 'text', autocomplete: 'off' }],
}

/** How notices can travel, each with what it asks for, as it was filled in. */
export function wayChoices(
  { words, deps: { offers } }: PageContext,
  { transport, fields }: TypedSubscription,
  wrong: (field: string) => boolean,
) {
  const kinds = (offers?.transports ?? []).filter(
    (kind) => kind !== 'web_push' || offers?.pushKey !== undefined,
  )
  const chosen =
    kinds.find((kind) => kind === transport) ?? kinds.find((kind) => kind !== 'web_push') ?? kinds[0]
  return {
    ways: kinds.map((kind) => ({
      value: kind,
      scripted: kind === 'web_push',
      label: words.say(`subscribe:way.${kind}.name`),
      hint: words.say(`subscribe:way.${kind}.hint`),
      checked: kind === chosen,
      fields: FIELDS[kind].map((field) => ({
        ...field,
        id: `${kind}.${field.name}`,
        label: words.say(`subscribe:way.${kind}.${field.name}`),
        // What a short form of one field sent, such as the home page's, is shown in its place.
        value: fields[`${kind}.${field.name}`] ?? (kind === transport ? (fields[field.name] ?? '') : ''),
        wrong: kind === chosen && wrong(field.name),
      })),
    })),
    push: offers?.pushKey === undefined ? null : { key: offers.pushKey },
  }
}
