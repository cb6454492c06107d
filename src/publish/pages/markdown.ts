import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

/**
 * Announcements and help as HTML. Markdown's own HTML is off, and what comes out is held against a list all the same: a
 * status page must not become a way to run something in readers' browsers. With `ownPrefix`, links to our own pages
 * (`/emergency`) lead to those in that prefix's language, and search engines follow them.
 */
export function createMarkdown(ownPrefix?: string): (source: string) => string {
  const strange = sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow' })
  const markdown = new MarkdownIt({ html: false, linkify: true })
  return (source) =>
    sanitizeHtml(markdown.render(source), {
      allowedTags: [
        'p',
        'h2',
        'h3',
        'h4',
        'ul',
        'ol',
        'li',
        'strong',
        'em',
        'a',
        'blockquote',
        'code',
        'pre',
        'hr',
        'br',
        'table',
        'thead',
        'tbody',
        'tr',
        'th',
        'td',
      ],
      allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
      allowedSchemes: ['https', 'http', 'mailto', 'tel'],
      transformTags: {
        // The page's own title is the first heading.
        h1: 'h2',
        h5: 'h4',
        h6: 'h4',
        a: (name, attributes) => {
          const href = attributes['href'] ?? ''
          const isOurs = ownPrefix !== undefined && /^\/(?!\/)/.test(href)
          return isOurs ? { tagName: name, attribs: { href: ownPrefix + href } } : strange(name, attributes)
        },
      },
    })
}
