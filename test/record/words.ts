/** Inputs as people write them, whole; tests spoil what they care about. */
export const text = (en: string) => ({ 'zh-CN': `${en}（中文）`, en })

export function openInput(more: Readonly<Record<string, unknown>> = {}) {
  return {
    title: text('Bills do not open'),
    components: [{ id: 'bills', state: 'major_outage' }],
    body: text('Since ten, bills do not open.'),
    answers: answers(),
    ...more,
  }
}

export function moneyInput(more: Readonly<Record<string, unknown>> = {}) {
  return openInput({
    title: text('Payment fails'),
    components: [{ id: 'pay', state: 'partial_outage' }],
    answers: {
      ...answers(),
      money: { balanceSafe: 'checking', pendingRule: text('Returned.'), duplicates: text('Too.') },
    },
    ...more,
  })
}

export function answers() {
  return {
    scope: text('Bills.'),
    doNow: [text('Wait.')],
    nextUpdateAt: '2026-03-14 10:30',
  }
}
