// Plain JavaScript for the reason that src/main.js gives; a thread has hooks of its own.
import { importWithoutTypes } from '../strip-types.js'

importWithoutTypes()

await import('./thread.ts')
