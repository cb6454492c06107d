import Database from 'better-sqlite3'

/**
 * Keeps every database connection that this process opens from now on. A full disk and a read-only file are states
 * of a connection that SQLite offers for tests (`max_page_count`, `query_only`), and the app hands out none of its own.
 */
export function recordConnections(): () => readonly Database.Database[] {
  const opened = new Set<Database.Database>()
  const pragma = Database.prototype.pragma
  Database.prototype.pragma = function (this: Database.Database, ...words) {
    opened.add(this)
    return pragma.apply(this, words)
  }
  return () => [...opened]
}
