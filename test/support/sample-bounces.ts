/** What a delivery report says, and of which letter; each maker writes it down in its own way. */
export interface SampleBounce {
  /** With its angle brackets. */
  readonly messageId: string
  readonly to: string
  readonly action?: string
  readonly status?: string
  readonly diagnostic?: string
}

type BounceMaker = (bounce: SampleBounce) => string

const HEAD = `From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: bounces@starbridge.example
Date: Sat, 14 Mar 2026 20:31:17 +0800 (CST)
Message-Id: <20260314123117.4D5E6@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
`

/** As Debian's Postfix writes it, with the whole letter behind it. */
const postfix: BounceMaker = ({
  messageId,
  to,
  action = 'failed',
  status = '5.1.1',
  diagnostic = `smtp; 550 5.1.1 <${to}>: Recipient address rejected: User
    unknown in virtual mailbox table`,
}) => `Return-Path: <>
${HEAD}Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4D5E6.1773491477/mx.example"

This is a MIME-encapsulated message.

--4D5E6.1773491477/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

<${to}>: host mail.example[192.0.2.7] said: 550 5.1.1 (in reply to RCPT TO command)

--4D5E6.1773491477/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 4D5E6
X-Postfix-Sender: rfc822; bounces@starbridge.example
Arrival-Date: Sat, 14 Mar 2026 20:31:16 +0800 (CST)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example
Diagnostic-Code: ${diagnostic}

--4D5E6.1773491477/mx.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

Return-Path: <bounces@starbridge.example>
To: ${to}
Date: Sat, 14 Mar 2026 12:31:16 +0000
Message-ID: ${messageId}
From: Starbridge <status@starbridge.example>
Subject: A notice
Content-Type: text/plain

Something is down.

--4D5E6.1773491477/mx.example--
`

/** As Exchange writes it: HTML first, no spaces behind the types, a Message-ID on a line of its own. */
const exchange: BounceMaker = ({
  messageId,
  to,
  action = 'failed',
  status = '5.1.10',
  diagnostic = `smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${to} not found by SMTP address lookup`,
}) => `${HEAD}Content-Type: multipart/report; report-type=delivery-status; boundary="_a1-b2_"
Content-Language: en-US
Subject: Undeliverable: A notice

--_a1-b2_
Content-Type: multipart/alternative; boundary="_c3-d4_"

--_c3-d4_
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGh0bWw+PGJvZHk+PHA+PGI+WW91ciBtZXNzYWdlIHdhc24ndCBkZWxpdmVyZWQuPC9iPjwvcD48L2JvZHk+PC9odG1sPg==

--_c3-d4_--

--_a1-b2_
Content-Type: message/delivery-status

Reporting-MTA: dns;EX01.corp.example
Received-From-MTA: dns;mx.example
Arrival-Date: Sat, 14 Mar 2026 12:31:16 +0000

Final-Recipient: RFC822;${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--_a1-b2_
Content-Type: message/rfc822
Content-Disposition: inline

Received: from mx.example (192.0.2.1) by EX01.corp.example (192.0.2.9)
Message-ID:
 ${messageId}
From: Starbridge <status@starbridge.example>
Subject: A notice
Content-Type: text/plain

Something is down.

--_a1-b2_--
`

/** As large Chinese providers write it: everything encoded, no status of its own, the letter's headers alone. */
const coremail: BounceMaker = ({
  messageId,
  to,
  action = 'failed',
  status = '5.0.0',
  diagnostic = `smtp; 550 User not found: ${to}`,
}) => `${HEAD}Subject: =?utf-8?B?57O757uf6YCA5L+h?=
Content-Type: multipart/report; charset="utf-8"; report-type=DELIVERY-STATUS; boundary="----=_Part_1"

------=_Part_1
Content-Type: text/plain; charset=GBK
Content-Transfer-Encoding: base64

sdfHuKOsxPq1xNPKvP6xu83Lu9jAtMHL

------=_Part_1
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${base64(`Reporting-MTA: dns; mail.example.cn

Final-Recipient: rfc822; <${to}>
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}
`)}

------=_Part_1
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
From: Starbridge <status@starbridge.example>
Subject: A notice

------=_Part_1--
`

/** As RFC 6533 has it for addresses beyond ASCII. */
const global: BounceMaker = (bounce) =>
  postfix(bounce)
    .replace('message/delivery-status', 'message/global-delivery-status')
    .replace('Content-Type: message/rfc822', 'Content-Type: message/global-headers')
    .replace('Final-Recipient: rfc822;', 'Final-Recipient: utf-8;')

function base64(text: string): string {
  return Buffer.from(text.replaceAll('\n', '\r\n'))
    .toString('base64')
    .replaceAll(/.{76}/g, (line) => `${line}\n`)
}

export const BOUNCE_MAKERS = { postfix, exchange, coremail, global } as const
