import type { LossNotice } from '../../domain/loss-notice.ts'
import { shownTime } from './shown-time.ts'

/** A notice in one line. */
export function describeLoss(
  {
    ref,
    receivedAt,
    state,
    lost,
    accountHint,
    contact,
    reachedAt,
  }: LossNotice & { readonly reachedAt?: number },
  zone: string,
): string {
  const what = lost.length === 0 ? 'not said what' : lost.join(', ')
  const hint = accountHint === undefined ? '' : `  ends in ${accountHint}`
  const reach = contact === undefined ? '' : '  can be reached'
  // What nobody has looked at, and no operator was told of, has to be seen at once.
  const untold = state === 'received' && reachedAt === undefined ? '  NO OPERATOR TOLD' : ''
  return `${ref}  ${shownTime(receivedAt, zone)}  ${state}  ${what}${hint}${reach}${untold}`
}

/** All that its sender told us, and what was done. What a person typed is shown without anything that could steer a terminal. */
export function showLoss(notice: LossNotice, zone: string): string {
  const { noticedAt, contact, words, locale, digest, steps } = notice
  return [
    describeLoss(notice, zone),
    `answer in: ${locale}`,
    ...line('noticed', noticedAt === undefined ? undefined : shownTime(noticedAt, zone)),
    ...line('contact', contact),
    ...line('words', words),
    `digest: ${digest}`,
    ...steps.flatMap(({ at, state, words: said }) => [
      '',
      `${shownTime(at, zone)}  ${state}`,
      ...(said === undefined ? [] : [plain(said)]),
    ]),
  ].join('\n')
}

function line(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name}: ${plain(value)}`]
}

function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{C}\n]/gu, '')
}
