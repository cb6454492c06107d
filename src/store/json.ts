import { sql } from 'kysely'

/** The JSON text of a T: keeps apart, for the compiler, what different JSON columns hold. */
export type Json<T> = string & { readonly holds?: T }

export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value)
}

/**
 * Reads a JSON column. Its shape is not validated again: only this store writes it, through toJson, and rows that a
 * disk has damaged are left out before anybody reads them (sound-rows.ts).
 */
export function fromJson<T>(text: Json<T>): T {
  const value: T = JSON.parse(text)
  return value
}

/** Numbers as rows, for `where num in`: the statement stays the same however many they are, and is compiled once. */
export function asRows(nums: readonly number[]) {
  return sql<number>`(select value from json_each(${toJson(nums)}))`
}
