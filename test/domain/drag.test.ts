import { draggedTo } from '@domain/office/drag'
import { atLocal, HOUR, localClock, localDate } from '@domain/time'

const WEEK = ['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']
const startsAt = atLocal('2026-12-02', 14 * 60 + 30)

test.each([
  ['nowhere', 0, 0, '2026-12-02 14:30'],
  ['a day to the right and an hour down', 1, 4, '2026-12-03 15:30'],
  ['before today', -2, 0, '2026-12-01 14:30'],
  ['beyond the week', 9, -1, '2026-12-06 14:15'],
  ['before midnight', 0, -99, '2026-12-02 00:00'],
  ['so late that it would end on the next day', 0, 99, '2026-12-02 22:30'],
])(
  'a draft of ninety minutes that is dragged %s stays in the week, and whole in its day',
  (_situation, days, quarters, at) => {
    const moved = draggedTo(
      { startsAt, endsAt: startsAt + 1.5 * HOUR },
      { days, quarters },
      { dates: WEEK, today: '2026-12-01' },
    )
    expect(`${localDate(moved.startsAt)} ${localClock(moved.startsAt)}`).toBe(at)
    expect(moved.endsAt - moved.startsAt).toBe(1.5 * HOUR)
  },
)
