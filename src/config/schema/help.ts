import { Type, type Static } from 'typebox'

import { ARTICLE_TOPICS } from '../../domain/help-article.ts'
import { day } from './calendar.ts'
import { idsOrNone } from './words.ts'

export const help = Type.Object(
  {
    folder: Type.String({
      default: 'help',
      pattern: '\\S',
      description: 'Folder of the help articles, from the configuration file on.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'Help articles.' },
)

function line(description: string) {
  return Type.String({ pattern: '\\S', description })
}

/** What stands above the text of an article, between two lines of `---`. */
export const frontMatter = Type.Object(
  {
    title: line('What the article is called.'),
    questions: Type.Array(line('One question.'), {
      minItems: 1,
      description: 'How people ask for it; the first is the question that the article answers.',
    }),
    components: idsOrNone('What it is about; the state of these stands above the text.'),
    keywords: Type.Array(line('One word.'), {
      default: [],
      description: 'Other words that people search by.',
    }),
    topic: Type.Enum([...ARTICLE_TOPICS], { description: 'What it is filed under.' }),
    order: Type.Integer({ minimum: 0, maximum: 9999, description: 'Its place within the topic.' }),
    checkedOn: day('When somebody last checked the text.'),
  },
  { additionalProperties: false, expects: 'a mapping with title, questions, topic, order, checkedOn' },
)

export type FrontMatter = Static<typeof frontMatter>
