import { Type } from 'typebox'

import { localText, zone } from './words.ts'

export const page = Type.Object(
  {
    name: localText('Name of the status page.'),
    walletName: localText("The wallet's own name, as readers call it."),
    zone: Type.With(zone('Zone that times are shown in and days are counted by.'), {
      default: 'Asia/Shanghai',
    }),
    publicUrl: Type.String({
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: 'Where readers reach the page.',
      expects: 'an address such as https://status.example.com',
    }),
    imprint: Type.Array(localText('One line.'), {
      default: [],
      description: 'Legal name, licence and registration lines for the footer.',
    }),
    demo: Type.Boolean({
      default: false,
      description: 'Whether every page says that what it shows is a demonstration.',
    }),
  },
  { additionalProperties: false, description: 'The page as a whole.' },
)
