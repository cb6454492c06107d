import t from 'tap'

import { drawChart } from '../../src/publish/drawings/charts.ts'

const point = (at: number, p50Ms = 200) => ({ at, p50Ms, p95Ms: p50Ms * 2 })
const span = { fromAt: 0, toAt: 100, stepMs: 10 }

void t.test('nothing measured draws nothing', (t) => {
  t.equal(drawChart({ ...span, points: [] }), undefined)
  t.equal(drawChart({ ...span, points: [point(10, 0)] }), undefined)
  t.end()
})

void t.test('the line breaks where steps are missing', (t) => {
  const chart = drawChart({ ...span, points: [point(0), point(10), point(50), point(60)] })
  t.equal(chart?.line.match(/M/g)?.length, 2)
  t.equal(chart?.band.match(/z/g)?.length, 2)
  t.end()
})

void t.test('the top edge is a figure people can read, and no point lies above it', (t) => {
  const chart = drawChart({ ...span, points: [point(0, 137), point(10, 160)] })
  t.equal(chart?.topMs, 500)
  const heights = [...(chart?.band ?? '').matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
  t.ok(heights.every((y) => y >= 0 && y <= 100))
  t.end()
})

void t.test('a lone point is a dash', (t) => {
  t.match(drawChart({ ...span, points: [point(50)] })?.line, /^M50 [\d.]+h\.5$/)
  t.end()
})
