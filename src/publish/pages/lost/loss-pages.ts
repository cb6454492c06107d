import type { Locale } from '../../../domain/locale.ts'
import type { RenderedPage } from '../../page.ts'
import type { PageContent } from '../frame.ts'
import type { MakeNow } from '../make-now.ts'
import type { PageContext } from '../page-context.ts'
import { lossFormContent } from './loss-form.ts'
import { lossReceiptContent, type LossReceipt } from './loss-receipt.ts'
import type { LossProblem, TypedLoss } from './typed-loss.ts'

/** Pages of one person's loss notice. None of them needs the store, so that what was typed outlives its absence. */
export interface LossPages {
  /** The form as it was filled in, with what is wrong with it. */
  again(locale: Locale, typed: TypedLoss, problems: readonly LossProblem[]): Promise<RenderedPage>
  /** The same: it could not be stored, so nobody knows of it; whom to call. */
  unstored(locale: Locale, typed: TypedLoss): Promise<RenderedPage>
  receipt(locale: Locale, receipt: LossReceipt): Promise<RenderedPage>
  /** For links that are worth nothing: mistyped, deleted, or their time is over. */
  gone(locale: Locale): Promise<RenderedPage>
  deleted(locale: Locale): Promise<RenderedPage>
  /** The store is away while somebody looks at their receipt. */
  away(locale: Locale): Promise<RenderedPage>
}

export function createLossPages(make: MakeNow): LossPages {
  const word = (name: 'gone' | 'deleted' | 'away') => (locale: Locale) =>
    make(locale, (context) => wordContent(context, name))
  return {
    again: (locale, typed, problems) =>
      make(locale, (context) => lossFormContent(context, { typed, problems })),
    unstored: (locale, typed) =>
      make(locale, (context) => lossFormContent(context, { typed, unstored: true })),
    receipt: (locale, receipt) => make(locale, (context) => lossReceiptContent(context, receipt)),
    gone: word('gone'),
    deleted: word('deleted'),
    away: word('away'),
  }
}

const STATUS = { gone: 404, deleted: 200, away: 503 } as const

function wordContent({ words }: PageContext, name: keyof typeof STATUS): PageContent {
  const title = words.say(`lost:word.${name}.title`)
  return {
    status: STATUS[name],
    title,
    description: title,
    path: '/help/lost/notice',
    template: 'pages/loss-word',
    lean: true,
    hidden: true,
    view: { title, text: words.say(`lost:word.${name}.text`) },
  }
}
