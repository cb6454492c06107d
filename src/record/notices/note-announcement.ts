import type { Announcement } from '../../domain/announcement.ts'
import { publicText } from '../../domain/public-text.ts'
import type { Db } from '../../store/open.ts'
import { note } from './note.ts'

export async function noteAnnouncement(tx: Db, announcement: Announcement): Promise<void> {
  const { id, kind, title, body, componentIds, publishedAt } = announcement
  await note(
    tx,
    {
      subject: 'announcement',
      subjectId: id,
      moment: 'posted',
      kind,
      title: publicText(title),
      body: publicText(body),
      componentIds,
    },
    publishedAt,
  )
}
