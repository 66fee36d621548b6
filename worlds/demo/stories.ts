import { DAY, HOUR, MINUTE } from '@domain/time'
import type { BookingDocument, CheckInDocument, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, openedAt } from '../bookings'
import { seededRandom } from '../random'
import { doorkeeperOf, type Households, PARENT_CHILD, self } from './people'
import { PHONE_DESK } from './phone-desk'

interface Stories {
  bookings: BookingDocument[]
  checkins: CheckInDocument[]
  /** Past sessions with history of the personas. */
  sessions: SessionDocument[]
}

/** Far enough ahead that the demo can cancel it, whatever the deadline of the class. */
const COMING_AFTER = DAY

/**
 * What the personas have done and booked. `coming` and `past` are sessions of the timetable, earliest first. Changes the
 * sessions and the households.
 */
export function stories(people: Households, coming: SessionDocument[], past: SessionDocument[], now: number): Stories {
  const { parent, elder, youth } = people
  const child = parent.members.filter(({ id }) => id === PARENT_CHILD)
  const random = seededRandom('stories')
  const visit = { now, random }
  const next = (offeringId: string, after = now + COMING_AFTER) =>
    found(coming, session => session.offeringId === offeringId && session.startsAt > after)
  const last = (offeringId: string) =>
    found([...past].reverse(), session => session.offeringId === offeringId && session.endsAt < now - HOUR)
  const lately = (session: SessionDocument) => Math.max(openedAt(session) + MINUTE, now - 20 * HOUR)

  const attended = last('jiangchuan-calligraphy')
  const calledOff = last('bixi-papercut')
  const lesson = next('jiangchuan-calligraphy')
  const desk = next(PHONE_DESK.id, now)
  const taichi = next('jiangchuan-taichi')
  const evening = next('hongta-yoga')

  const been = book(attended, {
    ...visit,
    account: parent,
    party: child,
    requestId: attended._id,
    createdAt: attended.startsAt - 4 * DAY,
  })
  const checkins = [checkIn(been, attended.startsAt - 8 * MINUTE, doorkeeperOf(attended.centreId))]
  const bookings = [
    been,
    book(calledOff, {
      ...visit,
      account: parent,
      party: child,
      requestId: calledOff._id,
      createdAt: calledOff.startsAt - 5 * DAY,
      cancelledAt: calledOff.startsAt - 2 * DAY,
    }),
    book(lesson, {
      ...visit,
      account: parent,
      party: child,
      requestId: lesson._id,
      createdAt: lately(lesson),
    }),
    book(desk, {
      ...visit,
      account: elder,
      party: self(elder),
      requestId: desk._id,
      createdAt: lately(desk),
    }),
    book(taichi, {
      ...visit,
      account: elder,
      party: self(elder),
      requestId: taichi._id,
      createdAt: lately(taichi),
    }),
    book(evening, {
      ...visit,
      account: youth,
      party: self(youth),
      requestId: evening._id,
      createdAt: lately(evening),
    }),
  ]
  return { bookings, checkins, sessions: [attended, calledOff].filter(session => !coming.includes(session)) }
}

function found(sessions: SessionDocument[], wanted: (session: SessionDocument) => boolean): SessionDocument {
  const session = sessions.find(wanted)
  if (!session) throw new Error('The timetable lacks a session that the story of a persona needs')
  return session
}
