import { closeEpisode, openEpisodes } from '../../store/reports/episodes.ts'
import { componentsNamed, type Desk } from '../operators/desk.ts'
import { RecordError, refuse, type InputProblem } from '../operators/record-error.ts'
import { takeBack } from './report-draft.ts'
import { levelNow } from './report-levels.ts'

/**
 * Notes that a person has judged a component's reports: pages say nothing of them until they have calmed down or come to
 * twice of what they are now, and their draft is kept back. Throws RecordError where there is nothing to judge.
 */
export async function closeReports(
  desk: Desk,
  { componentId, why }: { readonly componentId: string; readonly why: string },
  now: number,
): Promise<void> {
  const because = why.trim()
  const problems: InputProblem[] =
    because === '' ? [{ path: 'why', message: 'missing, expected the reason' }] : []
  componentsNamed(desk, [componentId], { path: () => 'component', problems })
  const rules = desk.wallet.reports
  if (rules === undefined) problems.push({ path: '', message: 'readers are not asked to report' })
  refuse(problems)
  await desk.db.transaction().execute(async (tx) => {
    const episodes = await openEpisodes(tx)
    const episode = episodes.find((one) => one.componentId === componentId && one.closedLevel === undefined)
    if (episode === undefined || rules === undefined) {
      const message = `there are no more reports of "${componentId}" than usual, or they have been judged already`
      throw new RecordError([{ path: '', message }])
    }
    const { level } = await levelNow({ ...desk, db: tx }, { componentId, rules, now })
    await closeEpisode(tx, { num: episode.num, level, because })
    await takeBack(tx, { incidentId: episode.incidentId, why: because, now })
  })
}
