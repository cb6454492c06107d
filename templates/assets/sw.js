/* Shows the notices of this page, also while it is closed. It takes no part in loading pages. */
const KEY = '{{key}}'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('push', (event) => event.waitUntil(show(event.data)))
self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event
  notification.close()
  event.waitUntil(open(action === 'unsubscribe' ? notification.data.unsubscribe : notification.data.url))
})
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)))

function show(data) {
  const { title, body, lang, tag, url, unsubscribe } = read(data)
  return self.registration.showNotification(title, {
    body,
    lang,
    tag,
    // What is new about something known is worth a sound as well.
    renotify: Boolean(tag),
    actions: unsubscribe ? [{ action: 'unsubscribe', title: unsubscribe.label }] : [],
    data: { url, unsubscribe: unsubscribe && unsubscribe.url },
  })
}

// A push that shows nothing costs a page its right to push.
function read(data) {
  try {
    return data.json()
  } catch {
    return { title: self.location.host, url: '/' }
  }
}

async function open(url) {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const tab = tabs.find((one) => one.url === new URL(url, self.location).href)
  return tab ? tab.focus() : self.clients.openWindow(url)
}

// The browser has dropped its subscription or changed it: the new one takes over what was wished for the old.
async function renew({ oldSubscription, newSubscription }) {
  const kept = await caches.open('push')
  const stored = await kept.match('/push-endpoint')
  // The last one that the server took: the browser's own idea of the old one may never have arrived there.
  const replaces = stored ? await stored.text() : oldSubscription && oldSubscription.endpoint
  if (!replaces) return
  const options = { userVisibleOnly: true, applicationServerKey: bytes(KEY) }
  const fresh = newSubscription || (await self.registration.pushManager.subscribe(options))
  const { endpoint, keys } = fresh.toJSON()
  const { p256dh, auth } = keys
  const fields = { transport: 'web_push', replaces, address: endpoint, p256dh, auth }
  const { ok } = await fetch('/subscribe', { method: 'POST', body: new URLSearchParams(fields) })
  if (ok) await kept.put('/push-endpoint', new Response(endpoint))
}

function bytes(base64url) {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
