import { partyLeft } from '../booking/core/stored-waits'
import { exists, oneOf } from '../kernel/store/port'
import { readAll } from '../kernel/store/read-all'
import { migration } from './migration'

/**
 * Sessions list waiting parties only until their bookings are stored (docs/decisions/0046-stored-waits.md). Until now a party
 * that was not listed did not wait, whatever its booking said; where a call has died before the booking was brought in line, the
 * session notes that the party has left. The reconciler then looks at all entries, and takes stored waits from the list.
 */
export const storedWaits = migration({
  id: '0003-stored-waits',
  collection: 'sessions',
  to: 2,
  rewrite: async (context, session) => {
    const { _id: sessionId, claims, offers, waitlist, left = {}, turns, arrivals = exists(false) } = session
    const { store, now } = context
    const unchanged = { turns, arrivals }
    const [waiting, releasing] = await Promise.all([
      readAll(store.bookings, { sessionId, status: oneOf(['waiting', 'offered']) }, ['waitKey']),
      readAll(store.bookings, { sessionId, status: oneOf(['lapsed', 'cancelled']), releasing: true }, ['waitKey']),
    ])
    // Stored by the release before from an entry of this one: it did not copy the key.
    for (const { _id, waitKey } of waiting) {
      const key = waitlist[_id]?.key
      if (key !== undefined && key !== waitKey) await store.bookings.update({ _id }, { waitKey: key })
    }
    const gone = [...waiting, ...releasing].filter(
      ({ _id }) => !claims[_id] && !offers[_id] && !waitlist[_id] && left[_id] === undefined,
    )
    if (gone.length === 0 && Object.keys(waitlist).length === 0) return null
    return {
      expected: unchanged,
      change: Object.assign({}, ...gone.map(({ _id }) => partyLeft(_id, now)), { claimedAt: 0 }),
    }
  },
})
