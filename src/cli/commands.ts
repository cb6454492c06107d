import type { Command, Commands } from './command.ts'

/** Every command, in the order a newcomer needs them. Each is imported when it is asked for: a server needs no other. */
export const commands: Commands = new Map<string, () => Promise<Command>>([
  ['demo', async () => (await import('./demo.ts')).demoCommand],
  ['serve', async () => (await import('./serve.ts')).serveCommand],
  ['config', async () => (await import('./config.ts')).configCommand],
  ['check', async () => (await import('./check.ts')).checkCommand],
  ['incident', async () => (await import('./incident.ts')).incidentCommand],
  ['announce', async () => (await import('./announce.ts')).announceCommand],
  ['maintenance', async () => (await import('./maintenance.ts')).maintenanceCommand],
  ['feedback', async () => (await import('./feedback.ts')).feedbackCommand],
  ['loss', async () => (await import('./loss.ts')).lossCommand],
  ['reports', async () => (await import('./reports.ts')).reportsCommand],
  ['notices', async () => (await import('./notices.ts')).noticesCommand],
  ['subscribers', async () => (await import('./subscribers.ts')).subscribersCommand],
  ['articles', async () => (await import('./articles.ts')).articlesCommand],
  ['copy', async () => (await import('./copy.ts')).copyCommand],
  ['backup', async () => (await import('./backup.ts')).backupCommand],
  ['restore', async () => (await import('./restore.ts')).restoreCommand],
  ['sandbox', async () => (await import('./sandbox.ts')).sandboxCommand],
])
