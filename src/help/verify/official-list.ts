import type { Contact } from '../../domain/contact.ts'
import type { KnownScam, OfficialSender } from '../../domain/official.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Entry } from './finding.ts'
import { dialled, isDialled } from './dialled.ts'

/** What is ours or known, ready to be asked. */
export interface OfficialList {
  /** Numbers of ours that take calls, by every way to dial them. */
  readonly numbers: ReadonlyMap<string, Listed>
  readonly callers: ReadonlyMap<string, Listed>
  readonly senders: ReadonlyMap<string, Listed>
  /** Public bodies and telephone companies by number. */
  readonly others: ReadonlyMap<string, Contact>
  readonly hosts: readonly ListedHost[]
  /** Single pages at other people's hosts, without query: `host/path`. */
  readonly links: ReadonlyMap<string, Listed>
  readonly mail: ReadonlyMap<string, Listed>
  /** Accounts and apps by name. */
  readonly names: readonly Listed[]
  readonly scams: ReadonlySet<KnownScam['sha256']>
}

export interface Listed {
  readonly entry: Entry
  /** As we write it. */
  readonly written: string
}

export interface ListedHost extends Listed {
  readonly host: string
  /** Whether names below it are ours too. */
  readonly below: boolean
}

/** Reads a wallet's configuration once, for every question. */
export function officialList({ contacts, official, page }: Wallet): OfficialList {
  const ours = contacts.filter(({ kind }) => kind !== 'public_body' && kind !== 'carrier')
  const others = contacts.filter((contact) => !ours.includes(contact))
  const called = ours.filter(({ reach }) => isDialled(reach))
  return {
    numbers: byDigits(called.map((contact) => fromContact(contact))),
    callers: byDigits(official.callers.map(({ number, ...rest }) => listed(number, rest))),
    senders: new Map(official.senders.map(({ id, ...rest }) => [senderKey(id), listed(id, rest)])),
    others: new Map(
      others.flatMap((contact) => dialled(contact.reach)?.keys.map((key) => [key, contact] as const) ?? []),
    ),
    hosts: [
      {
        host: new URL(page.publicUrl).hostname,
        below: false,
        entry: { of: 'page' },
        written: page.publicUrl,
      },
      ...official.domains.map(({ name, below, ...rest }) => ({ host: name, below, ...listed(name, rest) })),
    ],
    links: new Map([
      ...ours.flatMap((contact) => byLink(contact.reach, fromContact(contact))),
      ...official.accounts.flatMap((account) =>
        byLink(account.link, { entry: { of: 'account', account }, written: account.link ?? '' }),
      ),
      ...official.apps.flatMap((app) =>
        byLink(app.link, { entry: { of: 'app', app }, written: app.link ?? '' }),
      ),
    ]),
    mail: new Map(
      official.mail.map(({ address, ...rest }) => [address.toLowerCase(), listed(address, rest)]),
    ),
    names: [
      ...official.accounts.map((account): Listed => ({
        entry: { of: 'account', account },
        written: account.handle,
      })),
      ...official.apps.flatMap((app) =>
        Object.values(app.name).map((written): Listed => ({ entry: { of: 'app', app }, written })),
      ),
    ],
    scams: new Set(official.scams.map(({ sha256 }) => sha256)),
  }
}

/** Case and blanks make no other sender. */
export function senderKey(id: string): string {
  return id.toLowerCase().replaceAll(/[\s._-]/g, '')
}

/** An address without what makes no other page of it. */
export function linkKey({ hostname, pathname }: URL): string {
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`
}

function fromContact(contact: Contact): Listed {
  return { entry: { of: 'contact', contact }, written: contact.reach }
}

function listed(
  written: string,
  { use, source, checkedOn }: Pick<OfficialSender, 'use' | 'source' | 'checkedOn'>,
): Listed {
  return { entry: { of: 'listed', written, use, checked: { source, checkedOn } }, written }
}

function byDigits(all: readonly Listed[]): Map<string, Listed> {
  return new Map(all.flatMap((one) => dialled(one.written)?.keys.map((key) => [key, one] as const) ?? []))
}

function byLink(link: string | undefined, one: Listed): [string, Listed][] {
  return link !== undefined && URL.canParse(link) && link.startsWith('http')
    ? [[linkKey(new URL(link)), one]]
    : []
}
