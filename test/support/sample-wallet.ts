import type { Component, Task } from '../../src/domain/component.ts'
import type { LocalText } from '../../src/domain/locale.ts'
import type { Wallet } from '../../src/domain/wallet.ts'

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
    groups: GROUPS.map(({ id, name }) => ({ id, name })),
    components: GROUPS.flatMap(({ id, components }) => components.flatMap((one) => withBanks(one, id))),
    contacts: CONTACTS,
    emergencySteps: STEPS,
  }
}

interface Sketch {
  readonly id: string
  readonly name: LocalText
  readonly purpose: LocalText
  readonly kind?: Component['kind']
  readonly task?: Task
  readonly money?: boolean
  readonly alternatives?: readonly string[]
  readonly banks?: boolean
  readonly partner?: boolean
}

const GROUPS: readonly { id: string; name: LocalText; components: readonly Sketch[] }[] = [
  {
    id: 'safety',
    name: text('安全', 'Safety'),
    components: [
      sketch('freeze', ['挂失与冻结', 'Report loss and freeze'], ['丢了手机时锁住钱包。', 'Locks the wallet when a phone is lost.']),
      sketch('password', ['修改密码', 'Change password'], ['换一个新的登录或支付密码。', 'Sets a new password.']),
      sketch('unfreeze', ['解冻与申诉', 'Unfreeze and appeal'], ['找回后恢复使用。', 'Brings the wallet back once it is found.']),
    ],
  },
  {
    id: 'pay',
    name: text('付款', 'Pay'),
    components: [
      sketch('payment-code', ['付款码与扫码', 'In-store code'], ['在店里出示或扫码付款。', 'Pays in shops by code.'], { task: 'pay', money: true, alternatives: ['pay-card'] }),
      sketch('checkout', ['线上支付', 'Online checkout'], ['在网站和应用里付款。', 'Pays on sites and in apps.'], { task: 'pay', money: true }),
      sketch('pay-balance', ['余额付款', 'Pay from balance'], ['用钱包里的钱付款。', 'Pays with money in the wallet.'], { money: true }),
      sketch('pay-card', ['银行卡付款', 'Pay by card'], ['用绑定的银行卡付款。', 'Pays with a linked card.'], { money: true }),
      sketch('auto-debit', ['自动扣款', 'Auto-debit'], ['按约定自动付款。', 'Pays by standing agreement.'], { money: true }),
    ],
  },
  {
    id: 'top-up',
    name: text('充值', 'Top-up'),
    components: [
      channel('debit-card', ['借记卡', 'debit card'], { banks: true, alternatives: ['bank-transfer', 'cash-agent'] }),
      channel('online-banking', ['网银', 'online banking'], { banks: true, alternatives: ['debit-card'] }),
      channel('bank-transfer', ['银行转账', 'bank transfer']),
      channel('cash-agent', ['现金网点', 'cash agent']),
      channel('voucher', ['充值卡', 'voucher']),
      channel('auto-topup', ['自动充值', 'automatic']),
    ],
  },
  {
    id: 'transfer',
    name: text('转账与提现', 'Transfer and withdraw'),
    components: [
      sketch('transfer-out', ['转账', 'Transfer'], ['把钱转给别人。', 'Sends money to somebody.'], { task: 'transfer', money: true }),
      sketch('receive', ['收款与红包', 'Receive money'], ['收别人转来的钱。', 'Takes money from others.'], { money: true }),
      sketch('withdraw', ['提现到银行卡', 'Withdraw to bank card'], ['把钱转回银行卡。', 'Moves money back to a bank card.'], { task: 'withdraw', money: true }),
    ],
  },
  {
    id: 'account',
    name: text('账户与账单', 'Account and bills'),
    components: [
      sketch('sign-in', ['登录', 'Sign-in'], ['打开钱包。', 'Opens the wallet.'], { task: 'sign_in' }),
      sketch('otp', ['短信验证码', 'Text codes'], ['登录和付款时确认是您本人。', 'Confirms that it is you.']),
      sketch('kyc', ['实名认证', 'Identity check'], ['核对您的身份。', 'Checks who you are.']),
      sketch('balance', ['余额显示', 'Balance display'], ['显示您有多少钱。', 'Shows how much you have.']),
      sketch('bills', ['账单与明细', 'Statements'], ['查看每一笔收支。', 'Shows every entry.']),
    ],
  },
  {
    id: 'notices',
    name: text('通知', 'Notices'),
    components: [
      sketch('push', ['推送', 'Push'], ['手机上的提醒。', 'Notices on the phone.']),
      sketch('sms', ['短信', 'Texts'], ['短信提醒。', 'Notices by text.']),
      sketch('email', ['邮件', 'E-mail'], ['邮件提醒。', 'Notices by mail.']),
    ],
  },
  {
    id: 'support',
    name: text('客服', 'Support'),
    components: [
      sketch('hotline', ['人工热线', 'Hotline'], ['和人通话。', 'Talks to a person.'], { task: 'call' }),
      sketch('chat', ['在线客服', 'Chat'], ['在应用里打字提问。', 'Asks in the app.']),
    ],
  },
  {
    id: 'merchants',
    name: text('商户', 'Merchants'),
    components: [
      sketch('merchant-api', ['收款接口', 'Payment API'], ['商户收款用。', 'For merchants to take payments.'], { money: true }),
      sketch('settlement', ['结算到账', 'Settlement'], ['商户的货款到账。', 'Pays merchants out.'], { money: true }),
    ],
  },
  {
    id: 'partners',
    name: text('合作方', 'Partners'),
    components: [
      sketch('clearing', ['清算网络', 'Clearing network'], ['连接各家银行。', 'Connects the banks.'], { partner: true, money: true }),
    ],
  },
]

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
    source: 'localhost',
    checkedOn: '2026-03-01',
    componentId: 'hotline',
  },
  {
    id: 'loss',
    kind: 'hotline',
    name: text('挂失专线', 'Loss line'),
    reach: '000-0000-0001',
    scope: text('只处理丢失和被盗。', 'Only for loss and theft.'),
    hours: [],
    source: 'localhost',
    checkedOn: '2026-03-01',
  },
  {
    id: 'police',
    kind: 'public_body',
    name: text('报警', 'Police'),
    reach: '110',
    scope: text('钱已被转走。', 'Money was taken.'),
    hours: [],
    source: 'localhost',
    checkedOn: '2026-03-01',
  },
]

