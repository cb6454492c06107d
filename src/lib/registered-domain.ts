import { createRequire } from 'node:module'

import type * as Suffixes from 'tldts'

const require = createRequire(import.meta.url)

/** What of a host, in ASCII, somebody registered, by the list of public suffixes, those of private registries included. */
export function registeredDomain(host: string): ReturnType<typeof Suffixes.parse> {
  // Loaded with the first host that somebody asks about: the list takes more than a megabyte.
  const { parse }: typeof Suffixes = require('tldts')
  return parse(host, { allowPrivateDomains: true })
}
