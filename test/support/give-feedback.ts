import type { TestApp } from './test-app.ts'

/** Sends the form of /feedback: the ticket's own link and number, and what was answered. */
export async function giveFeedback(app: TestApp, fields: Readonly<Record<string, string>>) {
  const answer = await fetch(`${app.url()}/feedback`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })
  const link = (answer.headers.get('location') ?? '').replace(/\?.*/, '')
  const ref = /F-\d{4}-\w{5}/.exec(link)?.[0] ?? ''
  return { status: answer.status, body: await answer.text(), link, ref }
}

/** An operator's file that opens an incident of `balance`. */
export const BALANCE_INCIDENT = `
title: { zh-CN: 余额显示不出来, en: Balances are not shown }
components: [{ id: balance, state: degraded }]
body: { zh-CN: 正在处理。, en: We are on it. }
answers:
  scope: { zh-CN: 余额可能是空的。, en: The balance may be empty. }
  doNow: [{ zh-CN: 请稍后再看。, en: Please look again later. }]
  nextUpdateAt: 2099-01-01 10:00
`
