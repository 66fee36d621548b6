import { maskName } from '@domain/people/members'
import { clashesOf, type MovedParty } from '@domain/sessions/move-effects'
import { requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { oneOf } from '../kernel/store/port'
import { mapChunks } from '../kernel/work/background'

/** Names that are told; the manager needs to know whom to call, not a list. */
const NAMES = 5

/** Whom a move would bring into conflict with another booking of theirs. Reads only; the manager decides. */
export const moveEffects: Handler<'staff.moveEffects'> = async (context, { centreId, sessionId, startsAt, endsAt }) => {
  const { store, now } = context
  const row = await store.sessions.get(sessionId, ['centreId', 'claims'])
  const { claims } = requireAtCentre(row, centreId, 'SESSION_NOT_FOUND')
  const accountIds = [...new Set(Object.values(claims).map(({ accountId }) => accountId))]
  const accounts = await mapChunks(accountIds, ids =>
    store.accounts.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['ledger'] }),
  )
  const ledgers = new Map(accounts.flat().map(({ _id, ledger }) => [_id, ledger]))
  const parties = Object.entries(claims).map(
    ([bookingId, { accountId, attendees }]): MovedParty => ({
      bookingId,
      memberIds: attendees.map(({ memberId }) => memberId),
      ledger: ledgers.get(accountId) ?? {},
    }),
  )
  const clashing = clashesOf(parties, { startsAt, endsAt }).flatMap(({ bookingId, memberIds }) =>
    (claims[bookingId]?.attendees ?? []).filter(({ memberId }) => memberIds.includes(memberId)),
  )
  return {
    now,
    people: clashing.length,
    names: clashing.slice(0, NAMES).map(({ nickname }) => maskName(nickname)),
  }
}
