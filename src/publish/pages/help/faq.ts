import type { Piece } from './live-blocks.ts'
import { plainWords } from './plain-words.ts'

interface Answered {
  readonly question: string
  readonly answer: string
}

const HEADING = /(<h2>[^]*?<\/h2>)/

/**
 * An article as questions with their answers, in plain words: its own question with what stands before the first
 * heading, then each heading that asks something with what stands below it.
 */
export function questionsAnswered(question: string, pieces: readonly Piece[]): Answered[] {
  const sections: { question: string; lines: string[] }[] = [{ question, lines: [] }]
  for (const { html, text } of pieces) {
    const split = html.split(HEADING)
    // What is live has no such headings, and words of its own.
    if (split.length === 1) sections.at(-1)?.lines.push(text)
    else
      for (const part of split) {
        if (HEADING.test(part)) sections.push({ question: plainWords(part), lines: [] })
        else sections.at(-1)?.lines.push(plainWords(part))
      }
  }
  return sections
    .map((section) => ({
      question: section.question,
      answer: section.lines.filter((line) => line !== '').join('\n'),
    }))
    .filter((section) => /[?？]$/.test(section.question) && section.answer !== '')
}

/** The same as schema.org's FAQPage (https://schema.org/FAQPage); nothing where nothing is asked. */
export function faqPage(answered: readonly Answered[]): Readonly<Record<string, unknown>> {
  if (answered.length === 0) return {}
  return {
    '@type': 'FAQPage',
    mainEntity: answered.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  }
}
