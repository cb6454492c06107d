import * as fc from 'fast-check'
import t from 'tap'

import { nearest } from '../../src/lib/nearest.ts'

t.test('a slip finds its word, a stranger finds none', async (t) => {
  const keys = ['dependsOn', 'alternatives', 'probes', 'page']
  t.equal(nearest('dependOn', keys), 'dependsOn')
  t.equal(nearest('depends-on', keys), 'dependsOn')
  t.equal(nearest('Probes', keys), 'probes')
  t.equal(nearest('pgae', keys), undefined, 'two slips in four letters are too many')
  t.equal(nearest('colour', keys), undefined)
  t.equal(nearest('', []), undefined)
})

t.test('a word that is among the candidates is its own nearest', async () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }), (words) =>
      words.every((word) => nearest(word, words) === word),
    ),
  )
})
