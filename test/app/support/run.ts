import { type AppCloud, startAppCloud } from './cloud'
import { closeApp } from './phone'

/** One cloud for all tests of a file, seeded once; the app is closed at the end of the file. */
export function cloudForFile(fill: (cloud: AppCloud) => Promise<unknown>): { cloud: AppCloud } {
  const held = {} as { cloud: AppCloud }
  beforeAll(async () => {
    held.cloud = await startAppCloud()
    await fill(held.cloud)
  })
  afterAll(async () => {
    closeApp()
    await held.cloud.close()
  })
  return held
}
