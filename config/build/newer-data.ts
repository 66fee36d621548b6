import { MIGRATIONS } from '../../cloudfunctions/lib/migrations'
import type { Engine } from '../../local-cloud/engine/engine'
import { SettingError } from '../../local-cloud/run'

/**
 * Throws a `SettingError` with a sentence for people when the data was changed by a later release: this one would misread it.
 * Data of an earlier release is brought to the shapes of this one by the timer (`cloudfunctions/lib/migrations`).
 */
export async function requireKnownData(engine: Engine, dataDir: string): Promise<void> {
  const known = MIGRATIONS.map(({ id }) => id)
  const { documents } = await engine.find('migrations', { filter: { _id: { $nin: known } }, limit: 1 })
  const [unknown] = documents
  if (!unknown) return
  throw new SettingError(
    `The data in ${dataDir} belongs to a newer version of 暖锋驿家: it went through the change "${String(unknown._id)}", which this ` +
      'version does not know. Nothing was changed. Start that version, or choose another folder with DATA_DIR.',
  )
}
