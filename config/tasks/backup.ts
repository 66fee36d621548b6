import { join, resolve } from 'node:path'
import { backUp } from '../../local-cloud/backup/backup'
import { failTask, fileArgument, sayContents } from '../backup/command-line'
import { productVersion } from '../build/version'

/**
 * `npm run backup -- FILE`: writes everything in the data folder to one file, while the cloud runs or not. Environment:
 * DATA_DIR (.data); BACKUP_KEY encrypts the file, and only then the secrets are in it.
 */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  const file = fileArgument('backup')
  const { DATA_DIR, BACKUP_KEY } = process.env
  const contents = await backUp({
    dataDir: resolve(root, DATA_DIR || '.data'),
    file,
    version: productVersion(root),
    now: Date.now(),
    ...(BACKUP_KEY ? { password: BACKUP_KEY } : {}),
  })
  process.stdout.write(`${file}: ${sayContents(contents)}\n`)
  if (!BACKUP_KEY) {
    process.stdout.write('It is not encrypted, and without the secrets of the data folder; set BACKUP_KEY for both.\n')
  }
}

main().catch(failTask)
