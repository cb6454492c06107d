const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
}

/** What a reader of a page of ours reads: its words in their order, without tags, styles and scripts. */
export function pageText(html: string): string {
  return html
    .replaceAll(/<(style|script|title)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The page's first heading: on the home page, the one sentence. */
export function headline(html: string): string {
  return pageText(/<h1>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')
}
