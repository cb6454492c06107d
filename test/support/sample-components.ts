import type { Component, Task } from '../../src/domain/component.ts'
import type { LocalText } from '../../src/domain/locale.ts'
import { text, type Pair } from './sample-words.ts'

/** What differs between the components of the sample wallet. */
export interface Sketch {
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

export const SAMPLE_GROUPS: readonly { id: string; name: LocalText; components: readonly Sketch[] }[] = [
  {
    id: 'safety',
    name: text('安全', 'Safety'),
    components: [
      sketch(
        'freeze',
        ['挂失与冻结', 'Report loss and freeze'],
        ['丢了手机时锁住钱包。', 'Locks the wallet when a phone is lost.'],
      ),
      sketch(
        'password',
        ['修改密码', 'Change password'],
        ['换一个新的登录或支付密码。', 'Sets a new password.'],
      ),
      sketch(
        'unfreeze',
        ['解冻与申诉', 'Unfreeze and appeal'],
        ['找回后恢复使用。', 'Brings the wallet back once it is found.'],
      ),
    ],
  },
  {
    id: 'pay',
    name: text('付款', 'Pay'),
    components: [
      sketch(
        'payment-code',
        ['付款码与扫码', 'In-store code'],
        ['在店里出示或扫码付款。', 'Pays in shops by code.'],
        { task: 'pay', money: true, alternatives: ['pay-card'] },
      ),
      sketch(
        'checkout',
        ['线上支付', 'Online checkout'],
        ['在网站和应用里付款。', 'Pays on sites and in apps.'],
        { task: 'pay', money: true },
      ),
      sketch(
        'pay-balance',
        ['余额付款', 'Pay from balance'],
        ['用钱包里的钱付款。', 'Pays with money in the wallet.'],
        { money: true },
      ),
      sketch(
        'pay-card',
        ['银行卡付款', 'Pay by card'],
        ['用绑定的银行卡付款。', 'Pays with a linked card.'],
        { money: true },
      ),
      sketch('auto-debit', ['自动扣款', 'Auto-debit'], ['按约定自动付款。', 'Pays by standing agreement.'], {
        money: true,
      }),
    ],
  },
  {
    id: 'top-up',
    name: text('充值', 'Top-up'),
    components: [
      channel('debit-card', ['借记卡', 'debit card'], {
        banks: true,
        alternatives: ['bank-transfer', 'cash-agent'],
      }),
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
      sketch('transfer-out', ['转账', 'Transfer'], ['把钱转给别人。', 'Sends money to somebody.'], {
        task: 'transfer',
        money: true,
      }),
      sketch('receive', ['收款与红包', 'Receive money'], ['收别人转来的钱。', 'Takes money from others.'], {
        money: true,
      }),
      sketch(
        'withdraw',
        ['提现到银行卡', 'Withdraw to bank card'],
        ['把钱转回银行卡。', 'Moves money back to a bank card.'],
        { task: 'withdraw', money: true },
      ),
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
      sketch(
        'merchant-api',
        ['收款接口', 'Payment API'],
        ['商户收款用。', 'For merchants to take payments.'],
        { money: true },
      ),
      sketch('settlement', ['结算到账', 'Settlement'], ['商户的货款到账。', 'Pays merchants out.'], {
        money: true,
      }),
    ],
  },
  {
    id: 'partners',
    name: text('合作方', 'Partners'),
    components: [
      sketch('clearing', ['清算网络', 'Clearing network'], ['连接各家银行。', 'Connects the banks.'], {
        partner: true,
        money: true,
      }),
    ],
  },
]

function channel(id: string, name: Pair, more: Partial<Sketch> = {}): Sketch {
  const purpose: Pair = [`用${name[0]}往钱包里充值。`, `Tops up by ${name[1]}.`]
  return sketch(id, name, purpose, { kind: 'channel', task: 'top_up', money: true, ...more })
}

function sketch(id: string, name: Pair, purpose: Pair, more: Partial<Sketch> = {}): Sketch {
  return { id, name: text(...name), purpose: text(...purpose), ...more }
}
