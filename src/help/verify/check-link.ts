import { marking } from './alike.ts'
import { hostOfOurs, readHost, strangerVerdict, type Host } from './check-host.ts'
import type { Caution, Finding, Verdict } from './finding.ts'
import { linkKey } from './official-list.ts'
import type { VerifyTools } from './tools.ts'

/** Addresses that lead to any other: where to, nobody sees before they open them. */
const SHORTENERS = new Set(
  (
    'bit.ly t.co t.cn url.cn dwz.cn suo.im tinyurl.com goo.gl is.gd ow.ly buff.ly rebrand.ly cutt.ly rb.gy t.ly ' +
    'dwz.mk sourl.cn 985.so mrw.so c7a.cn u.nu s.id shorturl.at v.gd reurl.cc'
  ).split(' '),
)
const USUAL_PORTS = new Set(['', '80', '443'])

/** A web address, read as a browser reads it. */
export function checkLink(typed: string, tools: VerifyTools): Finding {
  const url = asUrl(typed)
  const host = url === undefined ? undefined : readHost(url.hostname, tools)
  if (url === undefined || host === undefined) {
    return { kind: 'link', typed, readAs: typed, verdict: { kind: 'unreadable' }, cautions: [] }
  }
  return {
    kind: 'link',
    typed,
    readAs: `${host.shown}${url.port === '' ? '' : `:${url.port}`}`,
    verdict: verdictOf(url, host, tools),
    cautions: cautionsOf(typed, url, host, tools),
  }
}

/** Undefined for what browsers do not open, and for programs written as addresses. */
function asUrl(typed: string): URL | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/+/i.test(typed) ? typed : `https://${typed}`
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined
}

function verdictOf(url: URL, host: Host, tools: VerifyTools): Verdict {
  const { list } = tools
  const ours = hostOfOurs(host, list.hosts)
  if (ours !== undefined) return { kind: 'official', entry: ours.entry }
  const page = list.links.get(linkKey(url))
  if (page !== undefined) return { kind: 'official', entry: page.entry }
  const verdict = strangerVerdict(host, tools)
  if (verdict.kind !== 'not_listed') return verdict
  return borrowedName(url, host, tools) ?? verdict
}

/** Our domain in front of an @ or behind the host, where it means nothing. */
function borrowedName(url: URL, host: Host, { list }: VerifyTools): Verdict | undefined {
  const places = [
    ['user', `${url.username}:${url.password}`],
    ['path', `${url.pathname}${url.search}${url.hash}`],
  ] as const
  for (const [how, text] of places) {
    const lower = decoded(text).toLowerCase()
    const ours = list.hosts.find(({ host: name }) => name.includes('.') && lower.includes(name))
    if (ours === undefined) continue
    const shown = how === 'user' ? `${url.username}@${host.shown}` : `${host.shown}${url.pathname}`
    return { kind: 'alike', how, ours: ours.host, stretches: marking(shown, host.shown) }
  }
  return undefined
}

function cautionsOf(typed: string, url: URL, host: Host, { list }: VerifyTools): Caution[] {
  const cautions: readonly (readonly [Caution, boolean])[] = [
    ['not_https', url.protocol === 'http:' && /^http:/i.test(typed) && host.ascii !== 'localhost'],
    ['user', url.username !== '' || url.password !== ''],
    [
      'other_port',
      !USUAL_PORTS.has(url.port) && list.hosts.every(({ written }) => URL.parse(written)?.host !== url.host),
    ],
    ['machine_address', host.isIp],
    ['shortener', SHORTENERS.has(host.ascii.replace(/^www\./, ''))],
    ['idn', host.shown !== host.ascii],
  ]
  return cautions.flatMap(([name, holds]) => (holds ? name : []))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
