/**
 * Ways a notice travels to a subscriber. A transport rather than a channel: in a wallet a channel is a way to top up.
 * The three robots of Chinese group chats stand beside their Western kin.
 */
export const TRANSPORT_KINDS = [
  'email',
  'web_push',
  'sms',
  'webhook',
  'dingtalk',
  'feishu',
  'wecom',
  'slack',
  'teams',
  'discord',
  'telegram',
] as const

export type TransportKind = (typeof TRANSPORT_KINDS)[number]
