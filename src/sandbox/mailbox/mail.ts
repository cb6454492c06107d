import type { ParsedMail } from 'mailparser'

/** A mail as it was handed over. */
export interface Mail {
  /** When all of it was here, epoch ms. */
  readonly at: number
  /** Whom the envelope names, which is who would get it. */
  readonly to: readonly string[]
  /** The mail taken apart; the same every time. */
  read(): Promise<MailParts>
}

/** What a reader looks at. */
interface MailParts {
  readonly from: string
  readonly subject: string
  /** Empty where there is none. */
  readonly text: string
  readonly html: string
  /** As they were written, folded ones too. */
  readonly headers: string
}

/** A mail is taken apart when somebody looks at it first: most never are. */
export function createMail({ at, to, raw }: Pick<Mail, 'at' | 'to'> & { readonly raw: Buffer }): Mail {
  let parts: Promise<MailParts> | undefined
  return {
    at,
    to,
    read() {
      parts ??= readParts(raw)
      return parts
    },
  }
}

async function readParts(raw: Buffer): Promise<MailParts> {
  // Only here, since every command loads this file and hardly any reads a mail.
  const { simpleParser } = await import('mailparser')
  const {
    from,
    subject = '',
    text = '',
    html,
    headerLines,
  }: ParsedMail = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
  })
  return {
    from: from?.text ?? '',
    subject,
    text,
    html: html === undefined || html === false ? '' : html,
    headers: headerLines.map(({ line }) => line).join('\n'),
  }
}
