import type { News, Notice } from '../../domain/notice.ts'
import { newestNoticeOf, noticeById } from '../../store/notices/notices.ts'
import type { Db } from '../../store/open.ts'

/** What a notice's code, printed in every message, stands for. */
export interface NoticeReader {
  /** Undefined for a code that no notice has. */
  byCode(code: string): Promise<Notice | undefined>
  /** The code of the newest notice about something; undefined before anybody was told of it. */
  codeOf(subject: 'incident' | 'announcement', subjectId: News['subjectId']): Promise<string | undefined>
}

export function createNoticeReader(db: Db): NoticeReader {
  return {
    byCode: (code) => noticeById(db, code),
    codeOf: async (subject, subjectId) => (await newestNoticeOf(db, { subject, subjectId }))?.id,
  }
}
