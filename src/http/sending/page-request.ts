import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import type { Locale } from '../../domain/locale.ts'
import { PAGE_QUERIES, type FeedName, type PageName, type PageRequest } from '../../publish/page.ts'

/** Longer values are nobody's month or id. */
const LONGEST_VALUE = 100

const Strings = Type.Record(Type.String(), Type.String())
const Query = Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())]))

/**
 * What a request asks of a page: the query names that page reads and no others, the first of each. Undefined where a
 * value cannot be meant.
 */
export function pageRequestOf(
  request: Pick<FastifyRequest, 'params' | 'query'>,
  page: { readonly name: PageName | FeedName; readonly locale: Locale },
): PageRequest | undefined {
  const query = Value.Parse(Query, request.query)
  const read = PAGE_QUERIES[page.name].flatMap((name) => {
    const value = [query[name] ?? []].flat()[0]
    return value === undefined ? [] : [[name, value] as const]
  })
  if (read.some(([, value]) => value.length > LONGEST_VALUE)) return undefined
  return {
    locale: page.locale,
    params: Value.Parse(Strings, request.params),
    query: Object.fromEntries(read),
  }
}
