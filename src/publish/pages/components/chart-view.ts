import { drawChart, type Chart } from '../../drawings/charts.ts'
import type { SeriesPoint } from '../../readers/component-series.ts'
import type { ComponentFigures } from '../../readers/read-component.ts'
import type { PageContext } from '../page-context.ts'

/** A chart with its labels in words and a sentence that says the same. */
export interface ChartView {
  readonly title: string
  readonly line: string
  readonly band: string
  readonly top: string
  readonly from: string
  readonly to: string
  readonly summary: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The last two days by the hour, and behind them the last thirty; how fast it answers, and how long money takes. */
export function chartViews(context: PageContext, figures: ComponentFigures) {
  const { latencyHours, latencyDays, creditHours, creditDays } = figures
  const { now: toAt } = context
  const hours = (points: readonly SeriesPoint[]) => ({
    points,
    fromAt: toAt - 48 * HOUR_MS,
    toAt,
    stepMs: HOUR_MS,
  })
  const days = (points: readonly SeriesPoint[]) => ({
    points,
    fromAt: toAt - 30 * DAY_MS,
    toAt,
    stepMs: DAY_MS,
  })
  return {
    charts: [
      ...labelled(context, 'latencyHours', hours(latencyHours)),
      ...labelled(context, 'creditHours', hours(creditHours)),
    ],
    olderCharts: [
      ...labelled(context, 'latencyDays', days(latencyDays)),
      ...labelled(context, 'creditDays', days(creditDays)),
    ],
  }
}

type Series = Parameters<typeof drawChart>[0]

function labelled({ words, now }: PageContext, key: string, series: Series): ChartView[] {
  const chart = drawChart(within(series))
  const last = series.points.at(-1)
  if (chart === undefined || last === undefined) return []
  return [
    {
      title: words.say(`page:chart.${key}.title`),
      ...lines(chart),
      top: words.latency(chart.topMs),
      from: words.say(`page:chart.${key}.from`),
      to: words.say('page:chart.now'),
      summary: words.say('page:chart.summary', {
        time: words.moment(last.at, now).text,
        half: words.latency(last.p50Ms),
        most: words.latency(last.p95Ms),
      }),
    },
  ]
}

/** A bucket that began before the chart does would be drawn outside of it. */
function within(series: Series): Series {
  return { ...series, points: series.points.filter(({ at }) => at >= series.fromAt && at <= series.toAt) }
}

function lines({ line, band }: Chart) {
  return { line, band }
}
