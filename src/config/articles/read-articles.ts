import { readdirSync } from 'node:fs'
import path from 'node:path'

import { OWN_HELP_PAGES, type ArticleVersion, type HelpArticle } from '../../domain/help-article.ts'
import { LOCALES, type Locale } from '../../domain/locale.ts'
import type { Problem } from '../problem.ts'
import type { KnownThings } from './known-things.ts'
import { readVersion, type VersionFile } from './read-version.ts'

const ID = /^[a-z][a-z0-9-]{0,62}$/
const ENDING = '.md'

/** What came of reading a folder of articles: all of them, or everything that is wrong with them. */
interface ArticlesRead {
  readonly articles: readonly HelpArticle[]
  readonly problems: readonly Problem[]
}

/** Reads every `<locale>/<id>.md` below a folder. A folder that is not there holds none. */
export function readArticles(folder: string, known: KnownThings): ArticlesRead {
  const names = new Map(LOCALES.map((locale) => [locale, filesIn(path.join(folder, locale))]))
  const ids = [...new Set([...names.values()].flat())].toSorted()
  const read = ids.map((name) => readArticle(name, { folder, known, names }))
  return {
    articles: read.flatMap((one) => ('problems' in one ? [] : [one])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(ENDING))
      .map((file) => file.slice(0, -ENDING.length))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function readArticle(
  id: string,
  from: {
    readonly folder: string
    readonly known: KnownThings
    readonly names: ReadonlyMap<Locale, readonly string[]>
  },
): HelpArticle | { readonly problems: readonly Problem[] } {
  const fileOf = (locale: Locale) => path.join(from.folder, locale, id + ENDING)
  const there = LOCALES.filter((locale) => from.names.get(locale)?.includes(id))
  const missing = LOCALES.filter((locale) => !there.includes(locale)).map((locale) =>
    whole(fileOf(locale), 'there is no such file, expected each article in every language'),
  )
  const names = there.flatMap((locale) => nameProblem(id, fileOf(locale)))
  const read = there.map((locale) => readVersion(fileOf(locale), from.known))
  const versions = read.flatMap((one) => ('front' in one ? [one] : []))
  const wrong = read.flatMap((one) => ('front' in one ? [] : one))
  const [first, second] = versions
  const problems = [...missing, ...names, ...wrong, ...differences(first, second)]
  if (problems.length > 0 || first === undefined || second === undefined) return { problems }
  const { topic, order, components } = first.front
  return {
    id,
    topic,
    order,
    componentIds: [...new Set(components.flatMap((one) => from.known.named(one) ?? []))],
    versions: { 'zh-CN': versionOf(first), en: versionOf(second) },
  }
}

function nameProblem(id: string, file: string): Problem[] {
  if (OWN_HELP_PAGES.some((page) => page === id))
    return [whole(file, `/help/${id} is a page of the program's own, expected another name`)]
  if (ID.test(id)) return []
  return [whole(file, 'expected a name of small letters, digits and hyphens, beginning with a letter')]
}

/** What an article is about does not depend on the language it is told in. */
function differences(first: VersionFile | undefined, second: VersionFile | undefined): Problem[] {
  if (first === undefined || second === undefined) return []
  const keys = ['topic', 'order', 'components'] as const
  return keys
    .filter((key) => JSON.stringify(first.front[key]) !== JSON.stringify(second.front[key]))
    .map((key) =>
      second.problemAt({
        path: [key],
        message: `differs from ${path.basename(path.dirname(first.file))}, expected the same`,
      }),
    )
}

function versionOf({ front, parts }: VersionFile): ArticleVersion {
  const { title, questions, keywords, checkedOn } = front
  return { title, questions, keywords, checkedOn, parts }
}

function whole(file: string, message: string): Problem {
  return { file, line: 1, column: 1, path: '', message }
}
