import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus, loadavg } from 'node:os'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { benches, isBenchName } from './benches.ts'
import { type Figure, ratioOf, reaches } from './figure.ts'
import { tableOf } from './table.ts'

/**
 * `npm run bench` measures everything, `npm run bench -- probes schedule` only these. Each bench runs in a process of
 * its own, so that none inherits another's heap. Prints a table and writes bench-results.json.
 */
const { positionals } = parseArgs({ allowPositionals: true })
const unknown = positionals.filter((name) => !isBenchName(name))
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const names = positionals.length > 0 ? positionals : Object.keys(benches)
const loadBefore = loadavg()
const results: Record<string, Figure[]> = {}
for (const name of names) {
  console.error(`${name} …`)
  results[name] = await measure(name)
}
console.log(tableOf(results))
console.log(`\n${busyness()}`)
await writeFile('bench-results.json', `${JSON.stringify(report(), undefined, 2)}\n`)

async function measure(name: string): Promise<Figure[]> {
  const file = fileURLToPath(import.meta.resolve('./run-bench.ts'))
  const child = spawn(process.execPath, ['--expose-gc', file, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) {
    process.exitCode = 1
    return []
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what run-bench.ts prints
  return JSON.parse(Buffer.concat(chunks).toString()) as Figure[]
}

/** Above the number of cores somebody else was at work, and figures of time say less. */
function busyness(): string {
  const [before, after] = [loadBefore, loadavg()].map(([minute = Number.NaN]) => minute.toFixed(1))
  return `${cpus().length} cores; load average ${before} before, ${after} after.`
}

function report() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    loadBefore,
    loadAfter: loadavg(),
    figures: Object.entries(results).flatMap(([bench, figures]) =>
      figures.map((figure) => ({ bench, ...figure, ratio: ratioOf(figure), reached: reaches(figure) })),
    ),
  }
}
