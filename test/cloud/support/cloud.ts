import { openTestCloud } from '../in-process/cloud'
import type { TestCloud } from './test-cloud'
import { startWholeCloud } from './whole-cloud'

export type { TestCloud } from './test-cloud'

/**
 * A cloud of its own for tests of behaviour: the functions in this very process, or with `TEST_CLOUD=whole` the deployed
 * bundles behind HTTP and the SDK. Both mean the same.
 */
export async function startTestCloud(): Promise<TestCloud> {
  const { TEST_CLOUD = 'in-process' } = process.env
  if (TEST_CLOUD === 'whole') return startWholeCloud()
  if (TEST_CLOUD === 'in-process') return openTestCloud()
  throw new Error(`TEST_CLOUD is in-process or whole, not ${TEST_CLOUD}`)
}
