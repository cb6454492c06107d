import { sql } from 'kysely'

import type { Db } from './tables.ts'

/** One answer about an article on a day, YYYY-MM-DD in the page's zone. */
interface ArticleVote {
  readonly day: string
  readonly articleId: string
  readonly helped: boolean
}

/** How often an article helped, and how often it did not. */
export interface ArticleVotes {
  readonly articleId: string
  readonly yes: number
  readonly no: number
}

export async function countVote(db: Db, { day, articleId, helped }: ArticleVote): Promise<void> {
  await db
    .insertInto('article_votes')
    .values({ day, article_id: articleId, helped: helped ? 1 : 0, times: 1 })
    .onConflict((conflict) => conflict.doUpdateSet({ times: sql`times + 1` }))
    .execute()
}

/** From a day on, those with the most answers first. */
export async function articleVotes(
  db: Db,
  { fromDay }: { readonly fromDay: string },
): Promise<ArticleVotes[]> {
  const rows = await db
    .selectFrom('article_votes')
    .select([
      'article_id',
      sql<number>`sum(times) filter (where helped = 1)`.as('yes'),
      sql<number>`sum(times) filter (where helped = 0)`.as('no'),
    ])
    .where('day', '>=', fromDay)
    .groupBy('article_id')
    .orderBy(sql`sum(times)`, 'desc')
    .orderBy('article_id')
    .execute()
  return rows.map((row) => ({ articleId: row.article_id, yes: row.yes ?? 0, no: row.no ?? 0 }))
}

/** Forgets the answers of the days before one. */
export async function sweepVotes(db: Db, { beforeDay }: { readonly beforeDay: string }): Promise<void> {
  await db.deleteFrom('article_votes').where('day', '<', beforeDay).execute()
}
