import { setImmediate as letOthersWork, setTimeout as sleep } from 'node:timers/promises'

import type { TransportKind } from '../domain/transport.ts'
import type { Letter } from '../domain/message.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { loop } from '../lib/loop.ts'
import { releaseDeliveries } from '../store/notices/due-deliveries.ts'
import type { Db } from '../store/open.ts'
import { restAfter } from './backoff.ts'
import { claim, type Claimed, type Claiming } from './claim.ts'
import { judgeFailure } from './judge-failure.ts'
import { createLine, type Begun } from './line.ts'
import { createPace } from './pace.ts'
import { createSettler } from './settler.ts'
import { startTurn } from './start-turn.ts'
import { DeliveryError } from './transports/delivery-error.ts'
import type { Transport } from './transports/transport.ts'

export interface Worker {
  /** Something may be due. */
  poke(): void
  /** Lets what is on its way arrive, for a while; gives the rest back. */
  stop(): Promise<void>
}

export interface WorkerDeps extends Pick<Claiming, 'components' | 'zone'> {
  readonly db: Db
  readonly kind: TransportKind
  readonly transport: Transport
  readonly write: (claimed: Claimed, now: number) => Letter
  /** The challenge of a letter that asked for confirmation came back. */
  readonly onConfirmed: (subscriberNum: number) => Promise<void>
  readonly perHour: number
  /** Whose leases these are: the same at every start, so that a restart takes its own back at once. */
  readonly owner: string
  readonly clock: Clock
  readonly log: Log
  readonly onError: (error: unknown) => void
}

/** Longer than what is claimed ahead takes; it matters only when whoever holds it has died and another goes on. */
const LEASE_MS = 600_000
/** What is due is looked for at least this often: quiet hours end, and tries come due, without anybody saying so. */
const LOOK_EVERY_MS = 1_000
/** Claimed ahead, in letters for each that may be on its way. */
const AHEAD = 4
/** And no more than goes out within this time, where the transport is paced. */
const AHEAD_S = 30
/** So many results may wait to be written down; a store that is away for long must not fill the memory. */
const MOST_UNWRITTEN = 2_000
/** So many failures in a row are worth an operator's look. */
const MANY = 20
/** After a word that we are too many, where it is said to all of ours; longer where they ask for it, within reason. */
const SHORT_REST_MS = 5_000
const LONGEST_REST_MS = 900_000
/**
 * An origin that takes letters steadily, and more slowly than they come, is looked past again and again: not before so many
 * times as long as it took are over.
 */
const LOOK_PAST_REST = 50
/** How long stopping waits for letters on their way. */
const LET_ARRIVE_MS = 5_000

/**
 * Sends what is due by one transport: claims, hands over, settles. It knows nothing of other transports, so that one that
 * is down or slow holds up nobody else; nor does an origin that is slow, where a transport shares its places out.
 */
