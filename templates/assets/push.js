;(function (button) {
  if (!button) return
  const note = document.querySelector('[data-push-note]')
  const says = button.dataset
  // On an iPhone only what stands on the home screen as an app may notify; this is a page of the browser's.
  if (navigator.standalone === false) {
    note.textContent = says.homeScreen
    document.head.insertAdjacentHTML('beforeend', '<link rel="manifest" href="/app.webmanifest">')
  }
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return
  button.hidden = false

  function bytes(base64url) {
    const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  }

  async function subscribe() {
    await navigator.serviceWorker.register('/sw.js')
    const { pushManager } = await navigator.serviceWorker.ready
    const options = { userVisibleOnly: true, applicationServerKey: bytes(says.key) }
    try {
      return await pushManager.subscribe(options)
    } catch (error) {
      // One that was made for another key of ours is in the way.
      const old = await pushManager.getSubscription()
      if (!old) throw error
      await old.unsubscribe()
      return pushManager.subscribe(options)
    }
  }

  // The same form goes out as without us, with these fields instead of what was typed.
  function send(fields) {
    const form = button.form
    for (const name of Object.keys(fields)) {
      for (const typed of form.querySelectorAll('[name="' + name + '"]')) typed.disabled = true
      const field = document.createElement('input')
      field.type = 'hidden'
      field.name = name
      field.value = fields[name]
      form.append(field)
    }
    form.submit()
  }

  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      // Asked first: some browsers let a page ask only straight after a touch.
      if ((await Notification.requestPermission()) !== 'granted') {
        note.textContent = says.denied
        return
      }
      const { endpoint, keys } = (await subscribe()).toJSON()
      // By this the service worker says which one it replaces, should the browser ever change it.
      const kept = await caches.open('push')
      await kept.put('/push-endpoint', new Response(endpoint))
      send({ transport: 'web_push', address: endpoint, p256dh: keys.p256dh, auth: keys.auth })
    } catch {
      note.textContent = says.failed
    } finally {
      button.disabled = false
    }
  })
})(document.querySelector('[data-push]'))
