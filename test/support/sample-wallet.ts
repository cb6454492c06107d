import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import type { Component } from '../../src/domain/component.ts'
import type { Wallet } from '../../src/domain/wallet.ts'
import { smallWallet } from '../publish/small-wallet.ts'
import { SAMPLE_TOP_UP } from './sample-top-up.ts'
import { SAMPLE_GROUPS, type Sketch } from './sample-components.ts'
import { SAMPLE_OFFICIAL } from './sample-official.ts'
import { text, type Pair } from './sample-words.ts'

/** How readers are asked to report, where a sample wallet asks them. */
export const SAMPLE_REPORTS: NonNullable<Wallet['reports']> = {
  windowMs: 1_800_000,
  floor: 10,
  factor: 3,
  regions: [{ id: 'north', name: text('华北', 'North') }],
}

/** A pretend wallet as pages see one: nine groups, thirty components, twelve banks, contacts and the ladder. */
export function sampleWallet(changes: Partial<Wallet['page']> = {}): Wallet {
  return {
    page: {
      name: text('青舟钱包状态', 'Qingzhou Wallet status'),
      walletName: text('青舟钱包', 'Qingzhou Wallet'),
      imprint: [text('青舟支付（虚构）', 'Qingzhou Pay (made up)')],
      zone: 'Asia/Shanghai',
      publicUrl: 'http://localhost:3000',
      demo: true,
      ...changes,
    },
    groups: SAMPLE_GROUPS.map(({ id, name }) => ({ id, name })),
    components: SAMPLE_GROUPS.flatMap(({ id, components }) =>
      components.flatMap((one) => withBanks(one, id)),
    ),
    contacts: CONTACTS,
    upstreamShare: 0.6,
    retention: smallWallet.retention,
    emergencySteps: STEPS,
    calendar: [],
    reports: { windowMs: 1_800_000, floor: 10, factor: 3, regions: [] },
    symptoms: shippedSymptoms(),
    topUp: SAMPLE_TOP_UP,
    official: SAMPLE_OFFICIAL,
  }
}

const BANKS = [
  ['harbour', '港湾银行', 'Harbour Bank'],
  ['maple', '枫叶银行', 'Maple Bank'],
  ['river', '江河银行', 'River Bank'],
  ['summit', '高峰银行', 'Summit Bank'],
  ['lotus', '莲花银行', 'Lotus Bank'],
  ['plain', '平原银行', 'Plain Bank'],
] as const

function withBanks(one: Sketch, groupId: string): Component[] {
  const component: Component = {
    id: one.id,
    groupId,
    name: one.name,
    purpose: one.purpose,
    kind: one.kind ?? 'function',
    weight: 1,
    lifeline: groupId === 'safety' || one.id === 'hotline',
    money: one.money ?? false,
    dependsOn: [],
    onlyWhenImpaired: one.partner ?? false,
    alternatives: one.alternatives ?? [],
    ...(one.task && { task: one.task }),
  }
  if (!one.banks) return [component]
  const { task: _task, ...plain } = component
  const banks = BANKS.map(([id, zh, en]): Component => ({
    ...plain,
    id: `${one.id}-${id}`,
    name: text(zh, en),
    purpose: text(`用${zh}的卡充值。`, `Tops up with a card of ${en}.`),
    kind: 'bank',
    parentId: one.id,
  }))
  return [component, ...banks]
}

const CONTACTS: Wallet['contacts'] = [
  {
    id: 'hotline',
    kind: 'hotline',
    name: text('客服热线', 'Hotline'),
    reach: '000-0000-0000',
    scope: text('所有问题，可转人工。', 'Any question; a person can be asked for.'),
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }],
    holidayHours: [{ from: '09:00', to: '18:00' }],
    source: text('示例', 'An example'),
    checkedOn: '2026-03-01',
    checkedBy: text('客户服务部', 'Customer service'),
    checkAgainOn: '2026-06-01',
    cost: text('只收普通通话费。', 'The price of an ordinary call.'),
    languages: text('普通话、粤语、英语', 'Mandarin, Cantonese, English'),
    seniors: text('65 岁以上直接转人工。', 'From the age of 65 you reach a person at once.'),
    fromAbroad: '+86 000 0000 0000',
    menu: [
      { keys: '1', leadsTo: text('挂失和冻结', 'Loss and freezing') },
      { keys: '2-3', leadsTo: text('充值没到账', 'A top-up that has not arrived') },
    ],
    shownAt: [
      { place: 'website', where: text('页脚“联系我们”', '“Contact us” at the foot') },
      { place: 'app', where: text('我的 → 帮助', 'Me → Help') },
      { place: 'terms', where: text('服务协议第 2 条', 'Terms of service, article 2') },
      { place: 'social', where: text('认证公众号“青舟钱包”', 'the verified account “Qingzhou Wallet”') },
    ],
    componentId: 'hotline',
  },
  {
    id: 'loss',
    kind: 'hotline',
    name: text('挂失专线', 'Loss line'),
    reach: '000-0000-0001',
    scope: text('只处理丢失和被盗。', 'Only for loss and theft.'),
    hours: [],
    source: text('示例', 'An example'),
    checkedOn: '2026-03-01',
  },
  {
    id: 'police',
    kind: 'public_body',
    name: text('报警', 'Police'),
    reach: '110',
    scope: text('钱已被转走。', 'Money was taken.'),
    never: text('不会要您转账，也不会要验证码。', 'Never asks you to send money or tell a code.'),
    hours: [],
    source: text('示例', 'An example'),
    checkedOn: '2026-03-01',
  },
  {
    id: 'anti-fraud',
    kind: 'public_body',
    name: text('反诈专线', 'Anti-fraud line'),
    reach: '96110',
    scope: text('拿不准是不是骗局，打来问。', 'Ask whether something is a scam.'),
    never: text('不会问密码和验证码。', 'Never asks for passwords or codes.'),
    hours: [],
    source: text('示例', 'An example'),
    checkedOn: '2026-03-01',
  },
]

const STEPS: Wallet['emergencySteps'] = [
  step(
    ['冻结钱包', 'Freeze the wallet'],
    [
      '在另一台手机上登录，进入“安全”，点“冻结”。',
      'Sign in on another phone, open Safety and choose Freeze.',
    ],
    ['loss'],
  ),
  step(
    ['挂失手机卡', 'Block the phone number'],
    [
      '手机也丢了，先请运营商停用号码，验证码就不会落到别人手里。',
      'If the phone is gone too, ask the carrier to block the number, so that codes reach no one else.',
    ],
    [],
  ),
  step(
    ['报警', 'Call the police'],
    ['钱已经被转走，马上报警。', 'If money was taken, call at once.'],
    ['police'],
  ),
]

function step(title: Pair, body: Pair, contactIds: readonly string[]) {
  return { title: text(...title), body: text(...body), contactIds }
}

let shipped: Wallet['symptoms'] | undefined

/** The dictionary that comes with the project, since a made-up one would show nothing of how it reads. */
function shippedSymptoms(): Wallet['symptoms'] {
  const file = path.join(import.meta.dirname, '../../data/wallet.yaml')
  return (shipped ??= loadConfig(file, {}).wallet.symptoms)
}
