import { HOUR, MINUTE } from '@domain/time'
import { workbook } from '../../src/packages/office/xlsx/workbook'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { classForm, timeIn } from '../cloud/office/support'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import { cityFigures } from './office-figures'
import type { Bench } from './report'

/** A round trip to the platform's database. */
const LATENCY_MS = 15
const SESSIONS = 120
const ROOMS = 4
/** A month of sessions is published in one call of at most this. */
const MOST_SECONDS = 5

/** Rows of the largest spreadsheet, and what it may take. */
const ROWS = 20_000
const MOST_SECONDS_WRITING = 10
const MOST_MEGABYTES = 200

/** How long a spreadsheet of a large roster takes, and how much more memory than before the process needs at most. */
function writeSpreadsheet(): Awaited<ReturnType<Bench>> {
  const rows = Array.from({ length: ROWS }, (_, n) => [
    n + 1,
    `普＊＊、李＊ ${n}`,
    2,
    '2468',
    '小程序',
    { at: timeIn(1, '09:00') + n * MINUTE },
  ])
  const columns = ['序', '姓名', '人数', '尾号', '怎么约的', '签到'].map(label => ({ label, width: 12 }))
  const peak = () => process.resourceUsage().maxRSS / 1024
  const before = peak()
  const started = performance.now()
  const bytes = workbook({ name: '名单', columns, rows }).length
  const seconds = (performance.now() - started) / 1000
  const what = `an .xlsx file of ${ROWS} rows`
  return [
    { what, value: seconds, unit: 's', max: MOST_SECONDS_WRITING },
    { what: `${what}, more memory at its peak`, value: peak() - before, unit: 'MB', max: MOST_MEGABYTES },
    { what: `${what}, size`, value: bytes / 1e6, unit: 'MB' },
  ]
}

/** How long the back office takes for a month of a large centre, on the deployed bundles, and for a large spreadsheet. */
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
      ...writeSpreadsheet(),
      ...(await cityFigures()),
    ]
  } finally {
    await cloud.close()
  }
}
