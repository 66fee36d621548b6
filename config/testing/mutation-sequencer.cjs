const { statSync } = require('node:fs')
const Sequencer = require('@jest/test-sequencer').default

/** Small files first: a mutant is finished with the first test that notices it. */
module.exports = class SmallFirst extends Sequencer {
  sort(tests) {
    const size = new Map(tests.map(test => [test, statSync(test.path).size]))
    return [...tests].sort((a, b) => size.get(a) - size.get(b))
  }
}
