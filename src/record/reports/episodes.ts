import type { ReportTurn } from '../../judge/report-level.ts'
import type { Texts } from '../../lib/text.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import {
  beginEpisode,
  closeEpisode,
  endEpisode,
  forgetDraft,
  type ReportEpisode,
} from '../../store/reports/episodes.ts'
import type { Wording } from '../incidents/wording.ts'
import type { WalletMap } from '../wallet-map.ts'
import { draftReported, takeBack } from './report-draft.ts'
import { tellOperators } from './tell-operators.ts'

const SEEN = 'The page says by now why people report it.'
const CALM = 'Reports are as usual again.'

/** What a turn in a component's reports brings about. All take part in the transaction that judges. */
export interface Episodes {
  /** Ends, begins, or ends and begins anew; operators get one draft and one word for each beginning. */
  turn(tx: Db, turn: Exclude<ReportTurn, undefined>, at: Moment): Promise<void>
  /** The page says why by now: a draft about it is in nobody's way any more. */
  explained(tx: Db, episode: ReportEpisode, now: number): Promise<void>
  /** The episode as it stands; a draft that a person kept back has closed it. */
  asJudged(tx: Db, episode: ReportEpisode, level: number): Promise<ReportEpisode>
}

interface Moment {
  readonly componentId: string
  readonly episode: ReportEpisode | undefined
  readonly level: number
  readonly usual: number
  readonly now: number
}

interface EpisodesDeps {
  readonly map: WalletMap
  readonly wording: Wording
  readonly texts: Texts
}

export function createEpisodes({ texts, ...desk }: EpisodesDeps): Episodes {
  return {
    async turn(tx, turn, { componentId, episode, level, usual, now }) {
      if (episode !== undefined) {
        await endEpisode(tx, { num: episode.num, endedAt: now })
        await takeBack(tx, { incidentId: episode.incidentId, why: CALM, now })
      }
      if (turn === 'calm') return
      const incident = await draftReported(tx, desk, { componentId, now })
      await beginEpisode(tx, { componentId, sinceAt: now, incidentId: incident.id })
      await tellOperators(tx, texts, { incident, level, usual, now })
    },
    async explained(tx, { num, incidentId }, now) {
      if (incidentId === undefined) return
      if (await takeBack(tx, { incidentId, why: SEEN, now })) await forgetDraft(tx, num)
    },
    async asJudged(tx, episode, level) {
      const { num, incidentId, closedLevel } = episode
      if (closedLevel !== undefined || incidentId === undefined) return episode
      const incident = await incidentById(tx, incidentId)
      if (incident?.publication !== 'dropped') return episode
      await closeEpisode(tx, { num, level, because: incident.objection ?? '' })
      return { ...episode, closedLevel: level }
    },
  }
}
