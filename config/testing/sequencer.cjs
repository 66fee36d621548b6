const Sequencer = require('@jest/test-sequencer').default
const expectedSeconds = require('./expected.cjs')

/**
 * Long files first, so that no worker is left alone with one at the end. What Jest remembers of an earlier run counts; in a
 * fresh clone, where it remembers nothing, `long-files.json` does.
 */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    // Fills in what Jest remembers.
    super.sort(tests)
    const seconds = new Map(tests.map(test => [test, expected(test)]))
    return [...tests].sort((a, b) => seconds.get(b) - seconds.get(a))
  }
}

function expected({ path, duration }) {
  if (duration !== undefined) return duration / 1000
  const file = path.replace(/\\/g, '/').replace(/^.*\/test\//, '')
  return expectedSeconds(file)
}
