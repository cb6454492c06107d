import { isBenchName, benches } from './benches.ts'

/** Runs one bench in this process and prints its figures as JSON; bench.ts starts it. */
const [name = ''] = process.argv.slice(2)
if (!isBenchName(name)) throw new Error(`No bench "${name}".`)
const bench = await benches[name]()
console.log(JSON.stringify(await bench.run()))
process.exit()
