import t from 'tap'

import { REPORT_SYMPTOMS } from '../../src/domain/report.ts'
import { render, textOf } from '../support/render.ts'
import { samplePages } from '../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../support/sample-snapshot.ts'

const pages = samplePages()
const calm = sampleSnapshot('calm')
const heard = { ...calm, moreReports: [{ componentId: 'payment-code', sinceAt: SAMPLE_NOW - 600_000 }] }
const thanks = async (snapshot: typeof calm, symptom = 'fails') =>
  textOf(await render('report-thanks', { snapshot, pages, query: { component: 'payment-code', symptom } }))

t.test('服务故障: 反馈问题，两项就够，不用脚本，不问姓名和号码', async (t) => {
  const { body } = await render('report', { pages })
  const fields = [...body.matchAll(/name="(\w+)"/g)].map(([, name]) => name)
  const meta = ['viewport', 'description', 'format']
  t.strictSame(
    [...new Set(fields)].filter((name) => !meta.includes(name ?? '') && !name?.includes('color')),
    ['component', 'symptom'],
  )
  t.match(body, /<form [^>]*method="post" action="\/report"/)
  for (const symptom of REPORT_SYMPTOMS) t.match(body, `value="${symptom}" required`)
  t.match(body, /不存网络地址、手机号、账户/)
})

t.test('服务故障: 反馈问题，马上得到答复：已经知道的，说明从什么时候开始、怎么办', async (t) => {
  const said = await thanks(sampleSnapshot('walletDown'))
  t.match(said, /收到了，谢谢您.*我们已经知道了，正在处理。.*重启和重装都没有用/)
  t.match(said, /20:05/)
})

t.test('服务故障: 反馈问题，看起来正常的，也记下，并说可以检查什么', async (t) => {
  const said = await thanks(calm, 'charged')
  t.match(said, /我们看到的付款码与扫码是正常的.*不要再付一次.*Wi-Fi/)
})

t.test('服务故障: 反馈的人多了，首页、这项功能和帮助页都说正在核实，但不变红', async (t) => {
  for (const name of ['home', 'component', 'help-outage'] as const) {
    const page = await render(name, { snapshot: heard, pages, params: { id: 'payment-code' } })
    t.match(textOf(page), /付款码与扫码的反馈比平时多，正在核实。/, name)
    t.notMatch(page.body, /<body class="(degraded|partial_outage|major_outage)"/, name)
  }
  t.match(await thanks(heard), /反映付款码与扫码有问题的人比平时多，正在核实。/)
})
