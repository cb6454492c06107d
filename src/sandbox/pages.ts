import { createHash } from 'node:crypto'
import path from 'node:path'

import type { FastifyReply } from 'fastify'

import { prefixOf, type Locale } from '../domain/locale.ts'
import { loadTemplates, type Templates } from '../lib/templates.ts'
import { loadTexts, type Texts } from '../lib/text.ts'
import { createTimeWords, type TimeWords } from '../lib/words/times.ts'

/** Mails, and webhooks, that are shown: the latest so many. */
export const MOST_KEPT = 200

const TEMPLATES_FOLDER = path.resolve(import.meta.dirname, '../../templates')

/** The pretend wallet's customers live in China. */
const ZONE = 'Asia/Shanghai'

/** One page of the sandbox, and what its template needs. */
interface View {
  /** Of the template, below templates/sandbox. */
  readonly name: 'mailbox' | 'mail' | 'room' | 'gone'
  readonly locale: Locale
  /** Without the language's prefix. */
  readonly path: string
  readonly [name: string]: unknown
}

/** What the sandbox shows to people, in both languages. */
export interface SandboxPages {
  words(locale: Locale): TimeWords
  send(reply: FastifyReply, view: View): FastifyReply
  /** Says that the mail that was asked for is no longer there. */
  sendGone(reply: FastifyReply, locale: Locale): FastifyReply
  /** For whatever a browser shows of the sandbox. */
  readonly headers: Readonly<Record<string, string>>
}

/** Templates and words are read when somebody looks first: most sandboxes are never looked at. */
export function createSandboxPages(): SandboxPages {
  let kept: Loaded | undefined
  const loaded = (): Loaded => (kept ??= load())

  const send: SandboxPages['send'] = (reply, view) => {
    const { templates, texts, sheet, policy } = loaded()
    const { name, locale, path: at } = view
    const other: Locale = locale === 'en' ? 'zh-CN' : 'en'
    const body = templates.render('sandbox/page', {
      locale,
      title: texts.say(locale, `sandbox:${name}.title`),
      sheet,
      prefix: prefixOf(locale),
      other: { href: prefixOf(other) + at, lang: other },
      main: templates.render(`sandbox/${name}`, { ...view, prefix: prefixOf(locale), most: MOST_KEPT }),
    })
    return reply
      .type('text/html; charset=utf-8')
      .headers({ ...HEADERS, 'Content-Language': locale, 'Content-Security-Policy': policy })
      .send(body)
  }

  return {
    words: (locale) => loaded().words[locale],
    send,
    sendGone: (reply, locale) => send(reply.code(404), { name: 'gone', locale, path: '/mailbox' }),
    headers: HEADERS,
  }
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

interface Loaded {
  readonly templates: Templates
  readonly texts: Texts
  readonly words: Readonly<Record<Locale, TimeWords>>
  readonly sheet: string
  /** The page's Content-Security-Policy: it runs nothing, and frames nothing but the mails kept here. */
  readonly policy: string
}

function load(): Loaded {
  const texts = loadTexts(path.join(TEMPLATES_FOLDER, 'locales'))
  const templates = loadTemplates(TEMPLATES_FOLDER, texts)
  const sheet = templates.render('assets/base.css', {}) + templates.render('assets/sandbox.css', {})
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
    "frame-src 'self'",
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const words = { 'zh-CN': createTimeWords(texts, 'zh-CN', ZONE), en: createTimeWords(texts, 'en', ZONE) }
  return { templates, texts, words, sheet, policy }
}
