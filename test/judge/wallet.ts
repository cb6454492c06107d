import type { Component } from '../../src/domain/component.ts'

/** A component with everything ordinary but what is said. */
export function component(id: string, more: Partial<Component> = {}): Component {
  return {
    id,
    groupId: 'wallet',
    name: { 'zh-CN': id, en: id },
    purpose: { 'zh-CN': id, en: id },
    kind: 'function',
    weight: 1,
    lifeline: false,
    money: false,
    dependsOn: [],
    onlyWhenImpaired: false,
    alternatives: [],
    ...more,
  }
}

/** A channel and its banks, named bank-1 to bank-n. */
export function channel(id: string, banks: number, more: Partial<Component> = {}): Component[] {
  return [
    component(id, { kind: 'channel', task: 'top_up', money: true, ...more }),
    ...Array.from({ length: banks }, (_, index) =>
      component(`${id}-bank-${index + 1}`, { kind: 'bank', parentId: id, money: true }),
    ),
  ]
}
