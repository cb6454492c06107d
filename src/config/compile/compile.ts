import type { Component } from '../../domain/component.ts'
import type { HelpArticle } from '../../domain/help-article.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { compileProbe, type ProbePlace } from './compile-probe.ts'
import type { Config } from '../config.ts'
import { compileFeedback } from './compile-feedback.ts'
import { DEFAULT_THRESHOLDS } from './defaults.ts'
import { freeze } from './freeze.ts'
import { mergeThresholds } from './merge-thresholds.ts'
import type { Settings } from '../schema.ts'
import { compileOperator } from './compile-operator.ts'
import type { ComponentSettings, GroupSettings, PartSettings } from '../schema/component.ts'

/** Turns settings without faults into the shape that every later stage reads. */
export function compile(settings: Settings, articles: readonly HelpArticle[]): Config {
  const { policy, after, resolveAfter, reopenWithin, groupWithin } = settings.publishing
  const canaryPlace = { componentId: '', zone: settings.page.zone, thresholds: DEFAULT_THRESHOLDS }
  return freeze({
    wallet: compileWallet(settings),
    probes: settings.groups.flatMap((group) => probesOf(group, settings)),
    canaries: settings.canaries.map((canary) => compileProbe(canary, canaryPlace)),
    publishing: {
      policy,
      afterMs: after,
      resolveAfterMs: resolveAfter,
      reopenWithinMs: reopenWithin,
      groupWithinMs: groupWithin,
    },
    notices: settings.notices,
    operators: settings.operators.map(compileOperator),
    articles,
    ...(settings.signals !== undefined && { signals: settings.signals }),
  })
}

function compileWallet(settings: Settings): Wallet {
  const { page, groups, contacts, emergency, calendar, symptoms, topUp, feedback, official } = settings
  const { on, window: windowMs, ...reports } = settings.reports
  return {
    page: { ...page, publicUrl: page.publicUrl.replace(/\/+$/, '') },
    groups: groups.map(({ id, name }) => ({ id, name })),
    components: groups.flatMap((group) =>
      group.components.flatMap((component) => flatten(component, group.id)),
    ),
    contacts,
    emergencySteps: emergency,
    upstreamShare: settings.publishing.upstreamShare,
    calendar,
    symptoms,
    topUp,
    ...(feedback !== undefined && { feedback: compileFeedback(feedback) }),
    official,
    retention: {
      rawMs: settings.retention.raw,
      explanationsMs: settings.retention.explanations,
      lossesMs: settings.retention.losses,
      deliveriesMs: settings.retention.deliveries,
      callsMs: settings.retention.calls,
      reportsMs: settings.retention.reports,
    },
    ...(on && { reports: { windowMs, ...reports } }),
  }
}

/** A component and its parts, in one list; what a part does not say is as with its parent. */
function flatten(component: ComponentSettings, groupId: string): Component[] {
  const { purpose, money, dependsOn, alternatives } = component
  return [
    { ...describe(component), groupId, purpose, money, dependsOn, alternatives },
    ...component.parts.map((part) => ({
      ...describe(part),
      groupId,
      parentId: component.id,
      purpose: part.purpose ?? purpose,
      money: part.money ?? money,
      dependsOn: part.dependsOn ?? dependsOn,
      alternatives: part.alternatives ?? alternatives,
    })),
  ]
}

function describe({
  id,
  name,
  kind,
  weight,
  lifeline,
  task,
  onlyWhenImpaired,
}: ComponentSettings | PartSettings) {
  return { id, name, kind, weight, lifeline, onlyWhenImpaired, ...(task !== undefined && { task }) }
}

function probesOf(group: GroupSettings, settings: Settings) {
  return group.components.flatMap((component) => {
    const place = placeOf(component, {
      componentId: '',
      zone: settings.page.zone,
      thresholds: mergeThresholds(DEFAULT_THRESHOLDS, settings.thresholds),
    })
    return [
      ...component.probes.map((probe) => compileProbe(probe, place)),
      ...component.parts.flatMap((part) =>
        part.probes.map((probe) => compileProbe(probe, placeOf(part, place))),
      ),
    ]
  })
}

function placeOf({ id, thresholds }: ComponentSettings | PartSettings, wider: ProbePlace): ProbePlace {
  return { ...wider, componentId: id, thresholds: mergeThresholds(wider.thresholds, thresholds) }
}
