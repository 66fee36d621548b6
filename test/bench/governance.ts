import type { CentreDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { stars } from '../../worlds/demo/stars'
import { aCentre, anOfficer } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud } from '../cloud/support/whole-cloud'
import type { Bench } from './report'

const CENTRES = 200
const COUNTIES = 9
/** The centres, the round, the person, and what else a call looks at. */
const MOST_EXAMINED = CENTRES + 20
/** The platform refuses larger answers than this by far; a phone should load it at once. */
const MOST_KILOBYTES = 100
const MOST_TRIPS = 4

/** The board of a whole city: one call, and nothing read but one document of each centre. */
export const governance: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 1 })
  try {
    const centres = Array.from(
      { length: CENTRES },
      (_, n): CentreDocument =>
        aCentre({ _id: `rated-${n}`, name: `第 ${n + 1} 党群服务中心`, county: `县区 ${n % COUNTIES}`, order: n + 1 }),
    )
    const rated = stars(centres, cloudNow())
    await cloud.seed({ ...rated, staff: [anOfficer('city')] })
    const { reply, databaseTrips, documentsExamined } = await cloud.send('city', 'office.starBoard', {})
    if (!reply.ok || reply.data.rows.length !== CENTRES) throw new Error(`no board: ${JSON.stringify(reply)}`)
    const what = `the board of ${CENTRES} centres`
    const kilobytes = Buffer.byteLength(JSON.stringify(reply)) / 1000
    return [
      { what: `${what}, documents examined`, value: documentsExamined, unit: 'documents', max: MOST_EXAMINED },
      { what: `${what}, sequential round trips`, value: databaseTrips, unit: 'trips', max: MOST_TRIPS },
      { what: `${what}, answer`, value: kilobytes, unit: 'kB', max: MOST_KILOBYTES },
    ]
  } finally {
    await cloud.close()
  }
}
