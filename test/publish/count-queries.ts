import type { Db } from '../../src/store/open.ts'

/** The same database, counting what it is asked. */
export function countQueries(db: Db): { readonly db: Db; count(): number } {
  let queries = 0
  const counting = db.withPlugin({
    transformQuery({ node }) {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { db: counting, count: () => queries }
}
