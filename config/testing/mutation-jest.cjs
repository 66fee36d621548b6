const { join } = require('node:path')
const { projects } = require('../../jest.config.js')

const { globalSetup: _builds, displayName: _name, ...node } = projects[0]
/** A pattern of paths below `test`, set by `npm run mutate`. */
const { MUTATE_WITH = 'domain/' } = process.env

/** The tests that judge a mutant. Nothing is built for them: they run in this process. */
module.exports = {
  ...node,
  rootDir: join(__dirname, '..', '..'),
  testTimeout: 60_000,
  testSequencer: '<rootDir>/config/testing/mutation-sequencer.cjs',
  testPathIgnorePatterns: ['/node_modules/', 'domain/worlds', `^(?!.*/test/(${MUTATE_WITH}))`],
}
