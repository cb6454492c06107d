import { createHash } from 'node:crypto'

import type { Official } from '../../src/domain/official.ts'
import { text } from './sample-words.ts'

const CHECKED = { source: text('服务协议', 'Our terms'), checkedOn: '2026-03-01' }

const SCAM_HOST = 'reported.example'

/** What is ours of the sample wallet, one of everything; none of it exists. */
export const SAMPLE_OFFICIAL: Official = {
  domains: [
    { name: 'qingzhou.example', below: true, use: text('官网', 'Our site'), ...CHECKED },
    { name: 'qingzhou.host.test', below: false, use: text('帮助中心', 'Help centre'), ...CHECKED },
  ],
  apps: [
    {
      name: text('青舟钱包', 'Qingzhou Wallet'),
      store: text('手机自带的应用商店', "Your phone's own store"),
      ...CHECKED,
    },
  ],
  accounts: [
    {
      platform: text('示例微博', 'Example social'),
      handle: '@qingzhou_wallet',
      link: 'https://social.example.net/qingzhou_wallet',
      ...CHECKED,
    },
  ],
  senders: [{ id: '000000001069', use: text('验证码和账单', 'Codes and bills'), ...CHECKED }],
  mail: [{ address: '@mail.qingzhou.example', use: text('故障通知', 'Notices'), ...CHECKED }],
  callers: [{ number: '000-0000-0002', use: text('回访', 'Calling you back'), ...CHECKED }],
  scams: [{ sha256: createHash('sha256').update(`host:${SCAM_HOST}`).digest('hex'), seenOn: '2026-03-01' }],
}
