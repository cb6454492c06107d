import MarkdownIt from 'markdown-it'

/** Turns Markdown into plain paragraphs, a line break between two. */
export type MarkdownText = (source: string) => string

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number]

/**
 * Plain words of an announcement, for mail, robots and texts: headings and paragraphs are lines, items keep a dot or
 * their number, and a link keeps its address where its words do not show it.
 */
export function createMarkdownText(): MarkdownText {
  const markdown = new MarkdownIt({ html: false, linkify: true })
  return (source) => {
    const lists: (number | undefined)[] = []
    let mark = ''
    return markdown
      .parse(source, {})
      .flatMap((token): string[] => {
        if (token.type === 'bullet_list_open') lists.push(undefined)
        if (token.type === 'ordered_list_open') lists.push(Number(token.attrGet('start') ?? 1))
        if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop()
        if (token.type === 'list_item_open') {
          const number = lists.at(-1)
          mark = number === undefined ? '· ' : `${number}. `
          if (number !== undefined) lists.splice(-1, 1, number + 1)
        }
        const words = textOf(token)
        if (words.trim() === '') return []
        const line = `${mark}${words.trim()}`
        mark = ''
        return [line]
      })
      .join('\n')
  }
}

function textOf(token: Token): string {
  if (token.type === 'inline') return inlineText(token.children ?? [])
  return token.type === 'fence' || token.type === 'code_block' ? token.content.trimEnd() : ''
}

function inlineText(tokens: readonly Token[]): string {
  let href = ''
  let label = ''
  return tokens
    .map((token) => {
      if (token.type === 'link_open') {
        href = String(token.attrGet('href') ?? '')
        label = ''
        return ''
      }
      if (token.type === 'link_close') return addressBeside(href, label)
      const words = token.type === 'softbreak' ? ' ' : token.type === 'hardbreak' ? '\n' : token.content
      label += words
      return words
    })
    .join('')
}

/** `tel:95011` beside "95011" tells nothing new. */
function addressBeside(href: string, label: string): string {
  const plain = href.replace(/^(?:mailto|tel):/, '')
  return label.includes(plain) ? '' : ` (${plain})`
}
