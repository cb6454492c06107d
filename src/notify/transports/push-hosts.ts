/**
 * Where browsers have their pushes sent: Chrome and most of its kin (on Android, Samsung's and Opera's, too), Firefox,
 * Edge and Safari. Whoever makes up a subscription can give any address, and nobody confirms one: without this list a
 * stranger's host would be sent every notice as often as somebody has typed it.
 */
const PUSH_HOSTS = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
]

/** Whether a push service answers there, one of the browsers' or one of `more`. Takes a host with its port, where that is not 443. */
export function isPushHost(host: string, more: readonly string[] = []): boolean {
  return [...PUSH_HOSTS, ...more].some((known) =>
    known.startsWith('*.') ? host.endsWith(known.slice(1)) : host === known,
  )
}
