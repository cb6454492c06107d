import type { Announcement } from '../../domain/announcement.ts'
import { newId } from '../../lib/id.ts'
import { announcementById, insertAnnouncement, updateForce } from '../../store/announcements.ts'
import { callBack } from '../../store/notices/deliveries.ts'
import { incidentById } from '../../store/incidents/incidents.ts'
import { noteAnnouncement } from '../notices/note-announcement.ts'
import { componentsNamed, type Desk } from './desk.ts'
import { AnnouncementInput } from './input.ts'
import { readInput, readMoment } from './read-input.ts'
import { RecordError, refuse, type InputProblem } from './record-error.ts'

/** Publishes an announcement. Throws RecordError with everything that is wrong; then nothing is written. */
export async function announce(desk: Desk, input: unknown, now: number): Promise<Announcement> {
  const given = readInput(AnnouncementInput, input)
  const problems: InputProblem[] = []
  const { zone } = desk.wallet.page
  componentsNamed(desk, given.components ?? [], { path: (index) => `components[${index}]`, problems })
  const effectiveAt = readMoment(given.effectiveAt, { path: 'effectiveAt', zone, problems }) ?? now
  const expiresAt = readMoment(given.expiresAt, { path: 'expiresAt', zone, problems })
  if (expiresAt !== undefined && expiresAt <= Math.max(effectiveAt, now)) {
    problems.push({ path: 'expiresAt', message: 'expected a moment to come, after effectiveAt' })
  }
  const { incidentId } = given
  if (incidentId !== undefined && (await incidentById(desk.db, incidentId))?.publication !== 'published') {
    problems.push({
      path: 'incidentId',
      message: `found "${incidentId}", expected the id of a published incident`,
    })
  }
  refuse(problems)
  const announcement: Announcement = {
    id: newId(),
    kind: given.kind,
    title: given.title,
    body: given.body,
    helpTopics: given.helpTopics ?? [],
    componentIds: given.components ?? [],
    ...(incidentId !== undefined && { incidentId }),
    publishedAt: now,
    effectiveAt,
    ...(expiresAt !== undefined && { expiresAt }),
  }
  await desk.db.transaction().execute(async (tx) => {
    await insertAnnouncement(tx, announcement)
    await noteAnnouncement(tx, announcement)
  })
  return announcement
}

/** Ends an announcement now, before its time; whoever was not told of it yet is not told any more. Throws RecordError where there is none that could be ended. */
export async function withdrawAnnouncement(
  { db }: Pick<Desk, 'db'>,
  { id }: { readonly id: string },
  now: number,
): Promise<Announcement> {
  return db.transaction().execute(async (tx) => {
    const announcement = await announcementById(tx, id)
    if (announcement === undefined)
      throw new RecordError([{ path: '', message: `there is no announcement "${id}"` }])
    const { expiresAt } = announcement
    if (expiresAt !== undefined && expiresAt <= now)
      throw new RecordError([{ path: '', message: `announcement ${id} is no longer in force` }])
    // One that was for later must not be said to come into force any more.
    const withdrawn = {
      ...announcement,
      effectiveAt: Math.min(announcement.effectiveAt, now),
      expiresAt: now,
    }
    await updateForce(tx, withdrawn)
    await callBack(tx, { subject: 'announcement', subjectId: id, now })
    return withdrawn
  })
}
