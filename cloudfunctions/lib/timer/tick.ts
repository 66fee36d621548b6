import type { Reply } from '@domain/contracts/reply'
import { redactGuests } from '../attendance/desk/redact'
import { releaseNoShows } from '../attendance/noshows/auto-release'
import { reconcileStandings } from '../attendance/noshows/decide'
import { propagateExcuses } from '../attendance/noshows/excuse'
import { finalizeNoShows } from '../attendance/noshows/finalize'
import { runBallots } from '../booking/ballot/tick'
import { endOrphanedWaits, promoteWaitlists } from '../booking/waitlist/tick'
import type { Context } from '../kernel/router/context'
import { describeFailure } from '../kernel/router/describe'
import type { Log } from '../kernel/router/log'
import { notifyDraws } from '../notices/ballots'
import { notifyChanges } from '../notices/changes'
import type { SendMessage } from '../notices/messenger'
import { notifyOffers, notifyReminders } from '../notices/reminders'
import { finishErasures } from '../privacy/finish'
import { propagateChanges } from '../sessions/propagate'
import { endDueVisits } from '../stations/end'
import { finishMoves, logStations, reconcileArrivals } from '../stations/tick'
import { reconcile } from './reconcile'

/**
 * Runs one tick: all tasks, even if some fail. Each is idempotent and bounded, so the next tick makes up for a missed
 * one, and concurrent ticks are harmless.
 */
export async function runTick(context: Context, send: SendMessage, log: Log): Promise<Reply<null>> {
  const tasks = {
    reconcile: () => reconcile(context),
    changes: () => propagateChanges(context),
    ballots: () => runBallots(context),
    waitlists: () => promoteWaitlists(context),
    waits: () => endOrphanedWaits(context),
    autoRelease: () => releaseNoShows(context),
    noShows: () => finalizeNoShows(context),
    excuses: () => propagateExcuses(context),
    standings: () => reconcileStandings(context),
    offers: () => notifyOffers(context, send),
    draws: () => notifyDraws(context, send),
    reminders: () => notifyReminders(context, send),
    news: () => notifyChanges(context, send),
    guests: () => redactGuests(context),
    visits: () => endDueVisits(context),
    arrivals: () => reconcileArrivals(context),
    seatMoves: () => finishMoves(context),
    stationLog: () => logStations(context),
    erasures: () => finishErasures(context),
  }
  let failed = false
  for (const [name, task] of Object.entries(tasks)) {
    const started = performance.now()
    const before = context.store.calls()
    let error: string | undefined
    try {
      await task()
    } catch (failure) {
      failed = true
      error = describeFailure(failure)
    }
    log({
      level: error === undefined ? 'info' : 'error',
      function: 'timer',
      route: name,
      requestId: '',
      ms: Math.round(performance.now() - started),
      calls: context.store.calls() - before,
      ...(error === undefined ? {} : { error }),
    })
  }
  return failed ? { ok: false, code: 'INTERNAL', detail: null, requestId: '' } : { ok: true, data: null, requestId: '' }
}
