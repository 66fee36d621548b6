import { sumsOf } from '@domain/participation/shift-sums'
import type { Skill } from '@domain/participation/volunteer-rules'
import { DAY, HOUR, localDate, startOfLocalDay } from '@domain/time'
import { accountIdOf, shiftKeyOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  SessionDocument,
  ShiftDocument,
  ShiftPerson,
  StationDocument,
  VolunteerDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { SEED_ID_SECRET } from '../bookings'

const VOLUNTEER = 'demo-volunteer'
/** Minutes that the persona has served over the years. */
const SERVED = 7320
/** Centres whose staff are personas. */
const CENTRES = ['jiangchuan', 'bixi'] as const
const GUIDE = { accountId: accountIdOf('demo-staff'), name: '小周' }
/** Days on which stations have a shift, from tomorrow. */
const DAYS = 4
/** Sessions further away get helpers: by then the sessions are stored, too. */
const HELPED_FROM = 2 * DAY
const HELPED = 4

/** Shifts of the coming days at stations and in classes, and a persona with a history. */
export function volunteers(stations: readonly StationDocument[], sessions: readonly SessionDocument[], now: number) {
  const own = CENTRES.flatMap(centreId => stations.filter(station => station.centreId === centreId))
  const watches = own.flatMap(station =>
    Array.from({ length: DAYS }, (_, n) => {
      const startsAt = startOfLocalDay(now, n + 1) + 9 * HOUR
      return stationShift(`${station._id}-${localDate(startsAt)}`, station, startsAt, {})
    }),
  )
  const helped = sessions
    .filter(
      ({ centreId, kind, startsAt, status }) =>
        centreId === 'jiangchuan' &&
        (kind === 'class' || kind === 'meal') &&
        status === 'open' &&
        startsAt > now + HELPED_FROM,
    )
    .slice(0, HELPED)
    .map(sessionShift)
  const [home] = own
  if (!home) return { shifts: [...watches, ...helped], volunteers: [] }
  const past = [6, 13, 20].map(days => {
    const startsAt = startOfLocalDay(now, -days) + 14 * HOUR
    const served = { in: mark(startsAt), out: mark(startsAt + 2 * HOUR), outcome: 'done' as const, minutes: 120 }
    return stationShift(`served-${days}`, home, startsAt, {
      person: served,
      closed: { askedAt: startsAt - DAY, closedAt: startsAt + 3 * HOUR, dueAt: 0 },
    })
  })
  const startsAt = startOfLocalDay(now, 3) + 16 * HOUR
  // A project has work of its own, at its own times.
  const lesson = newShift('shift-project-lesson', {
    ...{ centreId: home.centreId, centreName: home.centreName, startsAt, endsAt: startsAt + 2 * HOUR, places: 4 },
    ...{ title: '量尺寸、裁红纸', words: '为写春联备纸，小朋友来了就能写。', skill: 'any' },
    subject: { kind: 'project', id: 'demo-project-lesson', title: '放学后的书法小课桌' },
  })
  const next = stationShift('volunteer-first', home, startOfLocalDay(now, 1) + 15 * HOUR, { person: {} })
  return { shifts: [...watches, ...helped, ...past, next, lesson], volunteers: [volunteer([...past, next], now)] }
}

function mark(at: number) {
  return { at, by: '', requestId: '' }
}

interface Filled {
  person?: Partial<ShiftPerson>
  closed?: Partial<ShiftDocument>
}

function stationShift(id: string, station: StationDocument, startsAt: number, { person, closed }: Filled) {
  const { _id, centreId, centreName, name } = station
  const shift = newShift(`shift-${id}`, {
    ...{ centreId, centreName, startsAt, endsAt: startsAt + 2 * HOUR, places: 3, title: '驿站值守', skill: 'any' },
    subject: { kind: 'station', id: _id, title: name },
    words: '递杯热水，理好充电线，骑手进来招呼一声。',
  })
  if (!person) return shift
  const accountId = accountIdOf(VOLUNTEER)
  const known = { accountId, name: '刘＊＊', at: startsAt - 3 * DAY, confirmedAt: null, in: null, out: null }
  const people = {
    [shiftKeyOf({ idSecret: SEED_ID_SECRET }, shift._id, accountId)]: {
      ...{ ...known, outcome: null, minutes: null, signed: null, manual: null },
      ...person,
    },
  }
  return { ...shift, people, ...sumsOf(people), ...closed }
}

function sessionShift({ _id, centreId, centreName, kind, title, startsAt, endsAt }: SessionDocument): ShiftDocument {
  const isMeal = kind === 'meal'
  const work: { title: string; skill: Skill; words: string } = isMeal
    ? { title: '食堂帮厨', skill: 'kitchen', words: '择菜、打饭、收碗，给走不动的老人端到桌上。' }
    : { title: '课堂助教', skill: 'teach', words: '帮老师发材料，照看坐不住的孩子。' }
  return newShift(`shift-${_id}`.slice(0, 64), {
    ...{ centreId, centreName, startsAt, endsAt, places: 2, ...work },
    subject: { kind: isMeal ? 'meal' : 'class', id: _id, title },
  })
}

type Plan = Pick<
  ShiftDocument,
  'centreId' | 'centreName' | 'subject' | 'title' | 'words' | 'skill' | 'places' | 'startsAt' | 'endsAt'
>

function newShift(_id: string, plan: Plan): ShiftDocument {
  return {
    ...{ _id, ...plan, guide: GUIDE, people: {}, ...sumsOf({}) },
    ...{ state: 'open', askedAt: 0, closedAt: 0, dueAt: plan.startsAt - DAY },
    ...{ revision: 1, requests: [], changedBy: '', forgottenAt: null },
  }
}

function volunteer(shifts: readonly ShiftDocument[], now: number): VolunteerDocument {
  const taken = shifts.map(({ _id, startsAt, endsAt, centreId, minutes, closedAt }) => {
    const entry = { startsAt, endsAt, site: centreId, state: 'taken' as const, at: startsAt - 3 * DAY }
    return [_id, { ...entry, minutes: closedAt > 0 ? minutes : null, missed: false }]
  })
  return {
    ...{ _id: accountIdOf(VOLUNTEER), name: '刘大姐', phone: '', skills: ['kitchen', 'care'] },
    ...{ shifts: Object.fromEntries(taken), minutes: SERVED, requests: [], checkAt: 0, call: null, calledAt: 0 },
    ...{ usedAt: now - DAY, revision: 1 },
  }
}
