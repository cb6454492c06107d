import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

import { parseConfig } from '../../src/config/load.ts'
import { formatProblem } from '../../src/config/problem.ts'
import { problemsOf } from './problems-of.ts'

/** Each file says in its first lines what is wrong with it: `# expect LINE:COLUMN PATH: MESSAGE`. */
const BAD = path.join(import.meta.dirname, '../fixtures/config/bad')
const EXPECT = '# expect '

for (const name of readdirSync(BAD).toSorted()) {
  const text = readFileSync(path.join(BAD, name), 'utf8')
  const [first = ''] = text.split('\n')
  const wanted = text
    .split('\n')
    .filter((line) => line.startsWith(EXPECT))
    .map((line) => `${name}:${line.slice(EXPECT.length)}`)

  t.test(`${name}: ${first.replace('# ', '')}`, async (t) => {
    const problems = problemsOf(() => parseConfig(text, name, {}))
    t.ok(wanted.length > 0, 'the file says what to expect')
    t.strictSame(problems.map(formatProblem), wanted)
  })
}