const STEPS: Wallet['emergencySteps'] = [
  step(['冻结钱包', 'Freeze the wallet'], ['在另一台手机上登录，进入“安全”，点“冻结”。', 'Sign in on another phone, open Safety and choose Freeze.'], ['loss']),
  step(['挂失手机卡', 'Block the phone number'], ['手机也丢了，先请运营商停用号码，验证码就不会落到别人手里。', 'If the phone is gone too, ask the carrier to block the number, so that codes reach no one else.'], []),
  step(['报警', 'Call the police'], ['钱已经被转走，马上报警。', 'If money was taken, call at once.'], ['police']),
]

function step(title: Pair, body: Pair, contactIds: readonly string[]) {
  return { title: text(...title), body: text(...body), contactIds }
}

type Pair = readonly [zh: string, en: string]

function channel(id: string, name: Pair, more: Partial<Sketch> = {}): Sketch {
  const purpose: Pair = [`用${name[0]}往钱包里充值。`, `Tops up by ${name[1]}.`]
  return sketch(id, name, purpose, { kind: 'channel', task: 'top_up', money: true, ...more })
}

function sketch(id: string, name: Pair, purpose: Pair, more: Partial<Sketch> = {}): Sketch {
  return { id, name: text(...name), purpose: text(...purpose), ...more }
}

export function text(zh: string, en: string): LocalText {
  return { 'zh-CN': zh, en }
}
