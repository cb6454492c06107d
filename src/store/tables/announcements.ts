import type { AnnouncementKind, HelpTopic } from '../../domain/announcement.ts'
import type { LocalText } from '../../domain/locale.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface AnnouncementTables {
  announcements: AnnouncementRow
}

export interface AnnouncementRow {
  id: string
  kind: AnnouncementKind
  title_json: Json<LocalText>
  body_json: Json<LocalText>
  help_topics_json: Json<readonly HelpTopic[]>
  component_ids_json: Json<readonly string[]>
  incident_id: Optional<string>
  published_at: number
  effective_at: number
  expires_at: Optional<number>
}
