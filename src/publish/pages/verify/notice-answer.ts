import type { News } from '../../../domain/notice.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import type { Answer } from './finding.ts'

/** Whether we sent a notice with this code: which one, when, and where it stands. */
export async function noticeAnswer(context: PageContext, code: string): Promise<Answer> {
  const { words, deps, now } = context
  const notice = await deps.notices.byCode(code)
  const told = notice === undefined ? undefined : toldOf(context, notice.news)
  if (notice === undefined || told === undefined) {
    return {
      tone: 'unknown',
      answer: words.say('verify:answer.no_notice'),
      lines: [words.say('verify:notice.none')],
      link: null,
    }
  }
  const { title, href } = told
  const at = words.dateClock(notice.at, now).text
  return {
    tone: 'operational',
    answer: words.say('verify:answer.notice'),
    lines: [words.say('verify:notice.sent', { at, title }), words.say('verify:notice.compare')],
    link: href === undefined ? null : { href, text: words.say('verify:notice.link') },
  }
}

/** By what it is of, field by field: what was told to one person, or to operators, has no words here. */
function toldOf(
  { words, prefix }: PageContext,
  news: News,
): { readonly title: string; readonly href?: string } | undefined {
  switch (news.subject) {
    case 'incident':
    case 'announcement':
      return {
        title: plainText(words, news.title),
        href: `${prefix}/${news.subject}s/${encodeURIComponent(news.subjectId)}`,
      }
    case 'maintenance':
      return { title: plainText(words, news.title) }
    case 'subscriber':
      return { title: words.say('verify:notice.subscription') }
    case 'ticket':
      return { title: words.say('verify:notice.ticket') }
    case 'operators':
      return undefined
    default:
      return news satisfies never
  }
}
