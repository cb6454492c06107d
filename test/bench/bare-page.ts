import Handlebars from 'handlebars'

/**
 * The same page written by one bare template over finished rows, a row for each tag and the text behind it: the least
 * that any page made with Handlebars costs. The template is compiled, and has run once, when this answers.
 */
export function barePage(html: string): () => string {
  const rows = [...html.matchAll(/(^[^<]+|<[^>]*>)([^<]*)/g)].map(([, tag = '', text = '']) =>
    // What is escaped already must not be so again.
    Handlebars.escapeExpression(text) === text ? { tag, text } : { tag: tag + text, text: '' },
  )
  const template = Handlebars.compile<object>('{{#each rows}}{{{tag}}}{{text}}{{/each}}')
  const write = () => template({ rows })
  if (write() !== html) throw new Error('The bare template writes another page.')
  return write
}
