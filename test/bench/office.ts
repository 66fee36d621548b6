import { HOUR, MINUTE } from '@domain/time'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { classForm, timeIn } from '../cloud/office/support'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench } from './report'

/** A round trip to the platform's database. */
const LATENCY_MS = 15
const SESSIONS = 120
const ROOMS = 4
/** A month of sessions is published in one call of at most this. */
const MOST_SECONDS = 5

/** How long the back office takes for a month of a large centre: copying it and publishing it, on the deployed bundles. */
export const office: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    await cloud.seed({ centres: [aCentre()], staff: [aStaff('manager', { role: 'manager' })] })
    for (let n = 0; n < ROOMS; n++) {
      const form = classForm({ title: `课${n}`, room: `${n} 楼`, teacherName: `老师${n}` })
      const { offering } = await cloud.ask('manager', 'office.saveOffering', form)
      for (let day = 0; day < SESSIONS / ROOMS; day++) {
        const startsAt = timeIn(2 + day, '14:30')
        await cloud.ask('manager', 'office.saveDraft', {
          centreId: CENTRE,
          revision: 0,
          offeringId: offering.id,
          startsAt,
          endsAt: startsAt + HOUR + 30 * MINUTE,
          room: `${n} 楼`,
          teacher: `老师${n}`,
          capacity: 25,
          reserve: 5,
        })
      }
    }
    const drafts = (await cloud.stored('drafts')).map(({ _id, revision }) => ({ id: _id, revision }))
    cloud.control({ latencyMs: LATENCY_MS })
    const started = performance.now()
    const { reply, databaseTrips, databaseCalls } = await cloud.send('manager', 'office.publish', {
      centreId: CENTRE,
      drafts,
    })
    const seconds = (performance.now() - started) / 1000
    if (!reply.ok || reply.data.publication.sessions !== SESSIONS)
      throw new Error(`not published: ${JSON.stringify(reply)}`)
    const what = `publishing ${SESSIONS} sessions with ${LATENCY_MS} ms per database call`
    return [
      { what, value: seconds, unit: 's', max: MOST_SECONDS },
      { what: `${what}, sequential round trips`, value: databaseTrips, unit: 'trips' },
      { what: `${what}, database calls in all`, value: databaseCalls, unit: 'calls' },
    ]
  } finally {
    await cloud.close()
  }
}
