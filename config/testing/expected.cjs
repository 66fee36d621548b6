const LONG = require('./long-files.json')

/** What a file is taken for, in seconds, that is not in the list, by its folder. */
const USUAL = { e2e: 15, app: 10 }
const USUAL_ELSEWHERE = 1

/**
 * The seconds that a test file is expected to take, by its path below `test/`.
 * @param {string} path
 * @returns {number}
 */
module.exports = function expectedSeconds(path) {
  return LONG[path] ?? USUAL[path.split('/')[0]] ?? USUAL_ELSEWHERE
}
