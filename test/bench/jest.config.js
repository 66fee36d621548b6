/** Benches that need the environment of tests: the simulated phone and the crash suite. Only `npm run bench` runs them. */
const { join } = require('node:path')
const { projects } = require('../../jest.config')

const like = (name, displayName, testMatch) => {
  const { globalSetup: _built, ...project } = projects.find(each => each.displayName === name)
  return { ...project, rootDir: join(__dirname, '..', '..'), displayName, testMatch: [testMatch] }
}
module.exports = {
  testTimeout: 1_200_000,
  projects: [
    like('weapp', 'phone', '<rootDir>/test/bench/offline-code/*.measure.ts'),
    like('weapp', 'pages', '<rootDir>/test/app/pages.test.ts'),
    like('node', 'crash', '<rootDir>/test/bench/crash-points/*.measure.ts'),
  ],
}
