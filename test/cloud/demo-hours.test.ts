import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { openState } from '@domain/places/opening-hours'
import { stationState } from '@domain/stations/state'
import { atLocal } from '@domain/time'
import { sayOpen } from '@/features/centres/hours'
import { saySeats } from '@/features/stations/words'
import { yuxiWorld } from '../../worlds/demo'
import { PHONE_DESK, phoneDesk } from '../../worlds/demo/phone-desk'
import { openWorld } from './in-process/world'

/** The demo city at every hour of a day: nothing is offered while its place is closed, and the screens say that it is. */
const world = openWorld()
let serial = 0

async function ask<Name extends RouteName>(route: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>> {
  const reply = await (await world.start('demo-parent', route, input, { requestId: `request-${serial++}` })).finish()
  if (!reply?.ok) throw new Error(`${route} failed`)
  return reply.data
}

describe.each([
  ['a working day', '2026-11-25'],
  ['a Saturday', '2026-11-28'],
])('on %s', (_day, date) => {
  const city = yuxiWorld(atLocal(date)).collections
  const centres = new Map((city.centres ?? []).map(centre => [centre._id, centre]))
  const hoursOf = (id: string) => centres.get(id)?.hours ?? { week: [], closures: [] }
  const isWithin = ({ centreId, startsAt, endsAt }: { centreId: string; startsAt: number; endsAt: number }) => {
    const state = openState(hoursOf(centreId), startsAt)
    return state.open && state.closesAt >= endsAt
  }

  beforeAll(async () => {
    world.reset()
    world.setClock(atLocal(date))
    await world.seed(city)
  })

  test.each(Array.from({ length: 24 }, (_, hour) => hour))('at half past %i', async hour => {
    const now = atLocal(date, hour * 60 + 30)
    world.setClock(now)
    const { items } = await ask('class.list', { bookable: true })
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(session => !isWithin(session))).toEqual([])

    // Whoever starts the city at this hour.
    const centre = centres.get(PHONE_DESK.centreId)
    const desk = centre ? phoneDesk(centre, now) : []
    expect(desk.filter(session => !isWithin(session))).toEqual([])
    expect(desk.some(({ startsAt }) => startsAt > now)).toBe(true)

    const home = await ask('home.get', { centreId: PHONE_DESK.centreId })
    const said = home.centre && sayOpen(home.centre, now)
    expect(said?.text).toBe(hour >= 8 && hour < 21 ? '开放中' : '休息中')
    expect(said?.until).toBe(hour < 8 ? '今天 08:00 开门' : hour < 21 ? '今天到 21:00' : '明天 08:00 开门')

    const { stations } = await ask('station.list', { location: { longitude: 102.75, latitude: 24.29 } })
    for (const station of stations) {
      const isOpen = stationState(station, now).open
      expect([station.name, /空座|坐/.test(saySeats(station, now, true).text) && !isOpen]).toEqual([
        station.name,
        false,
      ])
    }
    // A session that is to be checked in to now is in a place that is open.
    const running = (city.sessions ?? []).filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
    expect(running.filter(session => !isWithin(session)).map(({ _id }) => _id)).toEqual([])
  })
})
