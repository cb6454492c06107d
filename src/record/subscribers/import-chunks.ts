/** The same things, so many at a time. */
export async function* chunked<Thing>(things: AsyncIterable<Thing>, size: number): AsyncGenerator<Thing[]> {
  let chunk: Thing[] = []
  for await (const thing of things) {
    chunk.push(thing)
    if (chunk.length < size) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
