import fc from 'fast-check'
import t from 'tap'

import { newReference, readReference, underFreeReference } from '../../src/lib/reference-number.ts'

const TAIL = 7
const reference = fc.integer({ min: 2020, max: 2199 }).map((year) => newReference('F', year))
const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

t.test('a number is read however it is typed', async (t) => {
  fc.assert(
    fc.property(reference, (ref) => {
      const wide = Array.from(ref, (one) =>
        one === '-' ? '－' : String.fromCharCode(one.charCodeAt(0) + 0xfee0),
      )
      for (const typed of [
        ref,
        ref.toLowerCase(),
        ref.replaceAll('-', ' '),
        ref.replaceAll('-', ''),
        wide.join(''),
      ])
        if (readReference('F', typed) !== ref) throw new Error(`${typed} was not read as ${ref}`)
    }),
  )
  t.match(newReference('F', 2026), /^F-2026-[2-9A-HJKMNP-RTV-Z]{5}$/)
})

t.test('one wrong character is found, wherever it stands', async (t) => {
  fc.assert(
    fc.property(reference, fc.nat(), fc.constantFrom(...Array.from(CHARACTERS)), (ref, at, other) => {
      const places = Array.from(ref).flatMap((character, index) =>
        index >= 2 && character !== '-' ? index : [],
      )
      const place = places[at % places.length] ?? 0
      fc.pre(ref[place] !== other)
      const wrong = ref.slice(0, place) + other + ref.slice(place + 1)
      return readReference('F', wrong) === undefined
    }),
    { numRuns: 2_000 },
  )
  t.pass()
})

t.test('two characters in each other’s places are found', async (t) => {
  fc.assert(
    fc.property(reference, fc.nat(), fc.nat(), (ref, a, b) => {
      const [from, to] = [TAIL + (a % 5), TAIL + (b % 5)].toSorted((one, other) => one - other)
      fc.pre(ref[from ?? 0] !== ref[to ?? 0])
      const swapped = Array.from(ref)
      ;[swapped[from ?? 0], swapped[to ?? 0]] = [ref[to ?? 0] ?? '', ref[from ?? 0] ?? '']
      return readReference('F', swapped.join('')) === undefined
    }),
    { numRuns: 2_000 },
  )
  t.pass()
})

t.test('what is no number of ours is none', async (t) => {
  for (const typed of [
    '',
    'F-2026',
    'G-2026-22222',
    'F-2026-22220',
    'F-26-22222',
    `${newReference('F', 2026)}9`,
  ])
    t.equal(readReference('F', typed), undefined, typed)
})

t.test('a number of one mark is none of another', async (t) => {
  const [feedback, loss] = [newReference('F', 2026), newReference('L', 2026)]
  t.equal(readReference('L', loss.toLowerCase()), loss)
  t.equal(readReference('F', loss), undefined)
  t.equal(readReference('L', feedback), undefined)
})

t.test('loss notices of before numbers had a year are read as they were', async (t) => {
  t.equal(readReference('L', 'l7k3 ma4cd'), 'L7K3MA4CD')
  t.equal(readReference('F', 'L7K3MA4CD'), undefined)
})

t.test('numbers that are taken are passed over', async (t) => {
  const drawn: string[] = []
  const ref = await underFreeReference({ mark: 'L', year: 2026 }, async (one) => {
    drawn.push(one)
    return drawn.length < 3 ? undefined : one
  })
  t.equal(ref, drawn[2])
  await t.rejects(
    underFreeReference({ mark: 'L', year: 2026 }, async () => undefined),
    /No free reference/,
  )
})
