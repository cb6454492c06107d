import { giveMemoryBack } from '../../src/lib/give-memory-back.ts'

/** Run by itself: has needed much memory and needs it no more, and tells how many bytes it occupies before and after. */
let rows: readonly object[] = Array.from({ length: 500_000 }, (_, index) => ({ index, name: `row ${index}` }))
const needed = rows.length
rows = []
globalThis.gc?.()
const before = process.memoryUsage.rss()
giveMemoryBack()
process.stdout.write(JSON.stringify({ needed, before, after: process.memoryUsage.rss() }))
