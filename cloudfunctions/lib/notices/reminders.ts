import { reminderDueAt } from '@domain/notices/reminder'
import { isWaiting } from '../booking/waitlist/leave'
import { dueBy } from '../kernel/store/due'
import type { Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { noticesTask } from './send'

/** Sends the reminders that are due. A party that still waits is reminded later, if it has a place by then. */
export function notifyReminders(send: SendMessage): Task {
  return noticesTask(send, {
    name: 'reminders',
    kind: 'reminder',
    field: 'remindAt',
    due: now => ({ remindAt: dueBy(now) }),
    wording: (_context, { _id, status, title, startsAt, centreName, room, remindAt }) => {
      if (status !== 'confirmed') return null
      return {
        // A consent may be given again after a reminder, for example because the session was moved.
        id: `${_id}-reminder-${remindAt}`,
        content: { subject: title, time: startsAt, place: `${centreName} ${room}` },
      }
    },
    pointlessFrom: ({ startsAt }) => startsAt,
    again: (booking, now) => (isWaiting(booking) ? reminderDueAt(booking.startsAt, now) : null),
  })
}

/** Tells those who wanted to be told that places are held for them. */
export function notifyOffers(send: SendMessage): Task {
  return noticesTask(send, {
    name: 'offers',
    kind: 'offer',
    field: 'offerTellAt',
    due: now => ({ offerTellAt: dueBy(now) }),
    wording: (_context, { _id, status, notices, title, startsAt, waitUntil }) => {
      if (status !== 'offered' || !notices.includes('offer') || waitUntil === null) return null
      return {
        id: `${_id}-offer`,
        content: { subject: title, time: startsAt, confirmBy: waitUntil },
      }
    },
    pointlessFrom: ({ waitUntil }) => waitUntil ?? 0,
  })
}
