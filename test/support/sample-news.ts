import type { Announcement } from '../../src/domain/announcement.ts'
import type { PublicIncident, PublicMaintenance } from '../../src/publish/snapshot/snapshot.ts'
import { text } from './sample-words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A grave incident with every answer given, 26 minutes old at `now`. */
export function sampleIncident(now: number): PublicIncident {
  return {
    id: 'a1b2c3d4e5f6',
    title: text('付款、充值和转账用不了', 'Paying, topping up and transfers are down'),
    phase: 'identified',
    impact: 'critical',
    origin: 'probe',
    startedAt: now - 26 * MINUTE,
    publishedAt: now - 25 * MINUTE,
    money: true,
    answers: {
      scope: text(
        '付款码、线上支付、借记卡充值、转账和提现都受影响。',
        'In-store codes, online checkout, debit card top-up, transfers and withdrawals are affected.',
      ),
      stillWorks: [text('银行卡付款', 'Paying by card'), text('挂失与冻结', 'Reporting loss and freezing')],
      notAffected: [text('已经到账的余额', 'Money already in your balance')],
      doNow: [text('付款请改用银行卡或现金。', 'Please pay by card or in cash.')],
      dont: [
        text('不要重复付款或充值', 'Pay or top up a second time'),
        text('不要卸载钱包', 'Remove the app'),
      ],
      cause: text('连接各家银行的一条线路中断。', 'A line that connects the banks is down.'),
      money: {
        balanceSafe: 'yes',
        pendingRule: text(
          '已扣款没到账的，会自动到账或原路退回，不用来电。',
          'If you were charged and nothing arrived, it will be credited or returned by itself. You need not call.',
        ),
        refundBy: text('最晚 3月15日 24:00。', 'By 15 March, 24:00 at the latest.'),
        duplicates: text('重复扣款会全部退回。', 'Double charges are all returned.'),
        actionNeeded: 'none',
      },
      eta: { kind: 'range', fromAt: now + 40 * MINUTE, toAt: now + 100 * MINUTE },
      nextUpdateAt: now + 29 * MINUTE,
    },
    components: [
      { componentId: 'payment-code', worst: 'major_outage' },
      { componentId: 'checkout', worst: 'major_outage' },
      { componentId: 'debit-card', worst: 'major_outage' },
      { componentId: 'transfer-out', worst: 'major_outage' },
      { componentId: 'withdraw', worst: 'major_outage' },
    ],
    updates: [
      {
        id: 'u2',
        phase: 'identified',
        body: text(
          '原因已找到：连接各家银行的一条线路中断。我们正在切换到备用线路。',
          'We have found the cause: a line that connects the banks is down. We are moving to the spare line.',
        ),
        at: now - 8 * MINUTE,
        author: 'operator',
      },
      {
        id: 'u1',
        phase: 'investigating',
        body: { 'zh-CN': '检测到异常，正在核实。' },
        at: now - 25 * MINUTE,
        author: 'probe',
      },
    ],
  }
}

/** A short one of eleven days ago, resolved. */
export function sampleOldIncident(now: number): PublicIncident {
  return {
    ...sampleIncident(now - 11 * DAY),
    id: 'b2c3d4e5f6a1',
    title: text('港湾银行借记卡充值失败', 'Debit card top-up from Harbour Bank failed'),
    phase: 'resolved',
    impact: 'minor',
    resolvedAt: now - 11 * DAY + 51 * MINUTE,
    components: [{ componentId: 'debit-card-harbour', worst: 'major_outage' }],
  }
}

export function sampleMaintenance(now: number, running: boolean): PublicMaintenance {
  const startsAt = running ? now - 30 * MINUTE : now + 3 * HOUR + 19 * MINUTE - 17_000
  return {
    id: 'c3d4e5f6a1b2',
    title: text('提现系统维护', 'Maintenance of withdrawals'),
    body: text('', ''),
    mayFail: [text('提现到银行卡', 'Withdrawing to a bank card')],
    delayed: [text('退款到账', 'Refunds')],
    notAffected: [text('付款、充值、转账', 'Paying, topping up, transfers')],
    componentIds: ['withdraw'],
    status: running ? 'in_progress' : 'scheduled',
    startsAt,
    endsAt: startsAt + 130 * MINUTE,
    announcedAt: now - 6 * DAY,
    sequence: 0,
    updates: [],
  }
}

export function sampleAnnouncements(now: number): Announcement[] {
  return [
    {
      id: 'd4e5f6a1b2c3',
      kind: 'security',
      title: text('有人冒充客服，请注意', 'Someone pretends to be our agents'),
      body: text(
        '最近有人自称是我们的客服，用“退款”骗取验证码。\n\n## 怎么分辨\n\n- 我们**从不**索要验证码。\n- 我们不会让您共享屏幕。\n\n<script>alert(1)</script>',
        'Lately people have claimed to be our agents and asked for codes to “refund” money.\n\n## How to tell\n\n- We **never** ask for codes.\n- We never ask you to share your screen.\n\n<script>alert(1)</script>',
      ),
      helpTopics: ['outage', 'lost'],
      componentIds: [],
      publishedAt: now - 2 * DAY,
      effectiveAt: now - 2 * DAY,
    },
    {
      id: 'e5f6a1b2c3d4',
      kind: 'holiday',
      title: { 'zh-CN': '清明节期间人工热线的时间' },
      body: { 'zh-CN': '4月4日至6日，人工热线 09:00–18:00。' },
      helpTopics: ['hotline'],
      componentIds: ['hotline'],
      publishedAt: now - 5 * DAY,
      effectiveAt: now - 5 * DAY,
      expiresAt: now + 24 * DAY,
    },
  ]
}
