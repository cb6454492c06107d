import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyServerOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>

/** Strictly what a schema says: nothing is dropped or turned into something else in silence. The error is sent to nobody. */
const judge: FastifySchemaCompiler<TSchema> =
  ({ schema }) =>
  (sent) =>
    Value.Check(schema, sent) ? { value: sent } : { error: new Error('not as the schema says') }

/** No answer has a schema; Fastify only wants to know that it need not load its own. */
const write: FastifySerializerCompiler<TSchema> = () => (answer) => JSON.stringify(answer)

const compilersFactory = { buildValidator: () => judge, buildSerializer: () => write }

/**
 * Lets Fastify judge what other software sends as all else here is judged, by TypeBox. Its own judge and its own writer
 * of JSON are a hundred files, and they are loaded only by whoever names no others.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Fastify types the factories by its own judge; what it calls is a FastifySchemaCompiler
export const strictSchemas = { compilersFactory } as unknown as SchemaController
