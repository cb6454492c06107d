import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import Handlebars, { type HelperOptions } from 'handlebars/dist/handlebars.min.js'

import type { Texts } from './text.ts'
import { LOCALES, type Locale } from '../domain/locale.ts'

/** The product's pages and messages, each named by its path below templates/, such as `pages/home`. */
export interface Templates {
  /**
   * Fills in one template. `view` is finished: every name the template mentions is there, `null` where there is
   * nothing to show, and `locale` says which words `{{say}}` takes. A missing name throws.
   */
  render(name: string, view: object): string
}

/**
 * Reads every template and asset at once; malformed ones throw here rather than at the first reader. Every
 * template is also a partial under its own name, and so are the style sheet and scripts, for pages that inline them.
 */
export function loadTemplates(folder: string, texts: Texts): Templates {
  const handlebars = Handlebars.create()
  handlebars.registerHelper('say', createSay(texts))
  const compiled = new Map(
    readSources(folder).map(({ name, source }) => {
      // Compiling waits until something is rendered, and would keep the tree that parsing made for as long as we live.
      handlebars.parse(source)
      return [name, handlebars.compile<object>(source, { strict: true, preventIndent: true })]
    }),
  )
  for (const [name, template] of compiled) handlebars.registerPartial(name, template)
  return {
    render(name, view) {
      const template = compiled.get(name)
      if (template === undefined) throw new Error(`No template "${name}" in ${folder}.`)
      return template(view)
    },
  }
}

/** `{{say 'page:home.title' name=walletName}}`: the product's own words in the page's language, escaped as any value. */
function createSay(texts: Texts) {
  // Words without parameters never change, and a page says some sixty of them.
  const said = new Map<string, string>()
  return (key: string, { data, hash }: HelperOptions): string => {
    const locale = localeOf(data)
    if (Object.keys(hash).length > 0) return texts.say(locale, key, hash)
    const known = said.get(`${locale} ${key}`) ?? texts.say(locale, key)
    said.set(`${locale} ${key}`, known)
    return known
  }
}

function localeOf(data: { root?: { locale?: unknown } }): Locale {
  const locale = LOCALES.find((known) => known === data.root?.locale)
  if (locale === undefined) throw new Error('A view must say its locale.')
  return locale
}

function readSources(folder: string): { name: string; source: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .flatMap((file) => {
      const read = () => readFileSync(path.join(folder, file), 'utf8')
      // Indentation is for us; readers on a bad network need not load it. A line's end behind a partial would be a blank.
      if (file.endsWith('.hbs'))
        return { name: file.slice(0, -'.hbs'.length), source: unindent(read()).trim() }
      if (file.endsWith('.css')) return { name: file, source: squeezeCss(read()) }
      return file.endsWith('.js') ? { name: file, source: unindent(read()).trim() } : []
    })
}

function unindent(source: string): string {
  return source.replaceAll(/^[ \t]+/gm, '')
}

/** Takes comments and needless blanks out of a style sheet; it holds no strings with either. */
function squeezeCss(source: string): string {
  return source
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}')
    .trim()
}
