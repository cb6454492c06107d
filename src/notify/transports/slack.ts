import { DeliveryError } from './delivery-error.ts'
import { classifyAnswer } from './http-transport.ts'
import { fit, type Outline } from './outline.ts'
import { inEntities } from './plain-words.ts'
import { createRobot } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/** Of the text of one block. */
const MOST = 3000

/** What an incoming webhook says when it is no more: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/ */
const GONE =
  /^(no_service|no_team|no_active_hooks|team_disabled|invalid_token|channel_not_found|channel_is_archived|user_not_found)/
/** And when whoever runs the workspace lets nothing through. */
const BLOCKED = /^(action_prohibited|posting_to_general_channel_denied)/

/** Slack, by an incoming webhook. */
export function createSlack(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'slack',
    owns: ({ host, pathname }) => host === 'hooks.slack.com' && /^\/(services|workflows)\//.test(pathname),
    limits: { perRecipient: { count: 1, withinMs: 1000 } },
    compose,
    judge(answer, now) {
      if (GONE.test(answer.body))
        throw new DeliveryError('gone', `answered ${answer.status}: the webhook is off`)
      if (BLOCKED.test(answer.body))
        throw new DeliveryError('blocked', `answered ${answer.status}: the webhook may not post`)
      classifyAnswer(answer, { gone: [404, 410], now })
    },
  })
}

interface Element {
  readonly type: 'text' | 'link'
  readonly text: string
  readonly url?: string
  readonly style?: { readonly bold: true }
}

/**
 * Rich text rather than mrkdwn: its elements are data, so that nothing anybody wrote is read as markup or as a mention.
 * `text` is what a notification shows; there `<!channel>` is alive until its angle bracket is escaped.
 */
function compose(outline: Outline): Readonly<Record<string, unknown>> {
  const fitting = fit(outline, (shorter) => sizeOf(above(shorter)) <= MOST)
  return {
    text: inEntities(outline.title),
    blocks: [richText(above(fitting)), richText(below(fitting))],
    unfurl_links: false,
    unfurl_media: false,
  }
}

function above({ title, body }: Outline): Element[] {
  return [
    bold(title),
    ...body.flatMap(({ heading, lines }) => [
      ...(heading === undefined ? [] : [plain('\n\n'), bold(heading)]),
      plain(`${heading === undefined ? '\n\n' : '\n'}${lines.join('\n')}`),
    ]),
  ]
}

function below({ scam, links, note }: Outline): Element[] {
  const linked = links.flatMap(({ label, url }, index): Element[] => [
    plain(index === 0 ? '\n\n' : ' | '),
    { type: 'link', text: label, url },
  ])
  return [plain(scam), ...linked, plain(`\n\n${note}`)]
}

function richText(elements: readonly Element[]) {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

function plain(text: string): Element {
  return { type: 'text', text }
}

function bold(text: string): Element {
  return { type: 'text', text, style: { bold: true } }
}

function sizeOf(elements: readonly Element[]): number {
  return elements.reduce((sum, { text }) => sum + text.length, 0)
}
