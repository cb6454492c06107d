import type { LetterLinks, Message } from '../../../domain/message.ts'
import type { Templates } from '../../../lib/templates.ts'
import { mailView } from './mail-view.ts'

/** A mail's three parts as its reader sees them. */
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Fills in the templates of a message's kind. */
export function renderMail(templates: Templates, message: Message, links: LetterLinks): RenderedMail {
  const view = mailView(message, links)
  const render = (part: keyof RenderedMail) => templates.render(`emails/${message.kind}.${part}`, view)
  return { subject: render('subject'), text: render('text'), html: render('html') }
}
