import { join } from 'node:path'
import { buildAll } from '../build/build'

/** `npm run build`: everything that is deployed or opened, into `dist/`. */
buildAll(join(__dirname, '..', '..'), ['weapp', 'h5']).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
