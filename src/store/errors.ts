export type UnavailableKind = 'locked' | 'full' | 'read_only' | 'broken'

/**
 * The database cannot do this now, though the request was sound: another process holds it, the disk is full, it may
 * only be read, or reading and writing fail altogether. Callers keep what they have and try again.
 */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable' as const
  readonly forPeople = true
  readonly kind: UnavailableKind

  constructor(kind: UnavailableKind, cause: unknown) {
    super(cause instanceof Error ? `${MESSAGES[kind]} (${cause.message})` : MESSAGES[kind], { cause })
    this.kind = kind
  }
}

const MESSAGES: Readonly<Record<UnavailableKind, string>> = {
  locked: 'The database is locked by another process.',
  full: 'The database cannot grow: the disk is full.',
  read_only: 'The database may only be read.',
  broken: 'The database cannot be read or written.',
}

/** Another process, still alive, probes and records on this database. */
export class AlreadyServed extends Error {
  override name = 'AlreadyServed' as const
  readonly forPeople = true

  constructor(file: string, options?: ErrorOptions) {
    super(
      `Another wallet-status probes and records on ${file} already; two would tell every outage twice. ` +
        'Stop that one first, or set DATA_DIR to another folder.',
      options,
    )
  }
}

/** The file was written by a later version of this program. */
export class SchemaTooNew extends Error {
  override name = 'SchemaTooNew' as const
  readonly forPeople = true

  constructor(found: number, known: number) {
    super(
      `The database has schema ${found}; this version of wallet-status knows schemas up to ${known}. ` +
        'Run the newer version, or restore a backup made before the upgrade (wallet-status restore FILE).',
    )
  }
}

/** The file is a database, or something else, that is not ours. */
export class NotOurDatabase extends Error {
  override name = 'NotOurDatabase' as const
  readonly forPeople = true
}

/**
 * A copy was not made, and nothing was changed: the place for it is taken, there is nothing to copy, the database to
 * be replaced is in use, or what was to be copied is no sound database.
 */
export class CopyRefused extends Error {
  override name = 'CopyRefused' as const
  readonly forPeople = true
  readonly kind: 'taken' | 'missing' | 'in_use' | 'unsound'

  constructor(kind: CopyRefused['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
