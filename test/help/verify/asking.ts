import { createHash } from 'node:crypto'
import { domainToUnicode } from 'node:url'

import { checkText, type Checked } from '../../../src/help/verify/check-text.ts'
import type { Verdict } from '../../../src/help/verify/finding.ts'
import { officialList } from '../../../src/help/verify/official-list.ts'
import { readNumber } from '../../../src/lib/read-number.ts'
import { registeredDomain } from '../../../src/lib/registered-domain.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'

const tools = {
  list: officialList(sampleWallet({ publicUrl: 'https://status.qingzhou.example' })),
  digest: (text: string) => createHash('sha256').update(text).digest('hex'),
  toUnicode: (host: string) => domainToUnicode(host) || host,
  registered: registeredDomain,
  readNumber,
}

/** Asks what a text is, of the sample wallet. */
export function ask(text: string): Checked {
  return checkText(text, tools)
}

/** The kinds of the answers, with how something imitates ours: `alike letters`. */
export function kinds(text: string): string[] {
  return ask(text).findings.map(({ verdict }) => kindOf(verdict))
}

function kindOf(verdict: Verdict): string {
  return verdict.kind === 'alike' ? `alike ${verdict.how}` : verdict.kind
}

/** What was marked as different in the only answer. */
export function marked(text: string): string {
  const [finding] = ask(text).findings
  if (finding?.verdict.kind !== 'alike') return ''
  return finding.verdict.stretches.map(({ text: part, differs }) => (differs ? `[${part}]` : part)).join('')
}
