import { knownNumbers, type Stretch } from './known-numbers.ts'
import { longNumbers } from './long-numbers.ts'

/** What nobody should ever tell us or anybody who answers a telephone. */
export type SecretKind = 'card' | 'code' | 'password' | 'cvv' | 'citizen_number'

export interface HiddenText {
  /** What was typed, each secret replaced by its mark. */
  readonly text: string
  /** The kinds that were found, each once, in the order of the text. */
  readonly found: readonly SecretKind[]
}

export interface HideOptions {
  /** How the reader's language says that something was hidden, such as `[card number hidden]`. It holds no digits. */
  readonly mark: (kind: SecretKind) => string
  /**
   * What the field asks for: in one for an order's number long numbers are orders, in one for an error's text a lone six-digit number
   * is part of the error. What is called a password, a code or a card's number is hidden there too.
   */
  readonly field?: 'order' | 'error'
}

interface Found extends Stretch {
  readonly kind: SecretKind
}

/** Each blank can be read in one way only: a row of them that could be split among its parts would take for ever. */
const IS = String.raw`[ \t]*(?:(?:是|为|is|was)[ \t]*)?(?:[:=][ \t]*)?(?:["'“「(（][ \t]*)?`
const LONE = String.raw`(?<![\dA-Za-z_])(?<!\d[-.,:/])`
const ENDS = String.raw`(?![\dA-Za-z_])(?![-.,:/]\d)`

/** Each has one group, `secret`; what comes first wins where two overlap. */
const NAMED: readonly (readonly [SecretKind, RegExp])[] = [
  [
    'cvv',
    named(
      String.raw`(?:cvv2?|cvc2?|cvn2?|安全码|背面(?:的)?(?:末|后)?(?:三|四|3|4)位(?:数字|数)?)${IS}`,
      String.raw`\d{3,4}(?!\d)`,
    ),
  ],
  // Digits may follow the word as they stand; letters alone are a password only where the sentence says so.
  [
    'password',
    named(
      String.raw`(?:(?<!动态)密码|口令|\b(?:password|passcode|passwd|pwd|pin)\b(?:码| code)?)${IS}`,
      String.raw`(?=[!-~]{0,63}\d)[!-~]{4,64}`,
    ),
  ],
  ['password', named(String.raw`(?:(?<!动态)密码|口令)[ \t]*(?:是|为|[:=])[ \t]*`, String.raw`[!-~]{4,64}`)],
  [
    'password',
    named(String.raw`\b(?:password|passcode|passwd|pwd)[ \t]*[:=][ \t]*`, String.raw`[!-~]{4,64}`),
  ],
  [
    'code',
    named(
      String.raw`(?:验证码|校验码|动态码|动态密码|短信码|认证码|\botp\b|(?<!(?:error|status|result|response|return|fault|qr|bar|area|country|zip|post|postal|order|reference|promo)[ -]?)\bcode\b)[^\d\n。！？.!?;；，,]{0,12}?`,
      String.raw`(?:[A-Za-z]-)?(?:\d{4,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4})(?!\d)`,
    ),
  ],
  [
    'code',
    named(
      LONE,
      String.raw`\d{4,8}(?=[ \t]*(?:(?:\(|（|是|为|is|was)[ \t]*)?(?:(?:(?:我|您|你|收到)的?|the|my|your)[ \t]*)?(?:验证码|校验码|动态码|动态密码|短信码|otp\b|(?:one-time|security|verification|login) code))`,
    ),
  ],
]
const LONE_CODE = new RegExp(String.raw`${LONE}(?<secret>\d{6})${ENDS}`, 'gdu')

/**
 * Hides what people type although nobody should know it: card numbers (12 to 19 digits with their check digit, called so or
 * shaped so), one-time codes, passwords, the three digits on a card's back, mainland citizens' numbers. Digits count in every width. Numbers of orders and
 * errors that are called so, money, dates and telephones stay.
 */
export function hideTypedSecrets(typed: string, { mark, field }: HideOptions): HiddenText {
  const characters = Array.from(typed)
  const plain = characters.map(plainCharacter).join('')
  const found = withoutOverlaps(secretsIn(plain, field), plain.length)
  if (found.length === 0) return { text: typed, found: [] }
  let text = ''
  let done = 0
  for (const { kind, from, to } of found) {
    text += characters.slice(done, from).join('') + mark(kind)
    done = to
  }
  return { text: text + characters.slice(done).join(''), found: [...new Set(found.map(({ kind }) => kind))] }
}

/** One character for one, so that places in both texts agree: full-width and fancy digits, colons and brackets become plain ones. */
function plainCharacter(character: string): string {
  const plain = character.normalize('NFKC')
  if (plain.length === 1) return plain
  return character.length === 1 ? character : '\uFFFD'
}

/** Everything that may be a secret, the surest first. */
function secretsIn(plain: string, field: HideOptions['field']): Found[] {
  const { declared, shaped } = knownNumbers(plain)
  const ofDeclared = createGround(plain.length, declared)
  const ofKnown = createGround(plain.length, [...declared, ...shaped])
  const numbers = longNumbers(plain, ofKnown.isTouchedBy)
  return [
    ...numbers.filter(({ kind }) => kind === 'citizen_number'),
    ...NAMED.flatMap(([kind, pattern]) =>
      matches(plain, kind, pattern).filter(
        (one) => kind === 'password' || !(kind === 'code' ? ofKnown : ofDeclared).isTouchedBy(one),
      ),
    ),
    ...numbers.filter((one) => one.kind === 'card' && (one.declared || field !== 'order')),
    ...(field === undefined
      ? matches(plain, 'code', LONE_CODE).filter((one) => !ofKnown.isTouchedBy(one))
      : []),
  ]
}

function matches(plain: string, kind: SecretKind, pattern: RegExp): Found[] {
  return [...plain.matchAll(pattern)].flatMap(({ indices }) => {
    const [from, to] = indices?.groups?.['secret'] ?? []
    return from === undefined || to === undefined ? [] : { kind, from, to }
  })
}

function named(words: string, secret: string): RegExp {
  return new RegExp(String.raw`${words}(?<secret>${secret})`, 'gidu')
}

function withoutOverlaps(found: readonly Found[], length: number): Found[] {
  const taken = createGround(length, [])
  const kept: Found[] = []
  for (const one of found) {
    if (taken.isTouchedBy(one)) continue
    taken.cover(one)
    kept.push(one)
  }
  return kept.toSorted((a, b) => a.from - b.from)
}

/** Which characters of a text are covered by stretches of it. Comparing each with each takes seconds where there are thousands. */
function createGround(length: number, stretches: readonly Stretch[]) {
  const covered = new Uint8Array(length)
  const cover = ({ from, to }: Stretch) => void covered.fill(1, from, to)
  for (const one of stretches) cover(one)
  return { cover, isTouchedBy: ({ from, to }: Stretch) => covered.subarray(from, to).includes(1) }
}
