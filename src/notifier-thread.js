// Plain JavaScript for the reason that src/main.js gives; a thread has a cache of its own.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./notifier-thread.ts')
