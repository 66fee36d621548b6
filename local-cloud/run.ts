import { StartError } from './host/errors'
import type { LocalCloud, LocalCloudOptions } from './host/options'
import { startLocalCloud } from './host/start'

/** A setting that is wrong; the message says which and how. */
export class SettingError extends Error {}

const DEFAULT_PORT = '3210'

/** TCP port as text, or from the environment variable PORT. Throws `SettingError`. */
export function portSetting(text = process.env.PORT || DEFAULT_PORT): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new SettingError(`PORT must be 0 to 65535, not "${text}".`)
  return Number(text)
}

/** Prints what is wrong (one sentence for a wrong setting) and exits with code 1. */
export function fail(error: unknown): never {
  const known = error instanceof StartError || error instanceof SettingError
  console.error(known ? error.message : error)
  process.exit(1)
}

/** Runs a cloud until SIGINT or SIGTERM; `ready` gets it. */
export async function runCloud(options: LocalCloudOptions, ready: (cloud: LocalCloud) => void): Promise<void> {
  const cloud = await startLocalCloud(options)
  let closing = false
  const stop = () => {
    // A second signal asks to stop at once.
    if (closing) process.exit(1)
    closing = true
    cloud.close().then(() => process.exit(0), fail)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  ready(cloud)
}
