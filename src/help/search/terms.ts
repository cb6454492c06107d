const HAN = /\p{Script=Han}/u
const RUN = /\p{Script=Han}+|[\p{L}\p{N}_]+/gu

/** Words that stand in every question and tell nothing of what it is about. */
const PLAIN = new Set(
  (
    '怎么 么办 什么 为什 如何 可以 能不 不能 我的 一下 请问 钱包 我 的 了 吗 呢 ' +
    'a an and are can cannot do does for has have how i if in is it my not of on or s t the to was what when where why wallet with you your'
  ).split(' '),
)

/**
 * Text as search compares it. Full-width letters become plain ones. Chinese has no blanks between words, so every two
 * neighbouring characters are a term (`充值失败` is 充值, 值失, 失败), and so is every single one.
 */
export function termsOf(text: string): string[] {
  return runsOf(text).flatMap((run) =>
    HAN.test(run) ? [...pairsOf(run), ...Array.from(run)] : [run, ...partsOf(run)],
  )
}

/** The terms of what somebody typed: pairs alone, unless one character is all there is; plain words only if nothing else. */
export function queryTermsOf(text: string): string[] {
  const all = runsOf(text).flatMap((run) =>
    HAN.test(run) && Array.from(run).length > 1 ? pairsOf(run) : [run],
  )
  const telling = all.filter((term) => !PLAIN.has(term))
  return [...new Set(telling.length > 0 ? telling : all)]
}

function runsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(RUN) ?? []
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** Codes are looked for in pieces too: `limit` finds `LIMIT_EXCEEDED`. */
function partsOf(run: string): string[] {
  return run.includes('_') ? run.split('_').filter((part) => part !== '') : []
}
