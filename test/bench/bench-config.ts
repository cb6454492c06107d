import type { Config } from '../../src/config/config.ts'
import { parseConfig } from '../../src/config/load.ts'

export interface BenchConfig {
  /** Components, one probe each. */
  readonly count: number
  /** As in the configuration file: `10s`. */
  readonly every: string
  /** Where the probes ask; the component's id is added. */
  readonly targetUrl: string
  readonly recheck?: string
  readonly majorAfter?: number
  /** Whether subscribers can have mail. */
  readonly mails?: boolean
}

const PER_GROUP = 25

/** A configuration of any size, in JSON, which is YAML as well. Every probe asserts a business code in JSON. */
export function configText(wanted: BenchConfig): string {
  const { count, majorAfter = 5, mails = false } = wanted
  const groups = Array.from({ length: Math.ceil(count / PER_GROUP) }, (_, group) => ({
    id: `group-${group}`,
    name: words('分组', 'Group', group),
    components: Array.from({ length: Math.min(PER_GROUP, count - group * PER_GROUP) }, (_item, index) =>
      component(group * PER_GROUP + index, wanted),
    ),
  }))
  return JSON.stringify({
    page: {
      name: { 'zh-CN': '测量', en: 'Bench' },
      walletName: { 'zh-CN': '钱包', en: 'Wallet' },
      zone: 'Asia/Shanghai',
      publicUrl: 'http://localhost:3000',
    },
    thresholds: { majorAfter },
    groups,
    ...(mails && { notices: { email: { from: 'Status <status@status.example>' } } }),
  })
}

/** The same, compiled. */
export function benchConfig(wanted: BenchConfig): Config {
  return parseConfig(configText(wanted), 'bench.yaml', {})
}

function component(index: number, { every, targetUrl, recheck = '5s' }: BenchConfig) {
  const id = `part-${index}`
  return {
    id,
    name: words('部分', 'Part', index),
    purpose: { 'zh-CN': '在商店里付款、在网上付款。', en: 'Pays in shops and on sites, by code or by card.' },
    money: index % 3 === 0,
    probes: [
      {
        id,
        every,
        recheck,
        timeout: '3s',
        http: {
          url: `${targetUrl}/${id}`,
          latency: '2s',
          expect: { code: { path: '$.code', success: ['SUCCESS'], pending: ['PROCESSING'] } },
        },
      },
    ],
  }
}

function words(chinese: string, english: string, number: number) {
  return { 'zh-CN': `${chinese} ${number}`, en: `${english} ${number}` }
}
