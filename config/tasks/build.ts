import { join } from 'node:path'
import { buildAll } from '../build/build'
import { noticesConfig } from '../build/notices'

/** `npm run build`: everything that is deployed or opened, into `dist/`. */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  if (noticesConfig(root) === 'null') {
    process.stdout.write('There is no config/notices.json: WeChat will send no messages (docs/deploy.md)\n')
  }
  await buildAll(root, ['weapp', 'h5'])
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
