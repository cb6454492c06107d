/** Whether the last of some digits is the check digit that bank cards carry (ISO/IEC 7812-1, Luhn). */
export function hasCardCheckDigit(digits: string): boolean {
  let sum = 0
  // A plain loop: a form full of digits asks this some hundred thousand times.
  for (let place = 0; place < digits.length; place += 1) {
    const value = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 2)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'
const ID_SHAPE = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/

/** Whether 18 characters are a mainland citizen's number: a birthday in the middle and the check character of GB 11643. */
export function isCitizenNumber(typed: string): boolean {
  const number = typed.toUpperCase()
  if (!ID_SHAPE.test(number)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return ID_CHECKS[sum % 11] === number[17]
}
