import { createHash } from 'node:crypto'
import { domainToUnicode } from 'node:url'

import type { Locale } from '../../../domain/locale.ts'
import type { Wallet } from '../../../domain/wallet.ts'
import { checkText } from '../../../help/verify/check-text.ts'
import { officialList } from '../../../help/verify/official-list.ts'
import { readNumber } from '../../../lib/read-number.ts'
import { registeredDomain } from '../../../lib/registered-domain.ts'
import type { RenderedPage } from '../../page.ts'
import type { MakeNow } from '../make-now.ts'
import { findingView } from './finding-view.ts'
import { verifyContent } from './verify.ts'

/** The answers of /verify: made for one reader of what they typed, and kept nowhere. */
export interface VerifyPages {
  answered(locale: Locale, typed: string): Promise<RenderedPage>
}

export function createVerifyPages(makeNow: MakeNow, wallet: Wallet): VerifyPages {
  const tools = {
    list: officialList(wallet),
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
    toUnicode: (host: string) => domainToUnicode(host) || host,
    registered: registeredDomain,
    readNumber,
  }
  return {
    answered: (locale, typed) =>
      makeNow(locale, async (context) => {
        if (typed.trim() === '') return verifyContent(context, { typed: '', cut: false, findings: 'missing' })
        const { findings, cut } = checkText(typed, tools)
        const views = await Promise.all(findings.map((finding) => findingView(context, finding)))
        return verifyContent(context, { typed, cut, findings: views })
      }),
  }
}
