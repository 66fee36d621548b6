import { releaseNoShows } from '../attendance/noshows/auto-release'
import { reconcileStandings } from '../attendance/noshows/decide'
import { excuses, propagateExcuses } from '../attendance/noshows/excuse'
import { absences, finalizeNoShows } from '../attendance/noshows/finalize'
import { drawnTickets } from '../booking/ballot/propagate'
import { runBallots, sealBallots } from '../booking/ballot/tick'
import { reconcileParties } from '../booking/party/tick'
import { reconcileEnrolments } from '../booking/series/reconcile'
import { endOrphanedWaits, promoteWaitlists } from '../booking/waitlist/tick'
import { billOrders } from '../canteen/bills'
import { endUnpaid, followPayments, repayCancelled, settleUnpaid } from '../canteen/follow-payment'
import { freezeSittings } from '../canteen/freeze'
import { placeRepeated } from '../canteen/place-repeated'
import { followRelations } from '../canteen/relations'
import { followContests } from '../contest/tick'
import { followNeeds } from '../governance/needs'
import { countProjects } from '../governance/projects'
import { countVotes } from '../governance/topics'
import { type PartWork, retryParts } from '../kernel/work/parts'
import type { Task } from '../kernel/work/task'
import { MIGRATIONS } from '../migrations'
import { migrateDocuments, migrateOne } from '../migrations/tick'
import { notifyDraws } from '../notices/ballots'
import { notifyChanges } from '../notices/changes'
import { announceClasses, notifyInterests } from '../notices/interests'
import type { SendMessage } from '../notices/messenger'
import { notifyOffers, notifyReminders } from '../notices/reminders'
import { finishClosures } from '../office/centres/closures'
import { countFigures } from '../office/day/count-figures'
import { finishGrants } from '../office/team/accept'
import { showRooms } from '../office/timetable/change'
import { finishPublications } from '../office/timetable/unpublish'
import { followDeeds } from '../participation/deeds'
import { sweepGoods } from '../participation/goods'
import { followGroups } from '../participation/groups'
import { followHonours } from '../participation/honours'
import { followIssues } from '../participation/issues'
import { followPartners } from '../participation/partners'
import { followVolunteers } from '../participation/places'
import { expirePurses, writePointRows } from '../participation/purses'
import { followRedemptions } from '../participation/redemptions'
import { followShifts } from '../participation/shifts'
import { followSplits } from '../participation/splits'
import { finishErasures } from '../privacy/finish'
import { RETENTION_TASKS } from '../privacy/retention'
import { followStarRounds, followStars } from '../rating/tick'
import { compareSearchIndex, writeSearchIndex } from '../search/tick'
import { changedBookings, propagateChanges } from '../sessions/propagate'
import { endDueVisits } from '../stations/end'
import { finishMoves, logStations, reconcileArrivals } from '../stations/tick'
import { tellNeedNews } from './need-news'
import { reconcileCancellations, reconcileCheckIns } from './reconcile'
import { finishEntries, orphanedWaits, reconcileClaims, unfinishedEntries } from './reconcile-entries'

/** Work whose parts are retried alone. */
const PARTS: readonly PartWork[] = [
  unfinishedEntries,
  orphanedWaits,
  changedBookings,
  drawnTickets,
  absences,
  excuses,
  ...migrateOne(MIGRATIONS),
]

/** All work of the timer. A new kind of work is one line here; the order does not matter. */
export function tasksOf(send: SendMessage): readonly Task[] {
  return [
    reconcileClaims,
    reconcileCancellations,
    reconcileCheckIns,
    reconcileParties,
    reconcileEnrolments,
    propagateChanges,
    sealBallots,
    runBallots,
    promoteWaitlists,
    endOrphanedWaits,
    releaseNoShows,
    finalizeNoShows,
    propagateExcuses,
    reconcileStandings,
    notifyOffers(send),
    notifyDraws(send),
    notifyReminders(send),
    notifyChanges(send),
    tellNeedNews(send),
    announceClasses,
    notifyInterests(send),
    endDueVisits,
    reconcileArrivals,
    finishMoves,
    logStations,
    finishErasures,
    freezeSittings(async (context, sessionId) => {
      const abandoned = await finishEntries(context, sessionId)
      await endUnpaid(context, sessionId)
      return abandoned
    }),
    billOrders,
    followPayments,
    settleUnpaid,
    repayCancelled,
    followRelations,
    placeRepeated,
    followDeeds,
    followIssues,
    followSplits,
    followHonours,
    followRedemptions,
    followShifts,
    followVolunteers,
    followGroups,
    followPartners,
    writePointRows,
    expirePurses,
    sweepGoods,
    followNeeds,
    followStarRounds,
    followStars,
    followContests,
    countVotes,
    countProjects,
    finishGrants,
    finishPublications,
    showRooms,
    finishClosures,
    countFigures,
    writeSearchIndex,
    compareSearchIndex,
    ...RETENTION_TASKS,
    migrateDocuments(MIGRATIONS),
    retryParts(PARTS),
  ]
}
