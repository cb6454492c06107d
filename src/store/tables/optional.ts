import type { ColumnType } from 'kysely'

/** A column that holds null where the domain has nothing to say. */
export type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>
