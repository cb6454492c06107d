import t from 'tap'

import { demoInvitation } from '../../src/cli/demo-invitation.ts'

const usual = {
  pageUrl: 'http://127.0.0.1:3000',
  sandboxUrl: 'http://127.0.0.1:4010',
  sandboxPort: 4010,
  dataFolder: 'data/demo',
  mailsLeave: false,
}

t.test('the usual demonstration is broken and healed by the commands of the README', async (t) => {
  const text = demoInvitation(usual).join('\n')
  t.match(text, /^ {4}npx wallet-status sandbox fault all /m)
  t.match(text, 'DATA_DIR=data/demo npx wallet-status incident list')
})

t.test('a demonstration elsewhere is told of with its own port and folder', async (t) => {
  const text = demoInvitation({ ...usual, sandboxPort: 4999, dataFolder: '/tmp/other' }).join('\n')
  t.match(text, /^ {4}SANDBOX_PORT=4999 npx wallet-status sandbox fault all /m)
  t.match(text, /^ {4}SANDBOX_PORT=4999 npx wallet-status sandbox heal /m)
  t.match(text, 'DATA_DIR=/tmp/other npx wallet-status incident list')
  t.notMatch(text, 'data/demo')
})
