/** What the commands for backups share. */
import { resolve } from 'node:path'
import { BackupError, type Contents } from '../../local-cloud/backup/archive'
import { SettingError } from '../../local-cloud/run'

/** One line for the terminal. */
export function sayContents({ documents, files, sha256 }: Contents): string {
  const counts = Object.values(documents)
  const total = counts.reduce((sum, count) => sum + count, 0)
  return `${total} documents in ${counts.length} collections, ${files} files, SHA-256 ${sha256}`
}

/** The file on the command line, relative to where npm was run. */
export function fileArgument(command: string): string {
  const [file, ...more] = process.argv.slice(2)
  if (file === undefined || more.length > 0) throw new SettingError(`npm run ${command} -- FILE`)
  return resolve(process.env.INIT_CWD ?? '.', file)
}

/** Prints a sentence for what a person can change, and the whole error otherwise. */
export function failTask(error: unknown): void {
  console.error(error instanceof BackupError || error instanceof SettingError ? error.message : error)
  process.exitCode = 1
}
