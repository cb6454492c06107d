import type { State } from '../../domain/state.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { DeliveryError } from './delivery-error.ts'
import { classifyAnswer, membersOf } from './http-transport.ts'
import { fitJson, type Outline } from './outline.ts'
import { createRobot } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

const HOST = /\.(?:webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/

/** 28 KB with everything; the envelope that Teams adds needs some of it. */
const MOST_BYTES = 27_000

const COLOURS: Readonly<Record<State, string>> = {
  operational: 'Good',
  degraded: 'Warning',
  partial_outage: 'Warning',
  major_outage: 'Attention',
  maintenance: 'Accent',
  unknown: 'Default',
}

/** Teams, by a workflow or an incoming webhook of a room. */
export function createTeams(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'teams',
    owns: ({ hostname }) => HOST.test(hostname),
    limits: { perRecipient: { count: 4, withinMs: 1000 } },
    compose: (outline) => fitJson(outline, card, MOST_BYTES),
    judge,
  })
}

/**
 * An adaptive card. Text runs know no markdown, so that nothing anybody wrote is markup, and no `<at>` is alive without
 * an entity of the card. Only `{{DATE(…)}}` would be read anywhere.
 */
function card({ title, state, body, scam, links, note }: Outline): Readonly<Record<string, unknown>> {
  const colour = state === undefined ? {} : { color: COLOURS[state] }
  return {
    type: 'message',
    summary: inert(title),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: inert(title),
          msteams: { width: 'Full' },
          body: [
            line(title, { run: { weight: 'Bolder', size: 'Large', ...colour } }),
            ...body.flatMap(({ heading, lines }) => [
              ...(heading === undefined ? [] : [line(heading, { run: { weight: 'Bolder' } })]),
              ...lines.map((text, index) =>
                line(text, index === 0 && heading === undefined ? {} : { spacing: 'None' }),
              ),
            ]),
            line(scam),
            line(note, { run: { isSubtle: true, size: 'Small' } }),
          ],
          actions: links.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: inert(label), url })),
        },
      },
    ],
  }
}

function line(
  text: string,
  { run = {}, ...block }: { readonly run?: object; readonly spacing?: string } = {},
) {
  return { type: 'RichTextBlock', ...block, inlines: [{ type: 'TextRun', text: inert(text), ...run }] }
}

function inert(text: string): string {
  return text.replaceAll(/\{(?=\{)/g, '{\u200b')
}

/** What a workflow says with 400 that was deleted, is off or is closed to strangers. */
const ENDS: ReadonlyMap<string, 'gone' | 'blocked'> = new Map([
  ['WorkflowNotFound', 'gone'],
  ['WorkflowTriggerIsNotEnabled', 'blocked'],
  ['DirectApiAuthorizationRequired', 'blocked'],
])

/** Incoming webhooks answer 200 and tell in words that they failed, and with which status. */
function judge(answer: OutboundAnswer, now: number): void {
  const error = membersOf(answer.body)['error']
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const end = ENDS.get(code)
  if (end !== undefined) throw new DeliveryError(end, `answered ${answer.status}: ${code}`)
  classifyAnswer(answer, { gone: [401, 403, 404, 410], now })
  if (!answer.body.includes('failed with error')) return
  const [, status = '502'] = /HTTP error (\d{3})/.exec(answer.body) ?? []
  classifyAnswer({ status: Number(status), headers: answer.headers }, { gone: [404, 410], now })
}
