import { DAY, HOUR } from '@domain/time'
import { accountIdOf, shiftCodeOf, shiftKeyOf } from '../../../../cloudfunctions/lib/kernel/ids'
import type { ShiftDocument, VolunteerDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aStaff, aStation } from '../../../../worlds/fixtures/index'
import { aShift, aVolunteer } from '../../../../worlds/fixtures/volunteers'
import { TEST_ID_SECRET } from '../../support/id-secret'
import type { Scenes, Stage } from '../stage'

const KEYED = { idSecret: TEST_ID_SECRET }

/** A centre of its own with a shift and a volunteer; `over`: the shift has ended for the volunteer in some way. */
async function service({ cloud, now, nextNumber }: Stage, over?: { in: boolean; manual?: boolean }) {
  const n = nextNumber()
  const [centreId, shiftId, stationId] = [`centre-${n}`, `shift-${n}`, `station-${n}`]
  const [openid, desk, manager, elsewhere] = [`person-${n}`, `desk-${n}`, `manager-${n}`, `elsewhere-${n}`]
  const accountId = accountIdOf(openid)
  const key = shiftKeyOf(KEYED, shiftId, accountId)
  const startsAt = over ? now - 4 * HOUR : now + 10 * 60_000
  const span = { startsAt, endsAt: startsAt + 2 * HOUR }
  const mark = { at: startsAt, by: '', requestId: 'request-before' }
  const asked = {
    minutes: 30,
    reason: '手机没电',
    state: 'asked' as const,
    by: '',
    at: now,
    requestId: 'r',
    decided: null,
  }
  const person = {
    ...{ accountId, name: '王＊＊', at: 1, confirmedAt: null, in: over?.in ? mark : null, out: null, signed: null },
    ...{ outcome: over?.in ? ('open' as const) : ('missed' as const), minutes: over?.in ? null : 0 },
    manual: over?.manual ? asked : null,
  }
  const closed: Partial<ShiftDocument> = {
    ...{ people: { [key]: person }, accountIds: [accountId], taken: 1, closedAt: now - HOUR, askedAt: 1, dueAt: 0 },
    ...{ toSign: over?.in ? 1 : 0, manualAt: over?.manual ? now : 0 },
  }
  const entry = { ...span, site: centreId, state: 'taken' as const, at: 1, minutes: 0, missed: !over?.in }
  const known: Partial<VolunteerDocument> = over ? { shifts: { [shiftId]: entry } } : {}
  // Hours of the year, of which those by hand are a small share.
  const many = Object.fromEntries(
    Array.from({ length: 10 }, (_, p) => [
      `p${p}`,
      {
        ...{ ...person, accountId: '', name: '', in: null, manual: null, outcome: 'done' as const, minutes: 120 },
      },
    ]),
  )
  const year = aShift(now, {
    ...{
      ...span,
      _id: `year-${n}`,
      centreId,
      places: 10,
      people: many,
      taken: 10,
      minutes: 1200,
      closedAt: 1,
      dueAt: 0,
    },
  })
  const guide = { accountId: accountIdOf(desk), name: '李敏' }
  const subject = { kind: 'station' as const, id: stationId, title: '驿站' }
  await cloud.seed({
    centres: [aCentre({ _id: centreId }), aCentre({ _id: `other-${n}` })],
    stations: [aStation({ _id: stationId, centreId })],
    shifts: [aShift(now, { _id: shiftId, centreId, ...span, guide, subject, ...(over ? closed : {}) }), year],
    volunteers: [aVolunteer(openid, now, known)],
    staff: [
      aStaff(desk, { centreId }),
      aStaff(manager, { centreId, role: 'manager' }),
      aStaff(elsewhere, { centreId: `other-${n}`, role: 'manager' }),
    ],
  })
  const signUp = () => cloud.ask(openid, 'volunteer.signUp', { shiftId })
  const shift = async () => (await cloud.stored('shifts', { _id: shiftId }))[0]
  const volunteer = async () => (await cloud.stored('volunteers', { _id: accountId }))[0]
  const code = shiftCodeOf(KEYED, shiftId, accountId)
  const places = { centreId, shiftId, stationId, other: `other-${n}` }
  return { ...places, openid, desk, manager, elsewhere, accountId, key, code, signUp, shift, volunteer, n }
}

