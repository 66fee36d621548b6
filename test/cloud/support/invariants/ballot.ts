import { createHash, createHmac } from 'node:crypto'
import type {
  BallotDocument,
  BookingDocument,
  SessionDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'
import { TEST_ID_SECRET } from '../id-secret'

/** Returns the violations of a session with a ballot, one line each. The draw is recomputed with Node's own hashes. */
export function ballotViolations(
  session: SessionDocument,
  bookings: BookingDocument[],
  ballots: BallotDocument[],
): string[] {
  const { _id, rules, drawnAt, drawn, seedHash } = session
  const tickets = bookings.filter(booking => booking.sessionId === _id && booking.waitEvents.registered)
  if (!rules.ballot) return tickets.length > 0 || drawnAt ? [`${_id}: tickets of no ballot`] : []
  const ballot = ballots.find(candidate => candidate._id === _id)
  const wrong: string[] = []
  // A dead call may leave an unpublished seed; it stays unused when the registration period has ended.
  if (seedHash ? ballot?.seedHash !== seedHash : drawn) wrong.push(`${_id}: shows another fingerprint than its seed's`)
  if (tickets.length > 0 && !seedHash) wrong.push(`${_id}: tickets without a seed`)
  const alone = new Set<string>()
  for (const { _id: id, accountId, status } of tickets) {
    if (status === 'cancelled' || status === 'lapsed') continue
    if (alone.has(accountId)) wrong.push(`${id}: a second ticket of one household`)
    alone.add(accountId)
  }
  if (ballot?.closing !== undefined && session.ticketsClosedAt === undefined) {
    wrong.push(`${_id}: its key was whole while people could register`)
  }
  if (!drawnAt || !drawn || !ballot) {
    if ((drawnAt || drawn) && !session.forgottenAt) wrong.push(`${_id}: half a draw`)
    const early = tickets.filter(({ waitEvents }) => waitEvents.won || waitEvents.lost)
    return [...wrong, ...early.map(({ _id: id }) => `${id}: has a result before the draw`)]
  }
  if (createHash('sha256').update(drawn.seed).digest('hex') !== seedHash) wrong.push(`${_id}: drawn with another seed`)
  if (ballot.closing !== drawn.closing) wrong.push(`${_id}: drawn with another closing`)
  if (session.ticketsClosedAt === undefined) wrong.push(`${_id}: drawn with an open list`)
  const key = createHash('sha256').update(`${drawn.seed}.${drawn.closing}`).digest('hex')
  const numberOf = ({ lot = '' }: { lot?: string | undefined }) => createHmac('sha256', key).update(lot).digest('hex')
  const order = [...drawn.order].sort((a, b) => (numberOf(a) < numberOf(b) ? -1 : 1))
  if (JSON.stringify(order) !== JSON.stringify(drawn.order)) wrong.push(`${_id}: the order is not the seed's`)
  for (const { id, lot } of drawn.order) {
    const booking = bookings.find(one => one._id === id)
    if (!booking || booking.anonymous) continue
    const { accountId } = booking
    const holder = drawn.keyed ? holderOf(accountId) : accountId
    const right = createHmac('sha256', drawn.seed).update(`${_id}.${holder}`).digest('hex').slice(0, 24)
    if (lot !== right) wrong.push(`${id}: has a lot that is not its household's`)
  }
  let left = drawn.places
  const winners: string[] = []
  for (const { id, places } of order) {
    if (places > left) continue
    left -= places
    winners.push(id)
  }
  if (JSON.stringify(winners) !== JSON.stringify(drawn.winners)) wrong.push(`${_id}: others have won than should`)
  return [...wrong, ...tickets.flatMap(ticket => ticketViolations(ticket, session, order, new Set(winners)))]
}

/** The letters of RFC 4648. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** Who a household is in the draw: 100 bits that only the centre's secret tells, in letters of five bits. */
function holderOf(accountId: string): string {
  const hash = createHmac('sha256', TEST_ID_SECRET)
    .update(JSON.stringify(['ticket', accountId]))
    .digest('hex')
  const bits = BigInt(`0x${hash.slice(0, 25)}`)
  return Array.from({ length: 20 }, (_, n) => LETTERS[Number((bits >> BigInt(95 - 5 * n)) & 31n)]).join('')
}

/** The list has every ticket, exactly the drawn ones have won, and tickets returned earlier are in no list. */
function ticketViolations(
  { _id, status, rank = null, waitEvents }: BookingDocument,
  session: SessionDocument,
  order: { id: string }[],
  winners: Set<string>,
): string[] {
  const place = order.findIndex(({ id }) => id === _id) + 1
  const over = status === 'cancelled' || status === 'lapsed'
  if (place === 0) return over && !waitEvents.won ? [] : [`${_id}: registered, but not on the list`]
  const wrong: string[] = []
  if (status === 'registered') wrong.push(`${_id}: does not know of the draw`)
  if (rank !== place && !(over && rank === null)) wrong.push(`${_id}: says rank ${rank}, was drawn ${place}`)
  if (waitEvents.won && !winners.has(_id)) wrong.push(`${_id}: has won without being drawn`)
  if (waitEvents.lost && winners.has(_id)) wrong.push(`${_id}: has lost, but was drawn`)
  if (winners.has(_id) && !over && !session.claims[_id]) wrong.push(`${_id}: was drawn and has no place`)
  if (status === 'lapsed' && Object.keys(waitEvents).length < 2) wrong.push(`${_id}: ended without a reason`)
  return wrong
}
