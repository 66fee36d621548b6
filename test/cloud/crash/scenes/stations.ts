import { HOUR } from '@domain/time'
import { accountIdOf } from '../../../../cloudfunctions/lib/kernel/ids'
import { aStation, CENTRE } from '../../../../worlds/fixtures/index'
import { cloudNow } from '../../support/clock'
import { proofOf } from '../../support/id-secret'
import type { Scenes, Stage } from '../stage'

/** A station of five seats and another one, for one scene only. */
async function street({ cloud, nextNumber }: Stage) {
  const n = nextNumber()
  const [here, there, openid] = [`here-${n}`, `there-${n}`, `rider-${n}`]
  await cloud.seed({ stations: [here, there].map(_id => aStation({ _id, capacity: 5 })) })
  const stored = async (id: string) => (await cloud.stored('stations', { _id: id }))[0]
  const sit = (stationId: string) => cloud.ask(openid, 'station.sit', { stationId, proof: proofOf(stationId) })
  return { here, there, openid, stored, sit, accountId: accountIdOf(openid) }
}

export const stationScenes = {
  'station.sit': {
    leastPoints: 16,
    heals: true,
    // The person sits at another station: this path makes the most calls and can leave the most behind.
    scene: async stage => {
      const { here, there, openid, stored, sit, accountId } = await street(stage)
      await sit(there)
      return {
        openid,
        input: { stationId: here, proof: proofOf(here) },
        check: async () => {
          expect(await stored(here)).toMatchObject({ free: 4, visits: { [accountId]: {} } })
          expect(await stored(there)).toMatchObject({ free: 5, visits: {} })
          expect((await stage.cloud.ask(openid, 'home.get', {})).visit?.stationId).toBe(here)
        },
      }
    },
  },
  'station.leave': {
    leastPoints: 10,
    heals: false,
    scene: async stage => {
      const { here, openid, stored, sit } = await street(stage)
      const { visit } = await sit(here)
      return {
        openid,
        input: { stationId: here, visitId: visit?.id ?? '' },
        check: async () => {
          expect(await stored(here)).toMatchObject({ free: 5, visits: {} })
          expect((await stage.cloud.ask(openid, 'home.get', {})).visit).toBeNull()
          expect(await stage.cloud.stored('visits', { stationId: here })).toMatchObject([{ how: 'left' }])
        },
      }
    },
  },
  'staff.adjustOccupancy': {
    leastPoints: 10,
    heals: false,
    scene: async stage => {
      const { here, stored } = await street(stage)
      return {
        openid: 'staff',
        input: { centreId: CENTRE, stationId: here, by: 2 },
        check: async () => {
          expect(await stored(here)).toMatchObject({ free: 3, counted: 2 })
          expect(await stage.cloud.stored('stationacts', { stationId: here })).toMatchObject([{ people: 2 }])
        },
      }
    },
  },
  'staff.endVisit': {
    leastPoints: 10,
    heals: false,
    scene: async stage => {
      const { here, openid, stored, sit } = await street(stage)
      const { visit } = await sit(here)
      return {
        openid: 'staff',
        input: { centreId: CENTRE, stationId: here, visitId: visit?.id ?? '' },
        check: async () => {
          expect(await stored(here)).toMatchObject({ free: 5, visits: {} })
          expect((await stage.cloud.ask(openid, 'home.get', {})).visit).toBeNull()
          expect(await stage.cloud.stored('visits', { stationId: here })).toMatchObject([{ how: 'ended' }])
          expect(await stage.cloud.stored('stationacts', { stationId: here })).toMatchObject([{ what: 'ended' }])
        },
      }
    },
  },
  'staff.closeStation': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { here, openid, stored, sit } = await street(stage)
      await sit(here)
      return {
        openid: 'staff',
        input: { centreId: CENTRE, stationId: here, reason: '停电', until: cloudNow() + HOUR },
        check: async () => {
          expect(await stored(here)).toMatchObject({ free: 5, visits: {}, closure: { reason: '停电' } })
          expect((await stage.cloud.ask(openid, 'home.get', {})).visit).toBeNull()
        },
      }
    },
  },
  'staff.openStation': {
    leastPoints: 10,
    heals: false,
    scene: async stage => {
      const { here, stored } = await street(stage)
      const closed = { centreId: CENTRE, stationId: here }
      await stage.cloud.ask('staff', 'staff.closeStation', { ...closed, reason: '停电', until: cloudNow() + HOUR })
      return {
        openid: 'staff',
        input: closed,
        check: async () => expect(await stored(here)).toMatchObject({ closure: null }),
      }
    },
  },
} satisfies Scenes
