import { Agent, request } from 'undici'

/** Looks by undici alone, which reads the answer and forgets it. `reset` makes it close the connection after that. */
export function bareLooks(targetUrl: string, connections: number): (id: string) => Promise<void> {
  const dispatcher = new Agent({ connections, pipelining: 1 })
  return async (id) => {
    const { body } = await request(`${targetUrl}/${id}`, { dispatcher, reset: true })
    await body.json()
  }
}
