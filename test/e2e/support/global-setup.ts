import { join } from 'node:path'
import { buildAll } from '../../../config/build/build'
import { startBrowser } from './browser-server'

/** Jest's global set-up: the app and the functions as they would be deployed, and a browser. */
export default async function setUp(): Promise<void> {
  await buildAll(join(__dirname, '..', '..', '..'), ['h5'])
  await startBrowser()
}
