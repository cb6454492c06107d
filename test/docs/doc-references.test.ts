import t from 'tap'

import { wrongReferences } from '../support/doc-references.ts'

const known = {
  exists: (name: string) => ['src/app.ts', 'src/', 'docs/operations.md', 'CHANGELOG.md'].includes(name),
  scripts: ['start', 'verify', 'docs:check'],
  commands: new Map([
    ['sandbox', ['fault', 'heal']],
    ['check', []],
  ]),
}

function messages(text: string): string[] {
  return wrongReferences(text, known).map(({ line, message }) => `${line} ${message}`)
}

t.test('what exists may be named', async (t) => {
  t.strictSame(
    messages(`
See \`src/app.ts\`, src/ and [operations](docs/operations.md#backups), or <https://example.com/src/nothing.ts>.
[CHANGELOG.md](CHANGELOG.md), [elsewhere](https://example.com), src/app.ts:12:3.
    npm start && npm run verify, npm run docs:check, npm ci
    npx wallet-status sandbox fault topup, wallet-status sandbox, wallet-status check freeze
    DATA_DIR=/var/lib/wallet-status npm start; backup wallet-status check my-wallet.yaml`),
    [],
  )
})

t.test('paths, scripts and commands that do not exist are told with their line', async (t) => {
  t.strictSame(
    messages(`See \`src/gone.ts\`.
[a picture](docs/gone.png) and [a file](GONE.md)
npm run gone, npm test
wallet-status gone
wallet-status sandbox mend it`),
    [
      '1 there is no src/gone.ts',
      '2 there is no docs/gone.png',
      '2 there is no GONE.md',
      '3 there is no npm script gone',
      '3 there is no npm script test',
      '4 there is no command wallet-status gone',
      '5 wallet-status sandbox knows no mend, only fault, heal',
    ],
  )
})
