import type { TicketLetters } from '../../../domain/ticket.ts'
import type { PageContext } from '../page-context.ts'

/** Which letters come, to the word, and which were sent; so that nobody waits for one that will not come. */
export function lettersView({ words, deps, now }: PageContext, letters: TicketLetters | undefined): string[] {
  const say = (key: string) => words.say(`feedback:letters.${key}`)
  if (letters === undefined) return [say('none')]
  const sent = letters.sent.map(({ moment, at }) =>
    words.say('feedback:letters.sentItem', {
      time: words.dateClock(at, now).text,
      about: say(`about.${moment}`),
    }),
  )
  const sends = deps.offers?.transports.includes('email') === true
  const next = sends ? 'will' : 'down'
  return [say(letters.stopped ? 'stopped' : next), ...(sent.length === 0 ? [] : [say('sent'), ...sent])]
}
