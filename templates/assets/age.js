;(function (t) {
  if (!t) return
  var at = Date.parse(t.dateTime),
    text = t.textContent
  function tick() {
    var s = Math.max(0, Math.round((Date.now() - at) / 1000))
    var ago = s < 90 ? t.dataset.s.replace('{n}', s) : t.dataset.m.replace('{n}', Math.round(s / 60))
    t.textContent = text + ' · ' + ago + (s > 300 ? ' · ' + t.dataset.old : '')
  }
  tick()
  setInterval(tick, 5000)
})(document.querySelector('.age time'))
