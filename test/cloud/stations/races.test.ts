import { aCentre } from '../../../worlds/fixtures/index'
import { openWorld } from '../in-process/world'
import { cloudNow } from '../support/clock'
import { stationViolations } from '../support/invariants/stations'
import { aStation, STATION } from './support'

/** Calls between two reads of another one, in orders that random tests reach too seldom. */
const world = openWorld()

test('whoever changes stations while another phone of theirs asks for the first one has the seat that it is told of', async () => {
  world.setClock(cloudNow())
  await world.seed({ centres: [aCentre()], stations: [aStation(), aStation({ _id: 'second-station' })] })
  const sit = (stationId: string, requestId: string) =>
    world.start('rider', 'station.sit', { stationId }, { requestId })
  await (await sit(STATION, 'request-1')).finish()

  const overtaken = await sit(STATION, 'request-2')
  // It has read the station, but not yet which seat belongs to the rider.
  await overtaken.step(overtaken.pending.findIndex(({ collection }) => collection === 'stations'))
  await (await sit('second-station', 'request-3')).finish()
  const reply = await overtaken.finish()

  const visit = reply?.ok ? reply.data.visit : null
  const seats = (await world.stored('stations')).flatMap(({ _id, visits }) =>
    Object.values(visits).map(({ visitId }) => `${visitId} at ${_id}`),
  )
  expect(seats).toEqual([`${visit?.id} at ${visit?.stationId}`])
  expect(await stationViolations(world)).toEqual([])
})
