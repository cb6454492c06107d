import type { Locale } from '../../../domain/locale.ts'
import type { AccountClass, NotOffered } from '../../../domain/top-up.ts'
import { readTopUpQuestion, type TopUpQuestion, type TypedTopUp } from '../../../help/top-up/read-question.ts'
import { classRuleOn, holdsOn } from '../../../help/top-up/terms-in-force.ts'
import { judgeWay, type JudgedWay, type Way } from '../../../help/top-up/ways.ts'
import type { RenderedPage } from '../../page.ts'
import type { ReadHotlines } from '../../readers/read-hotline.ts'
import type { ReadTopUp } from '../../readers/read-top-up.ts'
import type { PageContent } from '../frame.ts'
import { waitingHotlines, type Waits } from '../hotline/waiting-hotlines.ts'
import type { MakeNow } from '../make-now.ts'
import type { PageContext } from '../page-context.ts'
import { adviceView } from './advice-view.ts'
import { banksOf, channelsOf, waysOf, type Figures } from './top-up-facts.ts'
import { formView } from './top-up-form.ts'

/** The adviser's answers, each made for one reader and kept nowhere. */
export interface TopUpPages {
  answer(locale: Locale, typed: TypedTopUp): Promise<RenderedPage>
}

export function createTopUpPages(
  make: MakeNow,
  { readTopUp, readHotlines }: { readonly readTopUp: ReadTopUp; readonly readHotlines: ReadHotlines },
): TopUpPages {
  return {
    answer: (locale, typed) =>
      make(locale, async (context) =>
        answerContent(context, typed, {
          figures: await readTopUp(context.now),
          waits: await readHotlines(context.now),
        }),
      ),
  }
}

/** What cannot be read is said beside its field, and nothing is answered that was not asked. */
function answerContent(
  context: PageContext,
  typed: TypedTopUp,
  { figures, waits }: { readonly figures: Figures; readonly waits: Waits },
): PageContent {
  const { words, deps } = context
  const known = {
    banks: banksOf(context),
    channelIds: [...channelsOf(context), ...deps.wallet.topUp.notOffered].map(({ id }) => id),
  }
  const { question, problems } = readTopUpQuestion(typed, known)
  const advice =
    problems.length > 0 ? null : adviceView(context, judgedWays(context, figures, question), question)
  return {
    title: advice === null ? words.say('topup:title') : advice.headline,
    description: words.say('topup:description'),
    path: '/help/top-up',
    template: 'pages/top-up-answer',
    form: true,
    sheets: ['assets/top-up.css'],
    hidden: true,
    ...(problems.length > 0 && { status: 400 }),
    ...(advice !== null && { tone: advice.tone }),
    view: {
      form: formView(context, { typed, question, problems }),
      advice,
      hotlines: waitingHotlines(context, waits),
    },
  }
}

/** Ways that are chosen by hand, and what was asked for besides. */
function judgedWays(context: PageContext, figures: Figures, question: TopUpQuestion): JudgedWay[] {
  const { deps, now } = context
  const { accountClass, channelId, amount } = question
  const day = context.words.dayKey(now)
  const rule = accountClass && classRuleOn(deps.wallet.topUp.classes, accountClass, day)
  const byHand = channelsOf(context).filter(({ task, id }) => task === 'top_up' || id === channelId)
  const chosen = new Set(byHand.map(({ id }) => id))
  const ways = [
    ...waysOf(context, figures, accountClass satisfies AccountClass | undefined).filter((way) =>
      chosen.has(way.channelId),
    ),
    ...deps.wallet.topUp.notOffered
      .filter((one) => one.id === channelId && holdsOn(one, day))
      .map(decidedAgainst),
  ]
  return ways.map((way) =>
    judgeWay(way, { ...(amount !== undefined && { amount }), ...(rule && { rule }) }, now),
  )
}

/** As a way, so that it is answered like one. */
function decidedAgainst({ id, reason, source, checkedOn }: NotOffered): Way {
  return {
    componentId: id,
    channelId: id,
    state: 'unknown',
    windows: [],
    terms: { offered: false, reason, limits: {}, source, checkedOn },
  }
}
