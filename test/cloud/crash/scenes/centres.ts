import { HOUR, localDate } from '@domain/time'
import { anOfficer, aStation, CENTRE, STATION } from '../../../../worlds/fixtures/index'
import { dateIn } from '../../office/support'
import type { Scenes, Stage } from '../stage'

const FIELDS = {
  address: '湖滨路 8 号',
  phone: '0877-5550199',
  location: { longitude: 102.7, latitude: 24.3 },
  week: [{ weekday: 1, opens: 540, closes: 1080 }],
  facilities: ['饮水'],
  wayIn: '东门进',
}

const centre = async ({ cloud }: Stage) => (await cloud.stored('centres', { _id: CENTRE }))[0]

export const centreScenes = {
  'office.createCentre': {
    leastPoints: 10,
    heals: true,
    scene: async ({ cloud }) => {
      await cloud.seed({ staff: [anOfficer('city')] })
      return {
        openid: 'city',
        input: { ...FIELDS, county: '江川区', name: '星云社区' },
        check: async () => expect(await cloud.stored('centres', { name: '星云社区' })).toHaveLength(1),
      }
    },
  },
  'office.importCentres': {
    leastPoints: 10,
    heals: true,
    scene: async ({ cloud }) => {
      await cloud.seed({ staff: [anOfficer('city')] })
      const names = ['星云社区', '碧溪社区', '马家营社区']
      return {
        openid: 'city',
        input: { centres: names.map(name => ({ ...FIELDS, county: '江川区', name })) },
        check: async () => {
          const stored = await cloud.stored('centres', { county: '江川区' })
          expect(names.map(name => stored.filter(centre => centre.name === name).length)).toEqual([1, 1, 1])
        },
      }
    },
  },
  'office.saveCentre': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { openid, book } = await stage.household()
      const { booking } = await book()
      return {
        openid: 'manager',
        input: { centreId: CENTRE, revision: 0, ...FIELDS },
        check: async () => {
          expect(await centre(stage)).toMatchObject({ address: '湖滨路 8 号', revision: 1 })
          const seen = await stage.cloud.ask(openid, 'booking.get', { bookingId: booking.id })
          expect(seen.booking.address).toBe('湖滨路 8 号')
        },
      }
    },
  },
  'office.closeCentre': {
    leastPoints: 30,
    heals: true,
    scene: async stage => {
      const { seen, session } = await stage.listener()
      const day = localDate(session.startsAt)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, from: day, to: day, reason: '停电' },
        check: async () => {
          expect(await seen()).toMatchObject({ status: 'cancelled', cancelledBy: 'centre', changeReason: '停电' })
          expect((await centre(stage))?.hours.closures).toEqual([{ from: day, to: day, reason: '停电' }])
          // The timer looks at it once more, for sessions that other calls are bringing to the day.
          expect(await stage.cloud.stored('closures')).toMatchObject([{ closedAt: expect.any(Number) }])
        },
      }
    },
  },
  'office.removeClosure': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const days = { centreId: CENTRE, from: dateIn(60), to: dateIn(61) }
      await stage.cloud.ask('manager', 'office.closeCentre', { ...days, reason: '停电' })
      return {
        openid: 'manager',
        input: days,
        check: async () => expect((await centre(stage))?.hours.closures).toEqual([]),
      }
    },
  },
  'office.saveStation': {
    leastPoints: 10,
    heals: true,
    scene: async ({ cloud }) => {
      await cloud.seed({ stations: [aStation()] })
      return {
        openid: 'manager',
        input: {
          centreId: CENTRE,
          stationId: STATION,
          name: '湖滨路暖锋驿站',
          address: '湖滨路 8 号',
          phone: '0877-5550100',
          week: [{ weekday: 1, opens: 480, closes: 1200 }],
          wayIn: '推门就进',
          facilities: ['water'],
          healthDays: [],
          stay: HOUR,
          capacity: 12,
        },
        check: async () => expect(await cloud.stored('stations')).toMatchObject([{ capacity: 12, free: 12 }]),
      }
    },
  },
} satisfies Scenes
