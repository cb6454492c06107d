import { readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

import packageJson from '../../package.json' with { type: 'json' }

t.test('the image starts the server as npm start does', (t) => {
  const dockerfile = readFileSync(path.resolve(import.meta.dirname, '../../Dockerfile'), 'utf8')
  const words: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]')
  t.same(words, packageJson.scripts.start.split(' '))
  t.end()
})
