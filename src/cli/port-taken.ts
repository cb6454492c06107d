/** Another program listens where we should. */
class PortTaken extends Error {
  override name = 'PortTaken' as const
  readonly forPeople = true
}

/** What `start` gives; where another program has its port, throws PortTaken, which names the variable to set. */
export async function listening<Started>(variable: string, start: () => Promise<Started>): Promise<Started> {
  try {
    return await start()
  } catch (cause) {
    const port = takenPort(cause)
    if (port === undefined) throw cause
    throw new PortTaken(`Port ${port} is taken by another program; set ${variable} to a free one.`, { cause })
  }
}

function takenPort(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return undefined
  return 'port' in error && typeof error.port === 'number' ? error.port : undefined
}
