import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { restore } from '../../local-cloud/backup/restore'
import { readCollections } from '../../local-cloud/collections'
import { failTask, fileArgument, sayContents } from '../backup/command-line'

/**
 * `npm run restore -- FILE`: makes a data folder from a backup, after the whole file was checked. Environment: DATA_DIR
 * (.data), which must be empty or not there; BACKUP_KEY for an encrypted file.
 */
const root = join(__dirname, '..', '..')

async function main(): Promise<void> {
  const file = fileArgument('restore')
  const { DATA_DIR, BACKUP_KEY } = process.env
  const dataDir = resolve(root, DATA_DIR || '.data')
  const schemaFile = join(root, 'config', 'database.json')
  const { heading, contents } = await restore({
    file,
    dataDir,
    schema: readCollections(JSON.parse(readFileSync(schemaFile, 'utf8')), schemaFile),
    ...(BACKUP_KEY ? { password: BACKUP_KEY } : {}),
  })
  const made = `${new Date(heading.at).toISOString()} by ${heading.version}`
  process.stdout.write(`${dataDir} is what the backup of ${made} holds: ${sayContents(contents)}\n`)
}

main().catch(failTask)
