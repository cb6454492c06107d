/*
 * The parts of undici that a server needs. The package as a whole is a hundred files more: fetch, WebSocket, caches, and
 * doubles for tests. It is the whole that gives its clients `request`, `connect` and the like, so these have none.
 */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client as Whole } from 'undici'
  class Client {
    constructor(...given: ConstructorParameters<typeof Whole>)
    dispatch: Whole['dispatch']
    destroy: Whole['destroy']
  }
  export = Client
}

declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool as Whole } from 'undici'
  class Pool {
    constructor(...given: ConstructorParameters<typeof Whole>)
    dispatch: Whole['dispatch']
    destroy: Whole['destroy']
  }
  export = Pool
}

declare module 'undici/lib/api/api-connect.js' {
  import type { Dispatcher } from 'undici'
  function connect(
    this: Pick<Dispatcher, 'dispatch'>,
    options: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  ): Promise<Dispatcher.ConnectData>
  export = connect
}

declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici'
  export = buildConnector
}
