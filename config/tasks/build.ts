import { join } from 'node:path'
import { buildAll } from '../build/build'
import { noticesConfig } from '../build/notices'
import { operatorConfig } from '../build/operator'

/** `npm run build`: everything that is deployed or opened, into `dist/`. */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  if (noticesConfig(root) === 'null') {
    process.stdout.write('There is no config/notices.json: WeChat will send no messages (docs/deploy.md)\n')
  }
  if (operatorConfig(root) === 'null') {
    process.stdout.write('There is no config/operator.json: the privacy page names nobody (docs/deploy.md)\n')
  }
  await buildAll(root, ['weapp', 'h5'])
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
