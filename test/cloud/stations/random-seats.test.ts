import { HOLD, SEAT_LIMITS } from '@domain/stations/limits'
import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { randomRuns } from '../../depth'
import fc from '../../random'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { proofOf } from '../support/id-secret'
import { invariantViolations } from '../support/invariants'
import { seatViolations } from '../support/invariants/stations'
import { aStation } from './support'

const STATIONS = ['one', 'two']
const PEOPLE = ['rider-a', 'rider-b', 'rider-c']

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

/** What one of them does; acts of one step are made at once. */
interface Act {
  does: 'keep a seat' | 'sit at the door' | 'leave' | 'staff end one' | 'staff close' | 'staff open' | 'tick'
  who: number
  where: number
}

const act: fc.Arbitrary<Act> = fc.record({
  does: fc.oneof(
    { weight: 4, arbitrary: fc.constant('keep a seat' as const) },
    { weight: 4, arbitrary: fc.constant('sit at the door' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'leave' as const,
        'staff end one' as const,
        'staff close' as const,
        'staff open' as const,
        'tick' as const,
      ),
    },
  ),
  who: fc.nat(PEOPLE.length - 1),
  where: fc.nat(STATIONS.length - 1),
})
const step = fc.record({ acts: fc.array(act, { minLength: 1, maxLength: 4 }), minutes: fc.nat(9) })

async function make({ does, who, where }: Act, later: number): Promise<void> {
  const [openid = '', stationId = ''] = [PEOPLE[who], STATIONS[where]]
  const there = { centreId: CENTRE, stationId }
  if (does === 'tick') await cloud.tick()
  if (does === 'keep a seat') await cloud.send(openid, 'station.sit', { stationId })
  if (does === 'sit at the door') await cloud.send(openid, 'station.sit', { stationId, proof: proofOf(stationId) })
  if (does === 'leave') {
    const { visit } = await cloud.ask(openid, 'home.get', {})
    if (visit) await cloud.send(openid, 'station.leave', { stationId: visit.stationId, visitId: visit.id })
  }
  if (does === 'staff end one') {
    const { stations } = await cloud.ask('staff', 'staff.stations', { centreId: CENTRE })
    const [seat] = stations.find(({ id }) => id === stationId)?.seats ?? []
    if (seat) await cloud.send('staff', 'staff.endVisit', { ...there, visitId: seat.visitId })
  }
  if (does === 'staff close')
    await cloud.send('staff', 'staff.closeStation', { ...there, reason: '停电', until: cloudNow() + later + HOUR })
  if (does === 'staff open') await cloud.send('staff', 'staff.openStation', there)
}

test('however people keep seats, sit down, leave and are counted out: no seat is lost or doubled, and limits hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      await cloud.reset()
      await cloud.seed({
        centres: [aCentre()],
        staff: [aStaff('staff')],
        stations: STATIONS.map((_id, order) => aStation({ _id, order, capacity: 2 })),
      })
      let later = 0
      for (const { acts, minutes } of steps) {
        later += minutes * MINUTE
        cloud.later(later)
        await Promise.all(acts.map(each => make(each, later)))
        for (const station of await cloud.stored('stations')) {
          expect(seatViolations(station)).toEqual([])
          for (const { from, until, held } of Object.values(station.visits)) {
            if (held) expect(until - from).toBeLessThanOrEqual(HOLD)
          }
        }
        for (const { sits = [] } of await cloud.stored('sitters')) {
          for (const { held, most, within } of SEAT_LIMITS) {
            const counted = sits.filter(sit => sit.at > cloudNow() + later - within && (sit.held || !held))
            expect(counted.length).toBeLessThanOrEqual(most)
          }
        }
      }
      // After everything is over, nobody sits anywhere and every visit is logged once.
      for (const minutes of [0, 3, 6]) {
        cloud.later(later + 4 * HOUR + minutes * MINUTE)
        await cloud.tick()
      }
      expect(await invariantViolations(cloud)).toEqual([])
      expect((await cloud.stored('stations')).map(({ free, visits }) => ({ free, visits }))).toEqual(
        STATIONS.map(() => ({ free: 2, visits: {} })),
      )
    }),
    randomRuns({ deep: 300, byDefault: 25 }),
  )
})
