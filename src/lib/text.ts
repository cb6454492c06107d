import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { createInstance, type Resource, type ResourceLanguage } from 'i18next'

import { LOCALES, type Locale, type LocalText } from '../domain/locale.ts'

/** The product's own words, by language; files are templates/locales/<locale>/<namespace>.json. */
export interface Texts {
  /** The text under `namespace:key`, its `{{parameters}}` filled in; throws where no language has the key. */
  say(locale: Locale, key: string, parameters?: Readonly<Record<string, unknown>>): string
  /** The same text in every language, for words that are stored. */
  sayAll(key: string, parameters: (locale: Locale) => Readonly<Record<string, unknown>>): LocalText
}

/** Reads every text at once; a missing folder or malformed file throws, since no page can be made without words. */
export function loadTexts(localesFolder: string): Texts {
  const resources: Resource = Object.fromEntries(
    LOCALES.map((locale) => [locale, readNamespaces(path.join(localesFolder, locale))]),
  )
  const i18n = createInstance()
  void i18n.init({
    resources,
    initAsync: false,
    supportedLngs: [...LOCALES],
    fallbackLng: false,
    // Templates escape; escaping here as well would show readers &#39;.
    interpolation: { escapeValue: false },
  })
  const say: Texts['say'] = (locale, key, parameters = {}) => {
    if (!i18n.exists(key, { ...parameters, lng: locale })) throw new Error(`No text "${key}" in ${locale}.`)
    return i18n.t(key, { ...parameters, lng: locale })
  }
  return {
    say,
    sayAll: (key, parameters) =>
      Object.fromEntries(LOCALES.map((locale) => [locale, say(locale, key, parameters(locale))])),
  }
}

function readNamespaces(folder: string): ResourceLanguage {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        path.basename(file, '.json'),
        JSON.parse(readFileSync(path.join(folder, file), 'utf8')),
      ]),
  )
}
