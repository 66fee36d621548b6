import type {
  AccountDocument,
  BookingDocument,
  EnrolmentDocument,
  SessionDocument,
} from '../../../../cloudfunctions/lib/kernel/store/documents'

interface Stored {
  enrolments: EnrolmentDocument[]
  sessions: SessionDocument[]
  bookings: BookingDocument[]
  accounts: AccountDocument[]
}

/** A series is booked as a whole or not at all, and a refused enrolment leaves no claims. */
export function seriesViolations({ enrolments, sessions, bookings, accounts }: Stored): string[] {
  const parted = bookings.filter(({ enrolment }) => enrolment)
  const inLedgers = new Set(
    accounts.flatMap(({ ledger }) => Object.values(ledger).flatMap(({ enrolment }) => enrolment ?? [])),
  )
  const wrong = enrolments.flatMap(enrolment => {
    const { _id, state, left, sessions: parts } = enrolment
    const ids = parts.map(({ bookingId }) => bookingId)
    const own = parted.filter(({ enrolment: part }) => part?.id === _id)
    if (state === 'claiming') return [`${_id}: nobody has decided it`]
    if (state === 'confirmed') {
      const whole = ids.every(id => own.some(booking => booking._id === id)) && own.length === ids.length
      const asked = own.filter(({ _id: id }) => left?.bookingIds.includes(id))
      const late = asked.some(({ status, checkIn }) => status === 'confirmed' && checkIn === null)
      return [
        ...(whole ? [] : [`${_id}: ${own.length} of ${ids.length} sessions are booked`]),
        ...(late ? [`${_id}: given back, but not all of it`] : []),
      ]
    }
    return [
      ...(own.length > 0 ? [`${_id}: refused, but booked`] : []),
      ...(sessions.some(({ claims }) => ids.some(id => claims[id])) ? [`${_id}: refused, but holds places`] : []),
      ...(inLedgers.has(_id) ? [`${_id}: refused, but in the ledger`] : []),
    ]
  })
  const known = new Set(enrolments.map(({ _id }) => _id))
  const strays = sessions.flatMap(({ _id, claims }) =>
    Object.values(claims)
      .filter(({ enrolment }) => enrolment !== undefined && !known.has(enrolment))
      .map(({ enrolment }) => `${_id}: a claim of ${enrolment}, which is not there`),
  )
  return [...wrong, ...strays]
}
