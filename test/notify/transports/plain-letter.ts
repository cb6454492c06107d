import type { Letter, Message } from '../../../src/domain/message.ts'
import type { Recipient } from '../../../src/domain/subscriber.ts'
import { letterTo as letterOf, openedMessage, SENT_AT } from './sample-letter.ts'

export const NOW = SENT_AT

/** A message without a character that any vendor would read as markup. */
export const sampleMessage: Message = {
  ...openedMessage,
  title: 'Debit card top-up is down: finding the cause',
  lead: 'Top-ups from debit cards fail.\nWe are finding the cause.',
  facts: [
    { label: 'Is it me?', lines: ['It is on our side.'] },
    { label: 'What still works', lines: ['Paying by card', 'Money already in your balance'] },
  ],
}

export function letterTo(to: Recipient, message: Message = sampleMessage): Letter {
  return letterOf(to, message)
}
