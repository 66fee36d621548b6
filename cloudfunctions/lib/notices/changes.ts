import { DAY } from '@domain/time'
import type { BookingDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Task } from '../kernel/work/task'
import type { SendMessage } from './messenger'
import { noticesTask } from './send'

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
      content: {
        subject: booking.title,
        change: whatChanged(booking),
        time: booking.startsAt,
        reason: booking.changeReason ?? '',
      },
    }),
    pointlessFrom: ({ tellAt, startsAt }) => Math.min((tellAt ?? 0) + NEWS_FOR, startsAt),
  })
}

function whatChanged({ status, cancelledBy, releasedAt, tellAt }: BookingDocument): { text: string; short: string } {
  if (status !== 'cancelled' && releasedAt !== undefined && releasedAt === tellAt) {
    return { text: '工作人员帮其中一位取消了', short: '少一位' }
  }
  if (status !== 'cancelled') return { text: '改到新的时间', short: '改了时间' }
  return { text: cancelledBy === 'desk' ? '工作人员帮您取消了预约' : '中心取消了', short: '已取消' }
}
