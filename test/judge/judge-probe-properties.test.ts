import * as fc from 'fast-check'
import t from 'tap'

import { OUTCOMES, type Outcome } from '../../src/domain/outcome.ts'
import { judgeProbe, type Judgement } from '../../src/judge/judge-probe.ts'
import { MAX_LOOKS, remember, type ProbeMemory } from '../../src/judge/probe-memory.ts'
import { TEN, YARDSTICK } from './looks.ts'

type Look = { readonly afterMs: number; readonly outcome: Outcome }

const looksOf = (...some: readonly Outcome[]) =>
  fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 200_000 }), outcome: fc.constantFrom(...some) }), {
    maxLength: 120,
  })

function judgeAll(looks: readonly Look[], from?: { memory: ProbeMemory; judgement: Judgement }) {
  let at = from?.memory.lookedAt ?? TEN
  let memory = from?.memory
  let judgement = from?.judgement
  const judgements: Judgement[] = []
  for (const { afterMs, outcome } of looks) {
    at += afterMs
    memory = remember(memory, { at, outcome }, YARDSTICK)
    judgement = judgeProbe({ memory, previous: judgement, yardstick: YARDSTICK, now: at })
    judgements.push(judgement)
  }
  return { judgements, memory, judgement, at }
}

t.test('without a single failure there is never an outage, whole or partial', async () => {
  const calm = OUTCOMES.filter((outcome) => outcome !== 'tech_fail')
  fc.assert(
    fc.property(looksOf(...calm), (looks) =>
      judgeAll(looks).judgements.every(({ verdict }) => !/outage/.test(verdict.state)),
    ),
  )
})

t.test('declines, faults of ours and throttling never lead to anything worse', async () => {
  const before = judgeAll([{ afterMs: 1, outcome: 'ok' }])
  fc.assert(
    fc.property(looksOf('business_decline', 'probe_fault', 'throttled'), (looks) =>
      judgeAll(looks, { memory: before.memory!, judgement: before.judgement! }).judgements.every(
        ({ verdict }) => verdict.state === 'operational' || verdict.state === 'unknown',
      ),
    ),
  )
})

t.test('declines in time keep every state as it is', async () => {
  fc.assert(
    fc.property(looksOf(...OUTCOMES), fc.integer({ min: 1, max: 100 }), (looks, declines) => {
      const told = judgeAll(looks)
      if (told.judgement === undefined || told.judgement.verdict.reason.code === 'flapping') return true
      const { judgement, memory } = told
      const more = Array.from({ length: declines }, () => ({
        afterMs: 30_000,
        outcome: 'business_decline' as const,
      }))
      const after = judgeAll(more, { memory: memory!, judgement })
      // What had gone dark may only be kept dark; what was known, only as it was.
      return after.judgement?.verdict.state === judgement.verdict.state || memory!.toldAt !== memory!.lookedAt
    }),
  )
})

t.test('nothing is operational unless an ok look was seen while it was fresh', async () => {
  fc.assert(
    fc.property(looksOf(...OUTCOMES), (looks) => {
      const { judgements } = judgeAll(looks)
      const firstOk = looks.findIndex(({ outcome }) => outcome === 'ok')
      return judgements.every(
        ({ verdict }, index) => verdict.state !== 'operational' || (firstOk >= 0 && firstOk <= index),
      )
    }),
  )
})

t.test('verdicts are never dated in the future nor before the one they follow', async () => {
  fc.assert(
    fc.property(looksOf(...OUTCOMES), (looks) => {
      let at = TEN
      let lastAt = -Infinity
      return judgeAll(looks).judgements.every(({ standing }, index) => {
        at += looks[index]!.afterMs
        const inOrder = standing.at <= at && standing.at >= lastAt
        lastAt = standing.at
        return inOrder
      })
    }),
  )
})

t.test('memory stays bounded however often one looks', async () => {
  const looks = Array.from({ length: 2_000 }, () => ({ afterMs: 5, outcome: 'tech_fail' as const }))
  const { memory } = judgeAll(looks)
  t.equal(memory!.looks.length, MAX_LOOKS)
})
