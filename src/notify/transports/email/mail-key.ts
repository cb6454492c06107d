import { createPrivateKey } from 'node:crypto'

/** Throws MailKeyError, which does not repeat it, where a key is no private RSA key: nodemailer would send unsigned. */
export function checkMailKey(pem: string): void {
  if (!isPrivateKey(pem))
    throw new MailKeyError('notices.email.dkim.privateKey is no private RSA key in PEM.')
}

class MailKeyError extends Error {
  override name = 'MailKeyError' as const
  readonly forPeople = true
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}
