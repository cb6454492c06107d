/** Finished XML, to be told from text that is still to be escaped. */
export interface Xml {
  readonly xml: string
}

type Attributes = Readonly<Record<string, string>>

/** All that XML 1.0 cannot hold, however it is escaped: most control characters, halves of a pair, two of no meaning. */
const FORBIDDEN = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * One element over text, which is escaped, or over elements. No CDATA anywhere: there is nothing to break out of.
 * Names are ours and not checked.
 */
export function element(name: string, attributes: Attributes, content: string | readonly Xml[] = []): Xml {
  const inner = typeof content === 'string' ? escape(content) : content.map(({ xml }) => xml).join('')
  const set = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`)
  return { xml: inner === '' ? `<${name}${set.join('')}/>` : `<${name}${set.join('')}>${inner}</${name}>` }
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
}

function escape(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
