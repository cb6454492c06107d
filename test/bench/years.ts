import path from 'node:path'

import Database from 'better-sqlite3'

import type { Config } from '../../src/config/config.ts'
import { startOfDay } from '../../src/lib/zone-days.ts'
import { addLatency, emptyHistogram } from '../../src/store/rollups/histogram.ts'
import { encodeHistogram } from '../../src/store/rollups/histogram-code.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Observations themselves are not kept for longer. */
const RAW_DAYS = 14

/**
 * Fills a fresh database with what so many days of a wallet leave behind: hours and days of every probe, changes
 * and looks as far back as they are kept. Incidents go back a month at least, so that pages which list
 * a month show the same. By SQL alone, since ten years are millions of rows.
 */
export async function fillYears(
  folder: string,
  { wallet, probes }: Config,
  {
    days,
    now,
    lookEveryMs = 30_000,
  }: { readonly days: number; readonly now: number; readonly lookEveryMs?: number },
): Promise<void> {
  const file = path.join(folder, DATABASE_FILE)
  await (await openStore({ file })).close()
  const raw = new Database(file)
  const { zone } = wallet.page
  const today = startOfDay(zone, now)
  const hour = Math.floor(now / HOUR) * HOUR
  const given = {
    days,
    today,
    hour,
    now,
    hours: days * 24,
    lookEveryMs,
    looks: (Math.min(days, RAW_DAYS) * DAY) / lookEveryMs,
    histogram: sampleHistogram(),
    turns: JSON.stringify(TURNS),
    componentIds: JSON.stringify(wallet.components.map(({ id }) => id)),
    probeIds: JSON.stringify(probes.map(({ id }) => id)),
  }
  raw.pragma('synchronous = off')
  raw.transaction(() => STATEMENTS.forEach((sql) => raw.prepare(sql).run(given)))()
  raw.pragma('wal_checkpoint(truncate)')
  raw.close()
}

/** A component falls ill for an hour on one day of nine, by and large; they differ in when. Counting goes backwards from now, in days and hours. */
const STATEMENTS = [
  `create temp table numbers as
    with recursive count (value) as (
      select 1 union all select value + 1 from count where value < max(@hours, @looks, 31))
    select value from count`,
  `create temp table days as select value from numbers where value <= @days`,
  `insert into probes (id) select value from json_each(@probeIds)`,
  `insert into rollups (probe, span, at, counts_json, latency_histogram, raw_swept)
    select num, 'day', @today - (@days + 1 - value) * 86400000, '{"ok":2870,"tech_fail":10}', @histogram, 1
    from probes cross join days`,
  `insert into rollups (probe, span, at, counts_json, latency_histogram, raw_swept)
    select num, 'hour', @hour - (@hours + 1 - value) * 3600000, '{"ok":119,"tech_fail":1}', @histogram, 1
    from probes cross join numbers where value <= @hours`,
  `insert into observations (probe, at, place, outcome, latency_ms)
    select num, @now - (@looks + 1 - value) * @lookEveryMs, 'here', 0, 100 + value % 90
    from probes cross join numbers where value <= @looks`,
  `insert into changes (component_id, from_state, to_state, at, recorded_at, reason_json)
    select component.value, turn.value ->> 'from', turn.value ->> 'to',
      @now - days.value * 86400000 + turn.key * 3600000, @now - days.value * 86400000 + turn.key * 3600000,
      '{"code":"consecutive_failures","sample":{"consecutive":5}}'
    from days cross join json_each(@componentIds) as component cross join json_each(@turns) as turn
    where (days.value * 7 + component.key * 13 + days.value * component.key % 11) % 9 = 0
    order by 4`,
  `insert into component_states (component_id, state, since_at, reason_json)
    select component.value, 'operational',
      coalesce((select max(at) from changes where component_id = component.value), @now - @days * 86400000),
      '{"code":"recovered"}'
    from json_each(@componentIds) as component`,
  `insert into incidents (id, title_json, phase, impact, origin, publication, started_at, published_at,
      monitoring_at, resolved_at, money, answers_json)
    select printf('incident%04d', value), '{"zh-CN":"充值用不了","en":"Top-ups are down"}', 'resolved', 'major',
      'probe', 'published', @now - value * 86400000, @now - value * 86400000 + 60000,
      @now - value * 86400000 + 3600000, @now - value * 86400000 + 4200000, 0,
      '{"scope":{"zh-CN":"充值受影响。","en":"Top-ups are affected."}}'
    from numbers where value % 3 = 0 and value <= max(@days, 31)`,
  `insert into incident_components (incident_id, component_id, worst_state, joined_at)
    select incidents.id, component.value, 'major_outage', started_at
    from incidents cross join json_each(@componentIds) as component
    where component.key = (@now - started_at) / 86400000 % json_array_length(@componentIds)`,
  `insert into incident_updates (id, incident_id, phase, body_json, at, author)
    select incidents.id || turn.key, incidents.id, iif(turn.key = 0, 'investigating', 'resolved'),
      '{"zh-CN":"我们正在查看。","en":"We are looking into it."}', started_at + turn.key * 4200000, 'probe'
    from incidents cross join json_each(@turns) as turn`,
  `insert into settings (name, value)
    values ('pulse_at', cast(@now as integer)), ('rolled_up_until', cast(@hour as integer))`,
]

const TURNS = [
  { from: 'operational', to: 'major_outage' },
  { from: 'major_outage', to: 'operational' },
]

function sampleHistogram(): Buffer {
  const histogram = emptyHistogram()
  for (let look = 0; look < 120; look += 1) addLatency(histogram, 66 + ((look * 37) % 152))
  return encodeHistogram(histogram)
}
