/** Banks of the pretend wallet; invented. */
export const BANKS = {
  harbour: '港湾银行',
  maple: '枫叶银行',
  river: '江河银行',
  summit: '高峰银行',
  lotus: '莲花银行',
  plain: '平原银行',
} as const

export type Bank = keyof typeof BANKS

/** A way of topping up; amounts in fen, since money is never a float. */
interface Channel {
  readonly offered: boolean
  readonly hasBanks: boolean
  readonly feeFen: number
  readonly minFen: number
  readonly maxFen: number
  readonly dailyFen: number
}

const free = {
  offered: true,
  hasBanks: false,
  feeFen: 0,
  minFen: 1_00,
  maxFen: 5_000_00,
  dailyFen: 20_000_00,
}

export const CHANNELS = {
  debit_card: { ...free, hasBanks: true },
  credit_card: { ...free, offered: false },
  online_banking: { ...free, hasBanks: true, maxFen: 20_000_00, dailyFen: 50_000_00 },
  bank_transfer: { ...free, maxFen: 50_000_00, dailyFen: 100_000_00 },
  cash_agent: { ...free, feeFen: 50, maxFen: 1_000_00, dailyFen: 2_000_00 },
  voucher: { ...free, maxFen: 500_00, dailyFen: 1_000_00 },
  auto_topup: { ...free, maxFen: 500_00, dailyFen: 2_000_00 },
} as const satisfies Record<string, Channel>

export type ChannelName = keyof typeof CHANNELS

export function isChannel(name: string): name is ChannelName {
  return Object.hasOwn(CHANNELS, name)
}

export function isBank(name: string): name is Bank {
  return Object.hasOwn(BANKS, name)
}
