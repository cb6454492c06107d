import { differences, isAlike, marking } from './alike.ts'
import { skeleton } from './confusables.ts'
import type { Imitation, Verdict } from './finding.ts'
import type { ListedHost } from './official-list.ts'
import { isKnownScam, type VerifyTools } from './tools.ts'

/** A host as it is written, and who registered it. */
export interface Host {
  /** In ASCII, without a dot at its end. */
  readonly ascii: string
  /** As browsers would like to show it. */
  readonly shown: string
  /** What its owner registered; null for addresses of machines and single names. */
  readonly registered: string | null
  /** The same without its ending: `lamplight` of `lamplight.example`. */
  readonly label: string | null
  readonly isIp: boolean
}

/** Undefined where no browser would connect to it. */
export function readHost(
  hostname: string,
  tools: Pick<VerifyTools, 'registered' | 'toUnicode'>,
): Host | undefined {
  const ascii = hostname.replace(/\.$/, '')
  if (ascii === '' || ascii.length > 253 || ascii.split('.').includes('')) return undefined
  const { domain, domainWithoutSuffix, isIp } = tools.registered(ascii)
  return {
    ascii,
    shown: tools.toUnicode(ascii),
    registered: domain === null ? null : tools.toUnicode(domain),
    label: domainWithoutSuffix === null ? null : tools.toUnicode(domainWithoutSuffix),
    isIp: isIp === true,
  }
}

/** Ours by name: the host itself, or one below a domain of ours. Nothing else is, whatever it looks like. */
export function hostOfOurs({ ascii }: Host, hosts: readonly ListedHost[]): ListedHost | undefined {
  return (
    hosts.find(({ host }) => host === ascii) ??
    hosts.find(({ host, below }) => below && ascii.endsWith(`.${host}`))
  )
}

/** What a host that is not ours is: reported, an imitation, or just not listed. */
export function strangerVerdict(host: Host, tools: VerifyTools): Verdict {
  const registered = tools.registered(host.ascii).domain
  if (isKnownScam(tools, `host:${host.ascii}`, `host:${registered ?? host.ascii}`))
    return { kind: 'known_scam' }
  for (const { host: name } of tools.list.hosts) {
    const ours = readHost(name, tools)
    const how = ours === undefined ? undefined : imitationOf(host, ours)
    if (how !== undefined && ours !== undefined) return imitating(host, ours, how)
  }
  return { kind: 'not_listed' }
}

function imitationOf(host: Host, ours: Host): Imitation | undefined {
  // Without a name that somebody registered there is nothing to imitate, as with localhost; what shares ours is our own.
  if (ours.label === null || ours.registered === null || host.registered === ours.registered) return undefined
  const label = host.label ?? host.shown
  if (label !== ours.label && isAlike(label, ours.label)) return 'letters'
  if (looksLike(host.shown).includes(looksLike(ours.registered))) return 'inside'
  if (label === ours.label) return 'ending'
  const isNamed = ours.label.length >= 5 && looksLike(host.shown).includes(looksLike(ours.label))
  return isNamed ? 'name' : undefined
}

function imitating(host: Host, ours: Host, how: Imitation): Verdict {
  const registered = host.registered ?? host.shown
  const stretches =
    how === 'letters' && ours.registered !== null
      ? before(host, registered).concat(differences(registered, ours.registered))
      : how === 'ending' && ours.label !== null
        ? marking(host.shown, registered.slice(ours.label.length))
        : marking(host.shown, registered)
  return { kind: 'alike', how, ours: ours.registered ?? ours.shown, stretches }
}

/** What stands in front of the registered name says nothing about whose it is. */
function before(host: Host, registered: string) {
  const text = host.shown.slice(0, host.shown.length - registered.length)
  return text === '' ? [] : [{ text, differs: false }]
}

/** Hyphens are no difference: `lamplight-example.com` is read as ours. */
function looksLike(name: string): string {
  return skeleton(name).replaceAll('-', '.')
}