export function createWorker(deps: WorkerDeps): Worker {
  const { db, kind, transport, clock, log, onError } = deps
  const { concurrency, perOrigin, perSecond, perRecipient, timeoutMs } = transport.limits
  const ahead = Math.ceil(Math.min(concurrency * AHEAD, (perSecond ?? Infinity) * AHEAD_S))
  const settler = createSettler({ db, clock, onError, onWritten: () => working.poke() })
  const abort = new AbortController()
  const underWay = new Set<Promise<void>>()
  const line = createLine(perOrigin)
  const pace = createPace(perSecond)
  let failures = 0
  /** Letters that failed one after the other, whatever the reason. */
  let unbroken = 0
  let pause = { fromAt: 0, ms: 0 }
  let lookPastAt = 0
  let stopped = false

  /** One at a time tries whether a transport that was down is back. */
  const places = (): number => (failures > 0 ? 1 : concurrency)

  /** By a clock that may be set: a rest is over when its time has passed or could not have begun yet. */
  const rests = (): boolean => {
    const passedMs = clock() - pause.fromAt
    return passedMs >= 0 && passedMs < pause.ms
  }

  const hasPlace = (): boolean => !stopped && underWay.size < places() && !rests()

  const work = async (): Promise<void> => {
    // What rests is not held: newer words may come meanwhile, and another process may send it.
    if (rests()) return giveBack()
    if (line.length < Math.min(places(), ahead) && settler.waiting() < MOST_UNWRITTEN) line.add(await more())
    await beginAll()
    if (line.length > 0 && hasPlace()) await lookPast()
  }

  const beginAll = async (): Promise<void> => {
    for (;;) {
      const next = hasPlace() ? line.begin() : undefined
      if (next === undefined) return
      await pace()
      begin(next)
    }
  }

  /** What is left in line waits for its own origins alone: it makes room for letters to others. */
  const lookPast = async (): Promise<void> => {
    const now = performance.now()
    if (now < lookPastAt) return
    await giveBack()
    line.add(await more())
    lookPastAt = now + (performance.now() - now) * LOOK_PAST_REST
    await beginAll()
  }

  const giveBack = async (): Promise<void> => {
    const back = line.letters()
    await releaseDeliveries(
      db,
      back.flatMap(({ deliveries }) => deliveries.map(({ num }) => num)),
    )
    line.clear()
  }

  /** However many may not be sent anything yet, whoever comes after them does not wait for the next look. */
  const more = async (): Promise<Claimed[]> => {
    for (;;) {
      const claimed = await claimSome()
      if (claimed === undefined || claimed.length > 0 || stopped) return claimed ?? []
      await letOthersWork()
    }
  }

  const claimSome = (): Promise<Claimed[] | undefined> => {
    const now = clock()
    return claim(db, {
      transport: kind,
      limit: failures > 0 ? 1 : ahead - line.length,
      busy: line.busy(),
      lease: { owner: deps.owner, until: now + LEASE_MS },
      allowance: { perHour: deps.perHour, perRecipient },
      components: deps.components,
      zone: deps.zone,
      now,
    })
  }

  const begin = ({ letter, end }: Begun): void => {
    const sending = send(letter).finally(() => {
      underWay.delete(sending)
      end()
      working.poke()
    })
    underWay.add(sending)
  }

  const send = async (claimed: Claimed): Promise<void> => {
    const nums = claimed.deliveries.map(({ num }) => num)
    const { subscriber } = claimed
    const turn = startTurn(abort.signal, timeoutMs)
    try {
      const { confirmed } = await transport.deliver(deps.write(claimed, clock()), turn.signal)
      if (failures > 0) log.info({ transport: kind }, 'Notices get through again.')
      failures = 0
      unbroken = 0
      if (confirmed) await deps.onConfirmed(subscriber.num)
      const told = subscriber.once && claimed.notices.some(({ news }) => news.subject !== 'subscriber')
      settler.push({ settlement: { kind: 'sent', nums }, ...(told && { forget: subscriber.num }) })
    } catch (cause) {
      fail(claimed, cause)
    } finally {
      turn.end()
    }
  }

  const fail = (claimed: Claimed, cause: unknown): void => {
    const now = clock()
    const error = asDeliveryError(cause, abort.signal.aborted)
    if (!(cause instanceof DeliveryError) && !abort.signal.aborted) onError(cause)
    takeRest(error, now)
    unbroken += 1
    if (unbroken === MANY)
      log.warn({ transport: kind, reason: error.message }, 'Letter after letter is not taken.')
    const ended = judgeFailure(claimed, error, { now, random: Math.random() })
    if (ended.settlement.kind === 'dead') sayUntold(claimed, error)
    settler.push(ended)
  }

  /** Whoever runs the wallet counts on hearing of these; nobody else would miss them. */
  const sayUntold = ({ notices }: Claimed, { message }: DeliveryError): void => {
    for (const { id, news } of notices)
      if (news.subject === 'operators')
        log.error(
          { transport: kind, notice: id, about: news.subjectId, reason: message },
          'An operator could not be told.',
        )
  }

  /** Those that fail together are one failure of the transport, not one each. */
  const takeRest = ({ kind: reason, message, retryAfterMs = 0 }: DeliveryError, now: number): void => {
    if (stopped || rests()) return
    if (reason === 'rate_limited' && transport.limits.oneSender === true)
      pause = { fromAt: now, ms: Math.min(LONGEST_REST_MS, Math.max(retryAfterMs, SHORT_REST_MS)) }
    if (reason !== 'transport_down') return
    failures += 1
    pause = { fromAt: now, ms: restAfter(failures) }
    if (failures === 1) log.error({ transport: kind, reason: message }, 'Notices do not get through.')
  }

  const working = loop(LOOK_EVERY_MS, { work, onError })

  return {
    poke: () => working.poke(),
    async stop() {
      stopped = true
      await working.stop()
      await Promise.race([Promise.all(underWay), sleep(LET_ARRIVE_MS, undefined, { ref: false })])
      abort.abort()
      await Promise.all(underWay)
      await settler.close()
      await giveBack().catch(onError)
    },
  }
}

/** What a transport throws beside DeliveryError is a mistake of ours; the letter waits, and the log says what it was. */
function asDeliveryError(cause: unknown, cutOff: boolean): DeliveryError {
  if (cutOff) return new DeliveryError('transport_down', 'stopped')
  return cause instanceof DeliveryError
    ? cause
    : new DeliveryError('transient', 'a mistake of ours', { cause })
}
