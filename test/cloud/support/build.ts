import { join } from 'node:path'
import { buildAll } from '../../../config/build/build'

/** Jest's global set-up: the tests drive the very bundles that would be deployed. */
export default async function setUp(): Promise<void> {
  await buildAll(join(__dirname, '..', '..', '..'), [])
}
