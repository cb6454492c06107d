import { marking } from './alike.ts'
import { hostOfOurs, readHost, strangerVerdict, type Host } from './check-host.ts'
import type { Finding, Verdict } from './finding.ts'
import { isKnownScam, type VerifyTools } from './tools.ts'

/** Who a mail says it comes from. */
export function checkMail(typed: string, tools: VerifyTools): Finding {
  const at = typed.lastIndexOf('@')
  const [local, domain] = [typed.slice(0, at), typed.slice(at + 1)]
  const host = readHost(URL.parse(`https://${domain}`)?.hostname ?? '', tools)
  // What stands behind the @ must be a name and nothing else.
  if (host === undefined || /[/?#:\\@]/.test(domain)) {
    return { kind: 'mail', typed, readAs: typed, verdict: { kind: 'unreadable' }, cautions: [] }
  }
  const { list } = tools
  const listed = list.mail.get(`${local}@${host.ascii}`.toLowerCase()) ?? list.mail.get(`@${host.ascii}`)
  const isOurDomain = hostOfOurs(host, list.hosts) !== undefined
  return {
    kind: 'mail',
    typed,
    readAs: `${local}@${host.shown}`,
    verdict: listed === undefined ? strangers(local, host, tools) : { kind: 'official', entry: listed.entry },
    cautions: listed === undefined && isOurDomain ? ['our_domain'] : [],
  }
}

function strangers(local: string, host: Host, tools: VerifyTools): Verdict {
  const { list } = tools
  if (isKnownScam(tools, `mail:${local}@${host.ascii}`.toLowerCase())) return { kind: 'known_scam' }
  if (hostOfOurs(host, list.hosts) !== undefined) return { kind: 'not_listed' }
  const verdict = strangerVerdict(host, tools)
  const borrowed = list.hosts.find(
    ({ host: name }) => name.includes('.') && local.toLowerCase().includes(name),
  )
  if (verdict.kind !== 'not_listed' || borrowed === undefined) return verdict
  const stretches = marking(`${local}@${host.shown}`, host.shown)
  return { kind: 'alike', how: 'user', ours: borrowed.host, stretches }
}
