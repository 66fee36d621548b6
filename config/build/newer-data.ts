import { join } from 'node:path'
import { MIGRATIONS } from '../../cloudfunctions/lib/migrations'
import { storedIds } from '../../local-cloud/engine/stored-ids'
import { SettingError } from '../../local-cloud/run'

/**
 * Throws a `SettingError` with a sentence for people when the data was changed by a later release: this one would misread it.
 * Must run before the engine opens the data, which would give it the indexes of this release. Data of an earlier release is
 * brought to the shapes of this one by the timer (`cloudfunctions/lib/migrations`).
 */
export async function requireKnownData(dataDir: string): Promise<void> {
  const known: readonly unknown[] = MIGRATIONS.map(({ id }) => id)
  const unknown = (await storedIds(join(dataDir, 'db'), 'migrations')).find(id => !known.includes(id))
  if (unknown === undefined) return
  throw new SettingError(
    `The data in ${dataDir} belongs to a newer version of 暖锋驿家: it went through the change "${String(unknown)}", which this ` +
      'version does not know. Nothing was changed. Start that version, or choose another folder with DATA_DIR.',
  )
}
