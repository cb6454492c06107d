/*
 * The parts of undici that we use, imported one by one: with all of it a server takes 6 MB more. The package has no list of
 * exports, so its files are open to anybody, and has types only for the whole.
 */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici'
}
declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici'
}
declare module 'undici/lib/core/connect.js' {
  export { buildConnector as default } from 'undici'
}
