type Nullable<Row> = { [K in keyof Row]: null extends Row[K] ? K : never }[keyof Row]

/** A row whose nulls are absent keys instead. */
type WithoutNulls<Row> = Omit<Row, Nullable<Row>> & { [K in Nullable<Row>]?: NonNullable<Row[K]> }

/** Columns say null where the domain leaves the key out; this is where the one becomes the other. */
export function withoutNulls<Row extends object>(row: Row): WithoutNulls<Row> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose their types; the filter is what WithoutNulls says
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as WithoutNulls<Row>
}
