import path from 'node:path'

import t from 'tap'

import { loadConfig, parseConfig } from '../../src/config/load.ts'
import { problemsOf } from './problems-of.ts'

t.test('a file that is not there is one problem', async (t) => {
  const file = path.join(t.testdir({}), 'wallet.yaml')
  t.strictSame(
    problemsOf(() => loadConfig(file, {})),
    [{ file, line: 1, column: 1, path: '', message: 'there is no such file' }],
  )
})

t.test('a folder is not a file', async (t) => {
  const file = t.testdir({})
  t.equal(problemsOf(() => loadConfig(file, {}))[0]?.message, 'this is a folder, expected a file')
})

t.test('text in another encoding is refused where it begins', async (t) => {
  // "付款" in GBK, as an editor of another age would save it.
  const bytes = Buffer.concat([Buffer.from('# 状态\npage:\n  name: '), Buffer.from([0xb8, 0xb6, 0xbf, 0xee])])
  const file = path.join(t.testdir({ 'wallet.yaml': bytes }), 'wallet.yaml')
  t.match(
    problemsOf(() => loadConfig(file, {})),
    [{ line: 3, column: 9, message: 'this is not UTF-8 text; save the file as UTF-8' }],
  )
})

t.test('an empty file is one problem', async (t) => {
  t.match(
    problemsOf(() => parseConfig('', 'empty.yaml', {})),
    [{ line: 1, column: 1, message: 'the file is empty, expected at least page and groups' }],
  )
})

t.test('lists within lists without end are one problem, not a crash', async (t) => {
  const problems = problemsOf(() => parseConfig('['.repeat(20_000), 'deep.yaml', {}))
  t.match(problems, [{ line: 1, message: 'this is nested too deeply to be read' }])
  t.equal(problems.length, 1)
})

t.test('anchors that unfold to millions of values are one problem', async (t) => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}*a${n}]`)
  const text = ['a0: &a0 x', ...levels].join('\n')
  t.match(
    problemsOf(() => parseConfig(text, 'bomb.yaml', {})),
    [{ message: 'anchors and aliases unfold to too much to be read' }],
  )
})
