import type { TestCloud } from './test-cloud'

export type { TestCloud } from './test-cloud'

/**
 * Starts a cloud for behaviour tests: the functions in this process, or with `TEST_CLOUD=whole` the deployed bundles behind
 * HTTP and the SDK. Both behave equally.
 */
export async function startTestCloud(): Promise<TestCloud> {
  const { TEST_CLOUD = 'in-process' } = process.env
  // Loaded on demand: an unused cloud would cost every test file half a second.
  if (TEST_CLOUD === 'whole') return (await import('./whole-cloud')).startWholeCloud()
  if (TEST_CLOUD === 'in-process') return (await import('../in-process/cloud')).openTestCloud()
  throw new Error(`TEST_CLOUD is in-process or whole, not ${TEST_CLOUD}`)
}
