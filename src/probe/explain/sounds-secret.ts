/** Words that name a secret wherever they stand in a name: `accessToken`, `X-Api-Key`, `card_pin`. */
const WORDS = new Set(
  (
    'pass passwd password passcode pwd secret token key apikey accesskey sign signature auth authorization cookie ' +
    'credential credentials otp pin pincode cvv cvc cvv2'
  )
    .split(' ')
    .flatMap((word) => [word, `${word}s`]),
)

/** Parts of words that do so, too, in names that run words together: `mypassword`, `userauth`. */
const PARTS = /passw|pwd|token|secret|signature|cookie|apikey|auth(?!or(?!iz))/i

/** Whether something of this name, a header, a parameter, a field of a form or a key of JSON, must not be printed. */
export function soundsSecret(name: string): boolean {
  if (PARTS.test(name)) return true
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  return words.split(/[^a-z\d]+/).some((word) => WORDS.has(word))
}
