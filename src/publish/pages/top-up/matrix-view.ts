import type { Component } from '../../../domain/component.ts'
import { textView, type TextView } from '../../../lib/words/local-text.ts'
import { componentHref, fullName } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { stateView, type StateView } from '../components/state-view.ts'
import { banksOf, channelsOf, FEWEST_CREDITS, partsOf, windowsOf, type Figures } from './top-up-facts.ts'

/** Every channel with its banks: how it is, since when, how often it went well, how soon money came, and what is planned. */
export interface MatrixView {
  readonly channels: readonly {
    readonly id: string
    readonly whole: MatrixRow
    readonly banks: readonly MatrixRow[]
    /** One word for the channel does not do where its banks differ. */
    readonly open: boolean
  }[]
}

interface MatrixRow {
  readonly name: TextView
  readonly full: string
  readonly href: string
  readonly state: StateView
  readonly since: string
  readonly success: string
  readonly credit: string
  readonly window: string
}

export function matrixView(context: PageContext, figures: Figures): MatrixView {
  return {
    channels: channelsOf(context).map((channel) => {
      const banks = partsOf(context, channel.id).map((bank) => matrixRow(context, bank, figures))
      return {
        id: channel.id,
        whole: matrixRow(context, channel, figures),
        banks,
        open: new Set(banks.map(({ state }) => state.state)).size > 1,
      }
    }),
  }
}

/** Which bank works where, at one glance; only where several channels have banks. */
export function crossView(context: PageContext) {
  const { words, place } = context
  const channels = channelsOf(context).filter(({ id }) => partsOf(context, id).length > 0)
  if (channels.length < 2) return null
  return {
    channels: channels.map(({ name }) => textView(words, name)),
    banks: banksOf(context).map(({ key, componentIds }) => ({
      name: textView(words, place(key)?.component.name ?? {}),
      cells: channels.map((channel) => {
        const part = partsOf(context, channel.id).find(({ id }) => componentIds.includes(id))
        const found = part && place(part.id)?.component
        return {
          channel: textView(words, channel.name),
          state: found ? stateView(words, found.state) : null,
          href: found ? componentHref(context, found.id) : null,
        }
      }),
    })),
  }
}

function matrixRow(context: PageContext, component: Component, figures: Figures): MatrixRow {
  const { words, now, place } = context
  const found = place(component.id)
  const { state = 'unknown', sinceAt } = found?.component ?? {}
  return {
    name: textView(words, component.name),
    full: found === undefined ? '' : fullName(context, found),
    href: componentHref(context, component.id),
    state: stateView(words, state),
    since:
      sinceAt === undefined ? '' : words.say('topup:matrix.since', { time: words.moment(sinceAt, now).text }),
    success: successOf(context, figures.get(component.id)),
    credit: creditOf(context, figures.get(component.id)),
    window: windowOf(context, component),
  }
}

function successOf({ words }: PageContext, figures: ReturnType<Figures['get']>): string {
  if (figures === undefined || figures.looks === 0) return words.say('topup:matrix.unseen')
  const { good, looks } = figures
  return words.say('topup:matrix.successOf', {
    rate: words.percent(good / looks),
    good: words.count(good),
    looks: words.count(looks),
  })
}

function creditOf({ words }: PageContext, figures: ReturnType<Figures['get']>): string {
  const credit = figures?.credit
  if (credit === undefined || credit.samples < FEWEST_CREDITS) return words.say('topup:matrix.tooFew')
  return words.say('topup:matrix.creditOf', {
    half: words.latency(credit.p50Ms),
    most: words.latency(credit.p90Ms),
    samples: words.count(credit.samples),
  })
}

function windowOf(context: PageContext, component: Component): string {
  const [next] = windowsOf(context, component)
  return next === undefined
    ? context.words.say('topup:matrix.noWindow')
    : context.words.range(next, context.now)
}
