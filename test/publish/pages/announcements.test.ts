import t from 'tap'

import { sampleAnnouncements } from '../../support/sample-news.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { render, textOf } from '../../support/render.ts'

const [scam] = sampleAnnouncements(SAMPLE_NOW)

function announced(body: string) {
  const one = { ...scam!, body: { 'zh-CN': body } }
  const announcements = {
    one: () => Promise.resolve(one),
    archive: () => Promise.resolve({ announcements: [one] }),
  }
  return render('announcement', { params: { id: one.id }, pages: samplePages({ announcements }) })
}

void t.test('Markdown is shown, and its headings stand below the page’s own', async (t) => {
  const { body } = await announced('# 一\n\n- **要点**\n\n[链接](https://localhost/)')
  t.match(body, '<h2>一</h2>')
  t.match(body, '<strong>要点</strong>')
  t.match(body, '<a href="https://localhost/" rel="noopener nofollow">')
  t.equal(body.match(/<h1/g)?.length, 1)
})

void t.test('nothing in an announcement runs or loads', async (t) => {
  const attempts = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '![a](https://localhost/x.png)',
    '<style>body{display:none}</style>',
    '<a href="data:text/html,x">x</a>',
  ]
  for (const attempt of attempts) {
    const { body } = await announced(attempt)
    const [, article] = /<div class="article"[^>]*>([^]*?)<\/div>/.exec(body) ?? []
    t.notMatch(article, /<(script|img|style|iframe)|<a [^>]*href="(javascript|data):/, attempt)
  }
})

void t.test('one that exists in Chinese only says so in English', async (t) => {
  const page = await render('announcement', { params: { id: 'e5f6a1b2c3d4' }, locale: 'en' })
  t.match(page.body, 'lang="zh-CN"')
  t.match(textOf(page), '(Chinese only)')
})

void t.test('the archive can be read by kind, and a kind nobody knows is a 400', async (t) => {
  const text = textOf(await render('announcements', { query: { kind: 'holiday' } }))
  t.match(text, '清明节期间人工热线的时间')
  t.notMatch(text, '有人冒充客服')
  t.equal((await render('announcements', { query: { kind: 'gossip' } })).status, 400)
  t.equal((await render('announcements', { query: { before: 'yesterday' } })).status, 400)
})

void t.test('an unknown announcement is a page that helps', async (t) => {
  t.equal((await render('announcement', { params: { id: 'nothing' } })).status, 404)
})

void t.test('a place in the archive that nobody gave out is a 400 that names it', async (t) => {
  const announcements = { one: () => Promise.resolve(undefined), archive: () => Promise.resolve(undefined) }
  const pages = samplePages({ announcements })
  const page = await render('announcements', { query: { before: '17000000' }, pages })
  t.equal(page.status, 400)
  t.match(textOf(page), '17000000')
  t.equal((await render('announcements', { query: { before: '017000000' } })).status, 400)
})
