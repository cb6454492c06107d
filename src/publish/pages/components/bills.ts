import type { PageContext } from '../page-context.ts'

/** The component that shows every entry, where a wallet names it so. */
const BILLS = 'bills'

/**
 * Whether a reader cannot look at the bill now, so that no advice may begin with it: nobody can sign in, or the
 * bills themselves are down.
 */
export function billsAreOut({ snapshot, place }: Pick<PageContext, 'snapshot' | 'place'>): boolean {
  const signIn = snapshot.tasks.find(({ task }) => task === 'sign_in')
  return signIn?.state === 'major_outage' || place(BILLS)?.component.state === 'major_outage'
}
