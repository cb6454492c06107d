import { announceCommand } from './announce.ts'
import { articlesCommand } from './articles.ts'
import { backupCommand } from './backup.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { copyCommand } from './copy.ts'
import { demoCommand } from './demo.ts'
import { feedbackCommand } from './feedback.ts'
import { incidentCommand } from './incident.ts'
import { lossCommand } from './loss.ts'
import { maintenanceCommand } from './maintenance.ts'
import { noticesCommand } from './notices.ts'
import { reportsCommand } from './reports.ts'
import { restoreCommand } from './restore.ts'
import { sandboxCommand } from './sandbox.ts'
import { serveCommand } from './serve.ts'
import { subscribersCommand } from './subscribers.ts'

/** Every command, in the order a newcomer needs them. */
export const commands: readonly Command[] = [
  demoCommand,
  serveCommand,
  configCommand,
  checkCommand,
  incidentCommand,
  announceCommand,
  maintenanceCommand,
  feedbackCommand,
  lossCommand,
  reportsCommand,
  noticesCommand,
  subscribersCommand,
  articlesCommand,
  copyCommand,
  backupCommand,
  restoreCommand,
  sandboxCommand,
]
