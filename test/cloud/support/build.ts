import { join } from 'node:path'
import { buildAll } from '../../../config/build/build'

/** Jest's global set-up: builds the bundles, so that the tests run what would be deployed. */
export default async function setUp(): Promise<void> {
  await buildAll(join(__dirname, '..', '..', '..'), [])
}
