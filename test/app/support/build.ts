import { join } from 'node:path'
import { buildAll } from '../../../config/build/build'

/** Jest's global set-up: these tests run the same mini-program and functions that would be uploaded. */
export default async function setUp(): Promise<void> {
  await buildAll(join(__dirname, '..', '..', '..'), ['weapp'], { weappNotices: 'test/app/support/notices.json' })
}
