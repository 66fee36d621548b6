import { DAY } from '@domain/time'
import type { BookingDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { noticesTask, thingText, timeText } from './send'

/** News of a change that comes later only frightens people. */
const NEWS_FOR = DAY

/** Tells people who asked for it that the centre has cancelled or moved what they booked. */
export function notifyChanges(send: SendMessage): Task {
  return noticesTask(send, {
    name: 'news',
    kind: 'changed',
    field: 'tellAt',
    due: now => ({ tellAt: dueBy(now) }),
    wording: (_context, booking) => ({
      // A session may change twice: each change is told once.
      id: `${booking._id}-changed-${booking.tellAt}`,
      fields: {
        thing1: thingText(booking.title),
        thing2: whatChanged(booking),
        time3: timeText(booking.startsAt),
        thing4: thingText(booking.changeReason ?? ''),
      },
    }),
    pointlessFrom: ({ tellAt, startsAt }) => Math.min((tellAt ?? 0) + NEWS_FOR, startsAt),
  })
}

function whatChanged({ status, cancelledBy }: BookingDocument): string {
  if (status !== 'cancelled') return '改到新的时间'
  return cancelledBy === 'desk' ? '工作人员帮您取消了预约' : '中心取消了'
}