export const volunteerScenes = {
  'volunteer.save': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const openid = `newcomer-${stage.nextNumber()}`
      return {
        openid,
        input: { name: '赵大力', phone: '', skills: ['kitchen'] },
        check: async () =>
          expect(await stage.cloud.stored('volunteers', { _id: accountIdOf(openid) })).toMatchObject([
            { name: '赵大力', skills: ['kitchen'], minutes: 0 },
          ]),
      }
    },
  },
  'volunteer.signUp': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { openid, shiftId, accountId, shift, volunteer } = await service(stage)
      return {
        openid,
        input: { shiftId },
        check: async () => {
          expect(await shift()).toMatchObject({ taken: 1, accountIds: [accountId] })
          expect(await volunteer()).toMatchObject({ checkAt: 0, shifts: { [shiftId]: { state: 'taken' } } })
        },
      }
    },
  },
  'volunteer.leave': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { openid, shiftId, signUp, shift, volunteer } = await service(stage)
      await signUp()
      return {
        openid,
        input: { shiftId },
        check: async () => {
          expect(await shift()).toMatchObject({ taken: 0, accountIds: [] })
          expect(await volunteer()).toMatchObject({ checkAt: 0, shifts: {} })
        },
      }
    },
  },
  'volunteer.confirm': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { openid, shiftId, key, signUp, shift } = await service(stage)
      await signUp()
      return {
        openid,
        input: { shiftId },
        check: async () =>
          expect((await shift())?.people[key]).toMatchObject({ confirmedAt: expect.any(Number), in: null }),
      }
    },
  },
  'volunteer.certify': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { openid, accountId } = await service(stage)
      await stage.cloud.change('volunteers', accountId, { minutes: 90 })
      return {
        openid,
        input: {},
        check: async () =>
          expect(await stage.cloud.stored('certificates', { accountId })).toMatchObject([
            { minutes: 90, name: '王＊＊' },
          ]),
      }
    },
  },
  'staff.shiftMark': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, desk, shiftId, key, code, signUp, shift } = await service(stage)
      await signUp()
      return {
        openid: desk,
        input: { centreId, shiftId, code, what: 'in' },
        check: async () =>
          expect((await shift())?.people[key]).toMatchObject({ in: { at: expect.any(Number) }, out: null }),
      }
    },
  },
  'staff.shiftSign': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, desk, shiftId, key, shift, volunteer } = await service(stage, { in: true })
      return {
        openid: desk,
        input: { centreId, shiftId, key, isRight: true },
        check: async () => {
          expect(await shift()).toMatchObject({ toSign: 0, minutes: 120, dueAt: 0 })
          expect(await volunteer()).toMatchObject({ minutes: 120 })
        },
      }
    },
  },
  'staff.shiftManual': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, desk, shiftId, key, shift, volunteer } = await service(stage, { in: false })
      return {
        openid: desk,
        input: { centreId, shiftId, key, minutes: 30, reason: '手机没电' },
        check: async () => {
          expect((await shift())?.people[key]).toMatchObject({ manual: { state: 'asked', minutes: 30 }, minutes: 0 })
          expect(await volunteer()).toMatchObject({ minutes: 0 })
        },
      }
    },
  },
  'staff.volunteerCalled': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { cloud, now } = stage
      const { centreId, desk, shiftId, accountId, volunteer } = await service(stage, { in: false })
      await cloud.change('volunteers', accountId, { call: { centreId, shiftId, at: now } })
      const [call] = (await cloud.ask(desk, 'staff.shifts', { centreId })).calls
      return {
        openid: desk,
        input: { centreId, key: call?.key ?? '' },
        check: async () => expect(await volunteer()).toMatchObject({ call: null, calledAt: expect.any(Number) }),
      }
    },
  },
  'office.saveShift': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, manager, desk, stationId, shiftId, n } = await service(stage)
      const startsAt = stage.now + 2 * DAY
      const plan = { title: '整理图书', words: '', skill: 'any', startsAt, endsAt: startsAt + HOUR, places: 3 } as const
      return {
        openid: manager,
        input: { centreId, revision: 0, kind: 'station', subjectId: stationId, guideId: accountIdOf(desk), ...plan },
        check: async () => {
          const shifts = await stage.cloud.stored('shifts', { centreId })
          const made = shifts.filter(({ _id }) => _id !== shiftId && _id !== `year-${n}`)
          expect(made).toMatchObject([{ ...plan, revision: 1, dueAt: startsAt - DAY }])
        },
      }
    },
  },
  'office.cancelShift': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { centreId, manager, shiftId, signUp, shift, volunteer } = await service(stage)
      await signUp()
      return {
        openid: manager,
        input: { centreId, shiftId },
        check: async () => {
          expect(await shift()).toMatchObject({ state: 'cancelled', dueAt: 0 })
          expect(await volunteer()).toMatchObject({ shifts: {} })
        },
      }
    },
  },
  'office.approveHours': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { other, elsewhere, shiftId, key, shift, volunteer } = await service(stage, { in: false, manual: true })
      return {
        openid: elsewhere,
        input: { centreId: other, shiftId, key, isRight: true },
        check: async () => {
          expect(await shift()).toMatchObject({ manualAt: 0, minutes: 30, manualMinutes: 30, dueAt: 0 })
          expect(await volunteer()).toMatchObject({ minutes: 30 })
        },
      }
    },
  },
} satisfies Scenes
