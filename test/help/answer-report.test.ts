import t from 'tap'

import { answerReport, type ReportFacts } from '../../src/help/answer-report.ts'

const WELL: ReportFacts = { state: 'operational', incidents: [], heard: false }

const CASES: readonly (readonly [what: string, facts: Partial<ReportFacts>, kind: string])[] = [
  ['we see it work', {}, 'well'],
  ['an incident speaks of it, though probes see it work', { incidents: [{ id: 'a', back: false }] }, 'known'],
  ['it fails and nothing is written yet', { state: 'major_outage' }, 'seen'],
  ['its channel is out', { wholeState: 'major_outage' }, 'seen'],
  ['its channel suffers from another bank', { wholeState: 'partial_outage' }, 'well'],
  ['it is under maintenance', { state: 'maintenance' }, 'planned'],
  ['more people than usual report it', { heard: true }, 'heard'],
  ['it works again and is watched', { incidents: [{ id: 'a', back: true }] }, 'back'],
  [
    'more people than usual report it after it was back',
    { heard: true, incidents: [{ id: 'a', back: true }] },
    'heard',
  ],
  ['nobody has looked lately', { state: 'unknown' }, 'blind'],
]

for (const [what, facts, kind] of CASES) {
  t.test(`${what}: ${kind}`, async (t) => t.equal(answerReport({ ...WELL, ...facts }).kind, kind))
}
