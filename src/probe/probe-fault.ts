/** Our own mistake: a certificate that ran out, a script that does not fit; never the target's fault. */
export class ProbeFault extends Error {
  override name = 'ProbeFault' as const
}
