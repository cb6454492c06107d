import fc from 'fast-check'
import t from 'tap'

import { createMarkdownText } from '../../../src/notify/message/markdown-text.ts'

const read = createMarkdownText()

t.test('Markdown becomes the words a person would read aloud', (t) => {
  t.equal(read('# 标题\n\n一段 **重点** `码`\n换行'), '标题\n一段 重点 码 换行')
  t.equal(read('3. 三\n4. 四\n   - 里面\n\n> 引用'), '3. 三\n4. 四\n· 里面\n引用')
  t.equal(read('```\na\nb\n```\n\n---\n\n甲  \n乙'), 'a\nb\n甲\n乙')
  t.equal(read(''), '')
  t.end()
})

t.test('a link keeps its address where the words do not show it', (t) => {
  t.equal(read('看[规则](https://a.example/r?x=1)。'), '看规则 (https://a.example/r?x=1)。')
  t.equal(read('https://a.example/r'), 'https://a.example/r')
  t.equal(read('[95011](tel:95011)'), '95011')
  t.end()
})

t.test('any text can be read', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (source) => t.type(read(source), 'string')))
  t.end()
})
