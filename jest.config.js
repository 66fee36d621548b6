/** Three projects: `node` (domain, cloud, local cloud), `weapp` (the built artefact under jsdom), `e2e` (Chromium). */
const swc = [
  '@swc/jest',
  {
    // Its dictionary takes a tenth of the time in which a test of the cloud loads its modules, and few tests search.
    module: { type: 'commonjs', lazy: ['pinyin-pro'] },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
]
const base = {
  runtime: '<rootDir>/config/testing/runtime.cjs',
  transform: { '^.+\\.tsx?$': swc },
  moduleNameMapper: { '^@domain/(.*)$': '<rootDir>/domain/$1', '^@/(.*)$': '<rootDir>/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.mutate/'],
}
module.exports = {
  // Crash and storm tests live through many processes, and a deep city through weeks; a limit is only there to end what hangs.
  testTimeout: process.env.TEST_DEPTH === 'deep' ? 3_600_000 : 400_000,
  testSequencer: '<rootDir>/config/testing/sequencer.cjs',
  // What earlier files leave in a worker is never freed: with gigabytes of it, collecting garbage costs more than a new worker.
  workerIdleMemoryLimit: '700MB',
  projects: [
    {
      ...base,
      displayName: 'node',
      globalSetup: '<rootDir>/test/cloud/support/build.ts',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/{domain,cloud,local-cloud,config}/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'weapp',
      globalSetup: '<rootDir>/test/app/support/build.ts',
      setupFilesAfterEnv: ['<rootDir>/test/app/support/console.ts', '<rootDir>/test/app/support/short-pauses.ts'],
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/app/**/*.test.ts'],
    },
    {
      ...base,
      displayName: 'e2e',
      globalSetup: '<rootDir>/test/e2e/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/e2e/support/global-teardown.ts',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
}
